// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/configmerge.h"

#include "backend/services/configyaml.h"

namespace gatehouse::services {

namespace {

QJsonValue mergeValue(const QJsonValue &below, const QJsonValue &above)
{
    if (below.isObject() && above.isObject())
        return mergeConfig(below.toObject(), above.toObject());
    return above;
}

void collectLeaves(
    const QJsonObject &object, const QString &pointer, QMap<QString, QJsonValue> &leaves)
{
    for (auto it = object.begin(); it != object.end(); ++it) {
        const QString at = pointer + u'/' + pointerStep(it.key());
        const bool inner = it.value().isObject() && !it.value().toObject().isEmpty();
        if (inner)
            collectLeaves(it.value().toObject(), at, leaves);
        else
            leaves.insert(at, it.value());
    }
}

//! Undefined when a layer says nothing about the key.
QJsonValue valueAt(const QJsonObject &root, const QStringList &steps)
{
    QJsonValue value = root;
    for (const QString &step : steps) {
        if (!value.isObject())
            return QJsonValue::Undefined;
        value = value.toObject().value(step);
    }
    return value;
}

} // namespace

QJsonObject mergeConfig(const QJsonObject &below, const QJsonObject &above)
{
    QJsonObject merged = below;
    for (auto it = above.begin(); it != above.end(); ++it)
        merged.insert(it.key(),
            merged.contains(it.key()) ? mergeValue(merged.value(it.key()), it.value())
                                      : it.value());
    return merged;
}

QJsonObject mergeLayers(const QList<OverlayLayer> &layers)
{
    QJsonObject merged;
    for (const OverlayLayer &layer : layers)
        merged = mergeConfig(merged, layer.root);
    return merged;
}

QList<EffectiveValue> effectiveValues(const QList<OverlayLayer> &layers)
{
    QMap<QString, QJsonValue> leaves;
    collectLeaves(mergeLayers(layers), {}, leaves);
    QList<EffectiveValue> values;
    for (auto it = leaves.cbegin(); it != leaves.cend(); ++it) {
        EffectiveValue effective;
        effective.pointer = it.key();
        effective.value = it.value();
        const QStringList steps = pointerSteps(it.key());
        for (const OverlayLayer &layer : layers) {
            const QJsonValue said = valueAt(layer.root, steps);
            const bool isSet = !said.isUndefined();
            effective.sources.append({layer.overlay, layer.revision,
                isSet ? said : QJsonValue(QJsonValue::Null), isSet});
            if (isSet)
                effective.winner = layer.overlay;
        }
        values.append(effective);
    }
    return values;
}

int leafCount(const QJsonObject &root)
{
    QMap<QString, QJsonValue> leaves;
    collectLeaves(root, {}, leaves);
    return int(leaves.size());
}

} // namespace gatehouse::services
