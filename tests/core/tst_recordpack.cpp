// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contract/registry.h"
#include "core/contract/workflow.h"
#include "core/sync/recordpack.h"

#include <QTest>

using namespace gatehouse;
using namespace Qt::Literals::StringLiterals;

namespace {

Plugin plugin(int number)
{
    Plugin plugin;
    plugin.id = PluginId(u"plg_%1"_s.arg(number));
    plugin.name = u"@backstage-community/plugin-%1"_s.arg(number);
    plugin.description = u"Zeigt Größen und 日本語 %1"_s.arg(number);
    plugin.owner = u"team-a"_s;
    plugin.tags = {u"a"_s, u"b"_s};
    plugin.status = PluginStatus::Installed;
    plugin.riskScore = number % 100 - 50;
    plugin.installations = {{Environment::Production, InstallationId(u"ins_1"_s), VersionId(u"ver_1"_s), u"1.0"_s,
        InstallationState::Observed, true, false, QDateTime::fromMSecsSinceEpoch(1'700'000'000'123, Qt::UTC)}};
    plugin.pendingRequests = {RequestId(u"req_1"_s)};
    plugin.statusReason = number % 2 ? std::optional(u"Because"_s) : std::nullopt;
    plugin.createdAt = QDateTime::fromMSecsSinceEpoch(number, Qt::UTC);
    plugin.updatedAt = QDateTime::fromMSecsSinceEpoch(-number, Qt::UTC);
    plugin.etag = u"e%1"_s.arg(number);
    plugin.actions.allowed = {u"edit"_s};
    plugin.actions.blocked = {{u"block"_s, u"not_allowed"_s, u"No"_s}};
    return plugin;
}

QList<Plugin> plugins(int count)
{
    QList<Plugin> list;
    for (int i = 0; i < count; ++i)
        list.append(plugin(i));
    return list;
}

struct Loose
{
    QJsonObject values;
    double share = 0;
    QMap<QString, int> counts;
    bool operator==(const Loose &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("values", s.values);
        visit("share", s.share);
        visit("counts", s.counts);
    }
};

struct Renamed
{
    QJsonObject values;
    double share = 0;
    QMap<QString, int> numbers;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("values", s.values);
        visit("share", s.share);
        visit("numbers", s.numbers);
    }
};

} // namespace

class TestRecordPack final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesBackWhatWasPacked();
    void packsWhatHasNoFixedShape();
    void sharesEqualTexts();
    void doesNotReadAnotherShape();
    void doesNotReadDamage_data();
    void doesNotReadDamage();
};

void TestRecordPack::givesBackWhatWasPacked()
{
    const QList<Plugin> list = plugins(50);
    const auto read = unpackRecords<Plugin>(packRecords(list));
    QVERIFY(read);
    QCOMPARE(QList<Plugin>(read->begin(), read->end()), list);
    QCOMPARE(read->at(3).createdAt.timeSpec(), Qt::UTC);
    const auto none = unpackRecords<Plugin>(packRecords(QList<Plugin>()));
    QVERIFY(none && none->empty());
}

void TestRecordPack::packsWhatHasNoFixedShape()
{
    const Loose loose {{{u"a"_s, QJsonArray {1, u"x"_s}}}, -0.25, {{u"one"_s, 1}, {u"less"_s, -7}}};
    const auto read = unpackRecords<Loose>(packRecords(QList<Loose> {loose}));
    QVERIFY(read);
    QCOMPARE(read->at(0), loose);
}

void TestRecordPack::sharesEqualTexts()
{
    const auto read = unpackRecords<Plugin>(packRecords(plugins(2)));
    QVERIFY(read);
    QCOMPARE(static_cast<const void *>(read->at(0).owner.constData()), static_cast<const void *>(read->at(1).owner.constData()));
}

void TestRecordPack::doesNotReadAnotherShape()
{
    QVERIFY(!unpackRecords<Renamed>(packRecords(QList<Loose> {Loose()})));
    QVERIFY(!unpackRecords<ApprovalRequest>(packRecords(plugins(1))));
}

void TestRecordPack::doesNotReadDamage_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray good = packRecords(plugins(1));
    for (qsizetype length = 0; length < good.size(); ++length)
        QTest::addRow("cut at %d", int(length)) << good.left(length);
    QTest::newRow("a byte more") << good + 'x';
}

void TestRecordPack::doesNotReadDamage()
{
    QFETCH(QByteArray, bytes);
    QVERIFY(!unpackRecords<Plugin>(bytes));
}

QTEST_GUILESS_MAIN(TestRecordPack)
#include "tst_recordpack.moc"
