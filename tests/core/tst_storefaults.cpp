// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/storefixture.h"

#include <QProcess>
#include <QRandomGenerator>
#include <QSet>
#include <QTest>
#include <QtConcurrentMap>

#include <mutex>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::storage {

//! What the store said it keeps is there after every failure of the disk and after kill -9.
class TestStoreFaults final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCallFailsInTurn_data();
    void everyCallFailsInTurn();
    void killedAtAnyMoment();
};

namespace {

constexpr int batches = 8;
constexpr int processTimeoutMs = 60000;

//! What a writer said, line by line.
struct Account
{
    QSet<int> kept;
    QStringList codes;
    long fired = 0;
    bool ended = false;
};

void readInto(Account &account, const QByteArray &output)
{
    for (const QByteArray &line : output.split('\n')) {
        const QList<QByteArray> words = line.split(' ');
        if (words.size() != 3)
            continue;
        if (words[0] == "kept")
            account.kept.insert(words[1].toInt());
        if (words[0] == "failed")
            account.codes.append(QString::fromLatin1(words[2]));
        account.ended = account.ended || words[0] == "faults";
        if (words[0] == "faults")
            account.fired = words[1].toLong();
    }
}

//! Empty when the store has everything that \a account says is kept, and nothing that was not written.
QString verdict(const StoreFixture &fixture, const Account &account)
{
    const auto store = fixture.open();
    if (!store)
        return u"does not open: %1 %2"_s.arg(store.error().code, store.error().detail);
    if (!(*store)->report().damages.isEmpty() || (*store)->report().isRolledBack)
        return u"takes a failure for damage: "_s + (*store)->report().damages.value(0).detail;
    const auto rows = (*store)->readAll(u"outbox"_s);
    if (!rows)
        return u"cannot be read: "_s + rows.error().code;
    QSet<int> found;
    for (const Row &row : *rows) {
        const int number = row.key.toInt();
        found.insert(number);
        if (row.value != QByteArray(200, char('a' + number % 26)))
            return u"has what was not written"_s;
    }
    const int last = found.isEmpty() ? 0 : *std::max_element(found.cbegin(), found.cend());
    for (const int number : account.kept) {
        // The tenth batch after it removes it, said or not.
        if (!found.contains(number) && number + 10 > last)
            return u"lost %1, which it said is kept"_s.arg(number);
        if (account.kept.contains(number + 10) && found.contains(number))
            return u"has %1, which it said is removed"_s.arg(number);
    }
    if (!(*store)->takeDamages().isEmpty())
        return u"is damaged inside"_s;
    return {};
}

Account run(const StoreFixture &fixture, const QString &kind, long first, long count)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"LD_PRELOAD"_s, QStringLiteral(GATEHOUSE_FAILING_DISK));
    environment.insert(u"ASAN_OPTIONS"_s, u"verify_asan_link_order=0"_s);
    environment.insert(u"GATEHOUSE_FAULT_FOLDER"_s, QFileInfo(fixture.place().file).path());
    environment.insert(u"GATEHOUSE_FAULT_KIND"_s, kind);
    environment.insert(u"GATEHOUSE_FAULT_FIRST"_s, QString::number(first));
    environment.insert(u"GATEHOUSE_FAULT_COUNT"_s, QString::number(count));
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(GATEHOUSE_STORE_WRITER),
        {QFileInfo(fixture.place().file).path(), QString::number(batches)});
    Account account;
    if (process.waitForFinished(processTimeoutMs) && process.exitStatus() == QProcess::NormalExit)
        readInto(account, process.readAllStandardOutput());
    return account;
}

} // namespace

void TestStoreFaults::everyCallFailsInTurn_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("step");
    QTest::addColumn<QStringList>("codes");
    // SQLite opens for reading what it could not open for writing, and does not say why it could not.
    const QStringList full{u"disk_full"_s, u"disk_failed"_s, u"disk_read_only"_s};
    const QStringList failed{u"disk_failed"_s, u"disk_full"_s, u"disk_read_only"_s};
    QTest::newRow("no space, once") << u"enospc"_s << 1 << 1 << full;
    QTest::newRow("no space from then on") << u"enospc"_s << 100000 << 1 << full;
    QTest::newRow("I/O error, once") << u"eio"_s << 1 << 1 << failed;
    QTest::newRow("I/O error from then on") << u"eio"_s << 100000 << 1 << failed;
    QTest::newRow("I/O errors for a while") << u"eio"_s << 7 << 1 << failed;
    QTest::newRow("read-only from then on") << u"erofs"_s << 100000 << 1 << QStringList{u"disk_read_only"_s, u"disk_failed"_s};
    QTest::newRow("short writes") << u"short"_s << 1 << 1 << full;
    QTest::newRow("slow") << u"slow"_s << 1 << 40 << QStringList();
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    QTest::newRow("no memory for SQLite, once") << u"nomem"_s << 1 << 23 << QStringList{u"no_memory"_s};
#endif
}

void TestStoreFaults::everyCallFailsInTurn()
{
    QFETCH(QString, kind);
    QFETCH(int, count);
    QFETCH(int, step);
    QFETCH(QStringList, codes);
    std::mutex guard;
    QStringList failures;
    long next = 1;
    bool over = false;
    QList<int> workers(QThread::idealThreadCount());
    QtConcurrent::blockingMap(workers, [&](int) {
        for (;;) {
            long first = 0;
            {
                const std::lock_guard lock(guard);
                if (over)
                    return;
                first = std::exchange(next, next + step);
            }
            const StoreFixture fixture;
            const Account account = run(fixture, kind, first, count);
            QString failure = account.ended ? verdict(fixture, account) : u"the writer died"_s;
            if (failure.isEmpty() && count == 1 && account.kept.size() != batches)
                failure = u"did not go on when the disk did"_s;
            for (const QString &code : account.codes) {
                if (!codes.contains(code))
                    failure = u"said %1"_s.arg(code);
            }
            const std::lock_guard lock(guard);
            over = over || account.fired == 0 || failures.size() > 10;
            if (!failure.isEmpty())
                failures.append(u"from call %1: %2"_s.arg(first).arg(failure));
        }
    });
    qInfo("%s: until call %ld", qPrintable(kind), next);
    QVERIFY2(failures.isEmpty(), qPrintable(failures.join(u'\n')));
    QVERIFY(next > 2 * step);
}

void TestStoreFaults::killedAtAnyMoment()
{
    const int rounds = qEnvironmentVariableIntValue("GATEHOUSE_KILL_ROUNDS") > 0 ? qEnvironmentVariableIntValue("GATEHOUSE_KILL_ROUNDS") : 100;
    const quint32 seed = QRandomGenerator::global()->generate();
    qInfo("seed %u", seed);
    QRandomGenerator random(seed);
    const StoreFixture fixture;
    Account account;
    for (int round = 0; round < rounds; ++round) {
        QProcess process;
        process.start(QStringLiteral(GATEHOUSE_STORE_WRITER), {QFileInfo(fixture.place().file).path(), u"0"_s});
        // The first line says that it is at work; the first rounds end it while it opens.
        if (round % 4 != 0)
            QVERIFY(process.waitForReadyRead(processTimeoutMs));
        QDeadlineTimer moment(random.bounded(20), Qt::PreciseTimer);
        while (!moment.hasExpired())
            process.waitForReadyRead(1);
        process.kill();
        QVERIFY(process.waitForFinished(processTimeoutMs));
        readInto(account, process.readAllStandardOutput());
        const QString failure = verdict(fixture, account);
        QVERIFY2(failure.isEmpty(), qPrintable(u"round %1: %2"_s.arg(round).arg(failure)));
    }
    QVERIFY(account.kept.size() > rounds / 2);
}

} // namespace gatehouse::storage

QTEST_GUILESS_MAIN(gatehouse::storage::TestStoreFaults)
#include "tst_storefaults.moc"
