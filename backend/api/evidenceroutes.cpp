// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/evidenceroutes.h"

#include "backend/api/registryreplies.h"
#include "backend/checks/check.h"
#include "backend/services/evidencerun.h"
#include "backend/services/evidencestore.h"
#include "backend/services/evidenceview.h"
#include "backend/services/registryactions.h"
#include "backend/services/registrystore.h"
#include "backend/services/reportupload.h"
#include "backend/services/suppressions.h"
#include "backend/services/versionfacts.h"
#include "core/contract/routes.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::api {

namespace {

using namespace services;

VersionId versionIdOf(const Call &call)
{
    return VersionId(call.parameter(u"versionId"_s));
}

//! Empty when the member is missing; validation_failed when it is no text or longer than \a most.
Result<QString> optionalText(const Call &call, const QString &member, qsizetype most)
{
    const QJsonValue value = call.body.value(member);
    if (value.isUndefined() || value.isNull())
        return QString();
    if (!value.isString())
        return fail(validationFailed(u'/' + member, u"wrong_type"_s, u"%1 is a text."_s.arg(member)));
    if (value.toString().size() > most)
        return fail(validationFailed(u'/' + member, u"too_long"_s, u"%1 has at most %2 characters."_s.arg(member).arg(most)));
    return value.toString();
}

//! Invalid when the member is missing.
Result<QDateTime> optionalTime(const Call &call, const QString &member)
{
    const auto text = optionalText(call, member, 40);
    if (!text)
        return fail(text.error());
    const QDateTime time = fromRfc3339(*text);
    if (!text->isEmpty() && !time.isValid())
        return fail(validationFailed(u'/' + member, u"wrong_type"_s, u"%1 is a time as in RFC 3339."_s.arg(member)));
    return time;
}

Result<Reply> evidence(Call &call)
{
    const auto record = loadVersion(call.work, versionIdOf(call));
    if (!record)
        return fail(record.error());
    const auto set = evidenceView(call.work, *record);
    if (!set)
        return fail(set.error());
    return Reply{200, toJson(*set), {}, {}};
}

Result<std::optional<EvidenceKind>> chosenCheck(const Call &call)
{
    const auto word = optionalText(call, u"check"_s, 40);
    if (!word)
        return fail(word.error());
    if (word->isEmpty())
        return std::nullopt;
    const auto kind = fromWire<EvidenceKind>(*word);
    if (!checks::builtInCheck(kind))
        return fail(validationFailed(u"/check"_s, u"unknown_value"_s, u"There is no check called %1."_s.arg(*word)));
    return kind;
}

Handler runHandler(NpmAccess &access, OperationRunner &runner)
{
    return [&access, &runner](Call &call) -> Result<Reply> {
        GATEHOUSE_TRY(requireRole(call.work.actor(), u"run_evidence"_s));
        GATEHOUSE_TRY(refuseOtherMembers(call, {u"check"_s}));
        const auto only = chosenCheck(call);
        if (!only)
            return fail(only.error());
        const auto record = loadVersion(call.work, versionIdOf(call));
        if (!record)
            return fail(record.error());
        const auto running = runningEvidence(call.work, record->head.id);
        if (!running)
            return fail(running.error());
        if (running->has_value())
            return fail(conflictState(u"The checks are running already."_s));
        const auto operation = runner.submit(call.work, evidenceJob(access, record->head, *only));
        if (!operation)
            return fail(operation.error());
        GATEHOUSE_TRY(call.work.audit(u"version.run_evidence"_s,
            record->head.pluginName + u' ' + record->head.version, record->head.id.text(), u"done"_s,
            *only ? toWire(**only) : QString()));
        return operationReply(*operation);
    };
}

Result<ReportUpload> uploadOf(const Call &call)
{
    GATEHOUSE_TRY(refuseOtherMembers(call,
        {u"fileName"_s, u"content"_s, u"tool"_s, u"toolVersion"_s, u"ranAt"_s, u"expiresAt"_s}));
    const auto fileName = requiredText(call, u"fileName"_s);
    if (!fileName)
        return fail(fileName.error());
    const auto content = requiredText(call, u"content"_s);
    if (!content)
        return fail(content.error());
    const auto tool = optionalText(call, u"tool"_s, 100);
    if (!tool)
        return fail(tool.error());
    const auto toolVersion = optionalText(call, u"toolVersion"_s, 60);
    if (!toolVersion)
        return fail(toolVersion.error());
    const auto ranAt = optionalTime(call, u"ranAt"_s);
    if (!ranAt)
        return fail(ranAt.error());
    const auto expiresAt = optionalTime(call, u"expiresAt"_s);
    if (!expiresAt)
        return fail(expiresAt.error());
    return ReportUpload{*fileName, content->toUtf8(), *tool, *toolVersion, *ranAt, *expiresAt};
}

Handler attachHandler(NpmAccess &access)
{
    return [&access](Call &call) -> Result<Reply> {
        const auto upload = uploadOf(call);
        if (!upload)
            return fail(upload.error());
        const auto policies = access.policies().active(call.work);
        if (!policies)
            return fail(policies.error());
        const auto report = attachReport(call.work, *policies, versionIdOf(call), *upload);
        if (!report)
            return fail(report.error());
        return Reply{201, toJson(*report), {}, {}};
    };
}

Result<Reply> suppressionReply(Call &call, const SuppressionRecord &record, int status)
{
    const auto requesters = openRequesters(call.work, record.versionId);
    if (!requesters)
        return fail(requesters.error());
    const Suppression view = suppressionView(call.work, record, *requesters);
    return Reply{status, toJson(view), view.etag, {}};
}

Result<Reply> propose(Call &call)
{
    GATEHOUSE_TRY(refuseOtherMembers(call, {u"findingId"_s, u"reason"_s, u"expiresAt"_s}));
    const auto finding = requiredText(call, u"findingId"_s);
    if (!finding)
        return fail(finding.error());
    const auto reason = optionalText(call, u"reason"_s, 10'000);
    if (!reason)
        return fail(reason.error());
    const auto expiresAt = optionalTime(call, u"expiresAt"_s);
    if (!expiresAt)
        return fail(expiresAt.error());
    const auto record = proposeSuppression(call.work, versionIdOf(call), {FindingId(*finding), *reason, *expiresAt});
    if (!record)
        return fail(record.error());
    return suppressionReply(call, *record, 201);
}

Result<Reply> readSuppression(Call &call)
{
    const auto record = loadSuppression(call.work, SuppressionId(call.parameter(u"suppressionId"_s)));
    if (!record)
        return fail(record.error());
    return suppressionReply(call, *record, 200);
}

Handler decideHandler(NpmAccess &access)
{
    return [&access](Call &call) -> Result<Reply> {
        GATEHOUSE_TRY(refuseOtherMembers(call, {u"action"_s, u"comment"_s}));
        auto record = loadSuppression(call.work, SuppressionId(call.parameter(u"suppressionId"_s)));
        if (!record)
            return fail(std::move(record).error());
        const auto action = requiredText(call, u"action"_s);
        if (!action)
            return fail(action.error());
        const auto comment = optionalText(call, u"comment"_s, 10'000);
        if (!comment)
            return fail(comment.error());
        GATEHOUSE_TRY(call.requireIfMatch(record->etag()));
        const auto policies = access.policies().active(call.work);
        if (!policies)
            return fail(policies.error());
        GATEHOUSE_TRY(decideSuppression(call.work, *policies, *record, *action, *comment));
        return suppressionReply(call, *record, 200);
    };
}

} // namespace

void registerEvidenceRoutes(Router &router, NpmAccess &access, OperationRunner &runner)
{
    using http::Method;
    router.add(Method::Get, routes::versionEvidence, Service::Registry, evidence);
    router.add(Method::Post, routes::versionEvidence, Service::Registry, runHandler(access, runner));
    router.add(Method::Post, routes::versionReports, Service::Registry, attachHandler(access));
    router.allowBody(routes::versionReports, ReportBodyBytes);
    router.add(Method::Post, routes::versionSuppressions, Service::Registry, propose);
    router.add(Method::Get, routes::suppression, Service::Registry, readSuppression);
    router.add(Method::Post, routes::suppressionDecisions, Service::Registry, decideHandler(access));
}

} // namespace gatehouse::api
