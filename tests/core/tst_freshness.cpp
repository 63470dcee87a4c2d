// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/freshness.h"

#include "core/contract/common.h"
#include "core/contract/routes.h"
#include "core/net/apiclient.h"
#include "core/storage/memoryrowstore.h"
#include "core/sync/answerkeeper.h"
#include "core/sync/connectionstate.h"
#include "core/sync/productionlock.h"
#include "tests/core/fixedtokens.h"
#include "tests/core/scriptedserver.h"
#include "tests/testsupport/fakeclock.h"

#include <QSignalSpy>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::coretest;
using namespace Qt::Literals::StringLiterals;

using Standing = DataAge::Standing;

namespace {

const QByteArray meBody = R"({"id":"per_1","name":"A","email":"a@example.org","tenant":"t","acr":""})";

} // namespace

class TestFreshness final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aListIsAsOldAsTheConnectionSays_data();
    void aListIsAsOldAsTheConnectionSays();
    void whatCameFromThisComputerIsOldWhateverTheConnectionIs();
    void isFreshAgainOnceThePortalAnswered();
    void whatIsNotFollowedIsAsOldAsItsReading();
    void tellsThatThePortalIsBack();
    void tellsChangesOncePerTurn();

private:
    QString mePath() const { return QString::fromLatin1(routes::me); }
    void readMe();
    void loseThePortal();
    void bringItBack();

    testsupport::FakeClock m_clock;
    MemoryRowStore m_rows;
    std::unique_ptr<FixedTokens> m_tokens;
    std::unique_ptr<ProductionLock> m_lock;
    std::unique_ptr<AnswerKeeper> m_answers;
    std::unique_ptr<ScriptedServer> m_server;
    std::unique_ptr<ApiClient> m_client;
    std::unique_ptr<ConnectionState> m_connection;
    std::unique_ptr<Freshness> m_freshness;
};

void TestFreshness::init()
{
    m_clock = {};
    m_rows = MemoryRowStore();
    m_tokens = std::make_unique<FixedTokens>();
    m_lock = std::make_unique<ProductionLock>(m_clock);
    m_answers = std::make_unique<AnswerKeeper>(m_rows, m_clock);
    m_server = std::make_unique<ScriptedServer>([](const SeenRequest &) { return jsonAnswer(meBody); });
    m_client = std::make_unique<ApiClient>(*m_tokens, *m_lock, m_clock);
    QVERIFY(m_client->setBaseUrl(m_server->url()).has_value());
    m_client->setAnswerCache(m_answers.get());
    RetryPolicy once;
    once.attempts = 1;
    m_client->setRetryPolicy(once);
    m_connection = std::make_unique<ConnectionState>(m_clock);
    m_connection->watch(*m_client);
    m_freshness = std::make_unique<Freshness>(*m_connection);
    m_freshness->watch(*m_client);
    m_freshness->watch(*m_answers);
    m_connection->signedIn();
    m_connection->noteAsOf(u"plugins"_s, m_clock.now().addSecs(-60));
    m_connection->caughtUp();
}

void TestFreshness::cleanup()
{
    m_client.reset();
    m_answers.reset();
}

void TestFreshness::readMe()
{
    const QFuture<Result<Me>> answer = m_client->get<Me>(mePath());
    QTRY_VERIFY(answer.isFinished());
    QVERIFY(answer.result().has_value());
}

void TestFreshness::loseThePortal()
{
    m_server->setScript([](const SeenRequest &) {
        ScriptedAnswer answer;
        answer.cutOff = true;
        return answer;
    });
}

void TestFreshness::bringItBack()
{
    m_server->setScript([](const SeenRequest &) { return jsonAnswer(meBody); });
    m_client->noteReached();
}

void TestFreshness::aListIsAsOldAsTheConnectionSays_data()
{
    using Happening = std::function<void(ConnectionState &)>;
    QTest::addColumn<Happening>("what");
    QTest::addColumn<Standing>("standing");
    QTest::addColumn<bool>("isOld");
    const auto row = [](const char *name, const Happening &what, Standing standing, bool isOld) { QTest::newRow(name) << what << standing << isOld; };
    row("nothing", [](ConnectionState &) {}, Standing::Current, false);
    row("the stream is lost", [](ConnectionState &c) { c.feedLost(networkError(u"Silent"_s)); }, Standing::Stale, true);
    row("nobody answers", [](ConnectionState &c) { c.unreachable(networkError(u"Gone"_s)); }, Standing::Offline, true);
    row("signed out", [](ConnectionState &c) { c.signedOut(); }, Standing::SignedOut, true);
    row("it answers again", [](ConnectionState &c) { c.unreachable(networkError(u"Gone"_s)); c.answered(); }, Standing::CatchingUp, false);
}

void TestFreshness::aListIsAsOldAsTheConnectionSays()
{
    using Happening = std::function<void(ConnectionState &)>;
    QFETCH(Happening, what);
    QFETCH(Standing, standing);
    QFETCH(bool, isOld);
    what(*m_connection);
    const QDateTime then = m_clock.now();
    m_clock.advance(600);
    const DataAge age = m_freshness->ageOf({u"plugins"_s});
    QCOMPARE(age.standing, standing);
    QCOMPARE(age.isOld(), isOld);
    QCOMPARE(age.asOf, standing == Standing::Current ? m_clock.now() : then);
    // So is what stands by itself and is read again when the feed tells of it.
    QCOMPARE(m_freshness->ageOf({ShownData::Feed, {mePath()}}).standing, standing);
    QCOMPARE(m_freshness->ageOf({ShownData::Feed, {mePath()}}).asOf, age.asOf);
    // A list that was never read has no age; a part of something says only what its list does not.
    QVERIFY(!m_freshness->ageOf({u"requests"_s}).asOf.isValid());
    QCOMPARE(m_freshness->ageOf({{}, {mePath()}}).standing, Standing::Current);
}

void TestFreshness::whatCameFromThisComputerIsOldWhateverTheConnectionIs()
{
    const ShownData part {{}, {mePath()}};
    readMe();
    const QDateTime read = m_clock.now();
    m_clock.advance(600);
    QCOMPARE(m_freshness->ageOf(part), DataAge());
    loseThePortal();
    readMe();
    m_clock.advance(600);
    QCOMPARE(m_freshness->ageOf(part), (DataAge {Standing::Kept, read, true}));
    bringItBack();
    m_connection->caughtUp();
    QCOMPARE(m_freshness->ageOf(part), (DataAge {Standing::Kept, read, true}));
    // The list that it hangs on is as the portal has it; both together are as old as the older one.
    QCOMPARE(m_freshness->ageOf({u"plugins"_s}).standing, Standing::Current);
    QCOMPARE(m_freshness->ageOf({u"plugins"_s, {mePath()}}).asOf, read);
    QVERIFY(m_freshness->ageOf({u"plugins"_s, {u"/api/v1/other"_s}}).standing == Standing::Current);
}

void TestFreshness::isFreshAgainOnceThePortalAnswered()
{
    readMe();
    loseThePortal();
    readMe();
    QVERIFY(m_freshness->ageOf({{}, {mePath()}}).isKept);
    bringItBack();
    readMe();
    QCOMPARE(m_freshness->ageOf({{}, {mePath()}}), DataAge());
}

void TestFreshness::whatIsNotFollowedIsAsOldAsItsReading()
{
    ShownData log {{}, {mePath()}, false};
    readMe();
    const QDateTime read = m_clock.now();
    m_clock.advance(600);
    QCOMPARE(m_freshness->ageOf(log), (DataAge {Standing::Current, read, false}));
    log.readAt = read.addSecs(-5);
    QCOMPARE(m_freshness->ageOf(log).asOf, log.readAt);
    m_connection->unreachable(networkError(u"Gone"_s));
    QCOMPARE(m_freshness->ageOf(log), (DataAge {Standing::Offline, log.readAt, false}));
}

void TestFreshness::tellsThatThePortalIsBack()
{
    QSignalSpy back(m_freshness.get(), &Freshness::portalIsBack);
    m_connection->unreachable(networkError(u"Gone"_s));
    m_connection->answered();
    QCOMPARE(back.size(), 0);
    m_connection->caughtUp();
    QCOMPARE(back.size(), 1);
    // Heard of again is no news.
    m_connection->caughtUp();
    QCOMPARE(back.size(), 1);
}

void TestFreshness::tellsChangesOncePerTurn()
{
    QTRY_VERIFY(true);
    QSignalSpy changed(m_freshness.get(), &Freshness::changed);
    QCoreApplication::processEvents();
    changed.clear();
    m_connection->unreachable(networkError(u"Gone"_s));
    m_connection->noteAsOf(u"plugins"_s, m_clock.now());
    m_connection->noteAsOf(u"requests"_s, m_clock.now());
    QCOMPARE(changed.size(), 0);
    QTRY_COMPARE(changed.size(), 1);
}

QTEST_GUILESS_MAIN(TestFreshness)
#include "tst_freshness.moc"
