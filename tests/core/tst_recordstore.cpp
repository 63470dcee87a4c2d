// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/packedrows.h"
#include "core/sync/recordstore.h"

#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace gatehouse;
using namespace Qt::Literals::StringLiterals;

namespace {

struct Record
{
    PluginId id;
    int value = 0;
    bool operator==(const Record &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("id", s.id);
        visit("value", s.value);
    }
};

using PlainStore = RecordStore<Record>;
using PackedStore = RecordStore<Record, PackedRows<Record>>;

//! Rebuilds the store from its announcements alone.
template <typename Store>
class Mirror final : public QObject
{
public:
    explicit Mirror(Store &store)
    {
        connect(&store, &RecordSignals::aboutToInsert, this, [this, &store](int first, int) { ok = ok && first <= store.count(); });
        connect(&store, &RecordSignals::inserted, this, [this, &store](int first, int last) {
            for (int row = first; row <= last; ++row)
                rows.insert(row, store.at(row));
        });
        connect(&store, &RecordSignals::aboutToRemove, this, [this, &store](int first, int last) {
            for (int row = first; row <= last; ++row)
                ok = ok && rows.at(row) == store.at(row);
        });
        connect(&store, &RecordSignals::removed, this, [this](int first, int last) { rows.remove(first, last - first + 1); });
        connect(&store, &RecordSignals::changed, this, [this, &store](int row) {
            ok = ok && !(rows.at(row) == store.at(row));
            rows[row] = store.at(row);
        });
    }

    QList<Record> rows;
    bool ok = true;
};

Record record(int number, int value = 0)
{
    return {PluginId(QString::number(number)), value};
}

} // namespace

//! Both forms of rows do the same.
class TestRecordStore final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsById();
    void staysSilentWhenNothingChanged();
    void refreshingKeepsPlaces();
    void takesTheLastOfTwins();
    void addsWhatIsMissing();
    void announcesTrulyThroughChurn_data();
    void announcesTrulyThroughChurn();
    void rowsThatAreReadElsewhereStayAsTheyWere();
    void idsWithOneHashAreToldApart();

private:
    template <typename Store>
    void churn(int ids);
    template <typename Store>
    void findById();
    template <typename Store>
    void stayInPlace();
};

template <typename Store>
void TestRecordStore::findById()
{
    Store store;
    store.putAll({record(1), record(2), record(3)});
    store.remove(u"1"_s);
    QCOMPARE(store.count(), 2);
    QCOMPARE(store.indexOf(u"3"_s), 1);
    QCOMPARE(store.idAt(1), u"3"_s);
    QCOMPARE(store.find(u"2"_s)->id, PluginId(u"2"_s));
    QVERIFY(!store.find(u"1"_s));
}

void TestRecordStore::findsById()
{
    findById<PlainStore>();
    findById<PackedStore>();
}

void TestRecordStore::staysSilentWhenNothingChanged()
{
    const auto check = [](auto &store) {
        store.putAll({record(1, 5)});
        QSignalSpy changed(&store, &RecordSignals::changed);
        store.put(record(1, 5));
        QCOMPARE(changed.size(), 0);
        store.put(record(1, 6));
        QCOMPARE(changed.size(), 1);
    };
    PlainStore plain;
    check(plain);
    PackedStore packed;
    check(packed);
}

template <typename Store>
void TestRecordStore::stayInPlace()
{
    Store store;
    store.putAll({record(1), record(2), record(3), record(4)});
    QSignalSpy removed(&store, &RecordSignals::removed);
    const QDateTime asOf = QDateTime::fromSecsSinceEpoch(1000);
    store.replaceAll({record(4), record(5), record(1, 9)}, asOf);
    QStringList order;
    for (int row = 0; row < store.count(); ++row)
        order += store.at(row).id.text();
    QCOMPARE(order, (QStringList {u"1"_s, u"4"_s, u"5"_s}));
    QCOMPARE(removed.size(), 1);
    QCOMPARE(store.asOf(), asOf);
}

void TestRecordStore::refreshingKeepsPlaces()
{
    stayInPlace<PlainStore>();
    stayInPlace<PackedStore>();
}

void TestRecordStore::takesTheLastOfTwins()
{
    PackedStore store;
    store.putAll({record(1, 1), record(1, 2)});
    QCOMPARE(store.count(), 1);
    QCOMPARE(store.at(0).value, 2);
}

void TestRecordStore::addsWhatIsMissing()
{
    pack::TextPool pool;
    PackedStore packed;
    packed.put(record(2, 7));
    packed.addMissing(blockOf<Record>(packRecords(QList<Record> {record(1), record(2), record(3)}), pool));
    PlainStore plain;
    plain.put(record(2, 7));
    plain.addMissing({record(1), record(2), record(3)});
    QCOMPARE(packed.count(), 3);
    for (int row = 0; row < 3; ++row)
        QVERIFY(packed.at(row) == plain.at(row));
    packed.addMissing(blockOf<Record>(packRecords(QList<Record> {record(3, 8)}), pool));
    QCOMPARE(packed.count(), 3);
}

template <typename Store>
void TestRecordStore::churn(int ids)
{
    Store store;
    Mirror<Store> mirror(store);
    QRandomGenerator random(4711);
    for (int round = 0; round < 2000; ++round) {
        const int id = random.bounded(ids);
        switch (random.bounded(5)) {
        case 0:
        case 1:
            store.put(record(id, random.bounded(3)));
            break;
        case 2:
            store.remove(QString::number(id));
            break;
        case 3: {
            QList<Record> list;
            for (int i = 0; i < random.bounded(ids); ++i)
                list += record(random.bounded(ids), random.bounded(3));
            if (random.bounded(2) == 0)
                store.putAll(list);
            else
                store.replaceAll(list, QDateTime::fromSecsSinceEpoch(round));
            break;
        }
        default:
            if (random.bounded(50) == 0)
                store.clear();
        }
        QVERIFY(mirror.ok);
        QCOMPARE(mirror.rows.size(), store.count());
        for (int row = 0; row < store.count(); ++row) {
            QVERIFY(mirror.rows.at(row) == store.at(row));
            QCOMPARE(store.indexOf(store.at(row).id.text()), row);
        }
        QCOMPARE(store.indexOf(u"never"_s), -1);
    }
}

void TestRecordStore::announcesTrulyThroughChurn_data()
{
    QTest::addColumn<int>("ids");
    QTest::newRow("a few") << 40;
    // Several blocks, and rows that go from the middle of them.
    QTest::newRow("several blocks") << 1200;
}

void TestRecordStore::announcesTrulyThroughChurn()
{
    QFETCH(int, ids);
    churn<PlainStore>(ids);
    churn<PackedStore>(ids);
}

void TestRecordStore::rowsThatAreReadElsewhereStayAsTheyWere()
{
    PackedStore store;
    for (int i = 0; i < 700; ++i)
        store.put(record(i, 1));
    const std::vector<RecordBlock> before = store.rows().blocks();
    QCOMPARE(before.size(), size_t(3));
    store.put(record(300, 2));
    store.remove(u"0"_s);
    QCOMPARE(recordOf<Record>(*before[1], 300 - 256).value, 1);
    QCOMPARE(before[0]->count(), 256);
    // The third block did not change: it is the same one.
    QVERIFY(store.rows().blocks()[2] == before[2]);
}

void TestRecordStore::idsWithOneHashAreToldApart()
{
    IdTable table;
    for (quint32 place = 0; place < 100; ++place)
        table.insert(place % 3, place);
    for (quint32 place = 0; place < 100; place += 2)
        table.remove(place % 3, place);
    for (quint32 place = 0; place < 100; ++place) {
        const auto found = table.find(place % 3, [place](IdTable::Place other) { return other == place; });
        QCOMPARE(found, place % 2 == 0 ? IdTable::nowhere : place);
    }
    QCOMPARE(table.count(), size_t(50));
}

QTEST_GUILESS_MAIN(TestRecordStore)
#include "tst_recordstore.moc"
