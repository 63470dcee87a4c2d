// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/evidencerun.h"

#include "backend/checks/checkrunner.h"
#include "backend/checks/judgeage.h"
#include "backend/services/evidencejudgement.h"
#include "backend/services/versionjudgement.h"
#include "core/base/json.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

constexpr int ResolvePercent = 60; // Of the whole run; the checks take the rest.

QList<const checks::Check *> chosenChecks(std::optional<EvidenceKind> only)
{
    QList<const checks::Check *> chosen;
    for (const checks::Check &check : checks::builtInChecks()) {
        if (!only || check.kind == *only)
            chosen << &check;
    }
    return chosen;
}

bool needTree(const QList<const checks::Check *> &chosen)
{
    return std::any_of(chosen.begin(), chosen.end(), [](const checks::Check *check) { return check->needs == checks::Needs::Tree; });
}

//! Abbreviated documents have no times: what changed within the cooldown is asked for as a whole.
PackageSource sourceOf(NpmAccess &access, NpmClient &client, const std::stop_token &stop)
{
    const QDateTime old = access.clock().now().addDays(-checks::CooldownDays);
    return {[&client, old, stop](const QString &name) -> Result<Packument> {
                auto document = client.document(name, stop, NpmClient::Detail::Abbreviated);
                if (!document)
                    return fail(std::move(document).error());
                const QDateTime modified = document->packument.modifiedAt();
                const bool tellsTimes = document->packument.publishedAt(document->packument.latestVersion()).isValid();
                if (!tellsTimes && (!modified.isValid() || modified > old))
                    document = client.document(name, stop);
                if (!document)
                    return fail(std::move(document).error());
                return std::move(document->packument);
            },
        [&client, stop](const QString &name, const QString &version) { return client.manifest(name, version, stop); }};
}

//! One run, in its job's thread.
class EvidenceRun final
{
public:
    EvidenceRun(NpmAccess &access, NpmClient &client, JobContext &job, std::optional<EvidenceKind> only)
        : m_access(access)
        , m_client(client)
        , m_job(job)
        , m_watch(job)
        , m_chosen(chosenChecks(only))
    {
    }

    Result<QJsonObject> run(const PluginVersion &version)
    {
        m_job.beginStep(u"read_package"_s);
        const auto document = m_client.document(version.pluginName, m_watch.token());
        if (!document)
            return fail(document.error());
        const Packument &packument = document->packument;
        auto fetched = fetchVersion(m_client, m_job, packument, version.version, m_watch.token());
        if (!fetched)
            return fail(std::move(fetched).error());
        const auto before = filesBefore(packument, version.version);
        const auto tree = treeOf(fetched->files);
        if (tree && !*tree && tree->error().kind == ErrorKind::Cancelled)
            return fail(tree->error());
        const EvidenceSubject subject{packument, version.version, std::move(fetched->files), fetched->packedBytes,
            m_access.clock().now(), before ? &*before : nullptr, tree ? &*tree : nullptr};
        auto evidence = runChosen(subject);
        if (!evidence)
            return fail(std::move(evidence).error());
        const qsizetype count = evidence->size();
        GATEHOUSE_TRY(store(version, subject, std::move(*evidence)));
        return QJsonObject{{u"pluginId"_s, version.pluginId.text()}, {u"version"_s, version.version},
            {u"checks"_s, count}, {u"note"_s, document->origin.note}};
    }

private:
    //! The version before is fetched for this: the reviewer compares with it anyway.
    std::optional<TarFiles> filesBefore(const Packument &packument, const QString &version)
    {
        const QString previous = packument.publishedBefore(version);
        if (previous.isEmpty())
            return std::nullopt;
        const auto tarball = m_client.tarball(packument, previous, m_watch.token());
        auto files = tarball ? readTarball(tarball->bytes) : Result<TarFiles>(fail(tarball.error()));
        return files ? std::optional(std::move(*files)) : std::nullopt;
    }

    std::optional<Result<DependencyTree>> treeOf(const Result<TarFiles> &files)
    {
        if (!needTree(m_chosen))
            return std::nullopt;
        m_job.beginStep(u"resolve_dependencies"_s);
        const QByteArray bytes = files ? files->value(u"package.json"_s).bytes : QByteArray();
        const auto manifest = parseJsonObject(bytes);
        if (!manifest)
            return std::nullopt; // The checks say why.
        const TreeLimits limits;
        return resolveDependencies(sourceOf(m_access, m_client, m_watch.token()), *manifest, limits, m_watch.token(),
            [this, &limits](int known) { m_job.setPercent(std::min(ResolvePercent, ResolvePercent * known / (limits.packages / 4))); });
    }

    Result<QList<Evidence>> runChosen(const EvidenceSubject &subject)
    {
        checks::CheckRun run;
        for (const checks::Check *check : std::as_const(m_chosen))
            run.only << check->kind;
        run.stop = m_watch.token();
        int begun = 0;
        const int from = needTree(m_chosen) ? ResolvePercent : 5;
        run.starting = [&](const checks::Check &check) {
            m_watch.look();
            m_job.beginStep(toWire(check.kind));
            m_job.setPercent(from + (95 - from) * begun++ / int(m_chosen.size()));
        };
        return checks::runChecks(subject, run);
    }

    Status store(const PluginVersion &version, const EvidenceSubject &subject, QList<Evidence> evidence)
    {
        // Its last chance: what is written cannot be cancelled.
        if (m_job.isCancelled())
            return fail(cancelledError());
        const bool isWhole = evidence.size() == qsizetype(checks::builtInChecks().size());
        return m_job.write([&](store::UnitOfWork &work) -> Status {
            const auto policies = m_access.policies().active(work);
            if (!policies)
                return fail(policies.error());
            if (!isWhole)
                return storeSomeChecks(work, *policies, version.id, evidence);
            const auto stored = storeJudgement(work, describeVersion(subject, evidence), *policies);
            return stored ? Status() : fail(stored.error());
        });
    }

    NpmAccess &m_access;
    NpmClient &m_client;
    JobContext &m_job;
    CancelWatch m_watch;
    const QList<const checks::Check *> m_chosen;
};

} // namespace

CancelWatch::CancelWatch(const JobContext &job)
    : m_job(job)
{
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { look(); });
    m_timer.start(std::chrono::milliseconds(100));
}

void CancelWatch::look()
{
    if (m_job.isCancelled())
        m_source.request_stop();
}

Result<FetchedVersion> fetchVersion(NpmClient &client, JobContext &job, const Packument &packument,
    const QString &version, const std::stop_token &stop)
{
    auto tarball = client.tarball(packument, version, stop);
    if (!tarball && tarball.error().kind != ErrorKind::Input)
        return fail(std::move(tarball).error());
    FetchedVersion fetched{TarFiles(), 0};
    if (tarball) {
        fetched.packedBytes = tarball->bytes.size();
        fetched.files = readTarball(tarball->bytes);
    } else {
        fetched.files = fail(tarball.error());
    }
    if (!fetched.files)
        job.log(u"warning"_s, u"%1 %2: %3"_s.arg(packument.name(), version, fetched.files.error().message));
    return fetched;
}

std::optional<TarFiles> keptFilesBefore(
    const NpmAccess &access, const Packument &packument, const QString &version)
{
    const QString previous = packument.publishedBefore(version);
    const auto integrity = packument.integrity(previous);
    const auto bytes = previous.isEmpty() || !integrity ? std::nullopt : access.kept().tarball(*integrity);
    if (!bytes)
        return std::nullopt;
    auto files = readTarball(*bytes);
    return files ? std::optional(std::move(*files)) : std::nullopt;
}

Job evidenceJob(NpmAccess &access, const PluginVersion &version, std::optional<EvidenceKind> only)
{
    Job job;
    job.type = OperationType::Evidence;
    job.subject = u"%1 %2"_s.arg(version.pluginName, version.version);
    job.subjectId = version.id.text();
    job.steps = {u"read_package"_s};
    const auto chosen = chosenChecks(only);
    if (needTree(chosen))
        job.steps << u"resolve_dependencies"_s;
    for (const checks::Check *check : chosen)
        job.steps << toWire(check->kind);
    job.run = [&access, version, only](JobContext &context) -> Result<QJsonObject> {
        auto client = access.client();
        if (!client)
            return fail(std::move(client).error());
        return EvidenceRun(access, **client, context, only).run(version);
    };
    return job;
}

Result<std::optional<OperationId>> runningEvidence(store::UnitOfWork &work, const VersionId &version)
{
    auto query = work.db().query(
        u"SELECT id FROM operations WHERE tenant = ? AND subject_id = ? AND type = 'evidence' "
        "AND status IN ('queued', 'running', 'cancelling') LIMIT 1"_s,
        {work.tenant(), version.text()});
    if (!query)
        return fail(std::move(query).error());
    return query->next() ? std::optional(OperationId(query->text(0))) : std::nullopt;
}

} // namespace gatehouse::services
