// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/configuration.h"

//! Merging overlays and saying where every value comes from. Pure.
namespace gatehouse::services {

//! One document of one overlay, in the order global, environment, tenant.
struct OverlayLayer
{
    OverlayRef overlay;
    int revision = 0; //!< 0: nothing is in force.
    QJsonObject root;
};

//! Mappings merge key by key; anything else, lists and null too, replaces what was below it.
QJsonObject mergeConfig(const QJsonObject &below, const QJsonObject &above);
QJsonObject mergeLayers(const QList<OverlayLayer> &layers);
//! Leaves of the merged document in pointer order, each with what every layer says about it. A list
//! is one leaf, because lists replace each other as a whole.
QList<EffectiveValue> effectiveValues(const QList<OverlayLayer> &layers);
int leafCount(const QJsonObject &root);

} // namespace gatehouse::services
