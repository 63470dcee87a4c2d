// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/problem.h"
#include "backend/services/approvalfacts.h"
#include "backend/services/approvallifecycle.h"
#include "backend/services/approvalquorum.h"
#include "backend/services/approvalstore.h"
#include "backend/services/approvaltimeline.h"
#include "backend/services/stageplan.h"
#include "backend/services/standins.h"
#include "core/base/random.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

constexpr int textLimit = 10'000;

Error wrongField(const QString &pointer, const QString &message)
{
    return api::validationFailed(pointer, u"invalid"_s, message);
}

Status checkTexts(const SubmitInput &input)
{
    if (input.justification.trimmed().isEmpty())
        return fail(
            api::validationFailed(u"/justification"_s, u"required"_s, u"Say why this is needed"_s));
    const std::pair<QString, QString> texts[] = {{u"/justification"_s, input.justification},
        {u"/impact"_s, input.impact.value_or(QString())},
        {u"/rollbackPlan"_s, input.rollbackPlan.value_or(QString())}};
    for (const auto &[pointer, text] : texts) {
        if (text.size() > textLimit)
            return fail(
                api::validationFailed(pointer, u"too_long"_s, u"At most 10,000 characters"_s));
    }
    return {};
}

Status checkSubject(const SubmitInput &input)
{
    const bool config = input.type == RequestType::ConfigurationChange;
    if (input.type == RequestType::Unknown)
        return fail(wrongField(u"/type"_s, u"This type of request is not known"_s));
    if (input.priority == Priority::Unknown)
        return fail(wrongField(u"/priority"_s, u"This priority is not known"_s));
    if (config != input.configRevisionId.has_value())
        return fail(wrongField(u"/configRevisionId"_s,
            u"A configuration change, and only that, names a configuration revision"_s));
    if (config == input.versionId.has_value())
        return fail(wrongField(
            u"/versionId"_s, u"Everything but a configuration change names a version"_s));
    const bool place = input.environment != Environment::Unknown
        && (config || input.environment != Environment::Global);
    if (!place)
        return fail(wrongField(u"/environment"_s, u"Name development, staging or production"_s));
    return {};
}

Status checkCaller(const store::Actor &actor, const SubmitInput &input)
{
    const bool config = input.type == RequestType::ConfigurationChange;
    if (actor.has(Role::Requester) || actor.has(Role::PlatformAdmin)
        || (config && actor.has(Role::ConfigEditor)))
        return {};
    return fail(api::forbidden(config
            ? u"Config editors, requesters and platform admins ask for configuration changes."_s
            : u"Requesters and platform admins ask for versions."_s));
}

Status bindBase(store::UnitOfWork &work, RequestRecord &record)
{
    if (record.head.versionId.isEmpty())
        return {};
    const auto running = installedVersion(work, record.head.pluginId, record.head.environment);
    if (!running)
        return fail(running.error());
    if (*running) {
        record.head.baseVersionId = (*running)->id;
        record.head.baseVersion = (*running)->version;
        return {};
    }
    auto approved = work.db().query(
        u"SELECT version_id, version FROM approval_requests WHERE tenant = ? AND plugin_id = ? AND "
        u"is_open = 0"
        " AND status IN ('approved', 'approved_with_conditions') AND version_id NOT IN ('', ?) ORDER BY decided_at DESC LIMIT 1"_s,
        {work.tenant(), record.head.pluginId.text(), record.head.versionId.text()});
    if (!approved)
        return fail(std::move(approved).error());
    if (approved->next()) {
        record.head.baseVersionId = VersionId(approved->text(0));
        record.head.baseVersion = approved->text(1);
    }
    return {};
}

//! An exemption lifts rules that deny the version now, by name, and nothing that denies it later.
Status bindExemption(store::UnitOfWork &work, RequestRecord &record, const SubmitInput &input)
{
    const bool exemption = record.head.type == RequestType::Exemption;
    if (!exemption && input.exempts)
        return fail(wrongField(u"/exempts"_s, u"Only an exemption names rules"_s));
    if (!exemption)
        return {};
    const auto facts = versionFacts(work, record.head.versionId, record.head.environment);
    if (!facts)
        return fail(facts.error());
    QStringList denying;
    for (const PolicyEvaluation &policy : facts->policies) {
        if (policy.enforcement == Enforcement::Deny)
            denying << ruleName(policy.policyId, policy.ruleId);
    }
    if (input.exempts && input.exempts->isEmpty())
        return fail(wrongField(u"/exempts"_s, u"Name at least one rule"_s));
    record.head.exempts = input.exempts.value_or(denying);
    record.head.exempts.removeDuplicates();
    for (qsizetype i = 0; input.exempts && i < input.exempts->size(); ++i) {
        if (!denying.contains(input.exempts->at(i)))
            return fail(wrongField(u"/exempts/%1"_s.arg(i),
                u"“%1” does not deny this version in %2."_s.arg(
                    input.exempts->at(i).left(140), toWire(record.head.environment))));
    }
    return {};
}

//! The workflow that applies to what is bound, with its stages as they are now.
Status addStages(store::UnitOfWork &work, RequestRecord &record)
{
    const auto workflows = activeWorkflows(work);
    if (!workflows)
        return fail(workflows.error());
    const ActiveWorkflow *chosen = chosenWorkflow(*workflows, factsOf(record));
    if (!chosen && record.head.afterReview)
        return fail(wrongField(
            u"/emergency"_s, u"No emergency workflow applies to this. Ask without it."_s));
    if (!chosen)
        return fail(wrongField({}, u"No workflow applies to this request"_s));
    return followWorkflow(work, record, chosen->document, chosen->version);
}

RequestRecord newRecord(const store::UnitOfWork &work, const SubmitInput &input, qint64 number)
{
    RequestRecord record;
    ApprovalRequest &head = record.head;
    record.sequence = int(number);
    record.revision = 1;
    head.id = RequestId(newId("req"_L1));
    head.number = u"REQ-%1"_s.arg(number);
    head.type = input.type;
    head.priority = input.priority.value_or(Priority::Normal);
    head.environment = input.environment;
    head.versionId = input.versionId.value_or(VersionId());
    head.configRevisionId = input.configRevisionId;
    head.requestedBy = work.actor().person;
    head.justification = input.justification.trimmed();
    head.impact = input.impact.value_or(QString()).trimmed();
    head.rollbackPlan = input.rollbackPlan.value_or(QString()).trimmed();
    head.createdAt = work.now();
    head.updatedAt = work.now();
    head.dueAt = work.now().addDays(2);
    if (input.emergency.value_or(false))
        head.afterReview.emplace().state = u"planned"_s;
    return record;
}

//! A missing version or revision is a wrong field of the request, not a missing resource.
Error subjectError(const Error &error, const SubmitInput &input)
{
    if (error.httpStatus != 404 && error.code != u"not_found"_s)
        return error;
    const QString pointer = input.versionId ? u"/versionId"_s : u"/configRevisionId"_s;
    return api::validationFailed(pointer, u"unknown_value"_s, error.message);
}

bool replaces(const RequestRecord &newer, const RequestRecord &older)
{
    if (newer.head.configRevision && older.head.configRevision)
        return *newer.head.configRevision > *older.head.configRevision;
    if (!newer.publishedAt || !older.publishedAt)
        return false;
    return newer.head.versionId != older.head.versionId && *newer.publishedAt >= *older.publishedAt;
}

//! Revisions of another tenant's overlay have numbers of their own.
Result<bool> sameOverlay(store::UnitOfWork &work, const RequestRecord &a, const RequestRecord &b)
{
    if (!a.head.configRevisionId)
        return true;
    const auto first = configRevisionFacts(work, *a.head.configRevisionId);
    const auto second = configRevisionFacts(work, *b.head.configRevisionId);
    if (!first)
        return fail(first.error());
    if (!second)
        return fail(second.error());
    return first->overlayTenant == second->overlayTenant;
}

Status supersede(store::UnitOfWork &work, RequestRecord &older, const RequestRecord &newer)
{
    older.head.status = RequestStatus::Superseded;
    older.head.decidedAt = work.now();
    GATEHOUSE_TRY(saveRequest(work, older));
    return recordHappenings(work, older,
        {{u"request.superseded"_s, u"Superseded by %1"_s.arg(newer.head.number), true}});
}

//! Refuses a second request for the same thing, and closes those that a newer one replaces.
Status settleOthers(store::UnitOfWork &work, const RequestRecord &record)
{
    const auto ids = requestIds(work, u"plugin_id = ? AND is_open = 1 AND environment = ?"_s,
        {record.head.pluginId.text(), toWire(record.head.environment)});
    if (!ids)
        return fail(ids.error());
    auto others = loadRequests(work, *ids);
    if (!others)
        return fail(others.error());
    for (RequestRecord &other : *others) {
        const bool comparable
            = other.head.configRevisionId.has_value() == record.head.configRevisionId.has_value();
        const bool exemption = other.head.type == RequestType::Exemption
            || record.head.type == RequestType::Exemption;
        const bool same = other.head.versionId == record.head.versionId
            && other.head.configRevisionId == record.head.configRevisionId
            && other.head.type == record.head.type;
        if (same)
            return fail(api::conflictState(u"%1 already asks for this."_s.arg(other.head.number)));
        if (!comparable || exemption || !replaces(record, other))
            continue;
        const auto overlay = sameOverlay(work, record, other);
        if (!overlay)
            return fail(overlay.error());
        if (*overlay)
            GATEHOUSE_TRY(supersede(work, other, record));
    }
    return {};
}

} // namespace

Result<RequestRecord> submitRequest(store::UnitOfWork &work, const SubmitInput &input)
{
    GATEHOUSE_TRY(checkSubject(input));
    GATEHOUSE_TRY(checkTexts(input));
    GATEHOUSE_TRY(checkCaller(work.actor(), input));
    const auto number = store::nextNumber(work, u"request"_s);
    if (!number)
        return fail(number.error());
    RequestRecord record = newRecord(work, input, *number);
    if (const Status bound = bindFacts(work, record); !bound)
        return fail(subjectError(bound.error(), input));
    GATEHOUSE_TRY(bindExemption(work, record, input));
    GATEHOUSE_TRY(bindBase(work, record));
    GATEHOUSE_TRY(addStages(work, record));
    GATEHOUSE_TRY(settleOthers(work, record));

    const QString sentence = record.head.afterReview ? u"Asked for it as an emergency"_s
        : !record.head.exempts.isEmpty()
        ? u"Asked for an exemption from %1"_s.arg(record.head.exempts.join(u", "_s))
        : u"Asked for it"_s;
    QList<Happening> happened{{u"request.submitted"_s, sentence, false}};
    record.head.status = judgedStatus(record);
    if (record.head.status == RequestStatus::InReview)
        happened.append(advanceStages(record, work.now()));
    else if (record.head.status == RequestStatus::Blocked)
        happened.append({u"request.blocked"_s, u"Blocked: %1"_s.arg(record.denial), true});
    if (const auto approved = approveIfPassed(record, work.now()))
        happened.append(*approved);
    if (const auto due = nextDue(record))
        record.head.dueAt = *due;
    GATEHOUSE_TRY(insertRequest(work, record));
    GATEHOUSE_TRY(recordHappenings(work, record, happened, record.head.justification));
    return record;
}

Status followWorkflow(store::UnitOfWork &work, RequestRecord &record,
    const WorkflowDocument &document, int version)
{
    RequestRecord planned = record;
    planStages(planned, document, version, {});
    const auto people = deciders(work, {planned});
    if (!people)
        return fail(people.error());
    planStages(record, document, version, *people);
    if (record.head.afterReview)
        record.head.afterReview->withinHours = document.reviewWithinHours.value_or(72);
    return pinText(work, workflowText(document.id));
}

} // namespace gatehouse::services
