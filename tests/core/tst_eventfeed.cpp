// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/apiclient.h"
#include "core/sync/productionlock.h"
#include "core/sync/eventfeed.h"
#include "tests/core/fixedtokens.h"
#include "tests/core/scriptedserver.h"
#include "tests/testsupport/fakeclock.h"

#include <QSignalSpy>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::coretest;
using namespace Qt::Literals::StringLiterals;

namespace {

QByteArray eventJson(int cursor)
{
    return R"({"cursor":)" + QByteArray::number(cursor)
        + R"(,"type":"plugin.updated","topic":"plugins","subject":"plg_1","etag":"e","time":"2026-11-23T10:00:00.000Z",)"
          R"("tenant":"t","actor":{"id":"per_1","name":"A"},"summary":"s"})";
}

QByteArray streamEvent(int cursor)
{
    return "id: " + QByteArray::number(cursor) + "\ndata: " + eventJson(cursor) + "\n\n";
}

QByteArray changesJson(const QList<int> &cursors, int head)
{
    QByteArrayList items;
    for (const int cursor : cursors)
        items += eventJson(cursor);
    return R"({"items":[)" + items.join(',') + R"(],"cursor":)" + QByteArray::number(head)
        + R"(,"more":false,"resync":false,"asOf":"2026-11-23T10:00:00.000Z"})";
}

ScriptedAnswer streamAnswer()
{
    ScriptedAnswer answer;
    answer.headers = {"Content-Type: text/event-stream", "Connection: close"};
    answer.stream = true;
    return answer;
}

struct Desk
{
    explicit Desk(ScriptedServer::Script script)
        : server(std::move(script))
    {
        if (!client.setBaseUrl(server.url()))
            qFatal("no loopback url");
        FeedTimes times;
        times.backoff.firstDelayMs = 2;
        times.backoff.maxDelayMs = 4;
        times.firstByteMs = 5000;
        times.pullMs = 5;
        feed.setTimes(times);
        QObject::connect(&feed, &EventFeed::received, &feed, [this](const Event &event) { cursors += int(event.cursor); });
    }

    FixedTokens tokens;
    testsupport::FakeClock clock;
    ProductionLock lock {clock};
    ApiClient client {tokens, lock, clock};
    ScriptedServer server;
    EventFeed feed {client};
    QList<int> cursors;
};

} // namespace

class TestEventFeed final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void handsOnInOrderAndOnce();
    void resumesAfterTheLastCursor();
    void asksForChangesWhenTheStreamIsSilent();
    void reconnectsWhenHeartbeatsStop();
    void asksForALookAtAllWhenTheCursorIsTooOld();
    void refreshesARefusedToken();
    void survivesBadEvents();
};

void TestEventFeed::handsOnInOrderAndOnce()
{
    Desk desk([](const SeenRequest &) { return streamAnswer(); });
    QSignalSpy caughtUp(&desk.feed, &EventFeed::caughtUp);
    desk.feed.start(4);
    QTRY_VERIFY(desk.server.hasStream());
    QCOMPARE(desk.server.seen().first().header("last-event-id"), "4"_ba);
    QCOMPARE(desk.server.seen().first().header("authorization"), "Bearer token-1"_ba);
    const QByteArray bytes = ": hello\n\n" + streamEvent(5) + streamEvent(5) + streamEvent(3) + streamEvent(6);
    desk.server.push(bytes.left(70));
    desk.server.push(bytes.mid(70));
    QTRY_COMPARE(desk.cursors, (QList<int> {5, 6}));
    QVERIFY(caughtUp.size() >= 1);
    QCOMPARE(desk.feed.cursor(), 6);
}

void TestEventFeed::resumesAfterTheLastCursor()
{
    Desk desk([](const SeenRequest &) { return streamAnswer(); });
    QSignalSpy lost(&desk.feed, &EventFeed::lost);
    desk.feed.start(0);
    QTRY_VERIFY(desk.server.hasStream());
    desk.server.push(streamEvent(8));
    QTRY_COMPARE(desk.cursors, QList<int> {8});
    desk.server.endStream();
    QTRY_COMPARE(desk.server.seen().size(), 2);
    QCOMPARE(lost.size(), 1);
    QCOMPARE(desk.server.seen().last().header("last-event-id"), "8"_ba);
}

void TestEventFeed::asksForChangesWhenTheStreamIsSilent()
{
    Desk desk([](const SeenRequest &request) {
        if (request.target.startsWith("/api/v1/events"))
            return streamAnswer();
        return jsonAnswer(request.target.contains("since=2") ? changesJson({3, 4}, 4) : changesJson({}, 4));
    });
    FeedTimes times;
    times.firstByteMs = 30;
    times.pullMs = 5;
    times.pullsBeforeStream = 3;
    desk.feed.setTimes(times);
    desk.feed.start(2);
    QTRY_COMPARE(desk.feed.mode(), EventFeed::Mode::Pulling);
    QTRY_COMPARE(desk.cursors, (QList<int> {3, 4}));
    // After a few pulls the stream gets another chance, from where the pulls came to.
    const auto streams = [&] {
        QByteArrayList ids;
        for (const SeenRequest &request : desk.server.seen()) {
            if (request.target.startsWith("/api/v1/events"))
                ids += request.header("last-event-id");
        }
        return ids;
    };
    QTRY_VERIFY(streams().size() >= 2);
    QCOMPARE(streams().at(1), "4"_ba);
}

void TestEventFeed::reconnectsWhenHeartbeatsStop()
{
    Desk desk([](const SeenRequest &) { return streamAnswer(); });
    FeedTimes times;
    times.silenceMs = 40;
    times.backoff.firstDelayMs = 2;
    desk.feed.setTimes(times);
    desk.feed.start(0);
    QTRY_VERIFY(desk.server.hasStream());
    desk.server.push(": heartbeat\n\n");
    QTRY_COMPARE(desk.server.seen().size(), 2);
}

void TestEventFeed::asksForALookAtAllWhenTheCursorIsTooOld()
{
    Desk desk([](const SeenRequest &) { return streamAnswer(); });
    QSignalSpy resync(&desk.feed, &EventFeed::resyncNeeded);
    desk.feed.start(1);
    QTRY_VERIFY(desk.server.hasStream());
    desk.server.push("event: resync\ndata: {}\n\n");
    QTRY_COMPARE(resync.size(), 1);
    QCOMPARE(desk.feed.mode(), EventFeed::Mode::Stopped);
}

void TestEventFeed::refreshesARefusedToken()
{
    Desk desk([](const SeenRequest &request) {
        return request.header("authorization") == "Bearer token-1" ? problemAnswer(401, "token_expired", "Expired") : streamAnswer();
    });
    desk.feed.start(0);
    QTRY_VERIFY(desk.server.hasStream());
    QCOMPARE(desk.tokens.refreshes, 1);
}

void TestEventFeed::survivesBadEvents()
{
    Desk desk([](const SeenRequest &) { return streamAnswer(); });
    QSignalSpy lost(&desk.feed, &EventFeed::lost);
    desk.feed.start(0);
    QTRY_VERIFY(desk.server.hasStream());
    desk.server.push("id: 1\ndata: {\"cursor\": \"one\"}\n\n");
    QTRY_COMPARE(lost.size(), 1);
    QTRY_COMPARE(desk.server.seen().size(), 2);
    QVERIFY(desk.cursors.isEmpty());
}

QTEST_GUILESS_MAIN(TestEventFeed)
#include "tst_eventfeed.moc"
