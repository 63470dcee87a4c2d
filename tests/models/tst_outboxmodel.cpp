// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/apiclient.h"
#include "models/outbox/movementmodel.h"
#include "models/outbox/offlinespell.h"
#include "models/outbox/outboxmodel.h"
#include "tests/models/modelwatch.h"
#include "tests/testsupport/fakeclock.h"

#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::modelstest;
using namespace Qt::Literals::StringLiterals;

namespace {

const QDate today(2026, 11, 23);

QDateTime at(int hour, int minute = 0, int day = 23)
{
    return QDateTime(QDate(2026, 11, day), QTime(hour, minute), Qt::UTC);
}

Intent intent(const QString &id, IntentState state, const QString &subject)
{
    Intent i;
    i.id = IntentId(id);
    i.kind = IntentKind::Decision;
    i.state = state;
    i.subject = subject;
    i.objectId = u"req_"_s + id;
    i.sequence = id.toLongLong();
    i.composedAt = at(9);
    i.composedOffline = true;
    return i;
}

Movement movement(const QString &name, const QString &then, const QString &now)
{
    return {{name, then, then}, {name, now, now}, {}, {}};
}

Intent checked(Intent i, const QDateTime &when, bool moved = false)
{
    i.checkedAt = when;
    i.relied = {{u"evidence"_s, u"4"_s, u"Revision 4"_s}, {u"digest"_s, u"d"_s, u"d"_s}};
    i.movements = {movement(u"evidence"_s, u"4"_s, moved ? u"5"_s : u"4"_s), movement(u"digest"_s, u"d"_s, u"d"_s)};
    return i;
}

Intent over(Intent i, const QDateTime &when)
{
    i.endedAt = when;
    return i;
}

} // namespace

class TestOutboxModel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void groupsByWhatCanBeDone_data();
    void groupsByWhatCanBeDone();
    void ordersWhatIsToComeByItsOrderAndWhatIsOverNewestFirst();
    void saysWhenTheOldestCheckWas();
    void movesReceiptsToEarlierAtMidnight();
    void keepsWhatIsSelected();
    void survivesChurn();
    void findsTheDecisionThatWaits();
    void putsWhatMovedFirst();
    void knowsWhatWasNotCheckedYet();
    void movementsSurviveChurn();
    void remembersTheLastSpell();
};

void TestOutboxModel::groupsByWhatCanBeDone_data()
{
    QTest::addColumn<Intent>("intent");
    QTest::addColumn<OutboxModel::Group>("group");
    const auto row = [](const char *name, const Intent &i, OutboxModel::Group group) { QTest::newRow(name) << i << group; };
    const Intent queued = intent(u"1"_s, IntentState::Queued, u"a"_s);
    Intent online = checked(queued, at(10));
    online.composedOffline = false;
    row("being written", intent(u"1"_s, IntentState::Composed, u"a"_s), OutboxModel::Waiting);
    row("not checked yet", queued, OutboxModel::Waiting);
    row("checked", checked(queued, at(10)), OutboxModel::ReadyToSend);
    row("checked and moved", checked(queued, at(10), true), OutboxModel::Waiting);
    row("goes by itself", online, OutboxModel::Waiting);
    row("sending", intent(u"1"_s, IntentState::Sending, u"a"_s), OutboxModel::Waiting);
    row("moved", intent(u"1"_s, IntentState::NeedsAnotherLook, u"a"_s), OutboxModel::NeedsAnotherLook);
    row("refused", intent(u"1"_s, IntentState::Refused, u"a"_s), OutboxModel::ClosedWithoutSending);
    row("expired", intent(u"1"_s, IntentState::Expired, u"a"_s), OutboxModel::ClosedWithoutSending);
    row("withdrawn", intent(u"1"_s, IntentState::Withdrawn, u"a"_s), OutboxModel::ClosedWithoutSending);
    row("sent today", over(intent(u"1"_s, IntentState::Accepted, u"a"_s), at(8)), OutboxModel::SentToday);
    row("sent before", over(intent(u"1"_s, IntentState::Accepted, u"a"_s), at(8, 0, 22)), OutboxModel::SentEarlier);
}

void TestOutboxModel::groupsByWhatCanBeDone()
{
    QFETCH(Intent, intent);
    QFETCH(OutboxModel::Group, group);
    QCOMPARE(OutboxModel::groupOf(intent, today), group);
}

void TestOutboxModel::ordersWhatIsToComeByItsOrderAndWhatIsOverNewestFirst()
{
    IntentStore store;
    store.putAll({checked(intent(u"7"_s, IntentState::Queued, u"second"_s), at(10)), checked(intent(u"3"_s, IntentState::Queued, u"first"_s), at(10)),
        over(intent(u"1"_s, IntentState::Accepted, u"early"_s), at(8)), over(intent(u"2"_s, IntentState::Accepted, u"late"_s), at(9))});
    OutboxModel model(store, today);
    const Watched watched(model);
    QCOMPARE(printModel(model), (QStringList {u""_s, u""_s, u"  first"_s, u"  second"_s, u""_s, u""_s, u""_s, u"  late"_s, u"  early"_s, u""_s}));
    QCOMPARE(model.ids(OutboxModel::ReadyToSend), (QList<IntentId> {IntentId(u"3"_s), IntentId(u"7"_s)}));
}

void TestOutboxModel::saysWhenTheOldestCheckWas()
{
    IntentStore store;
    store.putAll({checked(intent(u"1"_s, IntentState::Queued, u"a"_s), at(10, 5)), checked(intent(u"2"_s, IntentState::Queued, u"b"_s), at(10, 2)),
        intent(u"3"_s, IntentState::Queued, u"c"_s)});
    const OutboxModel model(store, today);
    QCOMPARE(model.index(OutboxModel::ReadyToSend, 0).data(OutboxModel::CheckedAtRole).toDateTime(), at(10, 2));
    QVERIFY(!model.index(OutboxModel::Waiting, 0).data(OutboxModel::CheckedAtRole).toDateTime().isValid());
    QVERIFY(!model.intent(model.index(OutboxModel::Waiting, 0)));
}

void TestOutboxModel::movesReceiptsToEarlierAtMidnight()
{
    IntentStore store;
    store.put(over(intent(u"1"_s, IntentState::Accepted, u"a"_s), at(8)));
    OutboxModel model(store, today);
    const Watched watched(model);
    QCOMPARE(model.count(OutboxModel::SentToday), 1);
    model.setToday(today.addDays(1));
    QCOMPARE(model.count(OutboxModel::SentToday), 0);
    QCOMPARE(model.count(OutboxModel::SentEarlier), 1);
}

void TestOutboxModel::keepsWhatIsSelected()
{
    IntentStore store;
    store.putAll({intent(u"1"_s, IntentState::Queued, u"a"_s), intent(u"2"_s, IntentState::Queued, u"b"_s)});
    OutboxModel model(store, today);
    const Watched watched(model);
    const QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    const QPersistentModelIndex selected = model.indexOf(IntentId(u"2"_s));
    store.remove(u"1"_s);
    store.put(intent(u"0"_s, IntentState::Queued, u"new"_s));
    model.rearrange();
    QVERIFY(selected.isValid());
    QCOMPARE(model.intent(selected)->subject, u"b"_s);
    QCOMPARE(reset.size(), 0);
}

void TestOutboxModel::survivesChurn()
{
    IntentStore store;
    OutboxModel model(store, today);
    const Watched watched(model);
    QRandomGenerator random(11);
    for (int round = 0; round < 800; ++round) {
        const QString id = QString::number(random.bounded(24));
        switch (random.bounded(6)) {
        case 0:
            store.remove(id);
            break;
        case 1:
            model.setToday(today.addDays(random.bounded(2)));
            break;
        default: {
            Intent next = intent(id, IntentState(random.bounded(8)), u"n"_s + QString::number(random.bounded(5)));
            if (random.bounded(2))
                next = checked(next, at(10, random.bounded(60)), random.bounded(2));
            if (random.bounded(2))
                next = over(next, at(random.bounded(24), 0, 21 + random.bounded(3)));
            store.put(next);
        }
        }
        if (random.bounded(3) == 0)
            model.rearrange();
    }
    model.rearrange();
    QCOMPARE(model.shownCount(), store.count());
    for (int row = 0; row < store.count(); ++row) {
        const QModelIndex index = model.indexOf(store.at(row).id);
        QCOMPARE(model.intent(index), &store.at(row));
    }
}

void TestOutboxModel::findsTheDecisionThatWaits()
{
    IntentStore store;
    Intent comment = intent(u"1"_s, IntentState::Queued, u"a"_s);
    comment.kind = IntentKind::Comment;
    Intent sent = over(intent(u"2"_s, IntentState::Accepted, u"b"_s), at(9));
    store.putAll({comment, sent, intent(u"3"_s, IntentState::NeedsAnotherLook, u"c"_s)});
    QVERIFY(!waitingDecision(store, u"req_1"_s));
    QVERIFY(!waitingDecision(store, u"req_2"_s));
    QCOMPARE(waitingDecision(store, u"req_3"_s), store.find(u"3"_s));
    store.put(intent(u"3"_s, IntentState::Withdrawn, u"c"_s));
    QVERIFY(!waitingDecision(store, u"req_3"_s));
}

void TestOutboxModel::putsWhatMovedFirst()
{
    MovementModel model;
    const Watched watched(model);
    Intent i = checked(intent(u"1"_s, IntentState::NeedsAnotherLook, u"a"_s), at(10));
    i.relied.append({u"stage"_s, u"active, 0 of 2"_s, u"0 of 2"_s});
    Movement stage = movement(u"stage"_s, u"active, 0 of 2"_s, u"active, 1 of 2"_s);
    stage.who = u"Reviewer B"_s;
    stage.when = at(10, 12);
    i.movements.append(stage);
    model.setIntent(i);
    QCOMPARE(printModel(model), (QStringList {u"stage"_s, u"evidence"_s, u"digest"_s}));
    QCOMPARE(model.movedCount(), 1);
    const QModelIndex now = model.index(0, MovementModel::Now);
    QVERIFY(now.data(MovementModel::MovedRole).toBool());
    QCOMPARE(now.data(MovementModel::ValueRole).toString(), u"active, 1 of 2"_s);
    QCOMPARE(now.data(MovementModel::WhoRole).toString(), u"Reviewer B"_s);
    QCOMPARE(now.data(MovementModel::WhenRole).toDateTime(), at(10, 12));
    QCOMPARE(model.index(0, MovementModel::Then).data(MovementModel::ValueRole).toString(), u"active, 0 of 2"_s);
}

void TestOutboxModel::knowsWhatWasNotCheckedYet()
{
    MovementModel model;
    Intent i = intent(u"1"_s, IntentState::Queued, u"a"_s);
    i.relied = {{u"policy"_s, u"14"_s, u"policy v14"_s}};
    model.setIntent(i);
    QVERIFY(!model.index(0, MovementModel::Now).data(MovementModel::CheckedRole).toBool());
    QVERIFY(!model.index(0, MovementModel::Now).data(MovementModel::MovedRole).toBool());
    QCOMPARE(model.movedCount(), 0);
}

void TestOutboxModel::movementsSurviveChurn()
{
    MovementModel model;
    const Watched watched(model);
    QRandomGenerator random(5);
    const QStringList names {u"evidence"_s, u"digest"_s, u"policy"_s, u"stage"_s, u"etag"_s};
    for (int round = 0; round < 400; ++round) {
        Intent i;
        for (const QString &name : names) {
            if (random.bounded(3) == 0)
                continue;
            i.relied.append({name, u"1"_s, u"one"_s});
            if (random.bounded(2))
                i.movements.append(movement(name, u"1"_s, QString::number(1 + random.bounded(2))));
        }
        model.setIntent(i);
        QCOMPARE(model.rowCount(), int(i.relied.size()));
    }
}

void TestOutboxModel::remembersTheLastSpell()
{
    testsupport::FakeClock clock;
    ConnectionState connection(clock);
    const OfflineSpell spell(connection);
    connection.signedIn();
    connection.caughtUp();
    QVERIFY(!spell.isOffline());
    QVERIFY(!spell.wentOffline().isValid());
    const QDateTime left = clock.now();
    connection.unreachable(networkError(u"gone"_s));
    clock.advance(63 * 60);
    QVERIFY(spell.isOffline());
    connection.unreachable(networkError(u"still gone"_s));
    connection.answered();
    QVERIFY(!spell.isOffline());
    QCOMPARE(spell.wentOffline(), left);
    QCOMPARE(spell.cameBack(), clock.now());
    clock.advance(60);
    connection.caughtUp();
    QCOMPARE(spell.cameBack(), left.addSecs(63 * 60));
}

QTEST_GUILESS_MAIN(TestOutboxModel)
#include "tst_outboxmodel.moc"
