// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/backend/approvalfixture.h"

#include "backend/services/approvals.h"
#include "backend/services/approvalstore.h"
#include "backend/services/delegations.h"
#include "backend/services/persons.h"
#include "backend/services/versionfacts.h"
#include "backend/services/workflowreader.h"
#include "backend/services/workflows.h"
#include "backend/services/workflowview.h"
#include "tests/testsupport/testdatabase.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

// The registry side of versionfacts.h over one table, so that a test can move evidence at will.
namespace gatehouse::services {

Result<VersionFacts> versionFacts(store::UnitOfWork &work, const VersionId &id, Environment)
{
    auto query = work.db().query(u"SELECT plugin, version, digest, evidence_revision, "
                                 u"policy_version, risk, denial, gap, published_at, allows"
                                 " FROM known_versions WHERE id = ?"_s,
        {id.text()});
    if (!query)
        return fail(std::move(query).error());
    if (!query->next())
        return fail(inputError(u"not_found"_s, u"There is no version %1"_s.arg(id.text())));
    VersionFacts facts;
    facts.version.id = id;
    facts.version.pluginId = PluginId(query->text(0));
    facts.version.version = query->text(1);
    facts.version.digest = query->text(2);
    facts.version.evidenceRevision = int(query->integer(3));
    facts.version.policyVersion = int(query->integer(4));
    facts.version.publishedAt = query->time(8);
    facts.pluginName = u"@test/"_s + query->text(0);
    facts.risk = fromWire<Risk>(query->text(5));
    // "licences/denied: The licence is denied.", one a line.
    const QStringList denials = query->text(6).split(u'\n', Qt::SkipEmptyParts);
    for (const QString &denial : denials) {
        PolicyEvaluation denied;
        denied.policyId = denial.section(u'/', 0, 0);
        denied.ruleId = denial.section(u'/', 1).section(u": "_s, 0, 0);
        denied.verdict = Verdict::Fail;
        denied.enforcement = Enforcement::Deny;
        denied.message = denial.section(u": "_s, 1);
        facts.policies.append(denied);
    }
    if (!query->text(7).isEmpty()) {
        PolicyEvaluation gap;
        gap.verdict = Verdict::NotRun;
        gap.enforcement = Enforcement::RequireReview;
        gap.message = query->text(7);
        facts.policies.append(gap);
    }
    if (query->integer(9) != 0) {
        PolicyEvaluation allows;
        allows.verdict = Verdict::Pass;
        allows.enforcement = Enforcement::Allow;
        facts.policies.append(allows);
    }
    return facts;
}

Result<QString> pluginOwner(store::UnitOfWork &work, const PluginId &plugin)
{
    auto query = work.db().query(
        u"SELECT owner FROM known_versions WHERE plugin = ?"_s, {plugin.text()});
    if (!query)
        return fail(std::move(query).error());
    return query->next() ? query->text(0) : QString();
}

Result<std::optional<PluginVersion>> installedVersion(
    store::UnitOfWork &, const PluginId &, Environment)
{
    return std::nullopt;
}

Result<PluginVersion> latestVersion(store::UnitOfWork &, const PluginId &plugin)
{
    PluginVersion version;
    version.id = VersionId(u"ver_a"_s);
    version.pluginId = plugin;
    version.pluginName = u"@test/"_s + plugin.text();
    version.version = u"1.0.0"_s;
    return version;
}

Result<ConfigSchema> versionConfigSchema(store::UnitOfWork &, const VersionId &version)
{
    QJsonObject schema;
    schema.insert(u"type"_s, u"object"_s);
    schema.insert(u"properties"_s, QJsonObject{{u"ttl"_s, QJsonObject{{u"type"_s, u"integer"_s}}}});
    return ConfigSchema{version, u"1.0.0"_s, schema, u"package.json"_s};
}

Result<QList<ConfigurablePlugin>> configurablePlugins(store::UnitOfWork &, const QString &, int)
{
    return QList<ConfigurablePlugin>{};
}

Status requestsMoved(store::UnitOfWork &, const PluginId &)
{
    return {};
}

Status rememberInputs(store::UnitOfWork &, const VersionId &, int)
{
    return {};
}

} // namespace gatehouse::services

namespace gatehouse::test {

namespace {

struct Somebody
{
    QString key;
    QList<Role> roles;
    QStringList groups = {};
};

const QList<Somebody> &people()
{
    using enum Role;
    static const QList<Somebody> list{
        {u"viewer"_s, {Viewer}},
        {u"ops"_s, {Viewer, Ops}},
        {u"requester"_s, {Viewer, Requester}, {u"delivery-tooling"_s}},
        {u"security"_s, {Viewer, ReviewerSecurity}},
        {u"security2"_s, {Viewer, ReviewerSecurity}},
        {u"compliance"_s, {Viewer, ReviewerCompliance}},
        {u"technical"_s, {Viewer, ReviewerTechnical}},
        {u"technical2"_s, {Viewer, ReviewerTechnical}, {u"delivery-tooling"_s}},
        {u"business"_s, {Viewer, ReviewerBusiness}},
        {u"both"_s, {Viewer, Requester, ReviewerSecurity, ReviewerTechnical}},
        {u"config"_s, {Viewer, ConfigEditor}},
        {u"admin"_s, {Viewer, PlatformAdmin, ReviewerSecurity}},
        {u"auditor"_s, {Viewer, Auditor}},
        {u"lead"_s, {Viewer}, {u"platform-team"_s}},
        {u"steward"_s, {Viewer, ReviewerBusiness}, {u"Platform_Team"_s, u"delivery-tooling"_s}},
    };
    return list;
}

void must(const Status &status)
{
    if (!status)
        qFatal("%s", qPrintable(describe(status.error())));
}

} // namespace

ApprovalFixture::ApprovalFixture()
    : now(fromRfc3339(u"2026-11-23T10:00:00.000Z"_s))
{
    auto opened = store::Database::open(testsupport::databaseLocation(m_directory.filePath(u"test.sqlite"_s)));
    if (!opened)
        qFatal("%s", qPrintable(describe(opened.error())));
    m_database = std::move(*opened);
    must(store::migrate(*m_database));
    must(m_database->write([this]() -> Status {
        GATEHOUSE_TRY(m_database->execute(
            u"CREATE TABLE known_versions (id TEXT PRIMARY KEY, plugin TEXT, version TEXT, digest "
            u"TEXT, evidence_revision INTEGER,"
            " policy_version INTEGER, risk TEXT, denial TEXT, gap TEXT, published_at TEXT, allows "
            "INTEGER, owner TEXT)"_s));
        for (const Somebody &somebody : people()) {
            const PersonRef person = actor(somebody.key).person;
            GATEHOUSE_TRY(m_database->execute(
                u"INSERT INTO persons (id, tenant, name, roles, group_names, first_seen, last_seen) VALUES (?, 'test', ?, ?, ?, '', '')"_s,
                {person.id.text(), person.name, services::rolesText(somebody.roles),
                    services::groupsText(somebody.groups)}));
        }
        return {};
    }));
}

const QStringList &ApprovalFixture::keys()
{
    static const QStringList list = [] {
        QStringList result;
        for (const Somebody &somebody : people())
            result.append(somebody.key);
        return result;
    }();
    return list;
}

store::Actor ApprovalFixture::actor(const QString &key) const
{
    const auto found
        = std::ranges::find_if(people(), [&key](const auto &entry) { return entry.key == key; });
    if (found == people().end())
        return {{PersonId(u"per_system"_s), u"Gatehouse"_s}, {}, u"test"_s};
    return {{PersonId(u"per_"_s + key), u"The "_s + key}, found->roles, u"test"_s, found->groups};
}

services::Person ApprovalFixture::person(const QString &key) const
{
    const store::Actor who = actor(key);
    return {who.person, who.roles, who.groups};
}

Status ApprovalFixture::write(
    const QString &key, const std::function<Status(store::UnitOfWork &)> &work)
{
    return m_database->write([&]() -> Status {
        store::UnitOfWork unit(*m_database, actor(key), now, u"test"_s);
        return work(unit);
    });
}

void ApprovalFixture::know(const KnownVersion &version)
{
    must(m_database->write([&]() -> Status {
        GATEHOUSE_TRY(
            m_database->execute(u"DELETE FROM known_versions WHERE id = ?"_s, {version.id}));
        GATEHOUSE_TRY(m_database->execute(
            u"INSERT INTO known_versions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
            {version.id, version.plugin, version.version, version.digest, version.evidenceRevision,
                version.policyVersion, toWire(version.risk), version.denial, version.gap,
                version.publishedAt, version.allows ? 1 : 0, version.owner}));
        return {};
    }));
}

Result<services::RequestRecord> ApprovalFixture::submit(
    const QString &key, const QString &version, Environment environment, RequestType type,
    bool emergency, const std::optional<QStringList> &exempts)
{
    services::SubmitInput input;
    input.type = type;
    input.environment = environment;
    input.versionId = VersionId(version);
    input.justification = u"Because"_s;
    input.emergency = emergency;
    input.exempts = exempts;
    Result<services::RequestRecord> result;
    const Status written = write(key, [&](store::UnitOfWork &work) -> Status {
        result = services::submitRequest(work, input);
        return result ? Status() : fail(result.error());
    });
    return written ? result : fail(written.error());
}

services::DecisionInput ApprovalFixture::vote(
    const services::RequestRecord &record, Discipline discipline, Outcome outcome) const
{
    services::DecisionInput input;
    for (const services::StageRecord &stage : record.stages) {
        if (stage.stage.discipline == discipline)
            input.stageId = stage.stage.id;
    }
    input.outcome = outcome;
    input.versionDigest = record.head.versionDigest;
    input.evidenceRevision = record.head.evidenceRevision;
    input.policyVersion = record.head.policyVersion;
    return input;
}

Status ApprovalFixture::decide(const QString &key, const RequestId &id, Discipline discipline,
    Outcome outcome, const QString &comment, const QStringList &conditions)
{
    return write(key, [&](store::UnitOfWork &work) -> Status {
        auto record = services::loadRequest(work, id);
        if (!record)
            return fail(record.error());
        services::DecisionInput input = vote(*record, discipline, outcome);
        input.comment = comment;
        input.conditions = conditions;
        return services::decideRequest(work, *record, input);
    });
}

Status ApprovalFixture::change(const QString &key, const RequestId &id,
    const std::function<Status(store::UnitOfWork &, services::RequestRecord &)> &what)
{
    return write(key, [&](store::UnitOfWork &work) -> Status {
        auto record = services::loadRequest(work, id);
        return record ? what(work, *record) : fail(record.error());
    });
}

Status ApprovalFixture::handOver(
    const QString &from, const QString &to, int days, const std::optional<RequestId> &request)
{
    return write(from, [&](store::UnitOfWork &work) -> Status {
        services::DelegationInput input;
        input.delegateId = actor(to).person.id;
        input.endsAt = now.addDays(days);
        input.reason = u"On leave"_s;
        input.requestId = request;
        const auto made = services::createDelegation(work, input);
        return made ? Status() : fail(made.error());
    });
}

Status ApprovalFixture::activate(const QString &yaml)
{
    return write(u"admin"_s, [&](store::UnitOfWork &work) -> Status {
        const QString id = services::readWorkflow(yaml.toUtf8()).document.id;
        auto row = services::workflowRow(work, id);
        if (row)
            GATEHOUSE_TRY(services::writeDraft(work, *row, yaml));
        else
            row = services::createWorkflow(work, yaml);
        if (!row)
            return fail(row.error());
        const auto tried = services::dryRunDraft(work, *row);
        return tried ? services::activateDraft(work, *row, u"Because"_s) : fail(tried.error());
    });
}

void ApprovalFixture::tick()
{
    must(write(u"system"_s, services::approvalTick));
}

services::RequestRecord ApprovalFixture::load(const RequestId &id)
{
    services::RequestRecord record;
    must(write(u"viewer"_s, [&](store::UnitOfWork &work) -> Status {
        auto loaded = services::loadRequest(work, id);
        if (!loaded)
            return fail(loaded.error());
        record = *loaded;
        return {};
    }));
    return record;
}

ApprovalRequest ApprovalFixture::view(const QString &key, const RequestId &id)
{
    ApprovalRequest seen;
    must(write(key, [&](store::UnitOfWork &work) -> Status {
        auto loaded = services::loadRequest(work, id);
        if (!loaded)
            return fail(loaded.error());
        auto view = services::viewRequest(work, *loaded);
        if (!view)
            return fail(view.error());
        seen = *view;
        return {};
    }));
    return seen;
}

} // namespace gatehouse::test
