// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/registry/pluginindex.h"

#include <QRandomGenerator>
#include <QTest>

using namespace gatehouse;
using namespace Qt::Literals::StringLiterals;

namespace {

struct Row
{
    QString name;
    PluginStatus status = PluginStatus::Registered;
    Risk risk = Risk::Low;
    QString owner;
    QStringList tags;
    bool inProduction = false;
    bool update = false;
};

Plugin pluginOf(const Row &row)
{
    Plugin plugin;
    plugin.id = PluginId(row.name);
    plugin.name = row.name;
    plugin.status = row.status;
    plugin.risk = row.risk;
    plugin.owner = row.owner;
    plugin.tags = row.tags;
    if (row.inProduction) {
        InstalledIn installed;
        installed.environment = Environment::Production;
        installed.updateAvailable = row.update;
        installed.version = row.update ? u"1.0"_s : u"2.0"_s;
        plugin.installations += installed;
    }
    return plugin;
}

const QList<Row> rows {
    {u"@backstage/plugin-kubernetes"_s, PluginStatus::Installed, Risk::Low, u"Platform"_s, {u"infra"_s}, true, true},
    {u"@backstage-community/plugin-tekton"_s, PluginStatus::Blocked, Risk::High, u"Team A"_s, {u"ci"_s, u"legacy"_s}, true, false},
    {u"@backstage/plugin-techdocs"_s, PluginStatus::InReview, Risk::Critical, u"Docs"_s, {u"docs"_s}, false, false},
    {u"@roadiehq/plugin-datadog"_s, PluginStatus::Blocked, Risk::Medium, u"Team A"_s, {u"infra"_s}, false, false},
    {u"plugin-Straße"_s, PluginStatus::Registered, Risk::Low, u""_s, {}, false, false},
};

QStringList found(const PluginStore &store, const PluginIndex &index, const QString &query)
{
    QStringList names;
    for (const int row : index.search(PluginQuery::parse(query)))
        names += store.at(row).name.section(u"plugin-"_s, 1);
    return names;
}

} // namespace

class TestPluginSearch final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void finds_data();
    void finds();
    void queriesSurviveTheirOwnText_data();
    void queriesSurviveTheirOwnText();
    void facetsCountWithoutThemselves();
    void valuesAreSetAndTakenAway();
    void goesOnFromAnEarlierIndex();
    void keepsNumbersOfEveryWidth_data();
    void keepsNumbersOfEveryWidth();
    void tellsHundredsOfValuesApart();
    void ordersByEveryColumn_data();
    void ordersByEveryColumn();

private:
    PluginStore m_store;
    PluginIndex m_index;
};

void TestPluginSearch::initTestCase()
{
    for (const Row &row : rows)
        m_store.put(pluginOf(row));
    m_index = PluginIndex(m_store);
}

void TestPluginSearch::finds_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("everything") << u""_s << QStringList {u"kubernetes"_s, u"tekton"_s, u"techdocs"_s, u"datadog"_s, u"Straße"_s};
    QTest::newRow("word") << u"tek"_s << QStringList {u"tekton"_s};
    QTest::newRow("case") << u"TEKTON"_s << QStringList {u"tekton"_s};
    QTest::newRow("not only ascii") << u"STRASSE"_s << QStringList {};
    QTest::newRow("sharp s") << u"straße"_s << QStringList {u"Straße"_s};
    QTest::newRow("two words") << u"backstage te"_s << QStringList {u"kubernetes"_s, u"tekton"_s, u"techdocs"_s};
    QTest::newRow("word in tag") << u"infra"_s << QStringList {u"kubernetes"_s, u"datadog"_s};
    QTest::newRow("not across rows") << u"infra@backstage"_s << QStringList {};
    QTest::newRow("excluded word") << u"!backstage"_s << QStringList {u"datadog"_s, u"Straße"_s};
    QTest::newRow("field") << u"status:blocked"_s << QStringList {u"tekton"_s, u"datadog"_s};
    QTest::newRow("alternatives") << u"status:blocked,in_review"_s << QStringList {u"tekton"_s, u"techdocs"_s, u"datadog"_s};
    QTest::newRow("the same field twice") << u"risk:high risk:critical"_s << QStringList {u"tekton"_s, u"techdocs"_s};
    QTest::newRow("two fields") << u"status:blocked risk:high"_s << QStringList {u"tekton"_s};
    QTest::newRow("excluded field") << u"status:blocked !tag:legacy"_s << QStringList {u"datadog"_s};
    QTest::newRow("quoted value") << u"owner:\"team a\""_s << QStringList {u"tekton"_s, u"datadog"_s};
    QTest::newRow("field and word") << u"status:blocked dog"_s << QStringList {u"datadog"_s};
    QTest::newRow("where it runs") << u"in:production"_s << QStringList {u"kubernetes"_s, u"tekton"_s};
    QTest::newRow("update") << u"update:yes"_s << QStringList {u"kubernetes"_s};
    QTest::newRow("unknown value") << u"status:nonsense"_s << QStringList {};
    QTest::newRow("unknown field is a word") << u"colour:red"_s << QStringList {};
}

void TestPluginSearch::finds()
{
    QFETCH(QString, query);
    QFETCH(QStringList, expected);
    QCOMPARE(found(m_store, m_index, query), expected);
}

void TestPluginSearch::queriesSurviveTheirOwnText_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("text");
    QTest::newRow("plain") << u"status:blocked kubernetes"_s << u"status:blocked kubernetes"_s;
    QTest::newRow("joined") << u"risk:high  risk:low"_s << u"risk:high,low"_s;
    QTest::newRow("quoted") << u"owner:\"Team A\" !tag:x"_s << u"owner:\"team a\" !tag:x"_s;
    QTest::newRow("quoted words") << u"\"a b\""_s << u"\"a b\""_s;
    QTest::newRow("bare colon") << u":x"_s << u"\":x\""_s;
    QTest::newRow("empty value") << u"status:"_s << u""_s;
}

void TestPluginSearch::queriesSurviveTheirOwnText()
{
    QFETCH(QString, typed);
    QFETCH(QString, text);
    const PluginQuery query = PluginQuery::parse(typed);
    QCOMPARE(query.toText(), text);
    QCOMPARE(PluginQuery::parse(query.toText()), query);
}

void TestPluginSearch::facetsCountWithoutThemselves()
{
    const PluginQuery query = PluginQuery::parse(u"status:blocked owner:\"team a\""_s);
    const QMap<QString, qint64> status = m_index.facet(u"status"_s, query);
    QCOMPARE(status.value(u"blocked"_s), 2);
    QCOMPARE(status.value(u"installed"_s), 0);
    const QMap<QString, qint64> owner = m_index.facet(u"owner"_s, query);
    QCOMPARE(owner.value(u"Team A"_s), 2);
    const QMap<QString, qint64> all = m_index.facet(u"risk"_s, {});
    QCOMPARE(all, (QMap<QString, qint64> {{u"low"_s, 2}, {u"medium"_s, 1}, {u"high"_s, 1}, {u"critical"_s, 1}}));
}

void TestPluginSearch::valuesAreSetAndTakenAway()
{
    PluginQuery query;
    query.set(u"risk"_s, u"High"_s, true);
    query.set(u"risk"_s, u"low"_s, true);
    QVERIFY(query.has(u"risk"_s, u"high"_s));
    QVERIFY(!query.has(u"risk"_s, u"high"_s, true));
    query.set(u"risk"_s, u"high"_s, false);
    QCOMPARE(query.toText(), u"risk:low"_s);
    query.set(u"risk"_s, u"low"_s, false);
    QVERIFY(query.isEmpty());
}

//! Built step by step it says the same as built at once.
void TestPluginSearch::goesOnFromAnEarlierIndex()
{
    PluginStore store;
    PluginIndex index(store);
    QRandomGenerator random(3);
    const auto numbered = [&](int number) {
        Row row = rows.at(random.bounded(int(rows.size())));
        row.name += QString::number(number);
        row.tags.append(u"tag-%1"_s.arg(random.bounded(30)));
        Plugin plugin = pluginOf(row);
        plugin.id = PluginId(QString::number(number));
        return plugin;
    };
    for (int number = 0; number < 1500; ++number)
        store.put(numbered(number));
    for (int round = 0; round < 20; ++round) {
        // Near one another, so that most blocks stay as they are.
        const int near = random.bounded(1450);
        for (int i = 0; i < 20; ++i)
            store.put(numbered(near + random.bounded(50)));
        for (int i = 0; i < 5; ++i)
            store.remove(QString::number(near + random.bounded(50)));
        index = PluginIndex(index, store.rows().blocks());
        QVERIFY(index.isOf(store.rows().blocks()));
        QCOMPARE(index.newRows(store.rows().blocks()), 0);
        const PluginIndex whole(store);
        for (const QString &text : {u""_s, u"tek"_s, u"status:blocked !tag:legacy"_s, u"tag:tag-7"_s, u"in:production"_s}) {
            const PluginQuery query = PluginQuery::parse(text);
            std::vector<int> found = index.search(query);
            std::vector<int> expected = whole.search(query);
            QCOMPARE(found, expected);
            index.sort(found, PluginOrder::ByName, Qt::AscendingOrder);
            whole.sort(expected, PluginOrder::ByName, Qt::AscendingOrder);
            QCOMPARE(index.facet(u"tag"_s, query), whole.facet(u"tag"_s, query));
            for (size_t i = 0; i < found.size(); ++i)
                QCOMPARE(store.at(found[i]).name, store.at(expected[i]).name);
        }
    }
    QVERIFY(store.rows().blocks().size() > 3);
}

void TestPluginSearch::keepsNumbersOfEveryWidth_data()
{
    QTest::addColumn<quint32>("largest");
    QTest::newRow("zero") << 0u;
    QTest::newRow("one byte") << 0xffu;
    QTest::newRow("two bytes") << 0x100u;
    QTest::newRow("the last of two") << 0xffffu;
    QTest::newRow("four bytes") << 0x10000u;
    QTest::newRow("the last of four") << 0xffffffffu;
}

void TestPluginSearch::keepsNumbersOfEveryWidth()
{
    QFETCH(quint32, largest);
    const NarrowNumbers numbers({1, largest, 0, largest / 2});
    QCOMPARE(numbers.at(1), largest);
    QCOMPARE(numbers.at(2), 0u);
}

void TestPluginSearch::tellsHundredsOfValuesApart()
{
    PluginStore store;
    for (int number = 0; number < 600; ++number)
        store.put(pluginOf({u"plugin-%1"_s.arg(number), PluginStatus::Registered, Risk::Low, u"team %1"_s.arg(number), {u"all"_s, u"tag%1"_s.arg(number)}}));
    const PluginIndex index(store);
    for (const int number : {0, 254, 255, 256, 599}) {
        QCOMPARE(found(store, index, u"owner:\"team %1\""_s.arg(number)), QStringList {QString::number(number)});
        QCOMPARE(found(store, index, u"tag:tag%1"_s.arg(number)), QStringList {QString::number(number)});
    }
    QCOMPARE(index.facet(u"tag"_s, {}).value(u"all"_s), 600);
    QCOMPARE(index.facet(u"owner"_s, {}).size(), 600);
}

void TestPluginSearch::ordersByEveryColumn_data()
{
    QTest::addColumn<PluginOrder>("by");
    QTest::addColumn<QStringList>("expected");
    const auto add = [](const char *name, PluginOrder by, const QStringList &expected) { QTest::newRow(name) << by << expected; };
    add("name", PluginOrder::ByName, {u"datadog"_s, u"kubernetes"_s, u"Straße"_s, u"techdocs"_s, u"tekton"_s});
    add("status", PluginOrder::ByStatus, {u"Straße"_s, u"techdocs"_s, u"kubernetes"_s, u"tekton"_s, u"datadog"_s});
    add("risk", PluginOrder::ByRisk, {u"kubernetes"_s, u"tekton"_s, u"techdocs"_s, u"datadog"_s, u"Straße"_s});
    add("owner", PluginOrder::ByOwner, {u"Straße"_s, u"techdocs"_s, u"kubernetes"_s, u"tekton"_s, u"datadog"_s});
    add("production", PluginOrder::ByProduction, {u"techdocs"_s, u"datadog"_s, u"Straße"_s, u"kubernetes"_s, u"tekton"_s});
}

void TestPluginSearch::ordersByEveryColumn()
{
    QFETCH(PluginOrder, by);
    QFETCH(QStringList, expected);
    std::vector<int> shown = m_index.search({});
    m_index.sort(shown, by, Qt::AscendingOrder);
    QStringList names;
    for (const int row : shown)
        names += m_store.at(row).name.section(u"plugin-"_s, 1);
    QCOMPARE(names, expected);
}

QTEST_GUILESS_MAIN(TestPluginSearch)
#include "tst_pluginsearch.moc"
