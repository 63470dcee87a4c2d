// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
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
};

//! Rebuilds the store from its announcements alone.
class Mirror final : public QObject
{
public:
    explicit Mirror(RecordStore<Record> &store)
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

class TestRecordStore final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsById();
    void staysSilentWhenNothingChanged();
    void refreshingKeepsPlaces();
    void takesTheLastOfTwins();
    void announcesTrulyThroughChurn();
};

void TestRecordStore::findsById()
{
    RecordStore<Record> store;
    store.putAll({record(1), record(2), record(3)});
    store.remove(u"1"_s);
    QCOMPARE(store.count(), 2);
    QCOMPARE(store.indexOf(u"3"_s), 1);
    QCOMPARE(store.find(u"2"_s)->id, PluginId(u"2"_s));
    QVERIFY(!store.find(u"1"_s));
}

void TestRecordStore::staysSilentWhenNothingChanged()
{
    RecordStore<Record> store;
    store.putAll({record(1, 5)});
    QSignalSpy changed(&store, &RecordSignals::changed);
    store.put(record(1, 5));
    QCOMPARE(changed.size(), 0);
    store.put(record(1, 6));
    QCOMPARE(changed.size(), 1);
}

void TestRecordStore::refreshingKeepsPlaces()
{
    RecordStore<Record> store;
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

void TestRecordStore::takesTheLastOfTwins()
{
    RecordStore<Record> store;
    store.putAll({record(1, 1), record(1, 2)});
    QCOMPARE(store.count(), 1);
    QCOMPARE(store.at(0).value, 2);
}

void TestRecordStore::announcesTrulyThroughChurn()
{
    RecordStore<Record> store;
    Mirror mirror(store);
    QRandomGenerator random(4711);
    for (int round = 0; round < 2000; ++round) {
        const int id = random.bounded(40);
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
            for (int i = 0; i < random.bounded(30); ++i)
                list += record(random.bounded(40), random.bounded(3));
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
    }
}

QTEST_GUILESS_MAIN(TestRecordStore)
#include "tst_recordstore.moc"
