// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/config/configtreemodel.h"
#include "models/operations/operationlistmodel.h"
#include "models/review/filefiltermodel.h"
#include "tests/models/modelwatch.h"

#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::modelstest;
using namespace Qt::Literals::StringLiterals;

namespace {

ConfigTreeNode node(const QString &name, const QList<Environment> &environments)
{
    ConfigTreeNode n;
    n.pluginId = PluginId(name);
    n.pluginName = name;
    for (const Environment environment : environments) {
        ConfigTreeNode::Overlay overlay;
        overlay.ref.environment = environment;
        n.overlays += overlay;
    }
    return n;
}

Operation operation(const QString &id, OperationStatus status, int at)
{
    Operation o;
    o.id = OperationId(id);
    o.number = u"OP-"_s + id;
    o.subject = u"s"_s + id;
    o.status = status;
    o.createdAt = QDateTime::fromSecsSinceEpoch(at, Qt::UTC);
    return o;
}

FileChange change(const QString &path, const QString &group, int added)
{
    FileChange c;
    c.path = path;
    c.group = group;
    c.added = added;
    return c;
}

} // namespace

class TestTreeAndFileModels final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void configTreeShowsOverlays();
    void configTreeSurvivesChurn();
    void whatRunsStandsFirst();
    void operationsSurviveChurn();
    void filesStandInGroups();
    void whatIsUrgentStandsFirstInItsGroup();
    void marksAndRemarksMoveNoRow();
    void filesAreFilteredByNameAndKind();
    void filesSurviveChurn();
};

void TestTreeAndFileModels::configTreeShowsOverlays()
{
    ConfigTreeStore store;
    store.putAll({node(u"b"_s, {Environment::Global}), node(u"A"_s, {Environment::Global, Environment::Production})});
    ConfigTreeModel model(store);
    const Watched watched(model);
    QCOMPARE(printModel(model), (QStringList {u"A"_s, u"  global"_s, u"  production"_s, u"b"_s, u"  global"_s}));
    const QPersistentModelIndex kept = model.indexOf(PluginId(u"b"_s), {Environment::Global, {}});
    store.put(node(u"A"_s, {Environment::Global}));
    store.remove(u"A"_s);
    QVERIFY(kept.isValid());
    QCOMPARE(model.overlay(kept)->environment, Environment::Global);
    QVERIFY(!model.overlay(model.index(0, 0)).has_value());
    model.setFilter(u"zzz"_s);
    QCOMPARE(model.rowCount(), 0);
}

void TestTreeAndFileModels::configTreeSurvivesChurn()
{
    ConfigTreeStore store;
    ConfigTreeModel model(store);
    const Watched watched(model);
    QRandomGenerator random(5);
    const QList<Environment> all {Environment::Global, Environment::Development, Environment::Staging, Environment::Production};
    for (int round = 0; round < 400; ++round) {
        const QString name = u"p%1"_s.arg(random.bounded(12));
        if (random.bounded(3) == 0)
            store.remove(name);
        else
            store.put(node(name, all.mid(random.bounded(4))));
        if (random.bounded(10) == 0)
            model.setFilter(random.bounded(2) ? QString() : u"1"_s);
    }
    model.setFilter({});
    QCOMPARE(model.rowCount(), store.count());
}

void TestTreeAndFileModels::whatRunsStandsFirst()
{
    OperationStore store;
    store.putAll({operation(u"1"_s, OperationStatus::Succeeded, 1), operation(u"2"_s, OperationStatus::Running, 0),
        operation(u"3"_s, OperationStatus::Failed, 3)});
    OperationListModel model(store);
    const Watched watched(model);
    QCOMPARE(printModel(model), (QStringList {u"s2"_s, u"s3"_s, u"s1"_s}));
    QCOMPARE(model.runningCount(), 1);
    model.setShow(OperationListModel::Show::Failed);
    QCOMPARE(printModel(model), QStringList {u"s3"_s});
    model.setShow(OperationListModel::Show::All);
    model.setFilter(u"op-1"_s);
    QCOMPARE(printModel(model), QStringList {u"s1"_s});
}

void TestTreeAndFileModels::operationsSurviveChurn()
{
    OperationStore store;
    OperationListModel model(store);
    const Watched watched(model);
    QRandomGenerator random(9);
    for (int round = 0; round < 400; ++round) {
        const QString id = QString::number(random.bounded(20));
        if (random.bounded(4) == 0)
            store.remove(id);
        else
            store.put(operation(id, OperationStatus(1 + random.bounded(7)), random.bounded(50)));
        if (random.bounded(4) == 0)
            model.setShow(OperationListModel::Show(random.bounded(3)));
        if (random.bounded(3) == 0)
            model.rearrange();
    }
    model.setShow(OperationListModel::Show::All);
    model.rearrange();
    QCOMPARE(model.rowCount(), store.count());
}

void TestTreeAndFileModels::filesStandInGroups()
{
    FileListModel model;
    const Watched watched(model);
    model.setFiles({change(u"README.md"_s, u"text"_s, 1), change(u"package.json"_s, u"look_first"_s, 2),
        change(u"dist/a.js"_s, u"code"_s, 3), change(u"dist/b.js"_s, u"code"_s, 4)});
    QCOMPARE(printModel(model), (QStringList {u""_s, u"  package.json"_s, u""_s, u"  dist/a.js"_s, u"  dist/b.js"_s, u""_s, u"  README.md"_s}));
    const QModelIndex code = model.index(FileListModel::Code, 0);
    QCOMPARE(code.data(FileListModel::CountRole).toInt(), 2);
    QCOMPARE(code.data(FileListModel::AddedRole).toInt(), 7);
    QCOMPARE(model.file(model.indexOf(u"dist/b.js"_s))->added, 4);
    QVERIFY(!model.file(code));
    model.setFiles({});
    QCOMPARE(model.fileCount(), 0);
    QCOMPARE(model.rowCount(), 3);
}

void TestTreeAndFileModels::whatIsUrgentStandsFirstInItsGroup()
{
    FileListModel model;
    FileChange script = change(u"a/fetch.js"_s, u"look_first"_s, 1);
    script.reasons = {u"install_script"_s};
    FileChange config = change(u"a/config.d.ts"_s, u"look_first"_s, 1);
    config.reasons = {u"config_schema"_s};
    FileChange manifest = change(u"package.json"_s, u"look_first"_s, 1);
    manifest.reasons = {u"manifest"_s};
    model.setFiles({config, script, manifest});
    QCOMPARE(printModel(model), (QStringList {u""_s, u"  package.json"_s, u"  a/fetch.js"_s, u"  a/config.d.ts"_s, u""_s, u""_s}));
    QCOMPARE(model.files().first().path, u"package.json"_s);
}

void TestTreeAndFileModels::marksAndRemarksMoveNoRow()
{
    FileListModel model;
    const Watched watched(model);
    model.setFiles({change(u"README.md"_s, u"text"_s, 1), change(u"dist/a.js"_s, u"code"_s, 3), change(u"dist/b.js"_s, u"code"_s, 4)});
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.setReviewed({u"dist/b.js"_s, u"not/here.js"_s});
    QCOMPARE(model.reviewedCount(), 1);
    QCOMPARE(changed.count(), 2); // The file and its group.
    QCOMPARE(model.index(FileListModel::Code, 0).data(FileListModel::ReviewedRole).toInt(), 1);
    QVERIFY(model.indexOf(u"dist/b.js"_s).data(FileListModel::ReviewedRole).toBool());
    model.setRemarks({{u"README.md"_s, {2, 1}}});
    QCOMPARE(model.indexOf(u"README.md"_s).data(FileListModel::FindingsRole).toInt(), 2);
    model.setRemarks({});
    QCOMPARE(model.indexOf(u"README.md"_s).data(FileListModel::CommentsRole).toInt(), 0);
    model.setReviewed({});
    QCOMPARE(changed.count(), 8);
}

void TestTreeAndFileModels::filesAreFilteredByNameAndKind()
{
    FileListModel model;
    FileFilterModel filter;
    filter.setSourceModel(&model);
    const Watched watched(filter);
    FileChange map = change(u"dist/a.js.map"_s, u"text"_s, 9);
    map.reasons = {u"source_map"_s};
    model.setFiles({map, change(u"dist/a.js"_s, u"code"_s, 3), change(u"package.json"_s, u"look_first"_s, 4)});
    QCOMPARE(printModel(filter), (QStringList {u""_s, u"  package.json"_s, u""_s, u"  dist/a.js"_s}));
    filter.setSourceMapsShown(true);
    QCOMPARE(printModel(filter), (QStringList {u""_s, u"  package.json"_s, u""_s, u"  dist/a.js"_s, u""_s, u"  dist/a.js.map"_s}));
    filter.setWanted(u"A.JS"_s);
    QCOMPARE(printModel(filter), (QStringList {u""_s, u"  dist/a.js"_s, u""_s, u"  dist/a.js.map"_s}));
}

void TestTreeAndFileModels::filesSurviveChurn()
{
    FileListModel model;
    FileFilterModel filter;
    filter.setSourceModel(&model);
    const Watched watchedModel(model);
    const Watched watchedFilter(filter);
    QRandomGenerator random(3);
    const QStringList groups {u"look_first"_s, u"code"_s, u"text"_s};
    for (int round = 0; round < 200; ++round) {
        switch (random.bounded(4)) {
        case 0: {
            QList<FileChange> files;
            for (int i = random.bounded(12); i > 0; --i) {
                files.append(change(u"f%1"_s.arg(i), groups.at(random.bounded(3)), i));
                if (random.bounded(3) == 0)
                    files.last().reasons = {u"source_map"_s};
            }
            model.setFiles(files);
            break;
        }
        case 1:
            model.setReviewed({u"f%1"_s.arg(random.bounded(12)), u"f%1"_s.arg(random.bounded(12))});
            break;
        case 2:
            model.setRemarks({{u"f%1"_s.arg(random.bounded(12)), {1, 1}}});
            break;
        default:
            filter.setWanted(random.bounded(2) == 0 ? QString() : QString::number(random.bounded(10)));
            filter.setSourceMapsShown(random.bounded(2) == 0);
        }
    }
    model.setFiles({});
    QCOMPARE(filter.rowCount(), 0);
}

QTEST_GUILESS_MAIN(TestTreeAndFileModels)
#include "tst_treeandfilemodels.moc"
