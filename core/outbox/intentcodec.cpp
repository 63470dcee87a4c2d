// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/outbox/intentcodec.h"

namespace gatehouse {

namespace {

template <typename E>
bool readKnown(const QJsonValue &json, E &out)
{
    const QString text = json.toString();
    for (const auto &[value, name] : enumNames<E>()) {
        if (text == QLatin1String(name)) {
            out = value;
            return true;
        }
    }
    return false;
}

} // namespace

template <>
std::span<const std::pair<IntentKind, const char *>> enumNames<IntentKind>()
{
    using enum IntentKind;
    static constexpr std::pair<IntentKind, const char *> names[] = {
        {Decision, "decision"},
        {Comment, "comment"},
        {Request, "request"},
        {RegistryEdit, "registry_edit"},
        {Configuration, "configuration"},
        {Operation, "operation"},
        {Other, "other"},
    };
    return names;
}

template <>
std::span<const std::pair<IntentState, const char *>> enumNames<IntentState>()
{
    using enum IntentState;
    static constexpr std::pair<IntentState, const char *> names[] = {
        {Composed, "composed"},
        {Queued, "queued"},
        {Sending, "sending"},
        {Accepted, "accepted"},
        {Refused, "refused"},
        {NeedsAnotherLook, "needs_another_look"},
        {Expired, "expired"},
        {Withdrawn, "withdrawn"},
    };
    return names;
}

bool read(const QJsonValue &json, IntentKind &out)
{
    return readKnown(json, out);
}

bool read(const QJsonValue &json, IntentState &out)
{
    return readKnown(json, out);
}

template <typename S, typename V>
void Intent::fields(S &s, V &visit)
{
    visit("id", s.id);
    visit("kind", s.kind);
    visit("state", s.state);
    visit("verb", s.verb);
    visit("path", s.path);
    visit("query", s.query);
    visit("body", s.body);
    visit("toSign", s.toSign);
    visit("ifMatch", s.ifMatch);
    visit("environment", s.environment);
    visit("productionWrite", s.productionWrite);
    visit("basisPath", s.basisPath);
    visit("topic", s.topic);
    visit("objectId", s.objectId);
    visit("subject", s.subject);
    visit("subjectDetail", s.subjectDetail);
    visit("verbWord", s.verbWord);
    visit("stageName", s.stageName);
    visit("effect", s.effect);
    visit("reason", s.reason);
    visit("relied", s.relied);
    visit("movements", s.movements);
    visit("checkedAt", s.checkedAt);
    visit("sequence", s.sequence);
    visit("composedAt", s.composedAt);
    visit("composedOffline", s.composedOffline);
    visit("expiresAt", s.expiresAt);
    visit("heldUntil", s.heldUntil);
    visit("attempts", s.attempts);
    visit("unknownSince", s.unknownSince);
    visit("endedAt", s.endedAt);
    visit("httpStatus", s.httpStatus);
    visit("errorCode", s.errorCode);
    visit("errorMessage", s.errorMessage);
    visit("correlationId", s.correlationId);
    visit("receipt", s.receipt);
}

QByteArray encodeIntent(const Intent &intent)
{
    return toJsonBytes(toJson(intent));
}

Result<Intent> decodeIntent(const QByteArray &bytes)
{
    const auto object = parseJsonObject(bytes);
    if (!object)
        return fail(object.error());
    return fromJson<Intent>(*object);
}

} // namespace gatehouse
