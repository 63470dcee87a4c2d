// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/journalrecord.h"
#include "core/storage/storageerrors.h"
#include "tests/core/storefixture.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::storage {

//! The store keeps what it is given, tells nothing to others, and notices what was done to it.
class TestSealedStore final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsWhatWasWritten();
    void aBatchClearsBeforeItPuts();
    void givesRowsInTheOrderOfTheirKeys();
    void filesTellNothing();
    void filesAreForTheirOwner();
    void anotherKeyChangesNothing();
    void anotherProfileIsRefused();
    void onlyOneHasItOpen();
    void generationRisesWithWhatIsOnTheDisk();
    void aFileThatWasSetBackIsNoticed();
    void bothPlacesSetBackAreNoticed();
    void aBatchBetweenThePlacesIsFinishedQuietly();
    void aPowerCutTakesNothingFromThePerson();
    void listsThatAPowerCutTookAreNoticed();
    void aJournalThatWasSetBackIsNoticed();
    void aMissingJournalIsMadeAgain();
    void aMissingFileIsMadeAgain();
    void theJournalIsMadeSmaller();
    void trimRemovesWhatWasWrittenLongestAgo();
    void preciousRowsAreNeverTrimmed();
    void aNewerFileIsReadAndNotChanged();
    void aMigrationChangesACopy();
    void aMigrationThatFailsChangesNothing();
    void aStoreOfFormat1IsTakenOver();
    void recordsOfFormat1AreRead();
};

namespace {

const QString outbox = u"outbox"_s;
const QString list = u"list:plugins"_s;

QByteArray valueOf(SealedStore &store, const QString &table, const QString &key)
{
    const auto value = store.read(table, key);
    return value ? value->value_or("(none)") : "(" + value.error().code.toUtf8() + ")";
}

//! Three intents, each in a batch of its own, then a list.
void fill(const StoreFixture &fixture, int intents = 3)
{
    auto store = fixture.open();
    QVERIFY(store);
    for (int i = 0; i < intents; ++i) {
        QVERIFY((*store)->write(putting(outbox, u"int_%1"_s.arg(i), "decide", Durability::Fsynced)));
        QVERIFY((*store)->secure());
    }
    QVERIFY((*store)->write(putting(list, u"plg_1"_s, "a plugin")));
}

} // namespace

void TestSealedStore::keepsWhatWasWritten()
{
    const StoreFixture fixture;
    fill(fixture);
    auto store = fixture.open();
    QVERIFY(store);
    QVERIFY((*store)->report().damages.isEmpty());
    QVERIFY(!(*store)->report().isRolledBack);
    QCOMPARE((*store)->report().restoredFromSecondPlace, 0);
    QCOMPARE(valueOf(**store, outbox, u"int_2"_s), "decide");
    QCOMPARE(valueOf(**store, list, u"plg_1"_s), "a plugin");
    QCOMPARE(valueOf(**store, list, u"plg_2"_s), "(none)");
    RowBatch removal;
    removal.remove = {{outbox, u"int_2"_s}, {outbox, u"never"_s}};
    QVERIFY((*store)->write(removal));
    store->reset();
    store = fixture.open();
    QCOMPARE(valueOf(**store, outbox, u"int_2"_s), "(none)");
    QCOMPARE((*store)->readAll(outbox)->size(), 2);
    QVERIFY((*store)->takeDamages().isEmpty());
}

void TestSealedStore::aBatchClearsBeforeItPuts()
{
    const StoreFixture fixture;
    fill(fixture);
    auto store = fixture.open();
    RowBatch batch = putting(list, u"plg_9"_s, "the only one");
    batch.clear = {list};
    QVERIFY((*store)->write(batch));
    QCOMPARE((*store)->readAll(list).value(), QList<Row>({{list, u"plg_9"_s, "the only one"}}));
    QCOMPARE((*store)->sizes().size(), 2);
}

void TestSealedStore::givesRowsInTheOrderOfTheirKeys()
{
    const StoreFixture fixture;
    auto store = fixture.open();
    RowBatch batch;
    for (const QString &key : {u"c"_s, u"a"_s, u"b"_s, u""_s})
        batch.put.append({list, key, key.toUtf8()});
    QVERIFY((*store)->write(batch));
    QStringList keys;
    const auto rows = (*store)->readAll(list);
    for (const Row &row : *rows)
        keys.append(row.key);
    QCOMPARE(keys, QStringList({u""_s, u"a"_s, u"b"_s, u"c"_s}));
}

void TestSealedStore::filesTellNothing()
{
    const StoreFixture fixture;
    auto store = fixture.open();
    QVERIFY((*store)->write(putting(outbox, u"int_marker"_s, "marker of the value", Durability::Fsynced)));
    QVERIFY((*store)->write(putting(u"list:marker"_s, u"plg_marker"_s, "marker of the value")));
    const auto files = fixture.files();
    QCOMPARE(files.size(), 3);
    for (const QByteArray &content : files) {
        QVERIFY(!content.contains("marker"));
        QVERIFY(!content.contains("outbox"));
        QVERIFY(!content.contains("prf_1"));
        QVERIFY(!content.contains(QByteArray(16, 'k')));
    }
}

void TestSealedStore::filesAreForTheirOwner()
{
    const StoreFixture fixture;
    auto store = fixture.open();
    QVERIFY((*store)->write(putting(outbox, u"int_1"_s, "decide")));
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QCOMPARE(fixture.names().size(), 4);
    for (const QString &name : fixture.names())
        QCOMPARE(QFile::permissions(QFileInfo(fixture.place().file).dir().filePath(name)) & others, QFile::Permissions());
}

void TestSealedStore::anotherKeyChangesNothing()
{
    const StoreFixture fixture;
    fill(fixture);
    const auto before = fixture.files();
    const auto store = fixture.open(0, StoreFixture::smallPages(), SecureBytes::random(32));
    QVERIFY(!store);
    QVERIFY(has(store.error(), keyMismatch));
    QCOMPARE(fixture.files(), before);
}

void TestSealedStore::anotherProfileIsRefused()
{
    const StoreFixture fixture;
    fill(fixture);
    StorePlace place = fixture.place();
    place.profileId = u"prf_2"_s;
    const auto store = SealedStore::open(place, StoreFixture::key(), 0);
    QVERIFY(!store);
    QVERIFY(has(store.error(), keyMismatch));
}

void TestSealedStore::onlyOneHasItOpen()
{
    const StoreFixture fixture;
    auto first = fixture.open();
    const auto second = fixture.open();
    QVERIFY(!second);
    QVERIFY(has(second.error(), storeInUse));
    first->reset();
    QVERIFY(fixture.open());
}

void TestSealedStore::generationRisesWithWhatIsOnTheDisk()
{
    const StoreFixture fixture;
    auto store = fixture.open();
    QVERIFY((*store)->write(putting(list, u"a"_s, "1")));
    QCOMPARE((*store)->generation(), quint64(0));
    QVERIFY((*store)->write(putting(list, u"a"_s, "1", Durability::Fsynced)));
    QCOMPARE((*store)->generation(), quint64(1));
    // Whoever writes what is precious cannot ask for less.
    QVERIFY((*store)->write(putting(outbox, u"a"_s, "1")));
    QCOMPARE((*store)->generation(), quint64(2));
    store->reset();
    QCOMPARE((*fixture.open())->report().generation, quint64(2));
}

void TestSealedStore::aFileThatWasSetBackIsNoticed()
{
    const StoreFixture fixture;
    fill(fixture, 1);
    const QString name = QFileInfo(fixture.place().file).fileName();
    const QByteArray old = fixture.files().value(name);
    fill(fixture, 4);
    auto files = fixture.files();
    files.insert(name, old);
    fixture.putBack(files);
    auto store = fixture.open();
    QVERIFY(store);
    QVERIFY((*store)->report().isRolledBack);
    QCOMPARE((*store)->readAll(outbox)->size(), 4);
    QCOMPARE((*store)->generation(), quint64(5));
    store->reset();
    QVERIFY(!(*fixture.open())->report().isRolledBack);
}

void TestSealedStore::bothPlacesSetBackAreNoticed()
{
    const StoreFixture fixture;
    fill(fixture, 1);
    const auto old = fixture.files();
    fill(fixture, 4);
    fixture.putBack(old);
    auto store = fixture.open(5);
    QVERIFY(store);
    QVERIFY((*store)->report().isRolledBack);
    QCOMPARE((*store)->report().generation, quint64(5));
    store->reset();
    QVERIFY(!(*fixture.open(5))->report().isRolledBack);
}

void TestSealedStore::aBatchBetweenThePlacesIsFinishedQuietly()
{
    const StoreFixture fixture;
    fill(fixture, 3);
    const QString name = QFileInfo(fixture.place().file).fileName();
    const QByteArray before = fixture.files().value(name);
    {
        auto store = fixture.open();
        RowBatch batch = putting(outbox, u"int_3"_s, "decide", Durability::Fsynced);
        batch.put.append({list, u"plg_2"_s, "with it"});
        QVERIFY((*store)->write(batch));
    }
    auto files = fixture.files();
    files.insert(name, before);
    fixture.putBack(files);
    auto store = fixture.open();
    QVERIFY(!(*store)->report().isRolledBack);
    QVERIFY((*store)->report().damages.isEmpty());
    QCOMPARE(valueOf(**store, outbox, u"int_3"_s), "decide");
    QCOMPARE(valueOf(**store, list, u"plg_2"_s), "with it");
}

//! What the file had on the disk, beside the journal of some batches later: as after a power cut.
void TestSealedStore::aPowerCutTakesNothingFromThePerson()
{
    const StoreFixture fixture;
    fill(fixture, 2);
    StoreFixture::Files onDisk;
    QByteArray journal;
    {
        auto store = fixture.open();
        QVERIFY((*store)->write(putting(outbox, u"int_7"_s, "decide", Durability::Fsynced)));
        QVERIFY((*store)->isInsecure());
        QVERIFY((*store)->secure());
        QVERIFY(!(*store)->isInsecure());
        onDisk = fixture.files();
        for (int i = 8; i < 11; ++i)
            QVERIFY((*store)->write(putting(outbox, u"int_%1"_s.arg(i), "decide", Durability::Fsynced)));
        QVERIFY((*store)->write(putting(list, u"plg_9"_s, "relaxed")));
        journal = fixture.files().value(QFileInfo(fixture.place().journal()).fileName());
    }
    onDisk.insert(QFileInfo(fixture.place().journal()).fileName(), journal);
    fixture.putBack(onDisk);
    auto store = fixture.open(6);
    QVERIFY(store);
    QVERIFY(!(*store)->report().isRolledBack);
    QVERIFY((*store)->report().damages.isEmpty());
    QCOMPARE((*store)->readAll(outbox)->size(), 6);
    QCOMPARE(valueOf(**store, outbox, u"int_10"_s), "decide");
    QCOMPARE((*store)->generation(), quint64(6));
}

void TestSealedStore::listsThatAPowerCutTookAreNoticed()
{
    const StoreFixture fixture;
    fill(fixture, 2);
    const auto onDisk = fixture.files();
    QByteArray journal;
    {
        auto store = fixture.open();
        QVERIFY((*store)->write(putting(list, u"plg_2"_s, "relaxed")));
        QVERIFY((*store)->write(putting(list, u"plg_3"_s, "on top of it", Durability::Fsynced)));
        journal = fixture.files().value(QFileInfo(fixture.place().journal()).fileName());
    }
    auto files = onDisk;
    files.insert(QFileInfo(fixture.place().journal()).fileName(), journal);
    fixture.putBack(files);
    QVERIFY((*fixture.open(3))->report().isRolledBack);
}

void TestSealedStore::aJournalThatWasSetBackIsNoticed()
{
    const StoreFixture fixture;
    fill(fixture, 1);
    const QString name = QFileInfo(fixture.place().journal()).fileName();
    const QByteArray old = fixture.files().value(name);
    fill(fixture, 3);
    auto files = fixture.files();
    files.insert(name, old);
    fixture.putBack(files);
    auto store = fixture.open();
    QCOMPARE((*store)->report().damages.size(), 1);
    QVERIFY((*store)->report().damages.first().kind == StoreDamage::Kind::SecondPlace);
    QVERIFY(QFile::exists((*store)->report().damages.first().keptAs));
    QCOMPARE((*store)->readAll(outbox)->size(), 3);
    store->reset();
    QVERIFY((*fixture.open())->report().damages.isEmpty());
}

void TestSealedStore::aMissingJournalIsMadeAgain()
{
    const StoreFixture fixture;
    fill(fixture);
    QVERIFY(QFile::remove(fixture.place().journal()));
    QCOMPARE((*fixture.open())->report().damages.size(), 1);
    QVERIFY(QFile::remove(fixture.place().file));
    auto store = fixture.open();
    QCOMPARE((*store)->readAll(outbox)->size(), 3);
    QCOMPARE((*store)->report().restoredFromSecondPlace, 3);
}

void TestSealedStore::aMissingFileIsMadeAgain()
{
    const StoreFixture fixture;
    fill(fixture);
    QVERIFY(QFile::remove(fixture.place().file));
    auto store = fixture.open();
    QVERIFY(store);
    QCOMPARE((*store)->report().damages.size(), 1);
    QVERIFY((*store)->report().damages.first().kind == StoreDamage::Kind::File);
    QCOMPARE((*store)->readAll(outbox)->size(), 3);
    QCOMPARE((*store)->readAll(list)->size(), 0);
}

void TestSealedStore::theJournalIsMadeSmaller()
{
    const StoreFixture fixture;
    StoreOptions options = StoreFixture::smallPages();
    options.journalGrowth = 4000;
    {
        auto store = fixture.open(0, options);
        for (int i = 0; i < 200; ++i)
            QVERIFY((*store)->write(putting(outbox, u"int_1"_s, QByteArray(100, 'v') + QByteArray::number(i))));
        QVERIFY(!(*store)->takeTrouble());
    }
    QVERIFY(QFileInfo(fixture.place().journal()).size() < 5000);
    QVERIFY(QFile::remove(fixture.place().file));
    QCOMPARE(valueOf(**fixture.open(), outbox, u"int_1"_s), QByteArray(100, 'v') + "199");
}

void TestSealedStore::trimRemovesWhatWasWrittenLongestAgo()
{
    const StoreFixture fixture;
    auto store = fixture.open();
    const QString answers = u"answers"_s;
    for (const QString &key : {u"old"_s, u"new"_s, u"older"_s, u"old"_s, u"newest"_s})
        QVERIFY((*store)->write(putting(answers, key, QByteArray(1000, 'a'))));
    const qint64 all = (*store)->sizes().first().bytes;
    QVERIFY((*store)->trim(answers, all));
    QCOMPARE((*store)->readAll(answers)->size(), 4);
    QVERIFY((*store)->trim(answers, all * 2 / 3));
    QCOMPARE((*store)->readAll(answers)->size(), 2);
    QCOMPARE(valueOf(**store, answers, u"old"_s), QByteArray(1000, 'a'));
    QCOMPARE(valueOf(**store, answers, u"newest"_s), QByteArray(1000, 'a'));
    QVERIFY((*store)->takeDamages().isEmpty());
}

void TestSealedStore::preciousRowsAreNeverTrimmed()
{
    const StoreFixture fixture;
    fill(fixture);
    auto store = fixture.open();
    QVERIFY((*store)->trim(outbox, 0));
    QCOMPARE((*store)->readAll(outbox)->size(), 3);
}

void TestSealedStore::aNewerFileIsReadAndNotChanged()
{
    const StoreFixture fixture;
    fill(fixture);
    StoreOptions newer = StoreFixture::smallPages();
    newer.migrations += [](RowTable &, const RowSealer &, StoreHeader &) { return Status(); };
    QVERIFY(fixture.open(0, newer));
    const auto before = fixture.files();
    {
        auto store = fixture.open();
        QVERIFY(store);
        QVERIFY((*store)->report().isNewer);
        QVERIFY((*store)->report().mode == OpenReport::Mode::ReadOnly);
        QCOMPARE((*store)->readAll(outbox)->size(), 3);
        QCOMPARE(valueOf(**store, list, u"plg_1"_s), "a plugin");
        const Status written = (*store)->write(putting(list, u"a"_s, "b"));
        QVERIFY(has(written.error(), storeNewer));
        QVERIFY(has((*store)->trim(list, 0).error(), storeNewer));
    }
    QCOMPARE(fixture.files().value(QFileInfo(fixture.place().file).fileName()),
        before.value(QFileInfo(fixture.place().file).fileName()));
    QVERIFY(!(*fixture.open(0, newer))->report().isNewer);
}

void TestSealedStore::aMigrationChangesACopy()
{
    const StoreFixture fixture;
    fill(fixture);
    StoreOptions newer = StoreFixture::smallPages();
    newer.migrations += [](RowTable &copy, const RowSealer &, StoreHeader &) {
        return copy.execute(u"CREATE TEMP TABLE seen(a)"_s);
    };
    newer.migrations += [](RowTable &, const RowSealer &, StoreHeader &header) {
        header.profileId = header.profileId.toUpper().toLower();
        return Status();
    };
    auto store = fixture.open(0, newer);
    QVERIFY(store);
    QVERIFY((*store)->report().damages.isEmpty());
    QCOMPARE((*store)->readAll(outbox)->size(), 3);
    QVERIFY((*store)->write(putting(list, u"plg_2"_s, "after")));
    store->reset();
    store = fixture.open(0, newer);
    QCOMPARE((*store)->readAll(list)->size(), 2);
    QVERIFY(!fixture.names().contains(u"profile.store.new"_s));
}

void TestSealedStore::aMigrationThatFailsChangesNothing()
{
    const StoreFixture fixture;
    fill(fixture);
    const QString name = QFileInfo(fixture.place().file).fileName();
    const QByteArray before = fixture.files().value(name);
    StoreOptions newer = StoreFixture::smallPages();
    newer.migrations += [](RowTable &copy, const RowSealer &, StoreHeader &) {
        return copy.removeTable(QByteArray(16, 'x')).and_then([] { return Status(fail(systemError(ENOSPC, u"x"_s))); });
    };
    const auto store = fixture.open(0, newer);
    QVERIFY(!store);
    QVERIFY(has(store.error(), diskFull));
    QCOMPARE(fixture.files().value(name), before);
    QCOMPARE((*(*fixture.open())->readAll(outbox)).size(), 3);
}

void TestSealedStore::aStoreOfFormat1IsTakenOver()
{
    const StoreFixture fixture;
    StoreOptions format1 = StoreFixture::smallPages();
    format1.migrations.clear();
    {
        auto store = fixture.open(0, format1);
        QVERIFY((*store)->write(putting(outbox, u"int_1"_s, "decide")));
        QVERIFY((*store)->write(putting(list, u"plg_1"_s, "a plugin")));
    }
    {
        auto store = fixture.open(1);
        QVERIFY(store);
        QVERIFY((*store)->report().damages.isEmpty());
        QVERIFY((*store)->report().mode == OpenReport::Mode::ReadWrite);
        QCOMPARE(valueOf(**store, outbox, u"int_1"_s), "decide");
        QCOMPARE(valueOf(**store, list, u"plg_1"_s), "a plugin");
    }
    QVERIFY((*fixture.open(1, format1))->report().isNewer);
}

void TestSealedStore::recordsOfFormat1AreRead()
{
    JournalRecord batch{false, 7, 9, 3, putting(outbox, u"int_1"_s, "decide"), {}};
    QByteArray bytes = encodeRecord(batch);
    QCOMPARE(decodeRecord(bytes)->secured, quint64(3));
    // Without the number, and with the kind of a batch of those days.
    bytes.remove(1 + 8 + 8, 8);
    bytes[0] = 2;
    const auto read = decodeRecord(bytes);
    QVERIFY(read && !read->isSnapshot);
    QCOMPARE(read->secured, quint64(6));
    QCOMPARE(read->batch.put, batch.batch.put);
}

} // namespace gatehouse::storage

QTEST_GUILESS_MAIN(gatehouse::storage::TestSealedStore)
#include "tst_sealedstore.moc"
