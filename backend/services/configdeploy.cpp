// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/configdeploy.h"

#include "backend/api/problem.h"
#include "backend/services/appconfig.h"
#include "backend/services/configuration.h"
#include "backend/services/versionfacts.h"

#include <QDir>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

QString nameOf(const RevisionRecord &record)
{
    return u"%1 r%2, %3"_s.arg(record.head.pluginName)
        .arg(record.head.number)
        .arg(overlayName(record.head.overlay));
}

Status announce(store::UnitOfWork &work, const RevisionRecord &record, const QString &type,
    const QString &outcome, const QString &reason)
{
    GATEHOUSE_TRY(
        work.emitEvent(type, u"configs"_s, record.head.id.text(), etagOf(record), nameOf(record)));
    return work.audit(type, nameOf(record), record.head.id.text(), outcome, reason,
        toWire(record.head.overlay.environment));
}

QList<Environment> reachedBy(const OverlayRef &overlay)
{
    if (overlay.environment != Environment::Global)
        return {overlay.environment};
    return {Environment::Development, Environment::Staging, Environment::Production};
}

//! One run of the operation. Lives on the job's thread.
class Deployment
{
public:
    Deployment(JobContext &context, ConfigRevisionId id, QString directory)
        : m_context(context)
        , m_id(std::move(id))
        , m_directory(std::move(directory))
    {
    }

    Result<QJsonObject> run()
    {
        const Status done = deploy();
        if (!done) {
            // What failed is told by the operation; the revision only must not stay "deploying".
            const RevisionState state = done.error().kind == ErrorKind::Cancelled
                ? RevisionState::Draft
                : RevisionState::Failed;
            const Status marked = m_context.write(
                [this, state](store::UnitOfWork &work) { return leave(work, state); });
            return fail(marked ? done.error() : marked.error());
        }
        return QJsonObject{{u"revisionId"_s, m_id.text()}};
    }

private:
    Status deploy()
    {
        m_context.beginStep(u"validate"_s);
        const Status valid
            = m_context.read([this](store::UnitOfWork &work) { return validate(work); });
        for (const auto &[level, text] : std::as_const(m_notes))
            m_context.log(level, text);
        GATEHOUSE_TRY(valid);
        m_context.setPercent(25);
        m_context.beginStep(u"check_approval"_s);
        GATEHOUSE_TRY(
            m_context.read([this](store::UnitOfWork &work) { return checkApproval(work); }));
        m_context.setPercent(50);
        if (m_context.isCancelled())
            return fail(cancelledError());
        m_context.beginStep(u"write"_s);
        GATEHOUSE_TRY(m_context.write([this](store::UnitOfWork &work) { return activate(work); }));
        m_context.setPercent(75);
        m_context.beginStep(u"verify"_s);
        return m_context.read([this](store::UnitOfWork &work) { return verify(work); });
    }

    Status validate(store::UnitOfWork &work)
    {
        const auto record = loadRevision(work, m_id);
        if (!record)
            return fail(record.error());
        const auto validation
            = validateConfig(work, record->head.pluginId, record->head.overlay, record->head.yaml);
        if (!validation)
            return fail(validation.error());
        for (const ConfigProblem &problem : validation->problems)
            m_notes.append({problem.severity == Severity::High ? u"error"_s : u"warning"_s,
                u"Line %1: %2"_s.arg(problem.line).arg(problem.message)});
        if (validation->deployable)
            return {};
        return fail(api::validationFailed(u"/yaml"_s, u"config_invalid"_s,
            u"r%1 breaks the plugin's schema: %2"_s.arg(record->head.number).arg(firstError())));
    }

    QString firstError() const
    {
        for (const auto &[level, text] : m_notes) {
            if (level == u"error"_s)
                return text;
        }
        return {};
    }

    Status checkApproval(store::UnitOfWork &work)
    {
        const auto record = loadRevision(work, m_id);
        if (!record)
            return fail(record.error());
        if (!needsApproval(record->head.overlay))
            return {};
        const auto request = approvedConfigRequest(work, m_id);
        if (!request)
            return fail(request.error());
        return *request ? Status()
                        : fail(api::approvalRequired(u"The approval does not hold any more."_s));
    }

    Status activate(store::UnitOfWork &work)
    {
        auto record = loadRevision(work, m_id);
        if (!record)
            return fail(record.error());
        auto before = activeRevision(work, {record->head.pluginId, record->head.overlay});
        if (!before)
            return fail(before.error());
        if (*before) {
            (*before)->head.state = RevisionState::Superseded;
            GATEHOUSE_TRY(saveRevisionState(work, **before));
        }
        record->head.state = RevisionState::Active;
        record->head.activatedAt = work.now();
        GATEHOUSE_TRY(saveRevisionState(work, *record));
        for (const Environment environment : reachedBy(record->head.overlay))
            GATEHOUSE_TRY(writeAppConfig(work, environment, directoryOf(environment)));
        return announce(work, *record, u"config.deployment_finished"_s, u"done"_s, {});
    }

    Status verify(store::UnitOfWork &work)
    {
        const auto record = loadRevision(work, m_id);
        if (!record)
            return fail(record.error());
        for (const Environment environment : reachedBy(record->head.overlay))
            GATEHOUSE_TRY(verifyAppConfig(work, environment, directoryOf(environment)));
        return {};
    }

    Status leave(store::UnitOfWork &work, RevisionState state)
    {
        auto record = loadRevision(work, m_id);
        if (!record)
            return fail(record.error());
        if (record->head.state != RevisionState::Deploying)
            return {};
        record->head.state = state;
        GATEHOUSE_TRY(saveRevisionState(work, *record));
        return announce(work, *record, u"config.deployment_finished"_s, u"refused"_s, {});
    }

    QString directoryOf(Environment environment) const
    {
        return QDir(m_directory).filePath(toWire(environment));
    }

    JobContext &m_context;
    ConfigRevisionId m_id;
    QString m_directory;
    QList<std::pair<QString, QString>> m_notes;
};

Error toError(const BlockedAction &blocked, const QStringList &allowed)
{
    if (blocked.code == u"forbidden"_s)
        return api::forbidden(blocked.message);
    if (blocked.code == u"approval_required"_s)
        return api::approvalRequired(blocked.message);
    return api::conflictState(blocked.message, allowed);
}

} // namespace

Result<Operation> deployRevision(store::UnitOfWork &work, RevisionRecord record,
    const QString &reason, OperationRunner &runner, const QString &environmentsDirectory)
{
    const auto view = viewRevision(work, record);
    if (!view)
        return fail(view.error());
    for (const BlockedAction &blocked : view->actions.blocked) {
        if (blocked.action == u"deploy"_s)
            return fail(toError(blocked, view->actions.allowed));
    }
    record.head.state = RevisionState::Deploying;
    GATEHOUSE_TRY(saveRevisionState(work, record));
    GATEHOUSE_TRY(announce(work, record, u"config.deployment_started"_s, u"done"_s, reason));
    Job job;
    job.type = OperationType::ConfigDeploy;
    job.subject = nameOf(record);
    job.subjectId = record.head.id.text();
    job.environment = record.head.overlay.environment;
    job.steps = {u"validate"_s, u"check_approval"_s, u"write"_s, u"verify"_s};
    job.run = [id = record.head.id, environmentsDirectory](JobContext &context) {
        return Deployment(context, id, environmentsDirectory).run();
    };
    return runner.submit(work, std::move(job));
}

} // namespace gatehouse::services
