// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/draftprovenance.h"

#include "core/config/textchanges.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

bool isList(const YamlDocument &document, const QString &pointer)
{
    const YamlDocument::Place *first = document.find(pointer + u"/0"_s);
    return first && first->length == 0;
}

//! The overlays that have a say, with nothing set.
QList<EffectiveValue::Source> unsetSources(const EffectiveConfig &inForce)
{
    QList<EffectiveValue::Source> sources;
    if (!inForce.values.isEmpty()) {
        sources = inForce.values.first().sources;
        for (EffectiveValue::Source &source : sources) {
            source.isSet = false;
            source.value = QJsonValue::Null;
        }
        return sources;
    }
    sources.append({{Environment::Global, {}}, 0, QJsonValue::Null, false});
    sources.append({{inForce.environment, {}}, 0, QJsonValue::Null, false});
    if (!inForce.tenant.isEmpty())
        sources.append({{inForce.environment, inForce.tenant}, 0, QJsonValue::Null, false});
    return sources;
}

} // namespace

QString effectiveKey(const YamlDocument &document, const QString &pointer)
{
    for (qsizetype end = pointer.indexOf(u'/', 1);; end = pointer.indexOf(u'/', end + 1)) {
        const QString prefix = end < 0 ? pointer : pointer.left(end);
        if (isList(document, prefix))
            return prefix;
        if (end < 0)
            break;
    }
    const YamlDocument::Place *place = document.find(pointer);
    return place && place->isScalar ? pointer : QString();
}

EffectiveValue draftedValue(
    const EffectiveConfig &inForce, const OverlayRef &edited, const YamlDocument &draft, const QString &pointer)
{
    EffectiveValue value;
    value.pointer = pointer;
    const auto known = std::find_if(inForce.values.begin(), inForce.values.end(),
        [&](const EffectiveValue &candidate) { return candidate.pointer == pointer; });
    value.sources = known == inForce.values.end() ? unsetSources(inForce) : known->sources;
    const QJsonValue drafted = valueAt(draft, pointer);
    for (EffectiveValue::Source &source : value.sources) {
        if (source.overlay != edited)
            continue;
        const bool isSet = !drafted.isUndefined();
        if (source.isSet != isSet || (isSet && source.value != drafted))
            source.revision = 0;
        source.isSet = isSet;
        source.value = isSet ? drafted : QJsonValue(QJsonValue::Null);
    }
    for (const EffectiveValue::Source &source : std::as_const(value.sources)) {
        if (!source.isSet)
            continue;
        value.winner = source.overlay;
        value.value = source.value;
    }
    return value;
}

} // namespace gatehouse
