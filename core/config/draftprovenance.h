// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/yamldocument.h"
#include "core/contract/configuration.h"

namespace gatehouse {

//! The key whose value is one effective value: the key itself, or the outermost list around it,
//! because lists replace each other as a whole. Empty for maps and for no key.
QString effectiveKey(const YamlDocument &document, const QString &pointer);

//! What \a pointer would be if \a draft were in force in \a edited, over what is in force now.
//! Revision 0 marks the draft where it says something else than the revision in force.
EffectiveValue draftedValue(
    const EffectiveConfig &inForce, const OverlayRef &edited, const YamlDocument &draft, const QString &pointer);

} // namespace gatehouse
