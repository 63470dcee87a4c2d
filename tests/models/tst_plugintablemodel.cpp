// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/registry/facetmodel.h"
#include "models/registry/plugintablemodel.h"
#include "tests/models/modelwatch.h"

#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::modelstest;
using namespace Qt::Literals::StringLiterals;

namespace {

Plugin plugin(const QString &name, PluginStatus status = PluginStatus::Registered, int riskScore = 0)
{
    Plugin p;
    p.id = PluginId(name);
    p.name = name;
    p.status = status;
    p.riskScore = riskScore;
    return p;
}

QList<Plugin> thousands(int count)
{
    QList<Plugin> plugins;
    for (int i = 0; i < count; ++i)
        plugins += plugin(u"p%1"_s.arg(i), i % 2 ? PluginStatus::Blocked : PluginStatus::Registered);
    return plugins;
}

} // namespace

class TestPluginTableModel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sortsByTheNameAfterTheScope();
    void sortsByRisk();
    void showsWhatRunsWhere();
    void filtersWithoutReset();
    void resetsWhenTooMuchMoves();
    void ticksOutliveTheFilterNotThePlugin();
    void facetsFollowTheQuery();
    void survivesChurn();
    void thousandsAreIndexedBesideIt();
    void goesOnWhileThousandsAreIndexed();
};

void TestPluginTableModel::sortsByTheNameAfterTheScope()
{
    PluginStore store;
    store.putAll({plugin(u"@z/alpha"_s), plugin(u"gamma"_s), plugin(u"@a/Beta"_s)});
    PluginTableModel model(store);
    const Watched watched(model);
    QCOMPARE(printModel(model), (QStringList {u"@z/alpha"_s, u"@a/Beta"_s, u"gamma"_s}));
    model.sort(PluginTableModel::Name, Qt::DescendingOrder);
    QCOMPARE(printModel(model), (QStringList {u"gamma"_s, u"@a/Beta"_s, u"@z/alpha"_s}));
}

void TestPluginTableModel::sortsByRisk()
{
    PluginStore store;
    store.putAll({plugin(u"a"_s, PluginStatus::Registered, 10), plugin(u"b"_s, PluginStatus::Registered, 90)});
    PluginTableModel model(store);
    model.sort(PluginTableModel::Risk, Qt::DescendingOrder);
    QCOMPARE(printModel(model), (QStringList {u"b"_s, u"a"_s}));
}

void TestPluginTableModel::showsWhatRunsWhere()
{
    Plugin p = plugin(u"a"_s);
    InstalledIn installed;
    installed.environment = Environment::Staging;
    installed.version = u"1.2.3"_s;
    installed.updateAvailable = true;
    p.installations += installed;
    PluginStore store;
    store.put(p);
    const PluginTableModel model(store);
    const QModelIndex staging = model.index(0, PluginTableModel::Staging);
    QCOMPARE(staging.data(PluginTableModel::InstalledVersionRole).toString(), u"1.2.3"_s);
    QVERIFY(staging.data(PluginTableModel::UpdateAvailableRole).toBool());
    QVERIFY(!model.index(0, PluginTableModel::Production).data(PluginTableModel::InstalledVersionRole).isValid());
}

void TestPluginTableModel::filtersWithoutReset()
{
    PluginStore store;
    store.putAll({plugin(u"a"_s), plugin(u"b"_s, PluginStatus::Blocked), plugin(u"c"_s)});
    PluginTableModel model(store);
    const Watched watched(model);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    const QPersistentModelIndex b = model.indexOf(PluginId(u"b"_s));
    model.setQuery(PluginQuery::parse(u"status:blocked"_s));
    QCOMPARE(printModel(model), QStringList {u"b"_s});
    QVERIFY(b.isValid());
    QCOMPARE(b.row(), 0);
    model.setQuery({});
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(reset.size(), 0);
    QCOMPARE(model.countFor(PluginQuery::parse(u"!status:blocked"_s)), 2);
}

void TestPluginTableModel::resetsWhenTooMuchMoves()
{
    PluginStore store;
    QList<Plugin> plugins;
    for (int i = 0; i < 2000; ++i)
        plugins += plugin(u"p%1"_s.arg(i), i % 2 ? PluginStatus::Blocked : PluginStatus::Registered);
    store.putAll(plugins);
    PluginTableModel model(store);
    const Watched watched(model);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    model.setQuery(PluginQuery::parse(u"status:blocked"_s));
    QCOMPARE(model.rowCount(), 1000);
    QCOMPARE(reset.size(), 1);
}

void TestPluginTableModel::ticksOutliveTheFilterNotThePlugin()
{
    PluginStore store;
    store.putAll({plugin(u"a"_s), plugin(u"b"_s)});
    PluginTableModel model(store);
    QSignalSpy changed(&model, &PluginTableModel::tickedChanged);
    QVERIFY(model.setData(model.indexOf(PluginId(u"a"_s)), Qt::Checked, Qt::CheckStateRole));
    QCOMPARE(changed.size(), 1);
    model.setQuery(PluginQuery::parse(u"b"_s));
    QCOMPARE(model.ticked(), QList<PluginId> {PluginId(u"a"_s)});
    model.setAllShownTicked(true);
    QCOMPARE(model.ticked().size(), 2);
    store.remove(u"a"_s);
    model.rearrange();
    QCOMPARE(model.ticked(), QList<PluginId> {PluginId(u"b"_s)});
}

void TestPluginTableModel::facetsFollowTheQuery()
{
    PluginStore store;
    store.putAll({plugin(u"a"_s), plugin(u"b"_s, PluginStatus::Blocked), plugin(u"c"_s, PluginStatus::Blocked)});
    const PluginIndex index(store);
    FacetModel facets({u"status"_s});
    const Watched watched(facets);
    PluginQuery query;
    facets.refresh(index, query);
    QCOMPARE(printModel(facets), (QStringList {u"registered"_s, u"blocked"_s}));
    QCOMPARE(facets.index(1, 0).data(FacetModel::CountRole).toInt(), 2);
    query.set(u"status"_s, u"blocked"_s, true);
    facets.refresh(index, query);
    QVERIFY(facets.index(1, 0).data(FacetModel::WantedRole).toBool());
    QVERIFY(facets.index(0, 0).data(FacetModel::FirstOfFieldRole).toBool());
    QVERIFY(!facets.index(1, 0).data(FacetModel::FirstOfFieldRole).toBool());
}

void TestPluginTableModel::survivesChurn()
{
    PluginStore store;
    PluginTableModel model(store);
    const Watched watched(model);
    QRandomGenerator random(11);
    for (int round = 0; round < 500; ++round) {
        const QString name = u"p%1"_s.arg(random.bounded(40));
        switch (random.bounded(6)) {
        case 0:
        case 1:
            store.put(plugin(name, PluginStatus(1 + random.bounded(8)), random.bounded(100)));
            break;
        case 2:
            store.remove(name);
            break;
        case 3: {
            QList<Plugin> list;
            for (int i = 0; i < random.bounded(40); ++i)
                list += plugin(u"p%1"_s.arg(random.bounded(40)), PluginStatus(1 + random.bounded(8)));
            store.replaceAll(list, QDateTime::fromSecsSinceEpoch(round));
            break;
        }
        case 4:
            model.sort(random.bounded(PluginTableModel::ColumnCount), random.bounded(2) ? Qt::AscendingOrder : Qt::DescendingOrder);
            break;
        default:
            model.setQuery(random.bounded(2) ? PluginQuery() : PluginQuery::parse(u"p%1"_s.arg(random.bounded(4))));
        }
        if (random.bounded(3) == 0)
            model.rearrange();
    }
    model.setQuery({});
    model.rearrange();
    QCOMPARE(model.rowCount(), store.count());
}

void TestPluginTableModel::thousandsAreIndexedBesideIt()
{
    PluginStore store;
    store.putAll(thousands(5000));
    PluginTableModel model(store);
    const Watched watched(model);
    QSignalSpy reindexed(&model, &PluginTableModel::reindexed);
    QCOMPARE(model.rowCount(), 0);
    QTRY_COMPARE(model.rowCount(), 5000);
    QCOMPARE(reindexed.size(), 1);
    QCOMPARE(model.countFor(PluginQuery::parse(u"status:blocked"_s)), 2500);
    // A few more are there at once.
    store.put(plugin(u"one more"_s));
    model.rearrange();
    QCOMPARE(model.rowCount(), 5001);
}

void TestPluginTableModel::goesOnWhileThousandsAreIndexed()
{
    PluginStore store;
    store.putAll(thousands(10));
    PluginTableModel model(store);
    const Watched watched(model);
    QCOMPARE(model.rowCount(), 10);
    store.putAll(thousands(6000));
    model.rearrange();
    // Typed, removed and added before it is done.
    model.setQuery(PluginQuery::parse(u"status:blocked"_s));
    store.remove(u"p1"_s);
    store.put(plugin(u"late"_s, PluginStatus::Blocked));
    store.put(plugin(u"p0"_s, PluginStatus::Blocked));
    QCOMPARE(model.rowCount(), 9);
    QTRY_COMPARE(model.rowCount(), 3001);
    QVERIFY(model.indexOf(PluginId(u"late"_s)).isValid());
    QVERIFY(!model.indexOf(PluginId(u"p2"_s)).isValid());
}

QTEST_GUILESS_MAIN(TestPluginTableModel)
#include "tst_plugintablemodel.moc"
