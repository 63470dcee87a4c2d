// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/eventroutes.h"
#include "backend/services/dashboards.h"
#include "tests/backend/apifixture.h"

#include <QTcpSocket>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;
using services::EventHub;

namespace {

//! Keeps what was sent; says that it is gone when told to.
class Recorder final : public http::Stream
{
public:
    bool send(const QByteArray &bytes) override
    {
        heard += bytes;
        return !gone;
    }
    void close() override { closed = true; }

    QByteArray heard;
    bool gone = false;
    bool closed = false;
};

EventHub::Reader reader(std::optional<qint64> since, const QStringList &topics = {}, bool audit = false)
{
    return {{u"acme"_s, topics, audit}, since, {}};
}

} // namespace

class EventsTest : public QObject
{
    Q_OBJECT
    std::unique_ptr<ApiFixture> m_api;
    std::unique_ptr<store::Database> m_database;

    void happen(const QString &type, const QString &topic = u"plugins"_s, const QString &person = u"ada"_s)
    {
        store::UnitOfWork work = m_api->work(*m_database, person);
        QVERIFY(m_database->write([&] { return work.emitEvent(type, topic, u"plg_1"_s, u"plg-1"_s, u"words"_s); }));
    }
    std::shared_ptr<Recorder> open(const EventHub::Reader &who)
    {
        auto recorder = std::make_shared<Recorder>();
        m_api->hub.open(recorder, who, *m_database);
        return recorder;
    }

private Q_SLOTS:
    void init();
    void startsFromNow();
    void resumesWithoutAGap();
    void saysResyncWhenTheCursorIsTooOld();
    void saysResyncWhenTheCursorIsFromElsewhere();
    void keepsTenantsTopicsAndAuditApart();
    void beatsEveryFifteenSeconds();
    void endsWithTheToken();
    void forgetsReadersThatAreGone();
    void streamsOverHttp();
    void cutsASlowReader();
    void refusesWrongParameters_data();
    void refusesWrongParameters();
    void isPulledAsChanges();
    void otherDashboardsAreToldOnce();
};

void EventsTest::init()
{
    m_database.reset();
    m_api = std::make_unique<ApiFixture>();
    m_database = m_api->connection();
    api::registerEventRoutes(m_api->dispatcher, m_api->hub, *m_api->workers);
}

void EventsTest::startsFromNow()
{
    happen(u"plugin.updated"_s);
    const auto stream = open(reader({}));
    QVERIFY(stream->heard.startsWith("id: 1\n"));
    QVERIFY(!stream->heard.contains("event:"));
    happen(u"plugin.blocked"_s);
    QVERIFY(stream->heard.contains("id: 2\nevent: plugin.blocked\ndata: {\"actor\""));
}

void EventsTest::resumesWithoutAGap()
{
    for (int i = 0; i < 5; ++i)
        happen(u"plugin.updated"_s);
    const auto stream = open(reader(2));
    happen(u"plugin.updated"_s);
    QList<QByteArray> ids;
    for (const QByteArray &line : stream->heard.split('\n')) {
        if (line.startsWith("event:"))
            ids.append(line);
    }
    QCOMPARE(ids.size(), 4);
    QVERIFY(stream->heard.indexOf("id: 3\n") < stream->heard.indexOf("id: 6\n"));
}

void EventsTest::saysResyncWhenTheCursorIsTooOld()
{
    for (int i = 0; i < 3; ++i)
        happen(u"plugin.updated"_s);
    QVERIFY(services::eventlog::forgetOld(*m_database, m_api->clock.now().addDays(3)));
    const auto stream = open(reader(1));
    QVERIFY(stream->heard.startsWith("id: 3\nevent: resync\n"));
    happen(u"plugin.updated"_s);
    QVERIFY(stream->heard.contains("id: 4\n"));
    QVERIFY(!open(reader(3))->heard.contains("resync"));
}

void EventsTest::saysResyncWhenTheCursorIsFromElsewhere()
{
    happen(u"plugin.updated"_s);
    QVERIFY(open(reader(99))->heard.contains("event: resync"));
}

void EventsTest::keepsTenantsTopicsAndAuditApart()
{
    const auto all = open(reader({}));
    const auto requests = open(reader({}, {u"requests"_s}));
    const auto auditor = open(reader({}, {}, true));
    happen(u"other.secret"_s, u"plugins"_s, u"eve"_s);
    happen(u"plugin.updated"_s, u"plugins"_s);
    happen(u"request.approved"_s, u"requests"_s);
    happen(u"audit.appended"_s, u"audit"_s);
    QVERIFY(!all->heard.contains("other.secret"));
    QVERIFY(all->heard.contains("plugin.updated") && all->heard.contains("request.approved"));
    QVERIFY(!all->heard.contains("audit.appended"));
    QVERIFY(!requests->heard.contains("plugin.updated") && requests->heard.contains("request.approved"));
    QVERIFY(auditor->heard.contains("audit.appended"));
}

void EventsTest::beatsEveryFifteenSeconds()
{
    const auto stream = open(reader({}));
    m_api->clock.advance(14);
    m_api->hub.tick();
    QVERIFY(!stream->heard.contains("heartbeat"));
    m_api->clock.advance(1);
    m_api->hub.tick();
    m_api->hub.tick();
    QCOMPARE(stream->heard.count(": heartbeat\n\n"), 1);
}

void EventsTest::endsWithTheToken()
{
    EventHub::Reader brief = reader({});
    brief.expiresAt = m_api->clock.now().addSecs(60);
    const auto stream = open(brief);
    m_api->clock.advance(59);
    m_api->hub.tick();
    QVERIFY(!stream->closed);
    m_api->clock.advance(1);
    m_api->hub.tick();
    QVERIFY(stream->closed);
    QCOMPARE(m_api->hub.streamCount(), size_t(0));
}

void EventsTest::forgetsReadersThatAreGone()
{
    const auto stream = open(reader({}));
    stream->gone = true;
    m_api->clock.advance(15);
    m_api->hub.tick();
    QCOMPARE(m_api->hub.streamCount(), size_t(0));
}

void EventsTest::streamsOverHttp()
{
    m_api->start();
    happen(u"plugin.updated"_s);
    QTcpSocket socket;
    socket.connectToHost(u"127.0.0.1"_s, m_api->server->port());
    QVERIFY(socket.waitForConnected(5000));
    socket.write("GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ada\r\nLast-Event-ID: 0\r\n\r\n");
    QByteArray heard;
    QTRY_VERIFY((heard += socket.readAll()).contains("id: 1\nevent: plugin.updated\n"));
    QVERIFY(heard.contains("Content-Type: text/event-stream"));
    happen(u"plugin.blocked"_s);
    QTRY_VERIFY((heard += socket.readAll()).contains("id: 2\nevent: plugin.blocked\n"));
    QCOMPARE(m_api->server->gauges().streams.load(), 1);
    socket.close();
    QTRY_COMPARE(m_api->server->gauges().streams.load(), 0);
}

void EventsTest::cutsASlowReader()
{
    http::Server::Options options;
    options.streamBacklog = 64 * 1024;
    m_api->start(options);
    QTcpSocket socket;
    socket.setReadBufferSize(1024);
    socket.connectToHost(u"127.0.0.1"_s, m_api->server->port());
    QVERIFY(socket.waitForConnected(5000));
    socket.write("GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ada\r\n\r\n");
    QTRY_COMPARE(m_api->hub.streamCount(), size_t(1));
    const QString words(20'000, u'x');
    for (int i = 0; i < 1000 && m_api->server->gauges().streams > 0; ++i) {
        store::UnitOfWork work = m_api->work(*m_database);
        QVERIFY(m_database->write([&] { return work.emitEvent(u"plugin.updated"_s, u"plugins"_s, u"plg_1"_s, {}, words); }));
    }
    QTRY_COMPARE(m_api->server->gauges().streams.load(), 0);
}

void EventsTest::refusesWrongParameters_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("pointer");
    QTest::newRow("topic") << u"/api/v1/events?topics=gossip"_s << u"/topics"_s;
    QTest::newRow("cursor") << u"/api/v1/events?since=x"_s << u"/since"_s;
    QTest::newRow("negative cursor") << u"/api/v1/changes?since=-1"_s << u"/since"_s;
    QTest::newRow("limit") << u"/api/v1/changes?limit=0"_s << u"/limit"_s;
}

void EventsTest::refusesWrongParameters()
{
    QFETCH(QString, path);
    m_api->start();
    const auto &answer = m_api->client(u"ada"_s).get(path);
    QCOMPARE(answer.status, 422);
    QTEST(answer.json()["errors"_L1][0]["pointer"_L1].toString(), "pointer");
}

void EventsTest::isPulledAsChanges()
{
    m_api->start();
    for (int i = 0; i < 5; ++i)
        happen(u"plugin.updated"_s);
    auto &ada = m_api->client(u"ada"_s);
    const auto now = fromJson<Changes>(ada.get(u"/api/v1/changes"_s).json());
    QVERIFY(now && now->items.isEmpty());
    QCOMPARE(now->cursor, 5);
    const auto first = fromJson<Changes>(ada.get(u"/api/v1/changes?since=0&limit=3"_s).json());
    QVERIFY(first && first->more && !first->resync);
    QCOMPARE(first->items.size(), 3);
    QCOMPARE(first->cursor, 3);
    const auto rest = fromJson<Changes>(ada.get(u"/api/v1/changes?since=3&limit=3"_s).json());
    QVERIFY(rest && !rest->more);
    QCOMPARE(rest->items.size(), 2);
    QVERIFY(fromJson<Changes>(ada.get(u"/api/v1/changes?since=77"_s).json())->resync);
    QVERIFY(fromJson<Changes>(m_api->client(u"eve"_s).get(u"/api/v1/changes?since=0"_s).json())->items.isEmpty());
}

void EventsTest::otherDashboardsAreToldOnce()
{
    QVERIFY(m_database->execute(u"INSERT INTO persons (tenant, id, name, first_seen, last_seen) VALUES ('acme', 'per_ada', 'Ada', '', '')"_s));
    const auto dashboards = services::Dashboards::packaged();
    QVERIFY(dashboards);
    const auto told = [this] {
        const auto events = services::eventlog::after(*m_database, {u"acme"_s, {u"dashboards"_s}, false}, 0, 100);
        return events ? *events : QList<Event>();
    };
    QVERIFY(dashboards->announce(*m_database, m_api->clock.now()));
    QVERIFY(dashboards->announce(*m_database, m_api->clock.now()));
    QCOMPARE(told().size(), 1);
    QCOMPARE(told().first().type, u"dashboards.changed"_s);
    // An older server had others.
    happen(u"dashboards.changed"_s, u"dashboards"_s);
    QVERIFY(dashboards->announce(*m_database, m_api->clock.now()));
    QCOMPARE(told().size(), 3);
    QCOMPARE(told().last().etag, told().first().etag);
}

QTEST_GUILESS_MAIN(EventsTest)
#include "tst_events.moc"
