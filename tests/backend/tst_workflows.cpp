// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/approvals.h"
#include "backend/services/approvalstore.h"
#include "backend/services/workflowdryrun.h"
#include "backend/services/workflows.h"
#include "backend/services/workflowview.h"
#include "tests/backend/approvalfixture.h"

#include <QTest>

using namespace gatehouse;
using namespace gatehouse::services;
using namespace gatehouse::test;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString twoStages = u"id: standard-change\nname: Standard change\nstages:\n"
                          "  - id: security\n    name: Security\n    discipline: security\n"
                          "    people: {roles: [reviewer:security]}\n    quorum: 2\n    due: 24h\n"
                          "  - id: legal\n    name: Legal\n    discipline: compliance\n"
                          "    people: {roles: [reviewer:compliance]}\n"_s;

QString codeOf(const Status &status)
{
    return status ? u"done"_s : status.error().code;
}

template <typename T>
QString codeOf(const Result<T> &result)
{
    return result ? u"done"_s : result.error().code;
}

//! Changes the workflow with that id as \a who.
Status change(ApprovalFixture &fixture, const QString &who, const QString &id,
    const std::function<Status(store::UnitOfWork &, WorkflowRow &)> &what)
{
    return fixture.write(who, [&](store::UnitOfWork &work) -> Status {
        auto row = workflowRow(work, id);
        return row ? what(work, *row) : fail(row.error());
    });
}

Status draft(ApprovalFixture &fixture, const QString &yaml, const QString &who = u"admin"_s)
{
    return change(fixture, who, u"standard-change"_s,
        [&](store::UnitOfWork &work, WorkflowRow &row) { return writeDraft(work, row, yaml); });
}

Result<WorkflowDryRun> tried(ApprovalFixture &fixture)
{
    Result<WorkflowDryRun> run;
    const Status done = change(fixture, u"admin"_s, u"standard-change"_s,
        [&](store::UnitOfWork &work, WorkflowRow &row) -> Status {
            run = dryRunDraft(work, row);
            return run ? Status() : fail(run.error());
        });
    return done ? run : fail(done.error());
}

Status activate(ApprovalFixture &fixture, const QString &who = u"admin"_s, const QString &reason = u"Because"_s)
{
    return change(fixture, who, u"standard-change"_s,
        [&](store::UnitOfWork &work, WorkflowRow &row) { return activateDraft(work, row, reason); });
}

WorkflowTemplate shown(ApprovalFixture &fixture, const QString &who = u"admin"_s)
{
    WorkflowTemplate result;
    (void)change(fixture, who, u"standard-change"_s, [&](store::UnitOfWork &work, WorkflowRow &row) -> Status {
        const auto workflow = shownWorkflow(work, row);
        if (!workflow)
            return fail(workflow.error());
        result = *workflow;
        return {};
    });
    return result;
}

QStringList versions(ApprovalFixture &fixture)
{
    QStringList list;
    (void)change(fixture, u"viewer"_s, u"standard-change"_s, [&](store::UnitOfWork &work, WorkflowRow &row) -> Status {
        const auto stored = textVersions(work, workflowText(row.id));
        if (!stored)
            return fail(stored.error());
        for (const TextVersionRow &version : *stored)
            list.append(u"v%1 %2"_s.arg(version.head.version).arg(stateOf(row, version.head.version)));
        return {};
    });
    return list;
}

KnownVersion medium()
{
    KnownVersion version;
    version.risk = Risk::Medium;
    return version;
}

} // namespace

class TestWorkflows final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsShippedIsActiveAtFirst()
    {
        ApprovalFixture fixture;
        QCOMPARE(versions(fixture), QStringList{u"v1 active"_s});
        const WorkflowTemplate workflow = shown(fixture, u"viewer"_s);
        QCOMPARE(workflow.stages.size(), 3);
        QCOMPARE(workflow.stages.last().people, u"a business reviewer"_s);
        QCOMPARE(workflow.etag, u"w0"_s);
        QVERIFY(workflow.actions.allowed.isEmpty());
        QCOMPARE(workflow.actions.whyNot(u"edit"_s), u"Only a platform admin changes workflows."_s);
    }

    void aDraftIsTriedAndActivated()
    {
        ApprovalFixture fixture;
        QVERIFY(draft(fixture, twoStages));
        QCOMPARE(versions(fixture), (QStringList{u"v2 draft"_s, u"v1 active"_s}));
        QCOMPARE(shown(fixture).stages.size(), 3);
        QCOMPARE(shown(fixture).actions.whyNot(u"activate"_s),
            u"Try it on requests first: this text was not dry-run yet."_s);
        QCOMPARE(codeOf(activate(fixture)), u"conflict_state"_s);
        QVERIFY(tried(fixture));
        QVERIFY(shown(fixture).actions.allows(u"activate"_s));
        QCOMPARE(codeOf(activate(fixture, u"admin"_s, u"  "_s)), u"validation_failed"_s);
        QVERIFY(activate(fixture));
        QCOMPARE(versions(fixture), (QStringList{u"v2 active"_s, u"v1 retired"_s}));
        QCOMPARE(shown(fixture).stages.size(), 2);
        QVERIFY(!shown(fixture).draftVersion);
    }

    void onlyTheTextThatWasTriedIsActivated()
    {
        ApprovalFixture fixture;
        QVERIFY(draft(fixture, twoStages));
        QVERIFY(tried(fixture));
        QVERIFY(draft(fixture, twoStages + u"# another thought\n"_s));
        QCOMPARE(codeOf(activate(fixture)), u"conflict_state"_s);
        // What was tried before it is not tried now: requests moved meanwhile.
        QVERIFY(draft(fixture, twoStages));
        QCOMPARE(codeOf(activate(fixture)), u"conflict_state"_s);
        QVERIFY(tried(fixture));
        QVERIFY(activate(fixture));
    }

    void aWrongDraftIsKeptButNotActivated()
    {
        ApprovalFixture fixture;
        const QString wrong = QString(twoStages).replace(u"quorum: 2"_s, u"quorum: 9"_s);
        QVERIFY(draft(fixture, wrong));
        QCOMPARE(shown(fixture).actions.whyNot(u"activate"_s),
            u"Line 8: Security needs 9 people, and only 3 could decide it."_s);
        QVERIFY(tried(fixture));
        QCOMPARE(codeOf(activate(fixture)), u"conflict_state"_s);
        QVERIFY(draft(fixture, u"id: [\n"_s));
        QCOMPARE(codeOf(tried(fixture)), u"validation_failed"_s);
        QCOMPARE(codeOf(activate(fixture)), u"conflict_state"_s);
    }

    void aDraftIsThrownAway()
    {
        ApprovalFixture fixture;
        const auto discard = [&] {
            return codeOf(change(fixture, u"admin"_s, u"standard-change"_s,
                [](store::UnitOfWork &work, WorkflowRow &row) -> Status {
                    const auto left = discardDraft(work, row);
                    return left ? Status() : fail(left.error());
                }));
        };
        QCOMPARE(discard(), u"conflict_state"_s);
        QVERIFY(draft(fixture, twoStages));
        QCOMPARE(discard(), u"done"_s);
        QCOMPARE(versions(fixture), QStringList{u"v1 active"_s});
        QVERIFY(draft(fixture, twoStages));
        QCOMPARE(versions(fixture), (QStringList{u"v2 draft"_s, u"v1 active"_s}));
    }

    void aNewWorkflowBeginsAsADraft()
    {
        ApprovalFixture fixture;
        const QString mine = QString(twoStages).replace(u"standard-change"_s, u"mine"_s)
            + u"match: [{environments: [staging]}]\nprecedence: 3\n"_s;
        const auto create = [&](const QString &yaml) {
            return codeOf(fixture.write(u"admin"_s, [&](store::UnitOfWork &work) -> Status {
                const auto row = createWorkflow(work, yaml);
                return row ? Status() : fail(row.error());
            }));
        };
        QCOMPARE(create(twoStages), u"conflict_state"_s);
        QCOMPARE(create(u"name: Nothing\n"_s), u"validation_failed"_s);
        QCOMPARE(create(mine), u"done"_s);
        fixture.know(medium());
        QCOMPARE(fixture.submit(u"requester"_s, u"ver_a"_s, Environment::Staging)->head.templateId,
            u"standard-change"_s);
        QVERIFY(fixture.activate(mine));
        KnownVersion other = medium();
        other.id = u"ver_b"_s;
        other.plugin = u"plg_b"_s;
        fixture.know(other);
        QCOMPARE(fixture.submit(u"requester"_s, u"ver_b"_s, Environment::Staging)->head.templateId, u"mine"_s);
        // Thrown away before it was active, nothing is left.
        QCOMPARE(create(QString(mine).replace(u"id: mine"_s, u"id: gone"_s)), u"done"_s);
        QVERIFY(change(fixture, u"admin"_s, u"gone"_s, [](store::UnitOfWork &work, WorkflowRow &row) -> Status {
            const auto left = discardDraft(work, row);
            return left && !*left ? Status() : fail(inputError(u"left"_s, u"left"_s));
        }));
        QCOMPARE(codeOf(change(fixture, u"admin"_s, u"gone"_s,
                     [](store::UnitOfWork &, WorkflowRow &) { return Status(); })),
            u"not_found"_s);
    }

    void onlyAdminsChangeWorkflows_data()
    {
        QTest::addColumn<QString>("person");
        QTest::addColumn<QString>("code");
        for (const QString &key : ApprovalFixture::keys())
            QTest::newRow(qPrintable(key)) << key << (key == u"admin"_s ? u"done"_s : u"forbidden"_s);
    }
    void onlyAdminsChangeWorkflows()
    {
        QFETCH(QString, person);
        ApprovalFixture fixture;
        QTEST(codeOf(draft(fixture, twoStages, person)), "code");
        (void)draft(fixture, twoStages);
        (void)tried(fixture);
        QTEST(codeOf(activate(fixture, person)), "code");
    }

    void someWorkflowIsLeftForTheRest()
    {
        ApprovalFixture fixture;
        QVERIFY(draft(fixture, twoStages + u"match: [{environments: [production]}]\n"_s));
        QVERIFY(tried(fixture));
        const Status refused = activate(fixture);
        QCOMPARE(codeOf(refused), u"validation_failed"_s);
        QCOMPARE(refused.error().fields.value(0).pointer, u"/match"_s);
    }

    void aDraftCannotBecomeAnotherWorkflow()
    {
        ApprovalFixture fixture;
        const Status refused = draft(fixture, QString(twoStages).replace(u"standard-change"_s, u"mine"_s));
        QCOMPARE(codeOf(refused), u"validation_failed"_s);
        QCOMPARE(refused.error().fields.value(0).code, u"other_id"_s);
    }

    void requestsKeepTheirVersion()
    {
        ApprovalFixture fixture;
        fixture.know(medium());
        const RequestRecord before = *fixture.submit(u"requester"_s);
        QVERIFY(fixture.activate(twoStages));
        const RequestRecord after = fixture.load(before.head.id);
        QCOMPARE(after.head.templateVersion, 1);
        QCOMPARE(after.revision, before.revision);
        QCOMPARE(after.stages.size(), 3);
        QCOMPARE(codeOf(fixture.decide(u"security"_s, before.head.id, Discipline::Security)), u"done"_s);
        QCOMPARE(fixture.load(before.head.id).stages.first().stage.status, StageStatus::Passed);
        KnownVersion other = medium();
        other.id = u"ver_b"_s;
        other.plugin = u"plg_b"_s;
        fixture.know(other);
        const RequestRecord newer = *fixture.submit(u"requester"_s, u"ver_b"_s);
        QCOMPARE(newer.head.templateVersion, 2);
        QCOMPARE(newer.stages.size(), 2);
        QCOMPARE(newer.stages.first().stage.quorum, 2);
    }

    void theDryRunSaysWhatWouldChange()
    {
        ApprovalFixture fixture;
        fixture.know(medium());
        QVERIFY(fixture.submit(u"requester"_s));
        KnownVersion high;
        high.id = u"ver_b"_s;
        high.plugin = u"plg_b"_s;
        fixture.know(high);
        QVERIFY(fixture.submit(u"both"_s, u"ver_b"_s));
        QVERIFY(draft(fixture, twoStages + u"expires: 10d\n"_s));
        const auto run = tried(fixture);
        QVERIFY(run);
        QCOMPARE(run->considered, 2);
        QCOMPARE(run->changed, 1);
        QCOMPARE(run->stuck, 0);
        const DryRunItem &changed = run->items.first();
        QCOMPARE(changed.number, u"REQ-1"_s);
        QStringList sentences;
        for (const DryRunItem::Change &change : changed.changes)
            sentences.append(u"%1: %2"_s.arg(change.kind, change.sentence));
        QCOMPARE(sentences,
            (QStringList{u"workflow: Standard change v2 instead of Standard change v1"_s,
                u"quorum: Security needs 2 instead of 1"_s, u"times: Security is due in 24 h instead of 48 h"_s,
                u"times: Security is reminded or escalated otherwise"_s, u"stages: Legal is added"_s,
                u"stages: Technical goes away"_s, u"stages: Business goes away"_s, u"times: It expires sooner"_s}));
        QVERIFY(run->items.last().changes.isEmpty());
        QCOMPARE(run->items.last().after, u"Critical change v1"_s);
    }

    void theDryRunFindsWhatNobodyCouldDecide()
    {
        ApprovalFixture fixture;
        fixture.know(medium());
        QVERIFY(fixture.submit(u"both"_s));
        const QString alone = u"id: standard-change\nname: Standard change\nstages:\n"
                              "  - id: own\n    name: Own\n    discipline: technical\n    people: {owner: true}\n"_s;
        QVERIFY(draft(fixture, alone));
        const auto run = tried(fixture);
        QVERIFY(run);
        QCOMPARE(run->stuck, 1);
        QVERIFY(run->items.first().stuck);
        QCOMPARE(run->items.first().changes.at(2).sentence, u"Nobody could decide Own"_s);
    }

    void everyChangeIsInFeedAndAudit()
    {
        ApprovalFixture fixture;
        QVERIFY(draft(fixture, twoStages));
        QVERIFY(tried(fixture));
        QVERIFY(activate(fixture));
        for (const auto &[table, column, word] :
            {std::tuple(u"events"_s, u"subject"_s, u"type"_s), std::tuple(u"audit_events"_s, u"object_id"_s, u"action"_s)}) {
            auto query = fixture.db().query(
                u"SELECT %1 FROM %2 WHERE %3 = 'standard-change'"_s.arg(word, table, column));
            QStringList words;
            while (query && query->next())
                words.append(query->text(0));
            QCOMPARE(words, (QStringList{u"workflow.drafted"_s, u"workflow.tried"_s, u"workflow.activated"_s}));
        }
    }
};

QTEST_GUILESS_MAIN(TestWorkflows)
#include "tst_workflows.moc"
