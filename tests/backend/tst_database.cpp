// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/workers.h"
#include "tests/testsupport/fakeclock.h"
#include "tests/testsupport/testdatabase.h"

#include <QSemaphore>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;

class DatabaseTest : public QObject
{
    Q_OBJECT
    QTemporaryDir m_directory;
    int m_number = 0;
    QString m_location;
    std::unique_ptr<store::Database> m_database;

    qint64 count(const QString &table)
    {
        auto row = m_database->query(u"SELECT COUNT(*) FROM "_s + table);
        return row && row->next() ? row->integer(0) : -1;
    }
    Status insert(const QString &name)
    {
        const auto done = m_database->execute(u"INSERT INTO sequences (tenant, name, value) VALUES ('t', ?, 1)"_s, {name});
        return done ? Status() : fail(done.error());
    }

private Q_SLOTS:
    void init();
    void migratesOnce();
    void refusesAMigrationThatChanged();
    void rollsBackWhatFails();
    void runsWhatFollowsACommitOnlyThen();
    void readsOneSnapshot();
    void lendsAStatementTwice();
    void bindsNullTextAsEmpty();
    void namesTheFailedStatementOnlyInDetail();
    void boundsItsQueue();
    void writesFromManyThreads();
};

void DatabaseTest::init()
{
    m_database.reset();
    m_location = testsupport::databaseLocation(m_directory.filePath(u"%1.db"_s.arg(++m_number)));
    m_database = std::move(*store::Database::open(m_location));
    QVERIFY(store::migrate(*m_database));
}

void DatabaseTest::migratesOnce()
{
    const qint64 applied = count(u"schema_migrations"_s);
    QVERIFY(applied >= 1);
    QVERIFY(store::migrate(*m_database));
    QCOMPARE(count(u"schema_migrations"_s), applied);
}

void DatabaseTest::refusesAMigrationThatChanged()
{
    QVERIFY(m_database->execute(u"UPDATE schema_migrations SET checksum = 'x' WHERE name = '0001_core.sql'"_s));
    const Status migrated = store::migrate(*m_database);
    QVERIFY(!migrated);
    QCOMPARE(migrated.error().detail, u"0001_core.sql"_s);
}

void DatabaseTest::rollsBackWhatFails()
{
    const Status failed = m_database->write([this]() -> Status {
        GATEHOUSE_TRY(insert(u"a"_s));
        return fail(inputError(u"no"_s, u"no"_s));
    });
    QVERIFY(!failed);
    QCOMPARE(failed.error().code, u"no"_s);
    QCOMPARE(count(u"sequences"_s), 0);
    QVERIFY(m_database->write([this] { return insert(u"a"_s); }));
    QCOMPARE(count(u"sequences"_s), 1);
    QVERIFY(!m_database->write([this] { return insert(u"a"_s); }));
    QVERIFY(m_database->write([this] { return insert(u"b"_s); }));
}

void DatabaseTest::runsWhatFollowsACommitOnlyThen()
{
    int ran = 0;
    QList<Event> published;
    m_database->gate().committed = [&](const QList<Event> &events) { published += events; };
    const auto work = [&](bool fails) {
        return m_database->write([&]() -> Status {
            m_database->afterCommit([&] { ++ran; });
            m_database->publishAfterCommit({});
            return fails ? fail(inputError(u"no"_s, u"no"_s)) : Status();
        });
    };
    QVERIFY(!work(true));
    QCOMPARE(ran, 0);
    QVERIFY(published.isEmpty());
    QVERIFY(work(false));
    QCOMPARE(ran, 1);
    QCOMPARE(published.size(), 1);
}

void DatabaseTest::readsOneSnapshot()
{
    auto other = std::move(*store::Database::open(m_location));
    QVERIFY(m_database->read([&]() -> Status {
        const qint64 before = count(u"sequences"_s);
        GATEHOUSE_TRY(other->write([&]() -> Status {
            const auto done = other->execute(u"INSERT INTO sequences (tenant, name, value) VALUES ('t', 'x', 1)"_s);
            return done ? Status() : fail(done.error());
        }));
        return count(u"sequences"_s) == before ? Status() : fail(inputError(u"moved"_s, u"the snapshot moved"_s));
    }));
    QCOMPARE(count(u"sequences"_s), 1);
}

void DatabaseTest::lendsAStatementTwice()
{
    for (const QString &name : {u"a"_s, u"b"_s, u"c"_s})
        QVERIFY(insert(name));
    const QString sql = u"SELECT name FROM sequences ORDER BY name"_s;
    auto outer = m_database->query(sql);
    QStringList pairs;
    while (outer->next()) {
        auto inner = m_database->query(sql);
        while (inner->next())
            pairs.append(outer->text(0) + inner->text(0));
    }
    QCOMPARE(pairs.size(), 9);
    QCOMPARE(pairs.constLast(), u"cc"_s);
}

void DatabaseTest::bindsNullTextAsEmpty()
{
    QVERIFY(m_database->execute(u"INSERT INTO sequences (tenant, name, value) VALUES (?, 'a', 1)"_s, {QString()}));
    QVERIFY(!m_database->execute(u"INSERT INTO sequences (tenant, name, value) VALUES (?, 'b', 1)"_s, {QVariant()}));
}

void DatabaseTest::namesTheFailedStatementOnlyInDetail()
{
    const auto failed = m_database->query(u"SELECT nothing FROM nowhere"_s);
    QVERIFY(!failed);
    QCOMPARE(failed.error().kind, ErrorKind::Storage);
    QVERIFY(!failed.error().message.contains(u"nowhere"_s));
    QVERIFY(failed.error().detail.contains(u"nowhere"_s));
}

void DatabaseTest::boundsItsQueue()
{
    auto workers = std::move(*store::Workers::start(m_location, std::make_shared<store::WriteGate>(), {1, 1, 2}));
    QSemaphore entered;
    QSemaphore mayGoOn;
    const auto block = [&](store::Database &) {
        entered.release();
        mayGoOn.acquire();
    };
    QVERIFY(workers->tryRead(block));
    entered.acquire();
    QVERIFY(workers->tryRead(block));
    QVERIFY(workers->tryRead(block));
    QVERIFY(!workers->tryRead(block));
    QVERIFY(workers->tryWrite([](store::Database &) {}));
    mayGoOn.release(3);
}

void DatabaseTest::writesFromManyThreads()
{
    auto gate = std::make_shared<store::WriteGate>();
    auto workers = std::move(*store::Workers::start(m_location, gate, {1, 4, 1000}));
    std::atomic<int> failures = 0;
    for (int i = 0; i < 200; ++i) {
        QVERIFY(workers->tryWrite([&](store::Database &database) {
            const Status done = database.write([&]() -> Status {
                const auto raised = database.execute(u"INSERT INTO sequences (tenant, name, value) VALUES ('t', 'n', 1)"
                                                     " ON CONFLICT (tenant, name) DO UPDATE SET value = sequences.value + 1"_s);
                return raised ? Status() : fail(raised.error());
            });
            failures += done ? 0 : 1;
        }));
    }
    workers.reset();
    QCOMPARE(failures.load(), 0);
    auto row = m_database->query(u"SELECT value FROM sequences WHERE name = 'n'"_s);
    QVERIFY(row->next());
    QCOMPARE(row->integer(0), 200);
    QCOMPARE(gate->commits.load(), 200u);
}

QTEST_GUILESS_MAIN(DatabaseTest)
#include "tst_database.moc"
