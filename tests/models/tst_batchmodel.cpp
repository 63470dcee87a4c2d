// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/async.h"
#include "models/approvals/batchmodel.h"
#include "models/approvals/requestmarks.h"
#include "tests/models/modelwatch.h"

#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::modelstest;
using namespace Qt::Literals::StringLiterals;

namespace {

ApprovalRequest request(const QString &id)
{
    ApprovalRequest r;
    r.id = RequestId(id);
    r.pluginName = u"plugin-"_s + id;
    r.queue = u"your_turn"_s;
    r.risk = Risk::Low;
    r.environment = Environment::Staging;
    r.versionId = VersionId(u"ver_"_s + id);
    r.evidenceRevision = 3;
    r.actions.allowed = {u"approve"_s};
    Stage stage;
    stage.id = StageId(u"stg_"_s + id);
    stage.callerEligible = true;
    r.stages = {stage};
    return r;
}

Evidence evidence(EvidenceKind kind, Verdict verdict = Verdict::Pass)
{
    Evidence item;
    item.kind = kind;
    item.verdict = verdict;
    item.summary = u"Summary of the check"_s;
    return item;
}

EvidenceSet evidenceSet()
{
    EvidenceSet set;
    set.revision = 3;
    set.items = {evidence(EvidenceKind::Integrity), evidence(EvidenceKind::InstallScripts), evidence(EvidenceKind::Licence)};
    return set;
}

PolicyEvaluation policy(Enforcement enforcement)
{
    PolicyEvaluation evaluation;
    evaluation.enforcement = enforcement;
    evaluation.message = u"What the policy says"_s;
    return evaluation;
}

BatchFacts facts()
{
    BatchFacts facts;
    facts.request = request(u"1"_s);
    facts.evidence = evidenceSet();
    facts.policies = QList {policy(Enforcement::Allow)};
    return facts;
}

using Change = std::function<void(BatchFacts &)>;

} // namespace

Q_DECLARE_METATYPE(Change)

class TestBatchModel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void judges_data();
    void judges();
    void saysWhy();
    void remarksStayWithTheRow();
    void readsWhatItJudgesOn();
    void readsAFewAtOnce();
    void aFailedReadingBarsUntilAskedAgain();
    void readsAgainWhenTheEvidenceMoves();
    void dropsWhatIsDecidedMeanwhile();
    void dropsWhatWaitsInTheOutbox();
    void keepsRowsThatStay();
    void marksKeepTheirOrder();
    void survivesChurn();

private:
    BatchModel::Reads reads();

    EvidenceSet m_set;
    bool m_fails = false;
    bool m_waits = false;
    int m_readings = 0;
    QSet<QString> m_inOutbox;
    std::vector<QPromise<Result<EvidenceSet>>> m_open;
};

void TestBatchModel::init()
{
    m_set = evidenceSet();
    m_fails = m_waits = false;
    m_readings = 0;
    m_inOutbox.clear();
    m_open.clear();
}

BatchModel::Reads TestBatchModel::reads()
{
    return {[this](const VersionId &) {
                ++m_readings;
                if (m_waits) {
                    m_open.emplace_back().start();
                    return m_open.back().future();
                }
                return readyFuture(m_fails ? Result<EvidenceSet>(fail(networkError(u"Cut."_s))) : Result<EvidenceSet>(m_set));
            },
        [](const VersionId &, Environment) {
            Items<PolicyEvaluation> answer;
            answer.items = {policy(Enforcement::Allow)};
            return readyFuture(Result<Items<PolicyEvaluation>>(answer));
        },
        [this](const RequestId &id) { return m_inOutbox.contains(id.text()); }};
}

void TestBatchModel::judges_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<int>("bar");
    const auto row = [](const char *name, Change change, BatchBar bar) { QTest::newRow(name) << change << int(bar); };
    row("all is well", [](BatchFacts &) {}, BatchBar::None);
    row("gone", [](BatchFacts &f) { f.isGone = true; }, BatchBar::NotYourTurn);
    row("decided", [](BatchFacts &f) { f.request.queue = u"decided"_s; }, BatchBar::NotYourTurn);
    row("in the outbox", [](BatchFacts &f) { f.isInOutbox = true; }, BatchBar::InOutbox);
    row("own draft", [](BatchFacts &f) { f.isHeldByDraft = true; }, BatchBar::OwnDraft);
    row("not allowed", [](BatchFacts &f) { f.request.actions.allowed.clear(); }, BatchBar::NotAllowed);
    row("no stage", [](BatchFacts &f) { f.request.stages.first().callerEligible = false; }, BatchBar::NotAllowed);
    row("medium risk", [](BatchFacts &f) { f.request.risk = Risk::Medium; }, BatchBar::Risk);
    row("unknown risk", [](BatchFacts &f) { f.request.risk = Risk::Unknown; }, BatchBar::Risk);
    row("production", [](BatchFacts &f) { f.request.environment = Environment::Production; }, BatchBar::Production);
    row("configuration", [](BatchFacts &f) { f.request.versionId = {}; }, BatchBar::Configuration);
    row("not read", [](BatchFacts &f) { f.evidence.reset(); }, BatchBar::Reading);
    row("policies not read", [](BatchFacts &f) { f.policies.reset(); }, BatchBar::Reading);
    row("not readable", [](BatchFacts &f) { f.isUnread = true; }, BatchBar::Unread);
    row("another revision", [](BatchFacts &f) { f.evidence->revision = 2; }, BatchBar::Moved);
    row("no evidence", [](BatchFacts &f) { f.evidence->items.clear(); }, BatchBar::NoEvidence);
    row("install scripts warn", [](BatchFacts &f) { f.evidence->items[1].verdict = Verdict::Warn; }, BatchBar::InstallScripts);
    row("install scripts counted", [](BatchFacts &f) { f.evidence->items[1].facts = {{u"count"_s, 1}}; }, BatchBar::InstallScripts);
    for (const Verdict verdict : {Verdict::Unknown, Verdict::Warn, Verdict::Fail, Verdict::Error, Verdict::NotRun})
        row(qPrintable(u"evidence "_s + toWire(verdict)), [verdict](BatchFacts &f) { f.evidence->items[2].verdict = verdict; }, BatchBar::Evidence);
    row("evidence on demand", [](BatchFacts &f) {
        f.evidence->items[2].verdict = Verdict::NotRun;
        f.evidence->items[2].facts = {{u"onDemand"_s, true}};
    }, BatchBar::None);
    row("evidence that the registry has not got", [](BatchFacts &f) {
        f.evidence->items[2].verdict = Verdict::NotRun;
        f.evidence->items[2].facts = {{u"notOffered"_s, true}};
    }, BatchBar::None);
    row("a failure is one, whatever else is said", [](BatchFacts &f) {
        f.evidence->items[2].verdict = Verdict::Error;
        f.evidence->items[2].facts = {{u"notOffered"_s, true}, {u"onDemand"_s, true}};
    }, BatchBar::Evidence);
    for (const Severity severity : {Severity::Unknown, Severity::Medium, Severity::High, Severity::Critical}) {
        row(qPrintable(u"finding "_s + toWire(severity)), [severity](BatchFacts &f) { f.evidence->items[2].findings = {{severity, u"It"_s, {}, 0}}; },
            BatchBar::Finding);
    }
    row("low finding", [](BatchFacts &f) { f.evidence->items[2].findings = {{Severity::Low, u"It"_s, {}, 0}}; }, BatchBar::None);
    for (const Enforcement enforcement : {Enforcement::Unknown, Enforcement::RequireReview, Enforcement::Deny})
        row(qPrintable(u"policy "_s + toWire(enforcement)), [enforcement](BatchFacts &f) { f.policies = QList {policy(enforcement)}; }, BatchBar::Policy);
    row("policy warns", [](BatchFacts &f) { f.policies = QList {policy(Enforcement::Warn)}; }, BatchBar::None);
}

void TestBatchModel::judges()
{
    QFETCH(Change, change);
    QFETCH(int, bar);
    BatchFacts changed = facts();
    change(changed);
    QCOMPARE(int(judgeForBatch(changed).bar), bar);
}

void TestBatchModel::saysWhy()
{
    BatchFacts own = facts();
    own.request.actions.allowed.clear();
    own.request.actions.blocked = {{u"approve"_s, u"separation_of_duties"_s, u"You asked for this."_s}};
    QCOMPARE(judgeForBatch(own).words, u"You asked for this."_s);
    BatchFacts failed = facts();
    failed.evidence->items[2].verdict = Verdict::Fail;
    const BatchVerdict verdict = judgeForBatch(failed);
    QCOMPARE(verdict.kind, EvidenceKind::Licence);
    QCOMPARE(verdict.verdict, Verdict::Fail);
    QCOMPARE(verdict.words, u"Summary of the check"_s);
}

void TestBatchModel::remarksStayWithTheRow()
{
    BatchFacts remarked = facts();
    remarked.evidence->items[2].findings = {{Severity::Low, u"No licence text."_s, {}, 0}};
    remarked.policies->append(policy(Enforcement::Warn));
    QCOMPARE(judgeForBatch(remarked).notes, (QStringList {u"No licence text."_s, u"What the policy says"_s}));
}

void TestBatchModel::readsWhatItJudgesOn()
{
    RequestStore store;
    ApprovalRequest risky = request(u"2"_s);
    risky.risk = Risk::High;
    store.putAll({request(u"1"_s), risky});
    BatchModel model(store, reads());
    const Watched watched(model);
    model.setRequests({RequestId(u"1"_s), RequestId(u"2"_s)});
    QCOMPARE(model.readingCount(), 1);
    QTRY_COMPARE(model.passingCount(), 1);
    QCOMPARE(model.passing().first().id, RequestId(u"1"_s));
    QCOMPARE(model.index(1).data(BatchModel::BarRole).toInt(), int(BatchBar::Risk));
    // What drops out anyway is not read about.
    QCOMPARE(m_readings, 1);
}

void TestBatchModel::readsAFewAtOnce()
{
    m_waits = true;
    RequestStore store;
    QList<RequestId> ids;
    for (int i = 0; i < 40; ++i) {
        store.put(request(QString::number(i)));
        ids.append(RequestId(QString::number(i)));
    }
    BatchModel model(store, reads());
    model.setRequests(ids);
    QVERIFY(m_readings < 10);
    m_waits = false;
    for (QPromise<Result<EvidenceSet>> &open : m_open) {
        open.addResult(m_set);
        open.finish();
    }
    QTRY_COMPARE(model.passingCount(), 40);
}

void TestBatchModel::aFailedReadingBarsUntilAskedAgain()
{
    m_fails = true;
    RequestStore store;
    store.put(request(u"1"_s));
    BatchModel model(store, reads());
    const Watched watched(model);
    model.setRequests({RequestId(u"1"_s)});
    QTRY_COMPARE(model.verdictAt(0).bar, BatchBar::Unread);
    m_fails = false;
    model.judgeAgain();
    QTRY_COMPARE(model.passingCount(), 1);
}

void TestBatchModel::readsAgainWhenTheEvidenceMoves()
{
    RequestStore store;
    store.put(request(u"1"_s));
    BatchModel model(store, reads());
    const Watched watched(model);
    model.setRequests({RequestId(u"1"_s)});
    QTRY_COMPARE(model.passingCount(), 1);
    m_set.revision = 4;
    m_set.items[2].verdict = Verdict::Fail;
    ApprovalRequest moved = request(u"1"_s);
    moved.evidenceRevision = 4;
    store.put(moved);
    QCOMPARE(model.passingCount(), 0);
    QTRY_COMPARE(model.verdictAt(0).bar, BatchBar::Evidence);
}

void TestBatchModel::dropsWhatIsDecidedMeanwhile()
{
    RequestStore store;
    store.putAll({request(u"1"_s), request(u"2"_s)});
    BatchModel model(store, reads());
    const Watched watched(model);
    model.setRequests({RequestId(u"1"_s), RequestId(u"2"_s)});
    QTRY_COMPARE(model.passingCount(), 2);
    ApprovalRequest decided = request(u"1"_s);
    decided.queue = u"decided"_s;
    store.put(decided);
    store.remove(u"2"_s);
    QCOMPARE(model.passingCount(), 0);
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.verdictAt(1).bar, BatchBar::NotYourTurn);
    store.put(request(u"2"_s));
    QTRY_COMPARE(model.passingCount(), 1);
}

void TestBatchModel::dropsWhatWaitsInTheOutbox()
{
    RequestStore store;
    store.put(request(u"1"_s));
    BatchModel model(store, reads());
    model.setRequests({RequestId(u"1"_s)});
    QTRY_COMPARE(model.passingCount(), 1);
    QSignalSpy judged(&model, &BatchModel::judged);
    m_inOutbox.insert(u"1"_s);
    model.judgeAgain();
    QCOMPARE(model.verdictAt(0).bar, BatchBar::InOutbox);
    QVERIFY(judged.size() > 0);
    m_inOutbox.clear();
    model.judgeAgain();
    QCOMPARE(model.passingCount(), 1);
}

void TestBatchModel::keepsRowsThatStay()
{
    RequestStore store;
    store.putAll({request(u"1"_s), request(u"2"_s), request(u"3"_s)});
    BatchModel model(store, reads());
    const Watched watched(model);
    model.setRequests({RequestId(u"1"_s), RequestId(u"2"_s)});
    const QPersistentModelIndex second = model.index(1);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    model.setRequests({RequestId(u"2"_s), RequestId(u"3"_s), RequestId(u"unknown"_s)});
    QCOMPARE(reset.size(), 0);
    QVERIFY(second.isValid());
    QCOMPARE(printModel(model), (QStringList {u"plugin-2"_s, u"plugin-3"_s}));
}

void TestBatchModel::marksKeepTheirOrder()
{
    RequestMarks marks;
    QSignalSpy changed(&marks, &RequestMarks::changed);
    marks.toggle(RequestId(u"b"_s));
    marks.add({RequestId(u"a"_s), RequestId(u"b"_s)});
    marks.add({RequestId(u"a"_s)});
    QCOMPARE(changed.size(), 2);
    QCOMPARE(marks.ids(), (QList {RequestId(u"b"_s), RequestId(u"a"_s)}));
    marks.toggle(RequestId(u"b"_s));
    QVERIFY(!marks.contains(RequestId(u"b"_s)));
    marks.clear();
    marks.clear();
    QCOMPARE(changed.size(), 4);
}

void TestBatchModel::survivesChurn()
{
    RequestStore store;
    BatchModel model(store, reads());
    const Watched watched(model);
    QRandomGenerator random(7);
    for (int step = 0; step < 400; ++step) {
        const QString id = QString::number(random.bounded(12));
        switch (random.bounded(4)) {
        case 0:
            store.remove(id);
            break;
        case 1: {
            QList<RequestId> ids;
            for (int i = 0; i < 12; ++i) {
                if (random.bounded(2) == 0)
                    ids.append(RequestId(QString::number(i)));
            }
            model.setRequests(ids);
            break;
        }
        default: {
            ApprovalRequest changed = request(id);
            changed.evidenceRevision = 3 + random.bounded(2);
            changed.risk = random.bounded(5) == 0 ? Risk::High : Risk::Low;
            store.put(changed);
        }
        }
        if (step % 7 == 0)
            QCoreApplication::processEvents();
    }
    QTRY_COMPARE(model.readingCount(), 0);
    QCOMPARE(model.passing().size(), model.passingCount());
    const QList<ApprovalRequest> passing = model.passing();
    for (const ApprovalRequest &passed : passing)
        QCOMPARE(passed, *store.find(passed.id.text()));
}

QTEST_GUILESS_MAIN(TestBatchModel)
#include "tst_batchmodel.moc"
