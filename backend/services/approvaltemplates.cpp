// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/approvaltemplates.h"

#include "core/base/json.h"

#include <QDir>
#include <QFile>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

//! An empty list means "any", so that a template only names what narrows it.
template <typename E>
bool includes(const QList<E> &list, E value)
{
    return list.isEmpty() || list.contains(value);
}

Error broken(const QString &pointer, const QString &message)
{
    return inputError(u"template_invalid"_s, message, pointer);
}

template <typename E>
Result<QList<E>> words(const QJsonObject &object, const QString &key)
{
    QList<E> result;
    const QJsonArray array = object.value(key).toArray();
    for (const QJsonValue &value : array) {
        const auto known = fromWireStrict<E>(value.toString());
        if (!known)
            return fail(broken(
                u'/' + key, u"A template names %1, which nobody knows"_s.arg(value.toString())));
        result.append(*known);
    }
    return result;
}

Result<TemplateMatch> parseMatch(const QJsonObject &object)
{
    auto types = words<RequestType>(object, u"types"_s);
    auto environments = words<Environment>(object, u"environments"_s);
    auto risks = words<Risk>(object, u"risks"_s);
    if (!types)
        return fail(types.error());
    if (!environments)
        return fail(environments.error());
    if (!risks)
        return fail(risks.error());
    return TemplateMatch{*types, *environments, *risks};
}

Status parseStageRoles(const QJsonObject &object, ApprovalTemplate &out)
{
    const QJsonArray stages = object.value(u"stages"_s).toArray();
    for (const QJsonValue &stage : stages) {
        auto roles = words<Role>(stage.toObject(), u"roles"_s);
        if (!roles)
            return fail(roles.error());
        if (roles->isEmpty())
            return fail(broken(u"/stages"_s, u"A stage that nobody may decide can never pass"_s));
        out.roles.append(*roles);
    }
    return {};
}

Status checkStages(const WorkflowTemplate &shown)
{
    if (shown.stages.isEmpty())
        return fail(broken(u"/stages"_s, u"A template without stages would approve by itself"_s));
    int order = 0;
    for (const WorkflowTemplate::StageRule &stage : shown.stages) {
        if (stage.quorum < 1 || stage.dueHours < 1 || stage.discipline == Discipline::Unknown)
            return fail(broken(
                u"/stages"_s, u"%1 needs a discipline, a quorum and a time"_s.arg(stage.name)));
        if (stage.order < order)
            return fail(broken(u"/stages"_s, u"Stages must be written in their order"_s));
        order = stage.order;
    }
    return {};
}

} // namespace

bool TemplateMatch::matches(RequestType type, Environment environment, Risk risk) const
{
    return includes(types, type) && includes(environments, environment) && includes(risks, risk);
}

bool ApprovalTemplate::matches(RequestType type, Environment environment, Risk risk) const
{
    return match.isEmpty() || std::ranges::any_of(match, [&](const TemplateMatch &alternative) {
        return alternative.matches(type, environment, risk);
    });
}

Result<ApprovalTemplate> parseTemplate(const QByteArray &json)
{
    const auto object = parseJsonObject(json);
    if (!object)
        return fail(object.error());
    auto shown = fromJson<WorkflowTemplate>(*object);
    if (!shown)
        return fail(shown.error());
    ApprovalTemplate result{*shown, {}, {}, object->value(u"precedence"_s).toInt(100)};
    GATEHOUSE_TRY(checkStages(result.shown));
    GATEHOUSE_TRY(parseStageRoles(*object, result));
    const QJsonArray alternatives = object->value(u"match"_s).toArray();
    for (const QJsonValue &alternative : alternatives) {
        auto match = parseMatch(alternative.toObject());
        if (!match)
            return fail(match.error());
        result.match.append(*match);
    }
    return result;
}

Result<QList<ApprovalTemplate>> loadTemplates()
{
    QList<ApprovalTemplate> templates;
    const QDir folder(u":/workflows"_s);
    for (const QString &name : folder.entryList({u"*.json"_s}, QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            return fail(storageError(u"A workflow template cannot be read"_s, name));
        auto parsed = parseTemplate(file.readAll());
        if (!parsed)
            return fail(parsed.error());
        templates.append(*parsed);
    }
    std::ranges::stable_sort(templates, {}, &ApprovalTemplate::precedence);
    return templates;
}

Result<ApprovalTemplate> chooseTemplate(
    const QList<ApprovalTemplate> &templates, RequestType type, Environment environment, Risk risk)
{
    for (const ApprovalTemplate &candidate : templates) {
        if (candidate.matches(type, environment, risk))
            return candidate;
    }
    return fail(broken({}, u"No workflow template applies to this request"_s));
}

} // namespace gatehouse::services
