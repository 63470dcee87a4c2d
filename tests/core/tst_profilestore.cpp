// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/keepjournal.h"
#include "core/storage/profilestore.h"
#include "core/storage/tables.h"

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

//! The store as the window uses it: in order, never in its way, and closed without a trace.
class TestProfileStore final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsOverARestart();
    void batchesTakeEffectInOrder();
    void withoutAKeyItSaysSo();
    void lockEndsWhatWasAskedBefore();
    void tellsTheGenerationForTheKey();
    void tellsDamage();
    void wipeLeavesNoFile();
    void wipeSparesOthers();
    void answersStayWithinTheirBudget();
    void aFolderThatCannotBeMadeIsAnError();
    void goesOnWhenTheDiskIsBack();
    void bothPlacesAreSecuredSoon();
};

namespace {

const QString outbox = QLatin1String(tables::outbox);

SecureBytes key()
{
    QByteArray bytes(32, 'k');
    return SecureBytes::take(bytes);
}

RowBatch putting(const QString &table, const QString &name, const QByteArray &value)
{
    RowBatch batch;
    batch.put = {{table, name, value}};
    batch.durability = Durability::Fsynced;
    return batch;
}

struct Opened
{
    QTemporaryDir directory;
    ProfileStore store{directory.filePath(u"data/profile.store"_s), u"prf_1"_s};
    Result<OpenReport> report = store.open(key(), 0).result();
};

} // namespace

void TestProfileStore::keepsOverARestart()
{
    QTemporaryDir directory;
    const QString file = directory.filePath(u"data/profile.store"_s);
    {
        ProfileStore store(file, u"prf_1"_s);
        QVERIFY(store.open(key(), 0).result());
        QVERIFY(store.write(putting(outbox, u"int_1"_s, "decide")).result());
    }
    ProfileStore store(file, u"prf_1"_s);
    const auto report = store.open(key(), 1).result();
    QVERIFY(report);
    QVERIFY(report->mode == OpenReport::Mode::ReadWrite);
    QVERIFY(!report->isRolledBack);
    QCOMPARE(store.read(outbox, u"int_1"_s).result().value(), QByteArray("decide"));
    QCOMPARE(store.readAll(outbox).result().value(), QList<Row>({{outbox, u"int_1"_s, "decide"}}));
}

void TestProfileStore::batchesTakeEffectInOrder()
{
    Opened opened;
    QList<QFuture<Status>> writes;
    for (int i = 0; i < 50; ++i)
        writes.append(opened.store.write(putting(outbox, u"int_1"_s, QByteArray::number(i))));
    const auto read = opened.store.read(outbox, u"int_1"_s);
    QCOMPARE(read.result().value(), QByteArray("49"));
    for (const auto &write : writes)
        QVERIFY(write.isFinished() && write.result());
}

void TestProfileStore::withoutAKeyItSaysSo()
{
    Opened opened;
    QVERIFY(opened.store.lock().result());
    const Status written = opened.store.write(putting(outbox, u"a"_s, "b")).result();
    QCOMPARE(written.error().code, u"store_locked"_s);
    QCOMPARE(written.error().kind, ErrorKind::Blocked);
    QCOMPARE(opened.store.read(outbox, u"a"_s).result().error().code, u"store_locked"_s);
    QCOMPARE(opened.store.readAll(outbox).result().error().code, u"store_locked"_s);
    QCOMPARE(opened.store.sizes().result().error().code, u"store_locked"_s);
    QVERIFY(opened.store.open(key(), 0).result());
    QVERIFY(opened.store.write(putting(outbox, u"a"_s, "b")).result());
}

void TestProfileStore::lockEndsWhatWasAskedBefore()
{
    Opened opened;
    const auto written = opened.store.write(putting(outbox, u"a"_s, "b"));
    QVERIFY(opened.store.lock().result());
    QVERIFY(written.isFinished() && written.result());
}

void TestProfileStore::tellsTheGenerationForTheKey()
{
    Opened opened;
    QSignalSpy told(&opened.store, &ProfileStore::generationChanged);
    QVERIFY(opened.store.write(putting(outbox, u"a"_s, "b")).result());
    RowBatch relaxed = putting(u"list:plugins"_s, u"a"_s, "b");
    relaxed.durability = Durability::Relaxed;
    QVERIFY(opened.store.write(relaxed).result());
    QVERIFY(opened.store.write(putting(outbox, u"a"_s, "c")).result());
    QTRY_COMPARE(told.size(), 2);
    QCOMPARE(told.last(), (QVariantList {quint64(2), true}));
    RowBatch draft = putting(QString::fromLatin1(tables::drafts), u"a"_s, "b");
    QVERIFY(opened.store.write(draft).result());
    QTRY_COMPARE(told.size(), 3);
    QCOMPARE(told.last(), (QVariantList {quint64(3), false}));
    RowBatch withdrawn;
    withdrawn.remove = {{outbox, u"a"_s}};
    withdrawn.durability = Durability::Fsynced;
    QVERIFY(opened.store.write(withdrawn).result());
    QTRY_COMPARE(told.size(), 4);
    QCOMPARE(told.last(), (QVariantList {quint64(4), true}));
}

void TestProfileStore::tellsDamage()
{
    Opened opened;
    QVERIFY(opened.store.write(putting(outbox, u"a"_s, "b")).result());
    QVERIFY(opened.store.lock().result());
    QFile file(opened.directory.filePath(u"data/profile.store"_s));
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.resize(2000));
    QSignalSpy told(&opened.store, &ProfileStore::damaged);
    const auto report = opened.store.open(key(), 1).result();
    QVERIFY(report);
    QCOMPARE(report->restoredFromSecondPlace, 1);
    QTRY_COMPARE(told.size(), 1);
    QCOMPARE(opened.store.read(outbox, u"a"_s).result().value(), QByteArray("b"));
}

void TestProfileStore::wipeLeavesNoFile()
{
    Opened opened;
    QVERIFY(opened.store.write(putting(outbox, u"a"_s, "b")).result());
    QFile damaged(opened.directory.filePath(u"data/profile.store.damaged-20260101"_s));
    QVERIFY(damaged.open(QIODevice::WriteOnly));
    QVERIFY(opened.store.wipe().result());
    QCOMPARE(QDir(opened.directory.filePath(u"data"_s)).entryList(QDir::Files | QDir::Hidden), QStringList());
    QCOMPARE(opened.store.read(outbox, u"a"_s).result().error().code, u"store_locked"_s);
    const auto report = opened.store.open(SecureBytes::random(32), 0).result();
    QVERIFY(report);
    QVERIFY(report->damages.isEmpty());
}

void TestProfileStore::wipeSparesOthers()
{
    Opened opened;
    QFile other(opened.directory.filePath(u"data/profile.store2"_s));
    QVERIFY(other.open(QIODevice::WriteOnly));
    QVERIFY(opened.store.wipe().result());
    QVERIFY(other.exists());
}

void TestProfileStore::answersStayWithinTheirBudget()
{
    Opened opened;
    opened.store.setAnswersBudget(20000);
    const QString answers = QLatin1String(tables::answers);
    for (int i = 0; i < 40; ++i)
        QVERIFY(opened.store.write(putting(answers, u"panel_%1"_s.arg(i), QByteArray(1000, 'a'))).result());
    const auto sizes = opened.store.sizes().result();
    QCOMPARE(sizes->size(), 1);
    QVERIFY(sizes->first().bytes <= 20000);
    QVERIFY(sizes->first().rows > 10);
    QCOMPARE(opened.store.read(answers, u"panel_39"_s).result().value(), QByteArray(1000, 'a'));
    QCOMPARE(opened.store.read(answers, u"panel_0"_s).result().value(), std::nullopt);
}

void TestProfileStore::aFolderThatCannotBeMadeIsAnError()
{
    QTemporaryDir directory;
    QFile blocker(directory.filePath(u"data"_s));
    QVERIFY(blocker.open(QIODevice::WriteOnly));
    ProfileStore store(directory.filePath(u"data/profile.store"_s), u"prf_1"_s);
    const auto report = store.open(key(), 0).result();
    QVERIFY(!report);
    QCOMPARE(report.error().kind, ErrorKind::Storage);
    QVERIFY(report.error().retryable);
}

void TestProfileStore::goesOnWhenTheDiskIsBack()
{
    QTemporaryDir directory;
    QFile blocker(directory.filePath(u"data"_s));
    QVERIFY(blocker.open(QIODevice::WriteOnly));
    ProfileStore store(directory.filePath(u"data/profile.store"_s), u"prf_1"_s);
    QVERIFY(!store.open(key(), 0).result());
    QVERIFY(blocker.remove());
    QVERIFY(store.open(key(), 0).result());
    QVERIFY(store.write(putting(outbox, u"a"_s, "b")).result());
}

void TestProfileStore::bothPlacesAreSecuredSoon()
{
    Opened opened;
    const storage::RowSealer sealer(key());
    int written = 0;
    // Each record tells how far the file had come before it, also while more is written all the time.
    const auto secured = [&] {
        if (!opened.store.write(putting(outbox, u"int_%1"_s.arg(++written), "decide")).result())
            return quint64(0);
        QFile journal(opened.directory.filePath(u"data/profile.store.journal"_s));
        return journal.open(QIODevice::ReadOnly) ? storage::KeepJournal::parse(journal.readAll(), sealer).secured() : quint64(0);
    };
    QCOMPARE(secured(), quint64(0));
    QTRY_VERIFY(secured() > 0);
}

} // namespace gatehouse

QTEST_GUILESS_MAIN(gatehouse::TestProfileStore)
#include "tst_profilestore.moc"
