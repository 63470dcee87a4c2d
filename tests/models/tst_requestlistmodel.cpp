// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/approvals/requestlistmodel.h"
#include "tests/models/modelwatch.h"

#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::modelstest;
using namespace Qt::Literals::StringLiterals;

namespace {

ApprovalRequest request(const QString &id, const QString &queue, const QString &name, int dueInHours = 0)
{
    ApprovalRequest r;
    r.id = RequestId(id);
    r.queue = queue;
    r.pluginName = name;
    r.number = u"REQ-"_s + id;
    r.environment = Environment::Staging;
    r.createdAt = r.updatedAt = QDateTime::fromSecsSinceEpoch(dueInHours, Qt::UTC);
    if (dueInHours != 0)
        r.dueAt = QDateTime::fromSecsSinceEpoch(dueInHours * 3600, Qt::UTC);
    return r;
}

} // namespace

class TestRequestListModel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void groupsAndSorts();
    void filters_data();
    void filters();
    void filtersByName_data();
    void filtersByName();
    void showsWhatIsPinned();
    void countsGroups();
    void keepsWhatIsSelected();
    void movesBetweenGroups();
    void holdsBackWhatArrives();
    void letsInWithWhatIsAskedFor();
    void holdsNothingBackBeforeTheFirstReading();
    void survivesChurn();
};

void TestRequestListModel::groupsAndSorts()
{
    RequestStore store;
    store.putAll({request(u"1"_s, u"your_turn"_s, u"b"_s, 5), request(u"2"_s, u"waiting"_s, u"w"_s),
        request(u"3"_s, u"your_turn"_s, u"a"_s, 2), request(u"4"_s, u"decided"_s, u"old"_s, 1),
        request(u"5"_s, u"decided"_s, u"new"_s, 9), request(u"6"_s, u"none"_s, u"hidden"_s),
        request(u"7"_s, u"your_turn"_s, u"without due"_s)});
    RequestListModel model(store);
    const Watched watched(model);
    QCOMPARE(printModel(model), (QStringList {u""_s, u"  a"_s, u"  b"_s, u"  without due"_s, u""_s, u"  w"_s, u""_s, u"  new"_s, u"  old"_s}));
    model.setSort(RequestListModel::Sort::Name);
    QCOMPARE(printModel(model).mid(1, 3), (QStringList {u"  a"_s, u"  b"_s, u"  without due"_s}));
    model.setSort(RequestListModel::Sort::Newest);
    QCOMPARE(printModel(model).mid(1, 3), (QStringList {u"  b"_s, u"  a"_s, u"  without due"_s}));
}

void TestRequestListModel::filters_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("shown");
    QTest::newRow("all") << u""_s << 3;
    QTest::newRow("name") << u"TEK"_s << 1;
    QTest::newRow("number") << u"req-2"_s << 1;
    QTest::newRow("two words") << u"plugin staging"_s << 3;
    QTest::newRow("excluded") << u"plugin !tekton"_s << 2;
    QTest::newRow("none") << u"nothing"_s << 0;
}

void TestRequestListModel::filters()
{
    QFETCH(QString, text);
    QFETCH(int, shown);
    RequestStore store;
    store.putAll({request(u"1"_s, u"your_turn"_s, u"plugin-tekton"_s), request(u"2"_s, u"waiting"_s, u"plugin-adr"_s),
        request(u"3"_s, u"decided"_s, u"plugin-x"_s)});
    RequestListModel model(store);
    const Watched watched(model);
    model.setFilter(text);
    QCOMPARE(model.shownCount(), shown);
    QCOMPARE(model.unfilteredCount(RequestListModel::YourTurn), 1);
}

void TestRequestListModel::filtersByName_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("shown");
    QTest::newRow("risk") << u"risk:high"_s << QStringList {u"risky"_s};
    QTest::newRow("several values") << u"risk:high,low"_s << QStringList {u"risky"_s, u"late"_s};
    QTest::newRow("how it begins") << u"env:prod"_s << QStringList {u"risky"_s};
    QTest::newRow("type") << u"type:update"_s << QStringList {u"late"_s};
    QTest::newRow("mine") << u"turn:mine"_s << QStringList {u"risky"_s, u"late"_s};
    QTest::newRow("of others") << u"turn:others"_s << QStringList {u"other"_s};
    QTest::newRow("today and late") << u"due:today"_s << QStringList {u"late"_s, u"other"_s};
    QTest::newRow("late") << u"due:late"_s << QStringList {u"late"_s};
    QTest::newRow("two of them") << u"turn:mine due:today"_s << QStringList {u"late"_s};
    QTest::newRow("excluded") << u"!risk:high !turn:others"_s << QStringList {u"late"_s, u"done"_s};
    QTest::newRow("half typed") << u"risk:"_s << QStringList {u"risky"_s, u"late"_s, u"other"_s, u"done"_s};
    QTest::newRow("no such name") << u"colour:red"_s << QStringList();
}

void TestRequestListModel::filtersByName()
{
    QFETCH(QString, text);
    QFETCH(QStringList, shown);
    RequestStore store;
    const QDate today(2026, 11, 23);
    ApprovalRequest risky = request(u"1"_s, u"your_turn"_s, u"risky"_s);
    risky.risk = Risk::High;
    risky.environment = Environment::Production;
    risky.dueAt = today.addDays(1).startOfDay();
    ApprovalRequest late = request(u"2"_s, u"your_turn"_s, u"late"_s);
    late.risk = Risk::Low;
    late.type = RequestType::Update;
    late.slaState = SlaState::Breached;
    late.dueAt = today.addDays(-1).startOfDay();
    ApprovalRequest other = request(u"3"_s, u"waiting"_s, u"other"_s);
    other.dueAt = today.endOfDay();
    store.putAll({risky, late, other, request(u"4"_s, u"decided"_s, u"done"_s)});
    RequestListModel model(store);
    const Watched watched(model);
    model.setToday(today);
    model.setFilter(text);
    QStringList names;
    for (int row = 0; row < store.count(); ++row) {
        if (model.indexOf(store.at(row).id).isValid())
            names.append(store.at(row).pluginName);
    }
    QCOMPARE(names, shown);
}

void TestRequestListModel::showsWhatIsPinned()
{
    RequestStore store;
    store.putAll({request(u"1"_s, u"your_turn"_s, u"one"_s), request(u"2"_s, u"waiting"_s, u"two"_s)});
    RequestListModel model(store);
    const Watched watched(model);
    model.setFilter(u"one"_s);
    model.setPinned(RequestId(u"2"_s));
    QCOMPARE(model.shownCount(), 2);
    QCOMPARE(model.filter(), u"one"_s);
    model.setFilter(u"on"_s);
    QCOMPARE(model.shownCount(), 1);
}

void TestRequestListModel::countsGroups()
{
    RequestStore store;
    ApprovalRequest late = request(u"1"_s, u"your_turn"_s, u"late"_s);
    late.slaState = SlaState::Breached;
    store.putAll({late, request(u"2"_s, u"your_turn"_s, u"x"_s)});
    RequestListModel model(store);
    const QModelIndex group = model.index(RequestListModel::YourTurn, 0);
    QVERIFY(model.isGroup(group));
    QCOMPARE(group.data(RequestListModel::CountRole).toInt(), 2);
    QCOMPARE(group.data(RequestListModel::OverdueRole).toInt(), 1);
    QVERIFY(!model.request(group));
}

void TestRequestListModel::keepsWhatIsSelected()
{
    RequestStore store;
    store.putAll({request(u"1"_s, u"your_turn"_s, u"a"_s, 1), request(u"2"_s, u"your_turn"_s, u"b"_s, 2), request(u"3"_s, u"your_turn"_s, u"c"_s, 3)});
    RequestListModel model(store);
    const Watched watched(model);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    const QPersistentModelIndex selected = model.indexOf(RequestId(u"2"_s));
    store.put(request(u"3"_s, u"your_turn"_s, u"c"_s, 1));
    store.remove(u"1"_s);
    store.put(request(u"0"_s, u"your_turn"_s, u"first"_s, 0));
    model.rearrange();
    QVERIFY(selected.isValid());
    QCOMPARE(model.request(selected)->id, RequestId(u"2"_s));
    QCOMPARE(reset.size(), 0);
}

void TestRequestListModel::movesBetweenGroups()
{
    RequestStore store;
    store.putAll({request(u"1"_s, u"your_turn"_s, u"a"_s), request(u"2"_s, u"waiting"_s, u"b"_s)});
    RequestListModel model(store);
    const Watched watched(model);
    store.put(request(u"1"_s, u"waiting"_s, u"a"_s));
    QTRY_COMPARE(printModel(model), (QStringList {u""_s, u""_s, u"  a"_s, u"  b"_s, u""_s}));
}

void TestRequestListModel::holdsBackWhatArrives()
{
    RequestStore store;
    store.replaceAll({request(u"1"_s, u"your_turn"_s, u"a"_s), request(u"2"_s, u"none"_s, u"b"_s)}, QDateTime::currentDateTimeUtc());
    RequestListModel model(store);
    const Watched watched(model);
    QSignalSpy held(&model, &RequestListModel::heldCountChanged);
    model.setHolding(true);
    store.put(request(u"0"_s, u"your_turn"_s, u"0"_s));
    store.put(request(u"2"_s, u"your_turn"_s, u"b"_s));
    QTRY_COMPARE(model.heldCount(), 2);
    QCOMPARE(printModel(model), (QStringList {u""_s, u"  a"_s, u""_s, u""_s}));
    // One that is in goes its way.
    store.put(request(u"1"_s, u"decided"_s, u"a"_s));
    QTRY_COMPARE(printModel(model), (QStringList {u""_s, u""_s, u""_s, u"  a"_s}));
    store.remove(u"0"_s);
    QTRY_COMPARE(model.heldCount(), 1);
    model.letIn();
    QCOMPARE(printModel(model), (QStringList {u""_s, u"  b"_s, u""_s, u""_s, u"  a"_s}));
    QCOMPARE(held.last().first().toInt(), 0);
    store.put(request(u"3"_s, u"waiting"_s, u"c"_s));
    QTRY_COMPARE(model.heldCount(), 1);
    model.setHolding(false);
    QCOMPARE(model.heldCount(), 0);
    QCOMPARE(printModel(model), (QStringList {u""_s, u"  b"_s, u""_s, u"  c"_s, u""_s, u"  a"_s}));
}

void TestRequestListModel::letsInWithWhatIsAskedFor()
{
    RequestStore store;
    store.replaceAll({request(u"1"_s, u"your_turn"_s, u"a"_s)}, QDateTime::currentDateTimeUtc());
    RequestListModel model(store);
    model.setHolding(true);
    store.put(request(u"2"_s, u"your_turn"_s, u"b"_s));
    QTRY_COMPARE(model.heldCount(), 1);
    model.setFilter(u"b"_s);
    QCOMPARE(model.heldCount(), 0);
    QCOMPARE(model.shownCount(), 1);
}

void TestRequestListModel::holdsNothingBackBeforeTheFirstReading()
{
    RequestStore store;
    RequestListModel model(store);
    model.setHolding(true);
    store.put(request(u"1"_s, u"your_turn"_s, u"a"_s));
    QTRY_COMPARE(model.shownCount(), 1);
}

void TestRequestListModel::survivesChurn()
{
    RequestStore store;
    RequestListModel model(store);
    const Watched watched(model);
    QRandomGenerator random(7);
    const QStringList queues {u"your_turn"_s, u"waiting"_s, u"decided"_s, u"none"_s};
    for (int round = 0; round < 600; ++round) {
        const QString id = QString::number(random.bounded(30));
        switch (random.bounded(6)) {
        case 0:
        case 1:
        case 2:
            store.put(request(id, queues.at(random.bounded(4)), u"n"_s + QString::number(random.bounded(9)), random.bounded(20)));
            break;
        case 3:
            store.remove(id);
            break;
        case 4:
            model.setSort(RequestListModel::Sort(random.bounded(4)));
            break;
        default:
            model.setFilter(random.bounded(2) ? QString() : u"n"_s + QString::number(random.bounded(9)));
        }
        if (random.bounded(3) == 0)
            model.rearrange();
    }
    model.setFilter({});
    model.rearrange();
    int expected = 0;
    for (int row = 0; row < store.count(); ++row)
        expected += store.at(row).queue == "none"_L1 ? 0 : 1;
    QCOMPARE(model.shownCount(), expected);
}

QTEST_GUILESS_MAIN(TestRequestListModel)
#include "tst_requestlistmodel.moc"
