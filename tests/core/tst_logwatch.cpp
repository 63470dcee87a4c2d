// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contract/routes.h"
#include "core/receipts/receiptservice.h"
#include "core/storage/memoryrowstore.h"
#include "core/storage/tables.h"
#include "core/sync/connectionstate.h"
#include "core/sync/productionlock.h"
#include "tests/core/fixedtokens.h"
#include "tests/core/scriptedserver.h"
#include "tests/testsupport/eventwait.h"
#include "tests/testsupport/fakeclock.h"
#include "tests/testsupport/memorysecrets.h"
#include "tests/testsupport/smalllog.h"

#include <QSignalSpy>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::coretest;
using namespace gatehouse::testsupport;
using namespace Qt::Literals::StringLiterals;

namespace {

//! A portal with a log that a test may rewrite behind everybody's back.
struct LogPortal
{
    SmallLog log;
    bool isGone = false;
    bool hidesProofs = false;
    std::function<std::optional<ScriptedAnswer>(const SeenRequest &)> fault;
    ScriptedServer server {[this](const SeenRequest &seen) { return answer(seen); }};

    int count(const QByteArray &part) const
    {
        return int(std::ranges::count_if(server.seen(), [&](const SeenRequest &seen) { return seen.target.contains(part); }));
    }

private:
    ScriptedAnswer answer(const SeenRequest &seen)
    {
        if (fault) {
            if (const auto given = fault(seen))
                return *given;
        }
        if (isGone || (hidesProofs && seen.target.contains("consistency"))) {
            ScriptedAnswer nobody;
            nobody.reset = true;
            return nobody;
        }
        const QUrl url = QUrl::fromEncoded(seen.target);
        const QUrlQuery query(url);
        if (url.path().endsWith("/receipt"_L1))
            return receipt(DecisionId(url.path().section(u'/', -2, -2)));
        if (url.path() == QLatin1String(routes::decisionLog))
            return jsonAnswer(toJsonBytes(toJson(log.head())));
        const qint64 first = query.queryItemValue(u"first"_s).toLongLong();
        const qint64 second = query.queryItemValue(u"second"_s).toLongLong();
        if (first > second || second > log.size())
            return problemAnswer(422, "validation_failed", "Not so many");
        return jsonAnswer(toJsonBytes(toJson(log.consistency(first, second))));
    }
    ScriptedAnswer receipt(const DecisionId &id) const
    {
        const qsizetype index = id.text().mid(4).toLongLong();
        if (index >= log.size())
            return problemAnswer(404, "not_found", "No such decision");
        return jsonAnswer(toJsonBytes(toJson(log.receipt(id))));
    }
};

//! One run of a console over rows that outlive it.
struct Desk
{
    explicit Desk(LogPortal &portal, RowStore &rows)
        : device(secrets, rows, u"prf_1"_s)
        , outbox(rows, api, connection, clock)
        , keys(api, outbox, device, clock)
        , watch(api, rows, clock)
        , receipts(api, rows, watch, keys)
        , alarms(&watch, &LogWatch::alarmRaised)
    {
        if (!api.setBaseUrl(portal.server.url()))
            qFatal("no loopback url");
        api.setRetryPolicy({1, 1, 2, 0});
        connection.watch(api);
        connection.signedIn();
        const auto restored = watch.restore();
        if (!waitUntil([&] { return restored.isFinished(); }, 5000) || !restored.result())
            qFatal("the rows cannot be read");
    }

    ReceiptView view(const DecisionId &id) { return take(receipts.view(id)); }
    LogWatch::Standing look() { return take(watch.look()); }
    template <typename T>
    T take(const QFuture<T> &future)
    {
        if (!waitUntil([&] { return future.isFinished(); }, 10000))
            qFatal("no end");
        return future.result();
    }

    FakeClock clock;
    FixedTokens tokens;
    ProductionLock lock {clock};
    ApiClient api {tokens, lock, clock};
    ConnectionState connection {clock};
    MemorySecrets secrets;
    DeviceKey device;
    Outbox outbox;
    KeyRing keys;
    LogWatch watch;
    ReceiptService receipts;
    QSignalSpy alarms;
};

//! Reads, and keeps nothing.
class FullDisk final : public RowStore
{
public:
    QFuture<Status> write(RowBatch) override { return readyFuture(Status(fail(inputError(u"disk_full"_s, u"The disk is full."_s)))); }
    QFuture<Result<std::optional<QByteArray>>> read(const QString &table, const QString &key) override { return m_rows.read(table, key); }
    QFuture<Result<QList<Row>>> readAll(const QString &table) override { return m_rows.readAll(table); }

private:
    MemoryRowStore m_rows;
};

using State = ReceiptView::State;
using Standing = LogWatch::Standing;

} // namespace

//! A log may grow. Everything else is noticed by a console that saw it before, and said.
class TestLogWatch final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aReceiptIsVerified();
    void decisionsThatNobodySignedAreToldApart();
    void decisionsFromBeforeTheLogAreToldApart();
    void aReceiptThatDoesNotHoldIsBroken_data();
    void aReceiptThatDoesNotHoldIsBroken();
    void aLogMayGrow();
    void aRewrittenLogIsNoticed_data();
    void aRewrittenLogIsNoticed();
    void anAlarmOutlivesTheConsole();
    void whatCannotBeKeptIsSaid();
    void thePersonMayGoOnWithTheLog();
    void anAnswerThatWasOvertakenIsNoShortening();
    void whatCannotBeComparedIsNoAlarm();
    void aPortalThatRefusesToProveIsNotBelieved();
    void offlineTheReceiptStillHolds();
    void offlineAnUnknownReceiptIsUnread();
    void whatIsKeptHereCannotBeChanged();
    void ownDecisionsAreKeptOnce();
};

void TestLogWatch::aReceiptIsVerified()
{
    LogPortal portal;
    portal.log.add(u"1"_s);
    const DecisionId id = portal.log.add(u"2"_s);
    portal.log.add(u"3"_s);
    MemoryRowStore rows;
    Desk desk(portal, rows);
    const ReceiptView view = desk.view(id);
    QCOMPARE(view.state, State::Verified);
    QCOMPARE(view.leafIndex, 1);
    QCOMPARE(view.logSize, 3);
    QVERIFY(!view.signedWith.isEmpty());
    QVERIFY(!view.isThisDevice);
    QVERIFY(decodeReceipt(view.file));
    QVERIFY(desk.alarms.isEmpty());
}

void TestLogWatch::decisionsThatNobodySignedAreToldApart()
{
    LogPortal portal;
    const DecisionId id = portal.log.addUnsigned(u"By policy."_s);
    MemoryRowStore rows;
    Desk desk(portal, rows);
    const ReceiptView view = desk.view(id);
    QCOMPARE(view.state, State::Unsigned);
    QVERIFY(view.signedWith.isEmpty());
}

void TestLogWatch::decisionsFromBeforeTheLogAreToldApart()
{
    LogPortal portal;
    MemoryRowStore rows;
    Desk desk(portal, rows);
    QCOMPARE(desk.view(DecisionId(u"dec_9"_s)).state, State::NotLogged);
}

using Spoil = std::function<void(DecisionReceipt &)>;
Q_DECLARE_METATYPE(Spoil)

void TestLogWatch::aReceiptThatDoesNotHoldIsBroken_data()
{
    QTest::addColumn<Spoil>("spoil");
    QTest::newRow("another place") << Spoil([](DecisionReceipt &r) { r.leafIndex = 0; });
    QTest::newRow("another entry") << Spoil([](DecisionReceipt &r) {
        SmallLog other;
        other.add(u"1"_s);
        r.entry = other.receipt(other.add(u"forged"_s)).entry;
    });
    QTest::newRow("no path") << Spoil([](DecisionReceipt &r) { r.path.clear(); });
    QTest::newRow("another decision of the same log") << Spoil([](DecisionReceipt &r) {
        SmallLog same;
        const DecisionId first = same.add(u"1"_s);
        same.add(u"2"_s);
        r = same.receipt(first);
    });
}

void TestLogWatch::aReceiptThatDoesNotHoldIsBroken()
{
    QFETCH(Spoil, spoil);
    LogPortal portal;
    portal.log.add(u"1"_s);
    const DecisionId id = portal.log.add(u"2"_s);
    portal.fault = [&](const SeenRequest &seen) -> std::optional<ScriptedAnswer> {
        if (!seen.target.endsWith("/receipt"))
            return {};
        DecisionReceipt receipt = portal.log.receipt(id);
        spoil(receipt);
        return jsonAnswer(toJsonBytes(toJson(receipt)));
    };
    MemoryRowStore rows;
    Desk desk(portal, rows);
    const ReceiptView view = desk.view(id);
    QCOMPARE(view.state, State::Broken);
    QVERIFY(view.problem && !view.problem->message.isEmpty());
}

void TestLogWatch::aLogMayGrow()
{
    LogPortal portal;
    MemoryRowStore rows;
    for (int run = 0; run < 5; ++run) {
        Desk desk(portal, rows);
        for (int i = 0; i < 3; ++i) {
            portal.log.add(u"more"_s);
            QCOMPARE(desk.look(), Standing::Consistent);
        }
        QCOMPARE(desk.watch.seenSize(), portal.log.size());
        QCOMPARE(desk.view(DecisionId(u"dec_%1"_s.arg(run))).state, State::Verified);
        QVERIFY(desk.alarms.isEmpty());
    }
}

using Rewrite = std::function<void(LogPortal &)>;
Q_DECLARE_METATYPE(Rewrite)
Q_DECLARE_METATYPE(gatehouse::LogAlarm::Kind)

void TestLogWatch::aRewrittenLogIsNoticed_data()
{
    QTest::addColumn<Rewrite>("rewrite");
    QTest::addColumn<LogAlarm::Kind>("kind");
    using enum LogAlarm::Kind;
    QTest::newRow("the last decision is gone") << Rewrite([](LogPortal &p) { p.log.shorten(p.log.size() - 1); }) << Shortened;
    QTest::newRow("all are gone") << Rewrite([](LogPortal &p) { p.log.shorten(0); }) << Shortened;
    QTest::newRow("an old one is another") << Rewrite([](LogPortal &p) { p.log.rewrite(1, u"forged"_s); }) << Forked;
    QTest::newRow("the last one is another") << Rewrite([](LogPortal &p) { p.log.rewrite(p.log.size() - 1, u"forged"_s); }) << Forked;
    QTest::newRow("an old one is another, and it grew") << Rewrite([](LogPortal &p) {
        p.log.rewrite(0, u"forged"_s);
        p.log.add(u"more"_s);
        p.log.add(u"more"_s);
    }) << Forked;
    QTest::newRow("shortened, and it grew again") << Rewrite([](LogPortal &p) {
        p.log.shorten(2);
        for (int i = 0; i < 5; ++i)
            p.log.add(u"other"_s);
    }) << Forked;
    QTest::newRow("another log under another key") << Rewrite([](LogPortal &p) {
        p.log = SmallLog(QByteArray(32, 'x'));
        for (int i = 0; i < 9; ++i)
            p.log.add(u"other"_s);
    }) << KeyChanged;
}

void TestLogWatch::aRewrittenLogIsNoticed()
{
    QFETCH(Rewrite, rewrite);
    QFETCH(LogAlarm::Kind, kind);
    for (const bool restarted : {false, true}) {
        LogPortal portal;
        for (int i = 0; i < 5; ++i)
            portal.log.add(u"%1"_s.arg(i));
        MemoryRowStore rows;
        auto desk = std::make_unique<Desk>(portal, rows);
        QCOMPARE(desk->look(), Standing::Consistent);
        if (restarted)
            desk = std::make_unique<Desk>(portal, rows);
        rewrite(portal);
        QCOMPARE(desk->look(), Standing::Broken);
        QCOMPARE(desk->alarms.size(), 1);
        QVERIFY(desk->watch.alarm());
        QCOMPARE(desk->watch.alarm()->kind, kind);
        // Both heads are kept, signed, for whoever is told.
        QCOMPARE(checkHead(desk->watch.alarm()->before.head, desk->watch.alarm()->before.logKey)->size, 5);
        QVERIFY(checkHead(desk->watch.alarm()->after.head, desk->watch.alarm()->after.logKey));
        QVERIFY(desk->watch.alarmEvidence().contains("\"before\""));
        // Said once, and meant as long as it is so.
        QCOMPARE(desk->look(), Standing::Broken);
        QCOMPARE(desk->alarms.size(), 1);
        if (portal.log.size() > 0) {
            const ReceiptView view = desk->view(DecisionId(u"dec_0"_s));
            QCOMPARE(view.state, State::Broken);
            QCOMPARE(view.problem->code, u"log_broken"_s);
        }
    }
}

void TestLogWatch::anAlarmOutlivesTheConsole()
{
    LogPortal portal;
    portal.log.add(u"1"_s);
    portal.log.add(u"2"_s);
    MemoryRowStore rows;
    {
        Desk desk(portal, rows);
        desk.look();
        portal.log.shorten(1);
        desk.look();
    }
    Desk again(portal, rows);
    QCOMPARE(again.alarms.size(), 1);
    QCOMPARE(again.watch.alarm()->kind, LogAlarm::Kind::Shortened);
}

void TestLogWatch::whatCannotBeKeptIsSaid()
{
    LogPortal portal;
    portal.log.add(u"1"_s);
    portal.log.add(u"2"_s);
    FullDisk rows;
    Desk desk(portal, rows);
    QSignalSpy failures(&desk.watch, &LogWatch::failed);
    QCOMPARE(desk.look(), Standing::Consistent);
    QCOMPARE(failures.size(), 1);
    portal.log.shorten(1);
    QCOMPARE(desk.look(), Standing::Broken);
    QCOMPARE(failures.size(), 2);
    QCOMPARE(failures.last().first().value<Error>().code, u"disk_full"_s);
}

void TestLogWatch::thePersonMayGoOnWithTheLog()
{
    LogPortal portal;
    portal.log.add(u"1"_s);
    portal.log.add(u"2"_s);
    MemoryRowStore rows;
    Desk desk(portal, rows);
    desk.look();
    portal.log.shorten(1);
    desk.look();
    QVERIFY(desk.take(desk.watch.acceptLog()));
    QVERIFY(!desk.watch.alarm());
    QCOMPARE(desk.look(), Standing::Consistent);
    portal.log.add(u"another"_s);
    QCOMPARE(desk.look(), Standing::Consistent);
    Desk again(portal, rows);
    QVERIFY(again.alarms.isEmpty());
    QCOMPARE(again.watch.seenSize(), 2);
}

void TestLogWatch::anAnswerThatWasOvertakenIsNoShortening()
{
    LogPortal portal;
    portal.log.add(u"1"_s);
    portal.log.add(u"2"_s);
    MemoryRowStore rows;
    Desk desk(portal, rows);
    const DecisionLogHead slow = portal.log.head();
    const qint64 before = desk.watch.seenSize();
    portal.log.add(u"3"_s);
    QCOMPARE(desk.look(), Standing::Consistent);
    // Asked for first, here last.
    QCOMPARE(desk.take(desk.watch.consider(slow, before)), Standing::Consistent);
    QVERIFY(desk.alarms.isEmpty());
    QCOMPARE(desk.watch.seenSize(), 3);
}

void TestLogWatch::whatCannotBeComparedIsNoAlarm()
{
    LogPortal portal;
    const DecisionId id = portal.log.add(u"1"_s);
    MemoryRowStore rows;
    Desk desk(portal, rows);
    desk.look();
    portal.log.add(u"2"_s);
    portal.hidesProofs = true;
    QCOMPARE(desk.look(), Standing::NotCompared);
    QVERIFY(desk.alarms.isEmpty());
    QCOMPARE(desk.watch.seenSize(), 1);
    portal.hidesProofs = false;
    desk.connection.answered();
    desk.api.noteReached();
    QCOMPARE(desk.view(id).state, State::Verified);
    QCOMPARE(desk.watch.seenSize(), 2);
}

void TestLogWatch::aPortalThatRefusesToProveIsNotBelieved()
{
    LogPortal portal;
    portal.log.add(u"1"_s);
    MemoryRowStore rows;
    Desk desk(portal, rows);
    desk.look();
    portal.log.add(u"2"_s);
    portal.fault = [](const SeenRequest &seen) -> std::optional<ScriptedAnswer> {
        return seen.target.contains("consistency") ? std::optional(problemAnswer(422, "validation_failed", "No")) : std::nullopt;
    };
    QCOMPARE(desk.look(), Standing::Broken);
    QCOMPARE(desk.watch.alarm()->kind, LogAlarm::Kind::Forked);
}

void TestLogWatch::offlineTheReceiptStillHolds()
{
    LogPortal portal;
    const DecisionId id = portal.log.add(u"1"_s);
    portal.log.add(u"2"_s);
    MemoryRowStore rows;
    {
        Desk desk(portal, rows);
        QCOMPARE(desk.view(id).state, State::Verified);
    }
    portal.isGone = true;
    Desk desk(portal, rows);
    const ReceiptView view = desk.view(id);
    QCOMPARE(view.state, State::Verified);
    QVERIFY(view.isFromHere);
    QCOMPARE(view.leafIndex, 0);
    QCOMPARE(view.logSize, 2);
}

void TestLogWatch::offlineAnUnknownReceiptIsUnread()
{
    LogPortal portal;
    const DecisionId id = portal.log.add(u"1"_s);
    portal.isGone = true;
    MemoryRowStore rows;
    Desk desk(portal, rows);
    const ReceiptView view = desk.view(id);
    QCOMPARE(view.state, State::Unread);
    QVERIFY(view.problem);
    QVERIFY(view.file.isEmpty());
}

void TestLogWatch::whatIsKeptHereCannotBeChanged()
{
    LogPortal portal;
    const DecisionId id = portal.log.add(u"1"_s);
    portal.log.add(u"2"_s);
    MemoryRowStore rows;
    {
        Desk desk(portal, rows);
        QCOMPARE(desk.view(id).state, State::Verified);
    }
    portal.isGone = true;
    const QString table = QString::fromLatin1(tables::receipts);
    // A receipt of a log that this computer never saw.
    SmallLog other;
    const DecisionId forged = other.add(u"forged"_s);
    RowBatch batch;
    batch.put.append({table, id.text(), encodeReceipt(other.receipt(forged))});
    QVERIFY(rows.write(batch).result());
    Desk desk(portal, rows);
    QCOMPARE(desk.view(id).state, State::NotCompared);
    batch.put = {{table, id.text(), QByteArray("{}")}};
    QVERIFY(rows.write(batch).result());
    QCOMPARE(desk.view(id).state, State::Unread);
}

void TestLogWatch::ownDecisionsAreKeptOnce()
{
    LogPortal portal;
    const DecisionId id = portal.log.add(u"1"_s);
    MemoryRowStore rows;
    Desk desk(portal, rows);
    desk.receipts.keep(id);
    desk.receipts.keep(id);
    const auto isKept = [&] { return rows.read(QString::fromLatin1(tables::receipts), id.text()).result()->has_value(); };
    QTRY_VERIFY(isKept());
    QCOMPARE(portal.count("/receipt"), 1);
}

QTEST_GUILESS_MAIN(TestLogWatch)
#include "tst_logwatch.moc"
