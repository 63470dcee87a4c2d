// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/storageerrors.h"
#include "tests/core/storefixture.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTest>
#include <QtConcurrentMap>

#include <mutex>
#include <numeric>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::storage {

//! Whatever happens to the bytes of one file of a store: what nobody can give back is there, what
//! else is missing is told, and nothing comes out that was not written.
class TestStoreDamage final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyFlippedByte_data();
    void everyFlippedByte();
    void everyLength_data();
    void everyLength();
    void tamperingWithRowsIsNoticed_data();
    void tamperingWithRowsIsNoticed();
    void aDamagedFileIsKeptAside();

private:
    void addFiles();
    void eachChange(const QString &state, const QString &file, qsizetype count, const std::function<void(QByteArray &, qsizetype)> &change);

    QMap<QString, StoreFixture::Files> m_states; //!< "closed", and "running" as a crash leaves it.
    quint64 m_generation = 0;
};

namespace {

using Tables = QMap<QString, QMap<QString, QByteArray>>;

const QStringList precious{u"drafts"_s, u"outbox"_s};

Tables written()
{
    Tables tables;
    for (int i = 0; i < 2; ++i) {
        tables[u"list:plugins"_s].insert(u"plg_%1"_s.arg(i), "plugin " + QByteArray::number(i));
        tables[u"outbox"_s].insert(u"int_%1"_s.arg(i), "decide " + QByteArray::number(i));
    }
    tables[u"drafts"_s].insert(u"comment/req_1"_s, "half a sentence");
    tables[u"sync"_s].insert(u"cursor"_s, "42");
    return tables;
}

//! Empty when the store in \a fixture is as it may be after one file was damaged.
QString verdict(const StoreFixture &fixture, quint64 least)
{
    auto store = fixture.open(least);
    if (!store)
        return u"does not open: "_s + store.error().code + u' ' + store.error().detail;
    const Tables expected = written();
    QStringList fewer;
    for (auto table = expected.cbegin(); table != expected.cend(); ++table) {
        const auto rows = (*store)->readAll(table.key());
        if (!rows)
            return u"%1 cannot be read: %2 %3"_s.arg(table.key(), rows.error().code, rows.error().detail);
        for (const Row &row : *rows) {
            if (table->value(row.key) != row.value)
                return u"%1 has what was not written"_s.arg(table.key());
        }
        if (rows->size() < table->size())
            fewer.append(table.key());
    }
    for (const QString &table : fewer) {
        if (precious.contains(table))
            return u"%1 lost rows"_s.arg(table);
    }
    if (!fewer.isEmpty() && (*store)->takeDamages().isEmpty() && !(*store)->report().isRolledBack)
        return fewer.join(u", "_s) + u" silently lost rows"_s;
    return {};
}

} // namespace

void TestStoreDamage::initTestCase()
{
    const StoreFixture fixture;
    auto store = fixture.open();
    QVERIFY(store);
    const Tables tables = written();
    RowBatch lists;
    for (const QString &table : {u"list:plugins"_s, u"sync"_s}) {
        for (auto row = tables[table].cbegin(); row != tables[table].cend(); ++row)
            lists.put.append({table, row.key(), *row});
    }
    QVERIFY((*store)->write(lists));
    for (const QString &table : precious) {
        RowBatch batch;
        for (auto row = tables[table].cbegin(); row != tables[table].cend(); ++row)
            batch.put.append({table, row.key(), *row});
        QVERIFY((*store)->write(batch));
    }
    m_generation = (*store)->generation();
    m_states.insert(u"running"_s, fixture.files());
    store->reset();
    m_states.insert(u"closed"_s, fixture.files());
    QCOMPARE(m_states[u"running"_s].size(), 3);
    QCOMPARE(m_states[u"closed"_s].size(), 2);
    for (const StoreFixture::Files &files : m_states) {
        fixture.putBack(files);
        QCOMPARE(verdict(fixture, m_generation), QString());
        QVERIFY((*fixture.open(m_generation))->report().damages.isEmpty());
    }
}

void TestStoreDamage::addFiles()
{
    QTest::addColumn<QString>("state");
    QTest::addColumn<QString>("file");
    for (auto state = m_states.cbegin(); state != m_states.cend(); ++state) {
        for (auto file = state->cbegin(); file != state->cend(); ++file)
            QTest::addRow("%s, %s", qPrintable(state.key()), qPrintable(file.key())) << state.key() << file.key();
    }
}

void TestStoreDamage::eachChange(const QString &state, const QString &file, qsizetype count,
    const std::function<void(QByteArray &, qsizetype)> &change)
{
    const StoreFixture::Files good = m_states.value(state);
    QList<qsizetype> starts(QThread::idealThreadCount());
    std::iota(starts.begin(), starts.end(), 0);
    std::mutex guard;
    QStringList failures;
    QtConcurrent::blockingMap(starts, [&](qsizetype start) {
        const StoreFixture fixture;
        for (qsizetype at = start; at < count; at += starts.size()) {
            StoreFixture::Files files = good;
            change(files[file], at);
            fixture.putBack(files);
            QString failure = verdict(fixture, m_generation);
            // What was repaired stays repaired; looked at now and then, for the time it takes.
            if (failure.isEmpty() && at % 16 == 0) {
                const auto again = fixture.open(m_generation);
                if (!again || !(*again)->report().damages.isEmpty() || (*again)->report().isRolledBack)
                    failure = u"was not repaired"_s;
            }
            const std::lock_guard lock(guard);
            if (!failure.isEmpty())
                failures.append(u"%1: %2"_s.arg(at).arg(failure));
        }
    });
    QVERIFY2(failures.isEmpty(), qPrintable(QString::number(failures.size()) + u" of "_s + QString::number(count) + u"\n"_s + failures.mid(0, 20).join(u'\n')));
}

void TestStoreDamage::everyFlippedByte_data()
{
    addFiles();
}

void TestStoreDamage::everyFlippedByte()
{
    QFETCH(QString, state);
    QFETCH(QString, file);
    const qsizetype size = m_states[state][file].size();
    eachChange(state, file, size, [](QByteArray &bytes, qsizetype at) {
        // Another bit of each byte, so that low and high ones are all met.
        bytes[at] = char(bytes[at] ^ (1 << (at % 8)));
    });
}

void TestStoreDamage::everyLength_data()
{
    addFiles();
}

void TestStoreDamage::everyLength()
{
    QFETCH(QString, state);
    QFETCH(QString, file);
    const qsizetype size = m_states[state][file].size();
    eachChange(state, file, size, [](QByteArray &bytes, qsizetype length) { bytes.truncate(length); });
}

void TestStoreDamage::tamperingWithRowsIsNoticed_data()
{
    QTest::addColumn<QString>("sql");
    QTest::newRow("a row removed") << u"DELETE FROM rows WHERE rowid_ = %1"_s;
    QTest::newRow("two rows exchanged") << u"UPDATE rows SET sealed = (SELECT sealed FROM rows WHERE key <> '' ORDER BY key DESC LIMIT 1)"_s;
    QTest::newRow("a revision changed") << u"UPDATE rows SET revision = revision + 1"_s;
    QTest::newRow("all rows removed") << u"DELETE FROM rows"_s;
    QTest::newRow("a row repeated under another name") << u"INSERT INTO rows SELECT tbl, randomblob(16), revision, sealed FROM rows"_s;
}

void TestStoreDamage::tamperingWithRowsIsNoticed()
{
    QFETCH(QString, sql);
    const StoreFixture fixture;
    fixture.putBack(m_states[u"closed"_s]);
    sql.replace(u"rowid_ = %1"_s, u"key IN (SELECT key FROM rows ORDER BY length(sealed), key LIMIT 1)"_s);
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"tamper"_s);
        database.setDatabaseName(fixture.place().file);
        QVERIFY(database.open());
        QSqlQuery query(database);
        QVERIFY(query.exec(sql));
        QVERIFY(query.numRowsAffected() > 0);
    }
    QSqlDatabase::removeDatabase(u"tamper"_s);
    QCOMPARE(verdict(fixture, m_generation), QString());
    auto store = fixture.open(m_generation);
    QVERIFY((*store)->report().damages.isEmpty());
    QVERIFY(!QDir(QFileInfo(fixture.place().file).path()).entryList({u"*.damaged-*"_s}).isEmpty());
}

void TestStoreDamage::aDamagedFileIsKeptAside()
{
    const StoreFixture fixture;
    StoreFixture::Files files = m_states[u"closed"_s];
    const QByteArray garbage = "this is no database";
    files[u"profile.store"_s] = garbage;
    fixture.putBack(files);
    auto store = fixture.open(m_generation);
    QVERIFY(store);
    QCOMPARE((*store)->report().damages.size(), 1);
    const StoreDamage damage = (*store)->report().damages.first();
    QVERIFY(damage.kind == StoreDamage::Kind::File);
    QCOMPARE((*store)->report().restoredFromSecondPlace, 3);
    QFile aside(damage.keptAs);
    QVERIFY(aside.open(QIODevice::ReadOnly));
    QCOMPARE(aside.readAll(), garbage);
}

} // namespace gatehouse::storage

QTEST_GUILESS_MAIN(gatehouse::storage::TestStoreDamage)
#include "tst_storedamage.moc"
