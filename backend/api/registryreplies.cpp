// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/registryreplies.h"

#include "backend/services/registryview.h"
#include "core/contract/routes.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::api {

Result<Reply> pluginReply(Call &call, const services::PluginRecord &record)
{
    const auto view = services::pluginView(call.work, record);
    if (!view)
        return fail(view.error());
    return Reply{200, toJson(*view), view->etag, {}};
}

Reply operationReply(const Operation &operation)
{
    return Reply{
        202, toJson(operation), {}, routes::path(routes::operation, {operation.id.text()})};
}

QJsonObject itemsBody(const Call &call, QJsonArray items)
{
    return {{u"items"_s, std::move(items)}, {u"asOf"_s, toRfc3339(call.work.now())}};
}

Result<QString> requiredText(const Call &call, const QString &member)
{
    const QJsonValue value = call.body.value(member);
    if (!value.isString() || value.toString().trimmed().isEmpty())
        return fail(validationFailed(u'/' + member, u"required"_s, u"%1 is needed."_s.arg(member)));
    return value.toString();
}

Result<bool> requiredFlag(const Call &call, const QString &member)
{
    const QJsonValue value = call.body.value(member);
    if (!value.isBool())
        return fail(validationFailed(
            u'/' + member, u"required"_s, u"%1 must be true or false."_s.arg(member)));
    return value.toBool();
}

Result<Environment> environmentOf(const Call &call)
{
    const QString word = call.request.queryValue(u"environment"_s);
    if (word.isEmpty())
        return Environment::Production;
    const auto environment = fromWireStrict<Environment>(word);
    if (!environment)
        return fail(validationFailed(
            u"/environment"_s, u"unknown_value"_s, u"environment cannot be “%1”."_s.arg(word)));
    return *environment;
}

Status refuseOtherMembers(const Call &call, const QStringList &known)
{
    for (auto it = call.body.begin(); it != call.body.end(); ++it) {
        if (!known.contains(it.key()))
            return fail(validationFailed(
                u'/' + it.key(), u"unknown_member"_s, u"There is no “%1” here."_s.arg(it.key())));
    }
    return {};
}

} // namespace gatehouse::api
