// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/approvals/approvalservice.h"
#include "core/config/configtreestore.h"
#include "core/contract/routes.h"
#include "core/sync/productionlock.h"
#include "core/registry/registryservice.h"
#include "core/storage/memoryrowstore.h"
#include "core/sync/connectionstate.h"
#include "core/sync/replica.h"
#include "tests/core/fixedtokens.h"
#include "tests/core/scriptedserver.h"
#include "tests/testsupport/fakeclock.h"

#include <QSignalSpy>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::coretest;
using namespace Qt::Literals::StringLiterals;

namespace {

QByteArray pluginJson(const QString &id, const QString &etag)
{
    Plugin plugin;
    plugin.id = PluginId(id);
    plugin.name = u"plugin-"_s + id;
    plugin.etag = etag;
    plugin.createdAt = plugin.updatedAt = QDateTime::fromSecsSinceEpoch(0, Qt::UTC);
    return toJsonBytes(toJson(plugin));
}

QByteArray pageJson(const QByteArrayList &items, const QByteArray &cursor)
{
    const QByteArray next = cursor.isEmpty() ? QByteArray() : QByteArray(R"(,"nextCursor":")" + cursor + "\"");
    return R"({"items":[)" + items.join(',') + R"(],"page":{"limit":2)" + next + R"(},"asOf":"2026-11-23T10:46:31.000Z"})";
}

QByteArray eventJson(int cursor, const QByteArray &subject, const QByteArray &etag)
{
    return "{\"cursor\":" + QByteArray::number(cursor)
        + R"(,"type":"plugin.updated","topic":"plugins","subject":")" + subject + R"(","etag":")" + etag
        + R"(","time":"2026-11-23T10:46:31.000Z","tenant":"t","actor":{"id":"p","name":"A"},"summary":""})";
}

QByteArray eventBytes(int cursor, const QByteArray &subject, const QByteArray &etag)
{
    return "id: " + QByteArray::number(cursor) + "\ndata: " + eventJson(cursor, subject, etag) + "\n\n";
}

//! A disk that is full for some batches.
class FullStore final : public RowStore
{
public:
    QFuture<Status> write(RowBatch batch) override
    {
        if (refusals > 0 && refusals-- > 0)
            return readyFuture(Status(fail(storageError(u"No space left"_s))));
        return rows.write(std::move(batch));
    }
    QFuture<Result<std::optional<QByteArray>>> read(const QString &table, const QString &key) override { return rows.read(table, key); }
    QFuture<Result<QList<Row>>> readAll(const QString &table) override { return rows.readAll(table); }

    MemoryRowStore rows;
    int refusals = 0;
};

//! A disk from which lists come when they are let go.
class SlowStore final : public RowStore
{
public:
    explicit SlowStore(RowStore &rows)
        : m_rows(rows)
    {
    }
    QFuture<Status> write(RowBatch batch) override { return m_rows.write(std::move(batch)); }
    QFuture<Result<std::optional<QByteArray>>> read(const QString &table, const QString &key) override { return m_rows.read(table, key); }
    QFuture<Result<QList<Row>>> readAll(const QString &table) override
    {
        auto &[promise, name] = m_asked.emplace_back();
        promise.start();
        name = table;
        return promise.future();
    }
    bool isAsked() const { return !m_asked.empty(); }
    void letGo()
    {
        for (auto &[promise, table] : m_asked) {
            promise.addResult(m_rows.readAll(table).result());
            promise.finish();
        }
        m_asked.clear();
    }

private:
    RowStore &m_rows;
    std::vector<std::pair<QPromise<Result<QList<Row>>>, QString>> m_asked;
};

} // namespace

class TestReplica final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void readsAllPagesThenFollows();
    void readsChangedSubjectsAgainOnce();
    void forgetsWhatIsGone();
    void triesAgainWhenAListFails();
    void looksAtAllAgainOnResync();
    void keepsTheRowsThatStayOnResync();
    void tellsHowItStands();
    void forgetsAtSignOut();
    void startsFromWhatAnEarlierRunKept();
    void beginsBeforeWhatMayComeLaterIsThere();
    void forgetsWhatIsStillOnItsWay();
    void pullsWhatHappenedMeanwhile();
    void goesOnInTheMiddleOfTheFirstReading();
    void readsAPlaceThatIsForgottenFromTheStart();
    void neverKeepsACursorAheadOfItsRows();
    void triesAChangedSubjectAgain();
    void readsAllAgainWhenThePortalKnowsLess();
    void readsAListAgainOfWhichRowsWereLost();
    void isNotLiveBeforeEveryChangeIsHere();
    void writesAgainWhatTheDiskDidNotTake();

private:
    //! As the next start of the console.
    void open();
    //! The same, from a slow disk and with a list that may come later.
    void openSlowly();
    void restore();
    ReplicaMarks keptMarks();
    ScriptedAnswer answer(const SeenRequest &request);
    int asked(const QByteArray &target) const;

    std::unique_ptr<RowStore> m_rows;
    std::unique_ptr<SlowStore> m_slow;
    std::unique_ptr<FixedTokens> m_tokens;
    testsupport::FakeClock m_clock;
    std::unique_ptr<ProductionLock> m_lock;
    std::unique_ptr<ScriptedServer> m_server;
    std::unique_ptr<ApiClient> m_client;
    std::unique_ptr<ConnectionState> m_connection;
    std::unique_ptr<PluginStore> m_store;
    std::unique_ptr<Replica> m_replica;
    int m_listFailures = 0;
    int m_itemFailures = 0;
    int m_head = 40;
    bool m_cutAtSecondPage = false;
    bool m_forgotPage = false;
    QByteArray m_changes;
    QHash<QByteArray, QString> m_etags;
};

void TestReplica::init()
{
    m_listFailures = m_itemFailures = 0;
    m_head = 40;
    m_cutAtSecondPage = m_forgotPage = false;
    m_changes.clear();
    m_etags = {{"1", u"a"_s}, {"2", u"a"_s}, {"3", u"a"_s}};
    m_rows = std::make_unique<MemoryRowStore>();
    m_tokens = std::make_unique<FixedTokens>();
    m_lock = std::make_unique<ProductionLock>(m_clock);
    m_server = std::make_unique<ScriptedServer>([this](const SeenRequest &request) { return answer(request); });
    open();
}

void TestReplica::open()
{
    m_replica.reset();
    m_client = std::make_unique<ApiClient>(*m_tokens, *m_lock, m_clock);
    QVERIFY(m_client->setBaseUrl(m_server->url()).has_value());
    RetryPolicy once;
    once.attempts = 1;
    m_client->setRetryPolicy(once);
    m_connection = std::make_unique<ConnectionState>(m_clock);
    m_connection->watch(*m_client);
    m_store = std::make_unique<PluginStore>();
    m_replica = std::make_unique<Replica>(*m_client, *m_connection, *m_rows);
    m_replica->keep(*m_store, u"plugins"_s, routes::plugins, routes::plugin);
    m_connection->signedIn();
}

void TestReplica::openSlowly()
{
    open();
    m_slow = std::make_unique<SlowStore>(*m_rows);
    m_replica = std::make_unique<Replica>(*m_client, *m_connection, *m_slow);
    m_replica->keep(*m_store, u"plugins"_s, routes::plugins, routes::plugin, Replica::Wanted::Later);
}

void TestReplica::restore()
{
    const QFuture<Status> restored = m_replica->restore();
    QTRY_VERIFY(restored.isFinished());
    QVERIFY(restored.result().has_value());
}

ReplicaMarks TestReplica::keptMarks()
{
    const auto kept = m_rows->read(QString::fromLatin1(tables::sync), u"replica"_s).result();
    if (!kept || !*kept)
        return {};
    return fromJson<ReplicaMarks>(*parseJsonObject(**kept)).value();
}

void TestReplica::cleanup()
{
    m_replica.reset();
    m_slow.reset();
    m_client.reset();
}

ScriptedAnswer TestReplica::answer(const SeenRequest &request)
{
    const QByteArray path = request.target.split('?').first();
    if (path == routes::changes) {
        const QByteArray items = request.target.contains("since=") ? m_changes : QByteArray();
        return jsonAnswer(R"({"items":[)" + items + R"(],"cursor":)" + QByteArray::number(m_head)
            + R"(,"more":false,"resync":false,"asOf":"2026-11-23T10:46:31.000Z"})");
    }
    if (path == routes::events) {
        ScriptedAnswer stream;
        stream.headers = {"Content-Type: text/event-stream"};
        stream.stream = true;
        return stream;
    }
    if (path == routes::plugins) {
        if (m_listFailures > 0 && m_listFailures-- > 0)
            return problemAnswer(500, "internal", "No");
        const bool second = request.target.contains("cursor=next%2B1");
        if (second && m_forgotPage)
            return problemAnswer(422, "validation_failed", "No such place");
        if (second && m_cutAtSecondPage)
            return problemAnswer(503, "unavailable", "Cut");
        QByteArrayList items;
        for (const QByteArray &id : second ? QByteArrayList {"3"} : QByteArrayList {"1", "2"}) {
            if (m_etags.contains(id))
                items.append(pluginJson(QString::fromLatin1(id), u"a"_s));
        }
        return jsonAnswer(pageJson(items, second ? "" : "next+1"));
    }
    if (m_itemFailures > 0 && m_itemFailures-- > 0)
        return problemAnswer(503, "unavailable", "Not now");
    const QByteArray id = path.mid(path.lastIndexOf('/') + 1);
    if (!m_etags.contains(id))
        return problemAnswer(404, "not_found", "Gone");
    return jsonAnswer(pluginJson(QString::fromLatin1(id), m_etags.value(id)));
}

int TestReplica::asked(const QByteArray &target) const
{
    return int(std::count_if(m_server->seen().begin(), m_server->seen().end(),
        [&](const SeenRequest &request) { return request.target == target; }));
}

void TestReplica::readsAllPagesThenFollows()
{
    QSignalSpy progressed(m_replica.get(), &Replica::progressed);
    m_replica->start();
    QTRY_COMPARE(m_replica->phase(), Replica::Phase::Following);
    QCOMPARE(m_store->count(), 3);
    QVERIFY(m_store->wasRead());
    QCOMPARE(progressed.last().at(1).toInt(), 3);
    QTRY_VERIFY(m_server->hasStream());
    QCOMPARE(m_server->seen().last().header("last-event-id"), QByteArray("40"));
}

void TestReplica::readsChangedSubjectsAgainOnce()
{
    m_replica->start();
    QTRY_VERIFY(m_server->hasStream());
    m_etags["2"] = u"b"_s;
    m_server->push(eventBytes(41, "2", "b") + eventBytes(42, "1", "a"));
    QTRY_COMPARE(m_store->find(u"2"_s)->etag, u"b"_s);
    QCOMPARE(asked("/api/v1/plugins/2"), 1);
    // The etag of the event is here already: nothing to read.
    QCOMPARE(asked("/api/v1/plugins/1"), 0);
}

void TestReplica::forgetsWhatIsGone()
{
    m_replica->start();
    QTRY_VERIFY(m_server->hasStream());
    m_etags.remove("3");
    m_server->push(eventBytes(41, "3", ""));
    QTRY_COMPARE(m_store->count(), 2);
}

void TestReplica::triesAgainWhenAListFails()
{
    m_listFailures = 1;
    QSignalSpy failed(m_replica.get(), &Replica::failed);
    m_replica->start();
    QTRY_COMPARE(m_replica->phase(), Replica::Phase::Following);
    QCOMPARE(failed.size(), 1);
    QCOMPARE(m_store->count(), 3);
}

void TestReplica::looksAtAllAgainOnResync()
{
    m_replica->start();
    QTRY_VERIFY(m_server->hasStream());
    const qsizetype before = m_server->seen().size();
    m_server->push("event: resync\ndata: {}\n\n");
    QTRY_VERIFY(m_server->seen().size() >= before + 4);
    QTRY_COMPARE(m_replica->phase(), Replica::Phase::Following);
}

void TestReplica::keepsTheRowsThatStayOnResync()
{
    m_replica->start();
    QTRY_VERIFY(m_server->hasStream());
    QSignalSpy inserted(m_store.get(), &RecordSignals::inserted);
    QSignalSpy changed(m_store.get(), &RecordSignals::changed);
    QSignalSpy removed(m_store.get(), &RecordSignals::removed);
    m_etags.remove("1");
    m_server->push("event: resync\ndata: {}\n\n");
    QTRY_COMPARE(m_store->count(), 2);
    QCOMPARE(m_store->at(0).id, PluginId(u"2"_s));
    QCOMPARE(removed.size(), 1);
    QCOMPARE(inserted.size() + changed.size(), 0);
    QTRY_COMPARE(m_replica->phase(), Replica::Phase::Following);
}

void TestReplica::tellsHowItStands()
{
    using State = ConnectionState::State;
    QCOMPARE(m_connection->state(), State::CatchingUp);
    QVERIFY(!m_connection->asOf().isValid());
    m_replica->start();
    QTRY_VERIFY(m_server->hasStream());
    QCOMPARE(m_connection->state(), State::CatchingUp);
    m_server->push(": hello\n\n");
    QTRY_COMPARE(m_connection->state(), State::Live);
    m_clock.advance(60);
    QCOMPARE(m_connection->asOf(), m_clock.now());
    const QDateTime lastLive = m_clock.now();
    m_server->endStream();
    QTRY_COMPARE(m_connection->state(), State::Stale);
    QVERIFY(m_connection->reason().has_value());
    m_clock.advance(60);
    QCOMPARE(m_connection->asOf(), lastLive);
    m_connection->unreachable(networkError(u"gone"_s));
    QCOMPARE(m_connection->state(), State::Offline);
    m_connection->signedOut();
    m_connection->caughtUp();
    QCOMPARE(m_connection->state(), State::SignedOut);
}

void TestReplica::forgetsAtSignOut()
{
    m_replica->start();
    QTRY_COMPARE(m_replica->phase(), Replica::Phase::Following);
    m_replica->clear();
    QCOMPARE(m_store->count(), 0);
    QVERIFY(!m_store->wasRead());
    QCOMPARE(m_replica->phase(), Replica::Phase::Idle);
}

void TestReplica::startsFromWhatAnEarlierRunKept()
{
    m_replica->start();
    QTRY_VERIFY(m_server->hasStream());
    m_server->push(": hello\n\n");
    QTRY_COMPARE(m_connection->state(), ConnectionState::State::Live);
    const QDateTime lastLive = m_clock.now();
    m_clock.advance(3600);
    const qsizetype before = m_server->seen().size();
    open();
    restore();
    QCOMPARE(m_store->count(), 3);
    QCOMPARE(m_store->find(u"3"_s)->name, u"plugin-3"_s);
    QCOMPARE(m_store->at(0).createdAt, QDateTime::fromSecsSinceEpoch(0, Qt::UTC));
    QCOMPARE(m_store->asOf(), lastLive);
    QCOMPARE(m_connection->asOf(), lastLive);
    QVERIFY(m_replica->isComplete());
    QCOMPARE(m_server->seen().size(), before);
    m_replica->start();
    QTRY_COMPARE(m_replica->phase(), Replica::Phase::Following);
    // Where it stood and the stream: no list is read again.
    QTRY_COMPARE(m_server->seen().size(), before + 2);
    QCOMPARE(m_server->seen().last().header("last-event-id"), QByteArray("40"));
}

void TestReplica::beginsBeforeWhatMayComeLaterIsThere()
{
    m_replica->start();
    QTRY_VERIFY(m_server->hasStream());
    openSlowly();
    QSignalSpy restored(m_replica.get(), &Replica::restored);
    const qsizetype before = m_server->seen().size();
    restore();
    QTRY_VERIFY(m_slow->isAsked());
    QCOMPARE(m_store->count(), 0);
    QVERIFY(!m_store->wasRead());
    QVERIFY(m_replica->isComplete());
    QVERIFY(m_connection->asOf().isValid());
    // The portal is asked for what happened since, and that is only known with the rows.
    m_replica->start();
    QCOMPARE(m_replica->phase(), Replica::Phase::Restoring);
    QCOMPARE(restored.size(), 0);
    m_slow->letGo();
    QTRY_COMPARE(restored.size(), 1);
    QCOMPARE(m_store->count(), 3);
    QVERIFY(m_store->wasRead());
    QTRY_COMPARE(m_replica->phase(), Replica::Phase::Following);
    QTRY_COMPARE(m_server->seen().size(), before + 2);
}

void TestReplica::forgetsWhatIsStillOnItsWay()
{
    m_replica->start();
    QTRY_VERIFY(m_server->hasStream());
    openSlowly();
    restore();
    QTRY_VERIFY(m_slow->isAsked());
    m_replica->clear();
    QCOMPARE(m_replica->phase(), Replica::Phase::Idle);
    QVERIFY(!m_replica->isComplete());
    m_slow->letGo();
    m_replica->start();
    QTRY_COMPARE(m_replica->phase(), Replica::Phase::Following);
    // From the portal, not from the disk.
    QCOMPARE(asked("/api/v1/plugins?limit=200"), 2);
    QCOMPARE(m_store->count(), 3);
}

void TestReplica::pullsWhatHappenedMeanwhile()
{
    m_replica->start();
    QTRY_VERIFY(m_server->hasStream());
    open();
    restore();
    m_etags["2"] = u"b"_s;
    m_head = 42;
    m_changes = eventJson(41, "2", "b") + ',' + eventJson(42, "1", "a");
    QSignalSpy progress(m_replica.get(), &Replica::catchingUp);
    m_replica->start();
    QTRY_COMPARE(m_store->find(u"2"_s)->etag, u"b"_s);
    QTRY_VERIFY(std::ranges::any_of(m_server->seen(), [](const SeenRequest &request) { return request.header("last-event-id") == "42"; }));
    // The other one is here as it is told.
    QCOMPARE(progress.first().first().value<QList<Replica::CatchUp>>(), (QList<Replica::CatchUp> {{u"plugins"_s, 0, 1}}));
    QCOMPARE(progress.last().first().value<QList<Replica::CatchUp>>(), (QList<Replica::CatchUp> {{u"plugins"_s, 1, 1}}));
    QCOMPARE(asked("/api/v1/plugins?limit=200"), 1);
}

void TestReplica::goesOnInTheMiddleOfTheFirstReading()
{
    m_cutAtSecondPage = true;
    m_replica->start();
    QTRY_COMPARE(m_store->count(), 2);
    open();
    restore();
    QCOMPARE(m_store->count(), 2);
    QVERIFY(!m_replica->isComplete());
    m_cutAtSecondPage = false;
    // What happened since the first reading began is told, although its list is newer.
    m_head = 41;
    m_changes = eventJson(41, "1", "b");
    m_etags["1"] = u"b"_s;
    m_replica->start();
    QTRY_COMPARE(m_store->count(), 3);
    QCOMPARE(asked("/api/v1/plugins?limit=200"), 1);
    QTRY_COMPARE(m_store->find(u"1"_s)->etag, u"b"_s);
}

void TestReplica::readsAPlaceThatIsForgottenFromTheStart()
{
    m_cutAtSecondPage = true;
    m_replica->start();
    QTRY_COMPARE(m_store->count(), 2);
    open();
    restore();
    m_forgotPage = true;
    QSignalSpy failed(m_replica.get(), &Replica::failed);
    m_replica->start();
    QTRY_COMPARE(failed.size(), 1);
    m_cutAtSecondPage = m_forgotPage = false;
    QTRY_COMPARE(m_store->count(), 3);
    QCOMPARE(asked("/api/v1/plugins?limit=200"), 2);
}

void TestReplica::neverKeepsACursorAheadOfItsRows()
{
    m_replica->start();
    QTRY_VERIFY(m_server->hasStream());
    m_itemFailures = 1;
    m_etags["2"] = u"b"_s;
    m_server->push(eventBytes(41, "2", "b") + eventBytes(42, "1", "a"));
    QTRY_COMPARE(asked("/api/v1/plugins/2"), 1);
    QTRY_COMPARE(m_itemFailures, 0);
    open();
    QCOMPARE(keptMarks().cursor, 40);
    restore();
    m_head = 42;
    m_changes = eventJson(41, "2", "b") + ',' + eventJson(42, "1", "a");
    m_replica->start();
    QTRY_COMPARE(m_store->find(u"2"_s)->etag, u"b"_s);
    QTRY_COMPARE(keptMarks().cursor, 42);
}

void TestReplica::triesAChangedSubjectAgain()
{
    m_replica->start();
    QTRY_VERIFY(m_server->hasStream());
    m_itemFailures = 1;
    m_etags["2"] = u"b"_s;
    m_server->push(eventBytes(41, "2", "b"));
    QTRY_COMPARE(m_itemFailures, 0);
    QTRY_COMPARE_WITH_TIMEOUT(m_store->find(u"2"_s)->etag, u"b"_s, 10000);
}

void TestReplica::readsAllAgainWhenThePortalKnowsLess()
{
    m_replica->start();
    QTRY_VERIFY(m_server->hasStream());
    open();
    restore();
    m_head = 12;
    m_replica->start();
    QTRY_COMPARE(m_replica->phase(), Replica::Phase::Following);
    QCOMPARE(asked("/api/v1/plugins?limit=200"), 2);
    QTRY_COMPARE(m_server->seen().last().header("last-event-id"), QByteArray("12"));
}

void TestReplica::readsAListAgainOfWhichRowsWereLost()
{
    m_replica->start();
    QTRY_VERIFY(m_server->hasStream());
    m_replica->stop();
    const QString table = QLatin1String(tables::listPrefix) + u"plugins"_s;
    Row row = m_rows->readAll(table).result()->first();
    row.value.chop(1);
    m_rows->write({{row}, {}, {}, Durability::Relaxed});
    open();
    restore();
    QVERIFY(!m_replica->isComplete());
    m_replica->start();
    QTRY_COMPARE(m_store->count(), 3);
    QTRY_COMPARE(m_replica->phase(), Replica::Phase::Following);
    open();
    restore();
    QVERIFY(m_replica->isComplete());
    QCOMPARE(m_store->count(), 3);
}

void TestReplica::isNotLiveBeforeEveryChangeIsHere()
{
    m_replica->start();
    QTRY_VERIFY(m_server->hasStream());
    m_itemFailures = 1;
    m_etags["2"] = u"b"_s;
    m_server->push(eventBytes(41, "2", "b"));
    QTRY_COMPARE(m_itemFailures, 0);
    QCOMPARE(m_connection->state(), ConnectionState::State::CatchingUp);
    QTRY_COMPARE_WITH_TIMEOUT(m_connection->state(), ConnectionState::State::Live, 10000);
    QCOMPARE(m_store->find(u"2"_s)->etag, u"b"_s);
}

void TestReplica::writesAgainWhatTheDiskDidNotTake()
{
    auto full = std::make_unique<FullStore>();
    full->refusals = 1;
    m_replica.reset();
    m_rows = std::move(full);
    open();
    QSignalSpy failed(m_replica.get(), &Replica::notKept);
    m_replica->start();
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(keptMarks().cursor, -1);
    QTRY_VERIFY(m_server->hasStream());
    // Nothing in the rows moves; they must come with the next cursor all the same.
    m_server->push(eventBytes(41, "1", "a"));
    QTRY_COMPARE(keptMarks().cursor, 41);
    open();
    restore();
    QCOMPARE(m_store->count(), 3);
    QVERIFY(m_replica->isComplete());
}

QTEST_GUILESS_MAIN(TestReplica)
#include "tst_replica.moc"
