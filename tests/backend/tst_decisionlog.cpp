// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/approvalstore.h"
#include "backend/services/approvaltimeline.h"
#include "backend/services/decisionlog.h"
#include "backend/services/signingkeys.h"
#include "backend/services/treeproofs.h"
#include "core/contract/merkle.h"
#include "tests/backend/approvalfixture.h"
#include "tests/testsupport/smalllog.h"

#include <QTest>

using namespace gatehouse;
using namespace gatehouse::services;
using namespace gatehouse::test;
using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray device(32, 'd');

//! A tree in memory, its complete nodes made when they are asked for; counts how many that are.
struct Tree
{
    QList<QByteArray> leaves;
    mutable int asked = 0;

    NodeSource nodes() const
    {
        return [this](int level, qint64 position) -> Result<QByteArray> {
            ++asked;
            return node(level, position);
        };
    }
    QByteArray node(int level, qint64 position) const
    {
        if (level == 0)
            return merkle::leafHash(leaves.at(position));
        return merkle::nodeHash(node(level - 1, 2 * position), node(level - 1, 2 * position + 1));
    }
};

struct Desk
{
    Desk()
    {
        fixture.know({});
        request = fixture.submit(u"requester"_s)->head.id;
    }

    //! Inside a transaction as \a person.
    template <typename T>
    T in(const QString &person, const std::function<Result<T>(store::UnitOfWork &)> &read)
    {
        T value {};
        const Status done = fixture.write(person, [&](store::UnitOfWork &work) -> Status {
            auto found = read(work);
            if (!found)
                return fail(found.error());
            value = std::move(*found);
            return {};
        });
        if (!done)
            qWarning("%s", qPrintable(describe(done.error())));
        return value;
    }
    qint64 size() { return in<qint64>(u"viewer"_s, [](store::UnitOfWork &work) { return logSize(work); }); }
    Result<CheckedReceipt> checked(const DecisionId &id, qint64 at)
    {
        return checkReceipt(in<DecisionReceipt>(
            u"viewer"_s, [&](store::UnitOfWork &work) { return receiptFor(work, key, id, at); }));
    }
    QList<Decision> decisions()
    {
        QList<Decision> all;
        for (const StageRecord &stage : fixture.load(request).stages)
            all.append(stage.stage.decisions);
        return all;
    }
    Status decideSigned(const QString &person, Discipline discipline)
    {
        return fixture.write(person, [&](store::UnitOfWork &work) -> Status {
            auto record = loadRequest(work, request);
            DecisionInput input = fixture.vote(*record, discipline, Outcome::Approve);
            input.idempotencyKey = u"key-of-"_s + person;
            DecisionStatement statement = statementAbout(record->head);
            statement.tenant = work.tenant();
            statement.stageId = input.stageId;
            statement.outcome = input.outcome;
            statement.signedAt = work.now();
            statement.idempotencyKey = input.idempotencyKey;
            input.envelope = signStatement(statement, testsupport::SmallLog::seedOf(device));
            return decideRequest(work, *record, input, {true});
        });
    }
    Status enrol(const QString &person)
    {
        KeyEnrolment enrolment;
        enrolment.tenant = u"test"_s;
        enrolment.publicKey = dsse::toBase64(ed25519::publicKeyOf(testsupport::SmallLog::seedOf(device)));
        enrolment.label = u"laptop"_s;
        enrolment.signedAt = fixture.now;
        return fixture.write(person, [&](store::UnitOfWork &work) -> Status {
            const auto made = enrolKey(work, signStatement(enrolment, testsupport::SmallLog::seedOf(device)));
            return made ? Status() : fail(made.error());
        });
    }

    ApprovalFixture fixture;
    RequestId request;
    LogKey key {QByteArray(32, 'L')};
};

QString codeOf(const Status &status)
{
    return status ? u"done"_s : status.error().code;
}

} // namespace

//! The log grows with the decisions, and proves what is in it.
class TestDecisionLog final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void proofsAreThoseOfTheRfc()
    {
        Tree tree;
        for (int size = 1; size <= 33; ++size) {
            tree.leaves.append(QByteArray::number(size));
            const QByteArray root = *treeRoot(tree.nodes(), size);
            for (int index = 0; index < size; ++index) {
                const auto path = inclusionPath(tree.nodes(), index, size);
                QVERIFY(merkle::holdsInclusion(merkle::leafHash(tree.leaves.at(index)), index, size, *path, root));
            }
            for (int first = 0; first <= size; ++first) {
                const auto path = consistencyPath(tree.nodes(), first, size);
                QVERIFY(merkle::holdsConsistency(first, *treeRoot(tree.nodes(), first), size, root, *path));
            }
        }
        QCOMPARE(*treeRoot(tree.nodes(), 0), merkle::emptyRoot());
    }

    void aProofReadsAboutAsManyNodesAsTheTreeIsHigh()
    {
        Tree tree;
        tree.leaves = QList<QByteArray>(1023, QByteArray("x"));
        for (int index : {0, 1, 511, 512, 1000, 1022}) {
            tree.asked = 0;
            QVERIFY(inclusionPath(tree.nodes(), index, 1023));
            QVERIFY2(tree.asked <= 2 * 10, qPrintable(QString::number(tree.asked)));
        }
        tree.asked = 0;
        QVERIFY(consistencyPath(tree.nodes(), 700, 1023));
        QVERIFY2(tree.asked <= 3 * 10, qPrintable(QString::number(tree.asked)));
    }

    void everyDecisionIsInTheLog()
    {
        Desk desk;
        QCOMPARE(desk.size(), 0);
        QVERIFY(desk.fixture.decide(u"security"_s, desk.request, Discipline::Security));
        desk.fixture.now = desk.fixture.now.addSecs(60);
        QVERIFY(desk.fixture.decide(u"compliance"_s, desk.request, Discipline::Compliance, Outcome::Abstain, u"Not mine."_s));
        QCOMPARE(desk.size(), 2);
        for (const Decision &decision : desk.decisions()) {
            for (qint64 at = *decision.leafIndex + 1; at <= 2; ++at) {
                const auto checked = desk.checked(decision.id, at);
                QVERIFY2(checked, checked ? "" : qPrintable(describe(checked.error())));
                QCOMPARE(checked->entry.decisionId, decision.id);
                QCOMPARE(checked->leafIndex, *decision.leafIndex);
                QCOMPARE(checked->decision.outcome, decision.outcome);
                QCOMPARE(checked->decision.reason, decision.comment);
                QCOMPARE(checked->head.log, u"test"_s);
                QVERIFY(!checked->signedWith);
            }
        }
    }

    void headsAreTheSameEachTime()
    {
        Desk desk;
        const auto head = [&](qint64 size) {
            return desk.in<DecisionLogHead>(u"viewer"_s, [&](store::UnitOfWork &work) { return logHead(work, desk.key, size); });
        };
        QVERIFY(checkHead(head(0).head, desk.key.publicKey()));
        QVERIFY(desk.fixture.decide(u"security"_s, desk.request, Discipline::Security));
        const DecisionLogHead before = head(1);
        QCOMPARE(checkHead(before.head, before.logKey)->time, desk.fixture.now);
        desk.fixture.now = desk.fixture.now.addSecs(60);
        QVERIFY(desk.fixture.decide(u"compliance"_s, desk.request, Discipline::Compliance));
        QCOMPARE(head(1).head, before.head);
        const auto proof = desk.in<ConsistencyProof>(u"viewer"_s, [](store::UnitOfWork &work) { return consistencyProof(work, 1, 2); });
        const TreeHead first = *checkHead(before.head, before.logKey);
        const TreeHead second = *checkHead(head(2).head, before.logKey);
        QVERIFY(merkle::holdsConsistency(
            1, *dsse::fromBase64(first.root), 2, *dsse::fromBase64(second.root), *readPath(proof.path)));
    }

    void aSignedDecisionIsInItWithItsSignature()
    {
        Desk desk;
        QCOMPARE(codeOf(desk.decideSigned(u"security"_s, Discipline::Security)), u"signing_key_unknown"_s);
        QVERIFY(desk.enrol(u"security"_s));
        QCOMPARE(codeOf(desk.decideSigned(u"security"_s, Discipline::Security)), u"done"_s);
        const Decision decision = desk.decisions().first();
        const auto checked = desk.checked(decision.id, 1);
        QVERIFY(checked);
        QCOMPARE(checked->signedWith->text(), *decision.signedWith);
        // Another person's signature with the same key is not theirs.
        QCOMPARE(codeOf(desk.decideSigned(u"security2"_s, Discipline::Security)), u"signing_key_unknown"_s);
        QCOMPARE(codeOf(desk.enrol(u"security2"_s)), u"signing_key_taken"_s);
    }

    void withoutASignatureTheRulesDecide()
    {
        Desk desk;
        const auto decide = [&](bool required) {
            return desk.fixture.write(u"security"_s, [&](store::UnitOfWork &work) -> Status {
                auto record = loadRequest(work, desk.request);
                return decideRequest(work, *record, desk.fixture.vote(*record, Discipline::Security, Outcome::Approve), {required});
            });
        };
        QCOMPARE(codeOf(decide(true)), u"signature_required"_s);
        QCOMPARE(desk.size(), 0);
        QCOMPARE(codeOf(decide(false)), u"done"_s);
        QCOMPARE(desk.size(), 1);
    }

    void whatIsRolledBackLeavesNoEntry()
    {
        Desk desk;
        const Status undone = desk.fixture.write(u"security"_s, [&](store::UnitOfWork &work) -> Status {
            auto record = loadRequest(work, desk.request);
            GATEHOUSE_TRY(decideRequest(work, *record, desk.fixture.vote(*record, Discipline::Security, Outcome::Approve)));
            return fail(cancelledError());
        });
        QCOMPARE(codeOf(undone), u"cancelled"_s);
        QCOMPARE(desk.size(), 0);
        QVERIFY(desk.fixture.decide(u"security"_s, desk.request, Discipline::Security));
        QCOMPARE(desk.size(), 1);
        QCOMPARE(*desk.decisions().first().leafIndex, 0);
    }

    void nothingInItCanBeChanged_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::newRow("an entry") << u"UPDATE decision_log_entries SET entry = '{}'"_s;
        QTest::newRow("an entry removed") << u"DELETE FROM decision_log_entries"_s;
        QTest::newRow("a node") << u"UPDATE decision_log_nodes SET hash = ''"_s;
        QTest::newRow("a node removed") << u"DELETE FROM decision_log_nodes"_s;
    }
    void nothingInItCanBeChanged()
    {
        QFETCH(QString, sql);
        Desk desk;
        QVERIFY(desk.fixture.decide(u"security"_s, desk.request, Discipline::Security));
        QVERIFY(!desk.fixture.db().execute(sql));
        QVERIFY(desk.checked(desk.decisions().first().id, 1));
    }

    void theTimelineNamesTheDecision()
    {
        Desk desk;
        QVERIFY(desk.fixture.decide(u"security"_s, desk.request, Discipline::Security));
        const auto entries = desk.in<QList<TimelineEntry>>(
            u"viewer"_s, [&](store::UnitOfWork &work) { return timelineOf(work, desk.request); });
        const auto vote = std::ranges::find_if(entries, [](const TimelineEntry &e) { return e.kind == "request.decision_recorded"_L1; });
        QCOMPARE(vote->decisionId->text(), desk.decisions().first().id.text());
        QVERIFY(!entries.first().decisionId);
    }

    void anotherLogKeyIsNotTakenByMistake()
    {
        Desk desk;
        store::Database &db = desk.fixture.db();
        const LogKey other(QByteArray(32, 'x'));
        QVERIFY(admitLogKey(db, desk.key, false, desk.fixture.now));
        QVERIFY(admitLogKey(db, desk.key, false, desk.fixture.now));
        QCOMPARE(codeOf(admitLogKey(db, other, false, desk.fixture.now)), u"log_key_changed"_s);
        QVERIFY(admitLogKey(db, other, true, desk.fixture.now.addSecs(1)));
        QCOMPARE(codeOf(admitLogKey(db, desk.key, false, desk.fixture.now.addSecs(2))), u"log_key_changed"_s);
    }

    void votesFromBeforeTheLogStayAsTheyWere()
    {
        Desk desk;
        QVERIFY(desk.fixture.decide(u"security"_s, desk.request, Discipline::Security));
        // The database as the version before left it.
        for (const QString &sql : {u"DROP TABLE decision_log_entries"_s, u"DROP TABLE decision_log_nodes"_s, u"DROP TABLE decision_log_keys"_s,
                 u"DROP TABLE signing_keys"_s, u"ALTER TABLE approval_decisions DROP COLUMN signed_with"_s,
                 u"ALTER TABLE approval_decisions DROP COLUMN leaf_index"_s, u"ALTER TABLE approval_timeline DROP COLUMN decision_id"_s,
                 u"DELETE FROM sequences WHERE name = 'decision_log'"_s,
                 u"DELETE FROM schema_migrations WHERE name = '0050_decision_log.sql'"_s}) {
            QVERIFY2(desk.fixture.db().execute(sql), qPrintable(sql));
        }
        if (desk.fixture.db().isPostgres())
            QVERIFY(desk.fixture.db().execute(u"DROP FUNCTION decision_log_refuse"_s));
        QVERIFY(store::migrate(desk.fixture.db()));
        const Decision old = desk.decisions().first();
        QVERIFY(!old.leafIndex && !old.signedWith);
        QVERIFY(desk.fixture.decide(u"security2"_s, desk.request, Discipline::Security));
        QCOMPARE(desk.size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestDecisionLog)
#include "tst_decisionlog.moc"
