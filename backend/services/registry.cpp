// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/registry.h"

#include "backend/api/problem.h"
#include "backend/services/installationrules.h"
#include "backend/services/registryactions.h"
#include "backend/services/registrystatus.h"
#include "backend/services/registrystore.h"
#include "backend/services/versionfacts.h"

#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

constexpr qsizetype MaxWord = 100;
constexpr qsizetype MaxTags = 30;
constexpr qsizetype MaxReason = 1000;

FieldError wrong(const QString &member, const QString &message)
{
    return {u'/' + member, u"invalid"_s, message};
}

// RFC 7396: null takes a member away.
std::optional<QString> wordOf(const QJsonValue &value)
{
    if (value.isNull())
        return u""_s;
    const QString text = value.toString().simplified();
    if (!value.isString() || text.size() > MaxWord)
        return std::nullopt;
    return text.isNull() ? u""_s : text;
}

std::optional<QStringList> tagsOf(const QJsonValue &value)
{
    if (!value.isNull() && !value.isArray())
        return std::nullopt;
    QStringList tags;
    const QJsonArray array = value.toArray();
    for (const QJsonValue &entry : array) {
        const auto tag = wordOf(entry);
        if (!tag || tag->isEmpty() || tags.size() >= MaxTags)
            return std::nullopt;
        if (!tags.contains(*tag))
            tags << *tag;
    }
    return tags;
}

std::optional<FieldError> applyMember(
    PluginRecord &plugin, const QString &member, const QJsonValue &value)
{
    if (member == u"tags"_s) {
        const auto tags = tagsOf(value);
        if (!tags)
            return wrong(member, u"tags is a list of at most %1 short words."_s.arg(MaxTags));
        plugin.tags = *tags;
        return std::nullopt;
    }
    const auto word = wordOf(value);
    if (!word)
        return wrong(member, u"%1 is a short text."_s.arg(member));
    if (member == u"owner"_s) {
        plugin.owner = *word;
    } else if (member == u"category"_s && !word->isEmpty()) {
        plugin.category = *word;
    } else if (const auto lifecycle = fromWireStrict<Lifecycle>(*word);
               member == u"lifecycle"_s && lifecycle) {
        plugin.lifecycle = *lifecycle;
    } else {
        return wrong(member, u"%1 cannot be set to this."_s.arg(member));
    }
    return std::nullopt;
}

Result<PluginRecord> finish(store::UnitOfWork &work, PluginRecord plugin, const QString &action,
    const QString &event, const QString &reason)
{
    GATEHOUSE_TRY(savePlugin(work, plugin));
    GATEHOUSE_TRY(
        work.audit(u"plugin."_s + action, plugin.name, plugin.id.text(), u"done"_s, reason));
    GATEHOUSE_TRY(refreshPlugin(work, plugin.id, event, u"%1: %2"_s.arg(plugin.name, action)));
    return loadPlugin(work, plugin.id);
}

Status checkReason(const QString &reason)
{
    GATEHOUSE_TRY(requireReason(reason));
    if (reason.size() > MaxReason)
        return fail(
            api::validationFailed(u"/reason"_s, u"too_long"_s, u"The reason is too long."_s));
    return {};
}

} // namespace

Result<PluginRecord> editPlugin(
    store::UnitOfWork &work, const PluginRecord &plugin, const QJsonObject &patch)
{
    GATEHOUSE_TRY(requireRole(work.actor(), u"edit"_s));
    PluginRecord edited = plugin;
    QList<FieldError> errors;
    for (auto it = patch.begin(); it != patch.end(); ++it) {
        if (const auto error = applyMember(edited, it.key(), it.value()))
            errors << *error;
    }
    if (!errors.isEmpty())
        return fail(api::validationFailed(errors));
    auto finished = finish(
        work, edited, u"edit"_s, u"plugin.updated"_s, QStringList(patch.keys()).join(u", "_s));
    if (finished && edited.owner != plugin.owner)
        GATEHOUSE_TRY(ownerMoved(work, plugin.id));
    return finished;
}

Result<PluginRecord> setBlocked(
    store::UnitOfWork &work, const PluginRecord &plugin, bool blocked, const QString &reason)
{
    const QString action = blocked ? u"block"_s : u"unblock"_s;
    GATEHOUSE_TRY(requireRole(work.actor(), action));
    GATEHOUSE_TRY(checkReason(reason));
    if (plugin.blockedReason.has_value() == blocked)
        return fail(
            api::conflictState(blocked ? u"It is already blocked."_s : u"It is not blocked."_s));
    PluginRecord changed = plugin;
    changed.blockedReason = blocked ? std::optional(reason) : std::nullopt;
    return finish(
        work, changed, action, blocked ? u"plugin.blocked"_s : u"plugin.updated"_s, reason);
}

Result<PluginRecord> setDeprecated(
    store::UnitOfWork &work, const PluginRecord &plugin, bool deprecated, const QString &reason)
{
    const QString action = deprecated ? u"deprecate"_s : u"undeprecate"_s;
    GATEHOUSE_TRY(requireRole(work.actor(), action));
    GATEHOUSE_TRY(checkReason(reason));
    if (plugin.deprecatedReason.has_value() == deprecated)
        return fail(api::conflictState(
            deprecated ? u"It is already deprecated."_s : u"It is not deprecated."_s));
    PluginRecord changed = plugin;
    changed.deprecatedReason = deprecated ? std::optional(reason) : std::nullopt;
    return finish(
        work, changed, action, deprecated ? u"plugin.deprecated"_s : u"plugin.updated"_s, reason);
}

} // namespace gatehouse::services
