// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/approvals/approvalservice.h"
#include "core/contract/routes.h"
#include "core/contract/versiondiff.h"
#include "core/net/apiclient.h"
#include "core/outbox/outbox.h"
#include "core/review/reviewservice.h"
#include "core/review/takeoffline.h"
#include "core/storage/memoryrowstore.h"
#include "core/storage/tables.h"
#include "core/sync/answerkeeper.h"
#include "core/sync/connectionstate.h"
#include "core/sync/freshness.h"
#include "core/sync/productionlock.h"
#include "tests/core/fixedtokens.h"
#include "tests/core/scriptedserver.h"
#include "tests/testsupport/eventwait.h"
#include "tests/testsupport/fakeclock.h"

#include <QSignalSpy>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::coretest;
using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray meBody = R"({"id":"per_1","name":"A","email":"a@example.org","tenant":"t","acr":""})";

ApiRequest get(const QString &path, const QUrlQuery &query = {})
{
    ApiRequest request;
    request.path = path;
    request.query = query;
    return request;
}

ApiReply reply(const QByteArray &body)
{
    ApiReply reply;
    reply.status = 200;
    reply.contentType = "application/json";
    reply.etag = u"e1"_s;
    reply.body = body;
    return reply;
}

//! Nobody there: closes every connection unanswered.
ScriptedAnswer nobody()
{
    ScriptedAnswer answer;
    answer.cutOff = true;
    return answer;
}

} // namespace

class TestAnswerCache final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void knowsWhatIsKept_data();
    void knowsWhatIsKept();
    void namesTheSameThingTheSame();
    void answersFromWhatWasKeptWhenNobodyAnswers();
    void saysThatNothingIsKept();
    void answersAtOnceOnceThePortalIsKnownToBeGone();
    void answersWhenSignedOut();
    void doesNotAnswerForThePortalsOwnWord();
    void findsAnswersOfAnEarlierRun();
    void makesRoomByClassAndAge();
    void forgetsWhatTheRuleDoesNotWant();
    void takesTheQueueOffline();
    void tellsWhenTheQueueIsIncomplete();
    void theQueueIsCompleteWithoutNumbers();
    void takesNothingWhileThePortalAsksForTime();
    void takesAFewThingsAtOnce();
    void stopsTakingWhenToldTo();

private:
    Result<Me> me() const;

    testsupport::FakeClock m_clock;
    MemoryRowStore m_rows;
    std::unique_ptr<FixedTokens> m_tokens;
    std::unique_ptr<ProductionLock> m_lock;
    std::unique_ptr<AnswerKeeper> m_answers;
    std::unique_ptr<ScriptedServer> m_server;
    std::unique_ptr<ApiClient> m_client;
};

void TestAnswerCache::init()
{
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
}

void TestAnswerCache::cleanup()
{
    m_client.reset();
    m_answers.reset();
}

Result<Me> TestAnswerCache::me() const
{
    const QFuture<Result<Me>> answer = m_client->get<Me>(QString::fromLatin1(routes::me));
    return testsupport::waitUntil([&] { return answer.isFinished(); }, 5000) ? answer.result() : Result<Me>(fail(cancelledError()));
}

void TestAnswerCache::knowsWhatIsKept_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("keepClass"); // -1: not kept
    const auto row = [](const char *name, const QString &path, int keepClass) { QTest::newRow(name) << path << keepClass; };
    row("me", u"/api/v1/me"_s, int(KeepClass::Identity));
    row("evidence", u"/api/v1/versions/ver_1/evidence"_s, int(KeepClass::Review));
    row("a file's diff", u"/api/v1/versions/ver_1/diff/file"_s, int(KeepClass::Review));
    row("a revision's diff", u"/api/v1/config-revisions/rev_1/diff"_s, int(KeepClass::Review));
    row("effective", u"/api/v1/plugins/plg_1/config/effective"_s, int(KeepClass::Configuration));
    row("versions", u"/api/v1/plugins/plg_1/versions"_s, int(KeepClass::Registry));
    row("a panel", u"/api/v1/metrics/query_range"_s, int(KeepClass::Dashboards));
    row("audit", u"/api/v1/audit-events"_s, int(KeepClass::Audit));
    row("the list of plugins", u"/api/v1/plugins"_s, -1);
    row("a plugin", u"/api/v1/plugins/plg_1"_s, -1);
    row("an installation that a change looks at first", u"/api/v1/installations/ins_1"_s, -1);
    row("changes", u"/api/v1/changes"_s, -1);
    row("no id", u"/api/v1/versions//evidence"_s, -1);
}

void TestAnswerCache::knowsWhatIsKept()
{
    QFETCH(QString, path);
    QFETCH(int, keepClass);
    const auto found = keepClassOf(get(path));
    QCOMPARE(found ? int(*found) : -1, keepClass);
    ApiRequest write = get(path);
    write.verb = "POST";
    QVERIFY(!keepClassOf(write));
}

void TestAnswerCache::namesTheSameThingTheSame()
{
    const QString diff = u"/api/v1/versions/ver_1/diff/file"_s;
    QCOMPARE(keepKeyOf(get(diff, {{u"base"_s, u"ver_0"_s}, {u"path"_s, u"a%2Fb"_s}})),
        keepKeyOf(get(diff, {{u"path"_s, u"a%2Fb"_s}, {u"base"_s, u"ver_0"_s}})));
    QVERIFY(keepKeyOf(get(diff, {{u"path"_s, u"a"_s}})) != keepKeyOf(get(diff, {{u"path"_s, u"b"_s}})));
    const QString panel = QString::fromLatin1(routes::metricsQueryRange);
    QCOMPARE(keepKeyOf(get(panel, {{u"target"_s, u"rate"_s}, {u"start"_s, u"1"_s}, {u"end"_s, u"2"_s}, {u"step"_s, u"15"_s}})),
        keepKeyOf(get(panel, {{u"target"_s, u"rate"_s}, {u"start"_s, u"3"_s}, {u"end"_s, u"4"_s}, {u"step"_s, u"15"_s}})));
}

void TestAnswerCache::answersFromWhatWasKeptWhenNobodyAnswers()
{
    ConnectionState connection(m_clock);
    connection.watch(*m_client);
    connection.signedIn();
    QVERIFY(me().has_value());
    const QDateTime read = m_clock.now();
    m_clock.advance(600);
    m_server->setScript([](const SeenRequest &) { return nobody(); });
    const Result<Me> kept = me();
    QVERIFY(kept.has_value());
    QCOMPARE(kept->name, u"A"_s);
    QCOMPARE(connection.state(), ConnectionState::State::Offline);
    Freshness freshness(connection);
    freshness.watch(*m_client);
    QVERIFY(me().has_value());
    QCOMPARE(freshness.ageOf({{}, {QString::fromLatin1(routes::me)}}).asOf, read);
}

void TestAnswerCache::saysThatNothingIsKept()
{
    m_server->setScript([](const SeenRequest &) { return nobody(); });
    const Result<Me> none = me();
    QVERIFY(!none);
    QCOMPARE(none.error().code, u"cut_off"_s);
    QVERIFY2(none.error().message.contains("not on this computer"_L1), qPrintable(none.error().message));
}

void TestAnswerCache::answersAtOnceOnceThePortalIsKnownToBeGone()
{
    QVERIFY(me().has_value());
    m_server->setScript([](const SeenRequest &) { return nobody(); });
    QVERIFY(me().has_value());
    QVERIFY(!m_client->isReachable());
    const qsizetype asked = m_server->seen().size();
    QVERIFY(me().has_value());
    QCOMPARE(m_server->seen().size(), asked);
    // Heard of again: the portal answers itself.
    m_client->noteReached();
    m_server->setScript([](const SeenRequest &) { return jsonAnswer(QByteArray(meBody).replace("\"A\"", "\"B\"")); });
    QCOMPARE(me()->name, u"B"_s);
}

void TestAnswerCache::answersWhenSignedOut()
{
    QVERIFY(me().has_value());
    m_tokens->setToken({});
    QVERIFY(me().has_value());
    m_tokens->setToken("old");
    m_tokens->failure = blockedError(u"sign_in_again"_s, u"Ended"_s);
    m_server->setScript([](const SeenRequest &) { return problemAnswer(401, "token_expired", "Expired"); });
    QVERIFY(me().has_value());
}

void TestAnswerCache::doesNotAnswerForThePortalsOwnWord()
{
    QVERIFY(me().has_value());
    m_server->setScript([](const SeenRequest &) { return problemAnswer(403, "forbidden", "Not yours"); });
    const Result<Me> refused = me();
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, u"forbidden"_s);
}

void TestAnswerCache::findsAnswersOfAnEarlierRun()
{
    QVERIFY(me().has_value());
    QTRY_COMPARE(m_answers->count(), 1);
    const qint64 bytes = m_answers->bytes();
    m_client->setAnswerCache(nullptr);
    m_answers = std::make_unique<AnswerKeeper>(m_rows, m_clock);
    m_client->setAnswerCache(m_answers.get());
    const QFuture<Status> restored = m_answers->restore();
    QTRY_VERIFY(restored.isFinished());
    QCOMPARE(m_answers->count(), 1);
    QCOMPARE(m_answers->bytes(), bytes);
    m_server->setScript([](const SeenRequest &) { return nobody(); });
    QVERIFY(me().has_value());
}

void TestAnswerCache::makesRoomByClassAndAge()
{
    const ApiRequest audit = get(u"/api/v1/audit-events"_s);
    const ApiRequest old = get(u"/api/v1/versions/ver_1/evidence"_s);
    const ApiRequest fresh = get(u"/api/v1/versions/ver_2/evidence"_s);
    for (const ApiRequest &request : {old, fresh, audit}) {
        m_answers->keep(request, reply("{}"));
        m_clock.advance(1);
    }
    QTRY_COMPARE(m_answers->count(), 3);
    KeepRule rule;
    rule.budgetBytes = m_answers->bytes() - 1;
    m_answers->setRule(rule);
    QCOMPARE(m_answers->count(), 2);
    rule.budgetBytes = m_answers->bytes() - 1;
    m_answers->setRule(rule);
    const auto has = [this](const ApiRequest &request) {
        const auto found = m_answers->find(request);
        return testsupport::waitUntil([&] { return found.isFinished(); }, 5000) && found.result().has_value();
    };
    QVERIFY(!has(audit));
    QVERIFY(!has(old));
    QVERIFY(has(fresh));
    QCOMPARE(m_rows.readAll(QString::fromLatin1(tables::answers)).result()->size(), 1);
    QCOMPARE(m_rows.readAll(QString::fromLatin1(tables::answerIndex)).result()->size(), 1);
}

void TestAnswerCache::forgetsWhatTheRuleDoesNotWant()
{
    const ApiRequest audit = get(u"/api/v1/audit-events"_s);
    m_answers->keep(audit, reply("{}"));
    QTRY_COMPARE(m_answers->count(), 1);
    KeepRule rule;
    rule.audit = false;
    m_answers->setRule(rule);
    QCOMPARE(m_answers->count(), 0);
    QVERIFY(!m_answers->keeps(audit));
}

void TestAnswerCache::takesTheQueueOffline()
{
    RequestStore requests;
    ApprovalRequest mine;
    mine.id = RequestId(u"req_1"_s);
    mine.queue = u"your_turn"_s;
    mine.versionId = VersionId(u"ver_2"_s);
    mine.baseVersionId = VersionId(u"ver_1"_s);
    mine.pluginId = PluginId(u"plg_1"_s);
    mine.environment = Environment::Production;
    ApprovalRequest theirs = mine;
    theirs.id = RequestId(u"req_2"_s);
    theirs.queue = u"waiting"_s;
    theirs.versionId = VersionId(u"ver_9"_s);
    requests.putAll({mine, theirs});
    const QByteArray time = R"("asOf":"2026-11-23T10:46:31.000Z")";
    m_server->setScript([&](const SeenRequest &request) {
        if (request.target.contains("/file?")) {
            // The long one comes in two pieces.
            PackageFile file;
            file.versionId = VersionId(u"ver_2"_s);
            file.path = u"src/a b.js"_s;
            if (request.target.contains("ver_2/file?path=src") && !request.target.contains("offset"))
                file.nextOffset = 4096;
            return jsonAnswer(toJsonBytes(toJson(file)));
        }
        if (request.target.contains("/health?")) {
            PluginHealth health;
            health.pluginName = u"@a/plugin-one"_s;
            health.from = health.to = health.asOf = m_clock.now();
            return jsonAnswer(toJsonBytes(toJson(health)));
        }
        if (request.target.contains("/diff")) {
            VersionDiff diff;
            diff.versionId = VersionId(u"ver_2"_s);
            diff.baseId = VersionId(u"ver_1"_s);
            diff.files = {FileChange(), FileChange(), FileChange()};
            diff.files[0].path = u"src/a b.js"_s;
            diff.files[1].path = u"package.json"_s;
            diff.files[1].kind = FileChangeKind::Added;
            diff.files[2].path = u"logo.png"_s;
            diff.files[2].binary = true;
            return jsonAnswer(toJsonBytes(toJson(diff)));
        }
        return jsonAnswer("{\"items\":[],\"page\":{\"limit\":200}," + time + '}');
    });
    TakeOffline taking(*m_client, requests);
    QSignalSpy progress(&taking, &TakeOffline::progressed);
    taking.start();
    QTRY_COMPARE(taking.state(), TakeOffline::State::Complete);
    QCOMPARE(taking.requests(), 1);
    // Comments, timeline, health of a day and of a week, version, evidence, policy, bases, diff; a changed file, its second piece
    // and its old side, a new file.
    QCOMPARE(taking.total(), 13);
    QCOMPARE(progress.last(), (QVariantList {13, 13}));
    // The pages ask for exactly what was taken.
    QTRY_COMPARE(m_answers->count(), 13);
    m_server->setScript([](const SeenRequest &) { return nobody(); });
    OperationStore operations;
    ConnectionState connection(m_clock);
    Outbox outbox(m_rows, *m_client, connection, m_clock);
    ReviewService review(*m_client, outbox, operations);
    ApprovalService approvals(*m_client, outbox, requests);
    const auto file = review.file(mine.versionId, u"src/a b.js"_s);
    const auto rest = review.file(mine.versionId, u"src/a b.js"_s, 4096);
    const auto difference = review.diffSinceReview(mine.versionId, mine.baseVersionId);
    const auto policy = review.policy(mine.versionId, mine.environment);
    const auto comments = approvals.comments(mine.id);
    const auto timeline = approvals.timeline(mine.id);
    const auto health = review.health(mine.pluginId, QLatin1String(healthrange::week));
    QTRY_VERIFY(health.isFinished());
    QVERIFY(health.result().has_value());
    QVERIFY(health.result()->isKept);
    QCOMPARE(health.result()->health.pluginName, u"@a/plugin-one"_s);
    QTRY_VERIFY(file.isFinished() && rest.isFinished() && difference.isFinished() && policy.isFinished() && comments.isFinished() && timeline.isFinished());
    QVERIFY(file.result().has_value());
    QVERIFY(rest.result().has_value());
    QVERIFY(difference.result().has_value());
    QVERIFY(policy.result().has_value());
    QVERIFY(comments.result().has_value());
    QVERIFY(timeline.result().has_value());
}

void TestAnswerCache::tellsWhenTheQueueIsIncomplete()
{
    RequestStore requests;
    ApprovalRequest mine;
    mine.id = RequestId(u"req_1"_s);
    mine.queue = u"your_turn"_s;
    requests.put(mine);
    m_server->setScript([](const SeenRequest &request) {
        return request.target.contains("timeline") ? nobody() : jsonAnswer("{}");
    });
    TakeOffline taking(*m_client, requests);
    taking.start();
    QTRY_COMPARE(taking.state(), TakeOffline::State::Incomplete);
    QCOMPARE(taking.problem()->code, u"cut_off"_s);
    QCOMPARE(taking.done(), taking.total());
}

void TestAnswerCache::theQueueIsCompleteWithoutNumbers()
{
    RequestStore requests;
    ApprovalRequest mine;
    mine.id = RequestId(u"req_1"_s);
    mine.queue = u"your_turn"_s;
    mine.pluginId = PluginId(u"plg_1"_s);
    requests.put(mine);
    m_server->setScript([](const SeenRequest &request) {
        return request.target.contains("/health?") ? problemAnswer(503, "source_lost", "Prometheus cannot be reached.") : jsonAnswer("{}");
    });
    TakeOffline taking(*m_client, requests);
    taking.start();
    QTRY_COMPARE(taking.state(), TakeOffline::State::Complete);
    QCOMPARE(taking.done(), 4);
}

void TestAnswerCache::takesNothingWhileThePortalAsksForTime()
{
    RequestStore requests;
    ApprovalRequest mine;
    mine.id = RequestId(u"req_1"_s);
    mine.queue = u"your_turn"_s;
    mine.versionId = VersionId(u"ver_2"_s);
    mine.pluginId = PluginId(u"plg_1"_s);
    requests.put(mine);
    QElapsedTimer refused;
    int early = 0;
    m_server->setScript([&](const SeenRequest &request) {
        if (!refused.isValid() && request.target.contains("timeline")) {
            refused.start();
            ScriptedAnswer slowly = problemAnswer(429, "rate_limited", "Slowly");
            slowly.headers.append("Retry-After: 1");
            return slowly;
        }
        early += refused.isValid() && refused.elapsed() < 900 ? 1 : 0;
        return jsonAnswer("{}");
    });
    TakeOffline taking(*m_client, requests);
    taking.start();
    QTRY_COMPARE(taking.state(), TakeOffline::State::Complete);
    QVERIFY(refused.isValid());
    // One may have been on its way.
    QVERIFY2(early <= 1, qPrintable(QString::number(early)));
    QCOMPARE(taking.done(), taking.total());
}

void TestAnswerCache::takesAFewThingsAtOnce()
{
    RequestStore requests;
    for (int i = 0; i < 5; ++i) {
        ApprovalRequest mine;
        mine.id = RequestId(u"req_%1"_s.arg(i));
        mine.queue = u"your_turn"_s;
        mine.versionId = VersionId(u"ver_%1"_s.arg(i));
        requests.put(mine);
    }
    m_server->setScript([](const SeenRequest &) {
        ScriptedAnswer never;
        never.hang = true;
        return never;
    });
    TakeOffline taking(*m_client, requests);
    taking.start();
    QTRY_COMPARE(int(m_server->seen().size()), 2);
    // The moment for a third has passed, and what is asked for after it has arrived.
    const auto *pause = taking.findChild<QTimer *>();
    QVERIFY(pause);
    QTRY_VERIFY(!pause->isActive());
    ApiRequest later;
    later.path = u"/api/v1/later"_s;
    const auto answer = m_client->send(later);
    QTRY_VERIFY(m_server->seen().constLast().target.contains("later"));
    QCOMPARE(int(m_server->seen().size()), 3);
    taking.cancel();
}

void TestAnswerCache::stopsTakingWhenToldTo()
{
    RequestStore requests;
    ApprovalRequest mine;
    mine.id = RequestId(u"req_1"_s);
    mine.queue = u"your_turn"_s;
    mine.versionId = VersionId(u"ver_2"_s);
    requests.put(mine);
    m_server->setScript([](const SeenRequest &) {
        ScriptedAnswer never;
        never.hang = true;
        return never;
    });
    TakeOffline taking(*m_client, requests);
    taking.start();
    QTRY_VERIFY(!m_server->seen().isEmpty());
    taking.cancel();
    QCOMPARE(taking.state(), TakeOffline::State::Cancelled);
    // Nothing is under way any more, and nothing more is asked for.
    QTRY_VERIFY(m_client->children().isEmpty());
    const int asked = int(m_server->seen().size());
    QCOMPARE(taking.done(), 0);
    m_server->setScript([](const SeenRequest &) { return jsonAnswer("{\"items\":[]}"); });
    QCOMPARE(int(m_server->seen().size()), asked);
    taking.start();
    QCOMPARE(taking.state(), TakeOffline::State::Running);
    QTRY_COMPARE(taking.done(), taking.total());
}

QTEST_GUILESS_MAIN(TestAnswerCache)
#include "tst_answercache.moc"
