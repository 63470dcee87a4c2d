// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/approvals/candidatemodel.h"
#include "models/approvals/commentmodel.h"
#include "models/approvals/commentthreads.h"
#include "models/approvals/timelinemodel.h"
#include "models/common/palettemodel.h"
#include "models/config/problemmodel.h"
#include "models/config/provenancemodel.h"
#include "models/operations/operationlogmodel.h"
#include "models/operations/operationstepmodel.h"
#include "models/review/configkeymodel.h"
#include "models/review/deltamodel.h"
#include "models/review/evidencemodel.h"
#include "models/registry/versionlistmodel.h"
#include "core/contract/policy.h"
#include "core/contract/versiondiff.h"
#include "models/versions/textversionmodel.h"
#include "models/workflows/dryrunmodel.h"
#include "models/workflows/workflowlistmodel.h"
#include "tests/models/modelwatch.h"

#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::modelstest;
using namespace Qt::Literals::StringLiterals;

namespace {

//! An item that is told apart by \a key and has contents \a value.
void fill(Comment &c, int key, int value)
{
    c.id = CommentId(QString::number(key));
    c.text = QString::number(value);
    if (key % 2 == 1)
        c.replyTo = CommentId(QString::number(key - 1));
    else if (value > 0)
        c.mark = value == 1 ? u"must_solve"_s : u"question"_s;
}
void fill(TimelineEntry &e, int key, int)
{
    e.kind = QString::number(key);
}
void fill(ConfigProblem &p, int key, int value)
{
    p.line = key;
    p.code = QString::number(key);
    p.column = value;
}
void fill(EffectiveValue::Source &s, int key, int value)
{
    s.overlay.tenant = QString::number(key);
    s.revision = value;
}
void fill(OperationLogLine &l, int key, int value)
{
    l.sequence = key;
    l.text = QString::number(value);
}
void fill(OperationStep &s, int key, int value)
{
    s.name = QString::number(key);
    s.message = QString::number(value);
}
void fill(DeltaItem &d, int key, int value)
{
    d.dimension = QString::number(key);
    d.added = value;
}
void fill(ConfigKeyChange &c, int key, int value)
{
    c.key = QString::number(key);
    if (value > 0)
        c.after = ConfigKey {QString::number(value), false, {}, {}, {}};
}
void fill(Evidence &e, int key, int value)
{
    e.kind = EvidenceKind(1 + key);
    e.summary = QString::number(value);
}
void fill(PluginVersion &v, int key, int value)
{
    v.id = VersionId(QString::number(key));
    v.risk = Risk(value);
}
void fill(WorkflowTemplate &w, int key, int value)
{
    w.id = QString::number(key);
    w.version = value;
}
void fill(TextVersion &v, int key, int value)
{
    v.version = key;
    v.reason = QString::number(value);
}
void fill(DryRunItem &i, int key, int value)
{
    i.requestId = RequestId(QString::number(key));
    i.stuck = value == 1;
}
void fill(DelegationCandidate &c, int key, int value)
{
    c.person.id = PersonId(QString::number(key));
    c.barred = value;
}
void fill(PaletteEntry &e, int key, int value)
{
    e.id = QString::number(key);
    e.text = QString::number(value);
}

template <typename Model>
void churn()
{
    Model model;
    const Watched watched(model);
    QRandomGenerator random(3);
    using Item = std::decay_t<decltype(model.at(0))>;
    for (int round = 0; round < 120; ++round) {
        QList<Item> items;
        const int first = random.bounded(4);
        for (int key = first; key < first + random.bounded(7); ++key) {
            if (random.bounded(5) != 0)
                fill(items.emplace_back(), key, random.bounded(3));
        }
        model.setItems(items);
        QCOMPARE(model.items(), items);
        QCOMPARE(model.rowCount(), int(items.size()));
    }
    model.clear();
    QCOMPARE(model.rowCount(), 0);
}

} // namespace

class TestValueListModels final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void surviveChurn();
    void newItemsAreADiff();
    void repliesStandBelowTheirThread();
    void noCommentIsLostInThreads();
    void versionsKnowWhereTheyRun();
    void logGrowsAtTheEnd();
    void problemsOfBothSidesAreOneList();
    void provenanceMarksTheWinner();
    void paletteOffersTheBestOfEachSection();
    void workflowsAreFoundById();
    void versionsSayWhoActivatedThem();
    void dryRunsSayWhatWouldBeDifferent();
};

void TestValueListModels::surviveChurn()
{
    churn<CommentModel>();
    churn<TimelineModel>();
    churn<ProblemModel>();
    churn<ProvenanceModel>();
    churn<OperationLogModel>();
    churn<OperationStepModel>();
    churn<DeltaModel>();
    churn<ConfigKeyModel>();
    churn<EvidenceModel>();
    churn<VersionListModel>();
    churn<PaletteModel>();
    churn<WorkflowListModel>();
    churn<TextVersionModel>();
    churn<DryRunModel>();
    churn<CandidateModel>();
}

void TestValueListModels::newItemsAreADiff()
{
    CommentModel model;
    QList<Comment> comments(3);
    for (int i = 0; i < 3; ++i)
        fill(comments[i], i, 0);
    model.setItems(comments);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    fill(comments.emplace_back(), 3, 0);
    comments[1].text = u"edited"_s;
    model.setItems(comments);
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(inserted.first().at(1).toInt(), 3);
    QCOMPARE(removed.size(), 0);
    QCOMPARE(changed.size(), 1);
}

void TestValueListModels::repliesStandBelowTheirThread()
{
    const auto comment = [](const QString &id, const QString &replyTo = {}) {
        Comment c;
        c.id = CommentId(id);
        if (!replyTo.isEmpty())
            c.replyTo = CommentId(replyTo);
        return c;
    };
    CommentModel model;
    model.setItems(inThreads({comment(u"a"_s), comment(u"b"_s), comment(u"a1"_s, u"a"_s), comment(u"x1"_s, u"gone"_s), comment(u"a2"_s, u"a"_s)}));
    QStringList order;
    for (int row = 0; row < model.rowCount(); ++row)
        order += model.at(row).id.text() + (model.index(row, 0).data(CommentModel::IsReplyRole).toBool() ? u"<"_s : u""_s);
    QCOMPARE(order.join(u' '), u"a a1< a2< b x1<"_s);
    Comment marked = comment(u"m"_s);
    marked.mark = u"must_solve"_s;
    marked.state = u"open"_s;
    QVERIFY(isMustSolve(marked) && isOpenThread(marked) && !isQuestion(marked));
    marked.state = u"resolved"_s;
    QVERIFY(!isOpenThread(marked));
    QVERIFY(!isOpenThread(comment(u"plain"_s)));
}

void TestValueListModels::noCommentIsLostInThreads()
{
    QRandomGenerator random(5);
    CommentModel model;
    const Watched watched(model);
    for (int round = 0; round < 200; ++round) {
        QList<Comment> comments;
        const int count = random.bounded(12);
        for (int key = 0; key < count; ++key) {
            Comment &c = comments.emplace_back();
            c.id = CommentId(QString::number(key));
            // Before it, after it, or not here at all.
            if (random.bounded(3) == 0)
                c.replyTo = CommentId(QString::number(random.bounded(16)));
        }
        model.setItems(inThreads(comments));
        QList<CommentId> there;
        for (const Comment &c : model.items())
            there.append(c.id);
        std::sort(there.begin(), there.end());
        QList<CommentId> wanted;
        for (const Comment &c : comments)
            wanted.append(c.id);
        std::sort(wanted.begin(), wanted.end());
        QCOMPARE(there, wanted);
    }
}

void TestValueListModels::versionsKnowWhereTheyRun()
{
    VersionListModel model;
    QList<PluginVersion> versions(2);
    fill(versions[0], 1, 0);
    fill(versions[1], 2, 0);
    model.setItems(versions);
    QList<InstalledIn> installed(2);
    installed[0].environment = Environment::Staging;
    installed[1].environment = Environment::Production;
    installed[0].versionId = installed[1].versionId = VersionId(u"2"_s);
    model.setInstallations(installed);
    QCOMPARE(model.index(0, 0).data(VersionListModel::EnvironmentsRole).value<QList<int>>(), QList<int> {});
    QCOMPARE(model.index(1, 0).data(VersionListModel::EnvironmentsRole).value<QList<int>>(),
        (QList<int> {int(Environment::Staging), int(Environment::Production)}));
}

void TestValueListModels::logGrowsAtTheEnd()
{
    OperationLogModel model;
    QCOMPARE(model.lastSequence(), 0);
    QList<OperationLogLine> lines(2);
    fill(lines[0], 1, 0);
    fill(lines[1], 2, 0);
    model.append(lines);
    fill(lines[0], 2, 9);
    fill(lines[1], 3, 0);
    model.append(lines);
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.lastSequence(), 3);
    QCOMPARE(model.at(1).text, u"0"_s);
}

void TestValueListModels::problemsOfBothSidesAreOneList()
{
    ProblemModel model;
    const Watched watched(model);
    ConfigProblem syntax;
    syntax.code = u"yaml_syntax"_s;
    syntax.severity = Severity::High;
    syntax.line = 7;
    ConfigProblem unknown;
    unknown.code = u"unknown_key"_s;
    unknown.severity = Severity::Medium;
    unknown.line = 3;
    model.setLocal({syntax});
    model.setRemote({syntax, unknown});
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.at(0).line, 3);
    QCOMPARE(model.errorCount(), 1);
    QCOMPARE(model.warningCount(), 1);
    QCOMPARE(model.nextAfterLine(3), 1);
    QCOMPARE(model.nextAfterLine(7), 0);
    model.setLocal({});
    model.setRemote({});
    QCOMPARE(model.nextAfterLine(0), -1);
}

void TestValueListModels::provenanceMarksTheWinner()
{
    EffectiveValue value;
    value.sources.resize(2);
    value.sources[0].overlay.environment = Environment::Global;
    value.sources[0].isSet = true;
    value.sources[1].overlay.environment = Environment::Production;
    value.sources[1].isSet = true;
    value.winner = value.sources[1].overlay;
    ProvenanceModel model;
    model.setValue(value);
    QVERIFY(!model.index(0, 0).data(ProvenanceModel::IsWinnerRole).toBool());
    QVERIFY(model.index(1, 0).data(ProvenanceModel::IsWinnerRole).toBool());
}

void TestValueListModels::paletteOffersTheBestOfEachSection()
{
    using Section = PaletteEntry::Section;
    QList<PaletteEntry> entries;
    const auto add = [&](Section section, const QString &text) {
        PaletteEntry &entry = entries.emplace_back();
        entry.section = section;
        entry.id = entry.text = text;
    };
    add(Section::Open, u"plugin-tekton"_s);
    add(Section::Open, u"plugin-techdocs"_s);
    add(Section::Do, u"Toggle theme"_s);
    add(Section::Switch, u"Tenant: acme"_s);
    PaletteModel model;
    const Watched watched(model);
    model.setEntries(entries);
    QCOMPARE(model.rowCount(), 4);
    model.setTyped(u"tek"_s);
    QCOMPARE(printModel(model), QStringList {u"plugin-tekton"_s});
    QCOMPARE(model.index(0, 0).data(PaletteModel::MatchRole).value<QList<int>>(), (QList<int> {7, 8, 9}));
    model.setTyped(u">t"_s);
    QCOMPARE(printModel(model), QStringList {u"Toggle theme"_s});
    model.setTyped(u":"_s);
    QCOMPARE(printModel(model), QStringList {u"Tenant: acme"_s});
    model.setTyped(u"te"_s);
    QVERIFY(model.index(0, 0).data(PaletteModel::FirstOfSectionRole).toBool());
    QVERIFY(!model.index(1, 0).data(PaletteModel::FirstOfSectionRole).toBool());
}

void TestValueListModels::workflowsAreFoundById()
{
    WorkflowListModel model;
    QList<WorkflowTemplate> workflows(2);
    workflows[0].id = u"critical-change"_s;
    workflows[1].id = u"low-risk"_s;
    workflows[1].draftVersion = 3;
    workflows[1].reviewWithinHours = 72;
    model.setItems(workflows);
    QCOMPARE(model.rowOf(u"low-risk"_s), 1);
    QCOMPARE(model.rowOf(u"nothing"_s), -1);
    QCOMPARE(model.index(0, 0).data(WorkflowListModel::DraftVersionRole).toInt(), 0);
    QVERIFY(!model.index(0, 0).data(WorkflowListModel::EmergencyRole).toBool());
    QCOMPARE(model.index(1, 0).data(WorkflowListModel::DraftVersionRole).toInt(), 3);
    QVERIFY(model.index(1, 0).data(WorkflowListModel::EmergencyRole).toBool());
}

void TestValueListModels::versionsSayWhoActivatedThem()
{
    TextVersionModel model;
    QList<WorkflowTemplateVersion> versions(3);
    const QDateTime written = QDateTime::fromSecsSinceEpoch(1000, Qt::UTC);
    for (int i = 0; i < 3; ++i) {
        versions[i].version = 3 - i;
        versions[i].createdAt = versions[i].changedAt = written;
        versions[i].state = i == 0 ? u"draft"_s : i == 1 ? u"active"_s : u"retired"_s;
    }
    versions[0].author = PersonRef {PersonId(u"per_a"_s), u"Ada"_s};
    versions[1].author = versions[0].author;
    versions[1].activatedBy = PersonRef {PersonId(u"per_b"_s), u"Ben"_s};
    versions[1].activatedAt = written.addSecs(60);
    model.setItems(textVersions(versions));
    QCOMPARE(model.index(0, 0).data(TextVersionModel::WhoRole).toString(), u"Ada"_s);
    QCOMPARE(model.index(1, 0).data(TextVersionModel::WhoRole).toString(), u"Ben"_s);
    QCOMPARE(model.index(1, 0).data(TextVersionModel::WhenRole).toDateTime(), written.addSecs(60));
    QVERIFY(model.index(2, 0).data(TextVersionModel::WhoRole).toString().isEmpty());
    QCOMPARE(model.current(), &model.at(0));
    QCOMPARE(model.inState(u"active"_s), &model.at(1));
    versions.removeFirst();
    model.setItems(textVersions(versions));
    QCOMPARE(model.current(), &model.at(0));
    model.setItems(textVersions(QList<PolicyVersion>(1)));
    QVERIFY(!model.current());
}

void TestValueListModels::dryRunsSayWhatWouldBeDifferent()
{
    DryRunModel model;
    DryRunItem item;
    item.requestId = RequestId(u"req_1"_s);
    item.changes = {{u"stages"_s, u"Business is added"_s}, {u"stuck"_s, u"Nobody could decide Business"_s}};
    item.stuck = true;
    model.setItems({item, DryRunItem()});
    QCOMPARE(model.index(0, 0).data(DryRunModel::SentencesRole).toStringList(),
        (QStringList {u"Business is added"_s, u"Nobody could decide Business"_s}));
    QCOMPARE(model.index(0, 0).data(DryRunModel::KindsRole).toStringList(), (QStringList {u"stages"_s, u"stuck"_s}));
    QVERIFY(model.index(0, 0).data(DryRunModel::StuckRole).toBool());
    QVERIFY(model.index(1, 0).data(DryRunModel::SentencesRole).toStringList().isEmpty());
}

QTEST_GUILESS_MAIN(TestValueListModels)
#include "tst_valuelistmodels.moc"
