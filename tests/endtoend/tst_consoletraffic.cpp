// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/approvals/approvalservice.h"
#include "core/approvals/delegationservice.h"
#include "core/audit/auditservice.h"
#include "core/config/configservice.h"
#include "core/insights/insightsservice.h"
#include "core/operations/operationservice.h"
#include "core/receipts/bundleexport.h"
#include "core/receipts/receiptservice.h"
#include "core/registry/registryservice.h"
#include "core/review/reviewservice.h"
#include "core/storage/memoryrowstore.h"
#include "core/sync/connectionstate.h"
#include "core/sync/productionlock.h"
#include "core/sync/replica.h"
#include "core/workflows/workflowservice.h"
#include "tests/core/fixedtokens.h"
#include "tests/testsupport/eventwait.h"
#include "tests/testsupport/memorysecrets.h"
#include "tests/testsupport/nodetools.h"
#include "tests/testsupport/portal.h"
#include "tests/testsupport/sandboxsignin.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;
using namespace gatehouse::testsupport;

namespace {

const QString tekton = u"@backstage-community/plugin-tekton"_s;
constexpr int patience = 60000;

//! One person's console without its windows.
struct Desk
{
    Desk(const QUrl &proxy, const QUrl &server, const QString &persona)
        : lock(clock)
        , api(tokens, lock, clock)
        , connection(clock)
        , replica(api, connection, rows)
        , outbox(rows, api, connection, clock)
        , deviceKey(secrets, rows, persona)
        , keyRing(api, outbox, deviceKey, clock)
        , logWatch(api, rows, clock)
        , receipts(api, rows, logWatch, keyRing)
        , registry(api, outbox, plugins, operations)
        , review(api, outbox, operations)
        , approvals(api, outbox, requests)
        , delegations(api, outbox)
        , workflows(api, outbox)
        , configuration(api, outbox, operations)
        , operationService(api, outbox, operations)
        , insights(api)
        , audit(api)
    {
        tokens.setToken(accessToken(server, persona).toLatin1());
        ready = api.setBaseUrl(proxy).has_value();
        connection.watch(api);
        connection.signedIn();
        api.setTenant(u"sandbox"_s);
        keyRing.setFeatures({QLatin1String(features::decisionLog), QLatin1String(features::signedDecisions)});
        approvals.setSigning([this](const DecisionStatement &statement) { return keyRing.sign(statement); });
        outbox.setPreparation([this](const Intent &intent) { return keyRing.prepare(intent); });
        outbox.restore();
        replica.keep(plugins, u"plugins"_s, routes::plugins, routes::plugin);
        replica.keep(requests, u"requests"_s, routes::requests, routes::request);
        replica.keep(operations, u"operations"_s, routes::operations, routes::operation);
        replica.start();
    }
    ~Desk() { replica.stop(); }

    std::optional<Plugin> plugin(const QString &name) const
    {
        for (int row = 0; row < plugins.count(); ++row) {
            if (plugins.at(row).name == name)
                return plugins.at(row);
        }
        return std::nullopt;
    }
    OperationStatus statusOf(const Operation &operation) const
    {
        const Operation *known = operations.find(operation.id.text());
        return known ? known->status : OperationStatus::Unknown;
    }

    SystemClock clock;
    coretest::FixedTokens tokens;
    ProductionLock lock;
    ApiClient api;
    ConnectionState connection;
    PluginStore plugins;
    RequestStore requests;
    OperationStore operations;
    MemoryRowStore rows;
    Replica replica;
    Outbox outbox;
    MemorySecrets secrets;
    DeviceKey deviceKey;
    KeyRing keyRing;
    LogWatch logWatch;
    ReceiptService receipts;
    RegistryService registry;
    ReviewService review;
    ApprovalService approvals;
    DelegationService delegations;
    WorkflowService workflows;
    ConfigService configuration;
    OperationService operationService;
    InsightsService insights;
    AuditService audit;
    bool ready = false;
};

template <typename T>
Result<T> wait(const QFuture<Result<T>> &future)
{
    if (!waitUntil([&] { return future.isFinished(); }, patience))
        return fail(networkError(u"No answer"_s));
    return future.result();
}

} // namespace

#define GATEHOUSE_TAKE(name, future)                                                               \
    const auto name = wait(future);                                                                \
    QVERIFY2(name, name ? "" : qPrintable(describe(name.error()) + u' ' + name.error().detail))

//! The console's own network layer against the real server, seen by the validating proxy: whatever
//! it sends the contract allows, whatever comes back it can read. Slots build on each other.
class TestConsoleTraffic final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void anImportReachesEveryConsole();
    void aReviewerSeesWhatTheyNeed();
    void twoPeopleDecideWhileOthersWatch();
    void decisionsHaveReceipts();
    void aLostKeyIsRevokedAndReplaced();
    void aStaleDecisionComesBackWithTheNewState();
    void productionWritesWaitForTheLock();
    void aWorkflowIsDraftedTriedAndActivated();
    void configurationIsSavedJudgedAndDeployed();
    void dashboardsAndAuditAreRead();
    void nothingBrokeTheContract();

private:
    void tryStandingIn(Desk &desk);
    Desk &desk(const QString &persona);

    Portal m_portal;
    std::map<QString, std::unique_ptr<Desk>> m_desks;
    RequestId m_request;
};

Desk &TestConsoleTraffic::desk(const QString &persona)
{
    auto &found = m_desks[persona];
    if (!found)
        found = std::make_unique<Desk>(m_portal.proxy().url(), m_portal.server().url(), persona);
    return *found;
}

void TestConsoleTraffic::initTestCase()
{
    QVERIFY2(nodeToolsMissing().isEmpty(), qPrintable(nodeToolsMissing()));
    QVERIFY2(m_portal.start(), m_portal.log().constData());
    for (const QString &persona : {u"admin"_s, u"requester"_s, u"technical"_s, u"config"_s})
        QTRY_COMPARE_WITH_TIMEOUT(desk(persona).replica.phase(), Replica::Phase::Following, patience);
}

void TestConsoleTraffic::anImportReachesEveryConsole()
{
    Desk &admin = desk(u"admin"_s);
    GATEHOUSE_TAKE(operation, admin.registry.importPackages({tekton}));
    QTRY_COMPARE_WITH_TIMEOUT(admin.statusOf(*operation), OperationStatus::Succeeded, patience);
    // By the feed alone: nobody asked for it here.
    QTRY_VERIFY_WITH_TIMEOUT(desk(u"technical"_s).plugin(tekton), patience);
    GATEHOUSE_TAKE(log, admin.operationService.log(operation->id));
    QVERIFY(!log->items.isEmpty());

    PluginEdit edit;
    edit.owner = u"delivery-tooling"_s;
    edit.tags = QStringList {u"ci"_s};
    GATEHOUSE_TAKE(edited, admin.registry.edit(*admin.plugin(tekton), edit));
    QTRY_COMPARE_WITH_TIMEOUT(desk(u"requester"_s).plugin(tekton)->owner, u"delivery-tooling"_s, patience);
}

void TestConsoleTraffic::aReviewerSeesWhatTheyNeed()
{
    Desk &technical = desk(u"technical"_s);
    const Plugin plugin = *technical.plugin(tekton);
    GATEHOUSE_TAKE(versions, technical.registry.versions(plugin.id));
    QCOMPARE(versions->items.value(0).id, plugin.latestVersionId);
    GATEHOUSE_TAKE(evidence, technical.review.evidence(plugin.latestVersionId));
    QVERIFY(evidence->items.size() > 5);
    for (const Evidence &check : evidence->items)
        QVERIFY2(check.kind != EvidenceKind::Unknown && check.verdict != Verdict::Unknown, qPrintable(check.summary));
    GATEHOUSE_TAKE(policy, technical.review.policy(plugin.latestVersionId, Environment::Production));
    QVERIFY(!policy->items.isEmpty());
    GATEHOUSE_TAKE(diff, technical.review.diff(plugin.latestVersionId, std::nullopt));
    QVERIFY(!diff->files.isEmpty());
    GATEHOUSE_TAKE(file, technical.review.file(plugin.latestVersionId, u"package.json"_s));
    QVERIFY(!file->text.isEmpty());
    GATEHOUSE_TAKE(causes, technical.registry.causes(plugin.id, Environment::Production));
}

void TestConsoleTraffic::twoPeopleDecideWhileOthersWatch()
{
    Desk &requester = desk(u"requester"_s);
    RequestDraft draft;
    draft.type = RequestType::Install;
    draft.environment = Environment::Production;
    draft.versionId = requester.plugin(tekton)->latestVersionId;
    draft.justification = u"Teams ask for it."_s;
    GATEHOUSE_TAKE(submitted, requester.approvals.submit(draft));
    m_request = submitted->id;
    GATEHOUSE_TAKE(said, requester.approvals.comment(m_request, {u"Nothing but the tab."_s}));
    GATEHOUSE_TAKE(comments, desk(u"technical"_s).approvals.comments(m_request));
    QCOMPARE(comments->items.value(0).text, said->text);

    GATEHOUSE_TAKE(current, requester.approvals.refresh(m_request));
    const auto own = wait(requester.approvals.decide(*current, {current->stages.value(0).id, Outcome::Approve, {}, {}}));
    QVERIFY(!own);
    QCOMPARE(own.error().code, u"separation_of_duties"_s);

    GATEHOUSE_TAKE(deputy, desk(u"technical2"_s).approvals.refresh(m_request));
    tryStandingIn(desk(u"technical"_s));
    if (QTest::currentTestFailed())
        return;
    for (const QString &persona : {u"security"_s, u"security2"_s, u"compliance"_s, u"technical"_s, u"technical2"_s, u"business"_s}) {
        GATEHOUSE_TAKE(seen, desk(persona).approvals.refresh(m_request));
        for (const Stage &stage : seen->stages) {
            if (stage.status != StageStatus::Active || !stage.callerEligible)
                continue;
            GATEHOUSE_TAKE(decided, desk(persona).approvals.decide(*seen, {stage.id, Outcome::Approve, {}, {}}));
            break;
        }
    }
    QTRY_COMPARE_WITH_TIMEOUT(requester.requests.find(m_request.text())->status, RequestStatus::Approved, patience);
    GATEHOUSE_TAKE(timeline, requester.approvals.timeline(m_request));
    QVERIFY(timeline->items.size() > 2);
    GATEHOUSE_TAKE(summary, requester.approvals.summary());
}

void TestConsoleTraffic::decisionsHaveReceipts()
{
    Desk &requester = desk(u"requester"_s);
    const ApprovalRequest request = *requester.requests.find(m_request.text());
    int decisions = 0;
    for (const Stage &stage : request.stages) {
        for (const Decision &decision : stage.decisions) {
            const auto view = requester.receipts.view(decision.id);
            QVERIFY(waitUntil([&] { return view.isFinished(); }, patience));
            QVERIFY2(view.result().state == ReceiptView::State::Verified, qPrintable(view.result().problem.value_or(Error()).message));
            QCOMPARE(view.result().leafIndex, *decision.leafIndex);
            ++decisions;
        }
    }
    QVERIFY(decisions > 0);
    QVERIFY(!requester.logWatch.alarm());
    QTemporaryDir directory;
    const QString path = directory.filePath(u"evidence.zip"_s);
    BundleExport bundles(requester.api);
    GATEHOUSE_TAKE(written, bundles.save(m_request, path));
    QCOMPARE(QFileInfo(path).size(), *written);
}

void TestConsoleTraffic::aLostKeyIsRevokedAndReplaced()
{
    const auto done = [](const QFuture<Status> &future) {
        return waitUntil([&] { return future.isFinished(); }, patience) && future.result();
    };
    KeyRing &keys = desk(u"requester"_s).keyRing;
    QVERIFY(done(keys.ensureEnrolled()));
    const SigningKeyId first = keys.deviceKey();
    QVERIFY(done(keys.rotate()));
    QVERIFY(keys.deviceKey() != first);
    QVERIFY(keys.deviceEntry());
    QCOMPARE(keys.deviceEntry()->state, SigningKeyState::Active);
    const auto old = std::ranges::find_if(keys.keys(), [&](const SigningKey &key) { return key.id == first; });
    QCOMPARE(old->state, SigningKeyState::Retired);
    QVERIFY(done(keys.revoke(*keys.deviceEntry(), u"Left on a train."_s)));
    QCOMPARE(keys.deviceEntry()->state, SigningKeyState::Revoked);
    QVERIFY(done(keys.rotate()));
    QCOMPARE(keys.deviceEntry()->state, SigningKeyState::Active);
    QCOMPARE(keys.keys().size(), 3);
}

//! Whoever reviews says that they are at it, hands it over, and takes it back.
void TestConsoleTraffic::tryStandingIn(Desk &desk)
{
    GATEHOUSE_TAKE(seen, desk.approvals.refresh(m_request));
    const auto mine = std::ranges::find_if(seen->stages, &Stage::callerEligible);
    QVERIFY(mine != seen->stages.end());
    GATEHOUSE_TAKE(claimed, desk.approvals.claim(*seen, mine->id));
    QVERIFY(claimed->actions.allows(u"unclaim"_s));
    GATEHOUSE_TAKE(free, desk.approvals.unclaim(*claimed));
    QVERIFY(!free->actions.allows(u"unclaim"_s));
    GATEHOUSE_TAKE(candidates, desk.delegations.candidates(m_request));
    QVERIFY(!candidates->items.isEmpty());
    DelegationDraft draft;
    draft.delegate = candidates->items.constFirst().person;
    draft.endsAt = desk.clock.now().addDays(1);
    draft.reason = u"A day off."_s;
    draft.requestId = m_request;
    GATEHOUSE_TAKE(handed, desk.delegations.handOver(draft));
    GATEHOUSE_TAKE(all, desk.delegations.mine());
    QCOMPARE(all->items.value(0).id, handed->id);
    GATEHOUSE_TAKE(ended, desk.delegations.end(*handed));
    QCOMPARE(ended->state, u"ended"_s);
}

void TestConsoleTraffic::aWorkflowIsDraftedTriedAndActivated()
{
    WorkflowService &workflows = desk(u"admin"_s).workflows;
    GATEHOUSE_TAKE(all, workflows.workflows());
    QVERIFY(!all->items.isEmpty());
    const WorkflowTemplate before = all->items.constFirst();
    GATEHOUSE_TAKE(versions, workflows.versions(before.id));
    const QString yaml = u"# Read again.\n"_s + versions->items.constFirst().yaml;
    GATEHOUSE_TAKE(judged, workflows.validate(yaml));
    QVERIFY(judged->valid);
    GATEHOUSE_TAKE(draft, workflows.saveDraft(before, yaml));
    QCOMPARE(draft->state, u"draft"_s);
    GATEHOUSE_TAKE(tried, workflows.dryRun(before.id));
    QVERIFY(tried->considered > 0);
    QCOMPARE(tried->changed, 0);
    GATEHOUSE_TAKE(current, workflows.workflow(before.id));
    QVERIFY(current->actions.allows(u"activate"_s));
    GATEHOUSE_TAKE(active, workflows.activate(*current, u"A comment."_s));
    QCOMPARE(active->version, draft->version);
    GATEHOUSE_TAKE(activated, workflows.workflow(before.id));
    GATEHOUSE_TAKE(second, workflows.saveDraft(*activated, yaml + u"# And again.\n"_s));
    GATEHOUSE_TAKE(drafted, workflows.workflow(before.id));
    GATEHOUSE_TAKE(discarded, workflows.discardDraft(*drafted));
    const auto stale = wait(workflows.saveDraft(before, yaml));
    QVERIFY(!stale);
    QCOMPARE(stale.error().code, u"precondition_failed"_s);
}

void TestConsoleTraffic::aStaleDecisionComesBackWithTheNewState()
{
    Desk &requester = desk(u"requester"_s);
    ApprovalRequest stale = *requester.requests.find(m_request.text());
    stale.etag = u"of-yesterday"_s;
    const auto late = wait(desk(u"technical"_s).approvals.decide(stale, {stale.stages.value(0).id, Outcome::Reject, u"Late."_s, {}}));
    QVERIFY(!late);
    QVERIFY2(late.error().code == "precondition_failed"_L1 || late.error().code == "conflict_state"_L1, qPrintable(describe(late.error())));
    QVERIFY(!late.error().correlationId.isEmpty());
}

void TestConsoleTraffic::productionWritesWaitForTheLock()
{
    Desk &admin = desk(u"admin"_s);
    const Plugin plugin = *admin.plugin(tekton);
    const InstallOrder order {plugin.id, Environment::Production, plugin.latestVersionId, u"Approved."_s, m_request};
    const QStringList before = m_portal.proxy().seenOperations();
    const auto refused = wait(admin.registry.install(order));
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::Blocked);
    QCOMPARE(m_portal.proxy().seenOperations(), before);

    admin.lock.arm();
    GATEHOUSE_TAKE(accepted, admin.registry.install(order));
    QTRY_COMPARE_WITH_TIMEOUT(admin.statusOf(*accepted), OperationStatus::Succeeded, patience);
    GATEHOUSE_TAKE(installations, admin.registry.installations(plugin.id));
    QCOMPARE(installations->items.value(0).state, InstallationState::Observed);
    GATEHOUSE_TAKE(off, admin.registry.setEnabled(installations->items.value(0), false, u"A trial."_s));
    QTRY_COMPARE_WITH_TIMEOUT(admin.statusOf(*off), OperationStatus::Succeeded, patience);
    GATEHOUSE_TAKE(gone, admin.registry.uninstall(installations->items.value(0), u"A trial, & done."_s));
    QTRY_COMPARE_WITH_TIMEOUT(admin.statusOf(*gone), OperationStatus::Succeeded, patience);
    admin.lock.disarm();
}

void TestConsoleTraffic::configurationIsSavedJudgedAndDeployed()
{
    Desk &config = desk(u"config"_s);
    const Plugin plugin = *config.plugin(tekton);
    const OverlayRef overlay {Environment::Development, {}};
    GATEHOUSE_TAKE(schema, config.configuration.schema(plugin.latestVersionId));
    GATEHOUSE_TAKE(judged, config.configuration.validate(plugin.id, overlay, u"tekton: [1\n"_s));
    QVERIFY(!judged->deployable);
    GATEHOUSE_TAKE(saved, config.configuration.save(plugin.id, overlay, u"tekton:\n  pollIntervalSeconds: 30\n"_s, u"Fewer calls."_s, 0));
    GATEHOUSE_TAKE(revisions, config.configuration.revisions(plugin.id, overlay));
    QCOMPARE(revisions->items.value(0).id, saved->id);
    const auto conflict = wait(config.configuration.save(plugin.id, overlay, u"tekton: {}\n"_s, u"Blindly."_s, 0));
    QVERIFY(!conflict);
    QCOMPARE(conflict.error().code, u"precondition_failed"_s);
    GATEHOUSE_TAKE(deployed, config.configuration.deploy(*saved, u"Fewer calls."_s));
    QTRY_COMPARE_WITH_TIMEOUT(config.statusOf(*deployed), OperationStatus::Succeeded, patience);
    GATEHOUSE_TAKE(effective, config.configuration.effective(plugin.id, Environment::Development));
    QVERIFY(!effective->values.isEmpty());
    GATEHOUSE_TAKE(changes, config.review.configDiff(saved->id));
    QVERIFY(!changes->hunks.isEmpty());
}

void TestConsoleTraffic::dashboardsAndAuditAreRead()
{
    Desk &admin = desk(u"admin"_s);
    GATEHOUSE_TAKE(dashboards, admin.insights.dashboards());
    QVERIFY(!dashboards->items.isEmpty());
    const QDateTime now = admin.clock.now();
    for (const Panel &panel : dashboards->items.constFirst().panels) {
        for (const Panel::Target &target : panel.targets) {
            const auto series = wait(admin.insights.queryRange({dashboards->items.constFirst().id, target.id, now.addSecs(-600), now, 15}));
            QVERIFY2(series || series.error().code == "source_lost"_L1, qPrintable(target.id));
        }
    }
    AuditFilter filter;
    filter.text = u"tekton"_s;
    filter.from = now.addDays(-1);
    GATEHOUSE_TAKE(events, admin.audit.list(filter));
    QVERIFY(events->items.size() > 5);
    QVERIFY(!checkChain(events->items).firstBroken);
    GATEHOUSE_TAKE(verification, admin.audit.verification());
    QVERIFY(verification->intact);
}

void TestConsoleTraffic::nothingBrokeTheContract()
{
    const QStringList violations = m_portal.proxy().violations();
    QVERIFY2(violations.isEmpty(), qPrintable(violations.join(u'\n')));
}

QTEST_GUILESS_MAIN(TestConsoleTraffic)
#include "tst_consoletraffic.moc"
