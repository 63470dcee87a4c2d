// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contract/registry.h"
#include "core/contract/workflow.h"
#include "core/sync/recordblock.h"

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
    plugin.homepage = u"https://git.example/a/plugin-%1#readme"_s.arg(number);
    plugin.repository = u"https://git.example/a/plugin-%1"_s.arg(number);
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

template <typename T>
std::optional<std::vector<T>> unpacked(const QByteArray &bytes)
{
    pack::TextPool pool;
    return unpackRecords<T>(bytes, pool);
}

RecordBlock block(const QList<Plugin> &list)
{
    pack::TextPool pool;
    return blockOf<Plugin>(packRecords(list), pool);
}

QByteArrayList packedLike(const pack::Block &like, const QList<Plugin> &list)
{
    pack::Sink sink(like.texts());
    for (const Plugin &p : list) {
        pack::Writer {sink}.write(p);
        sink.endRecord();
    }
    return sink.takeRecords();
}

QList<Plugin> all(const pack::Block &read)
{
    QList<Plugin> list;
    for (int i = 0; i < read.count(); ++i)
        list.append(recordOf<Plugin>(read, i));
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
    void writesACommonStartOnce();
    void readsAnyRecordAlone();
    void readsSomeFields();
    void goesOnAsAnotherBlock_data();
    void goesOnAsAnotherBlock();
    void doesNotReadAnotherShape();
    void doesNotReadDamage_data();
    void doesNotReadDamage();
};

void TestRecordPack::givesBackWhatWasPacked()
{
    const QList<Plugin> list = plugins(50);
    const auto read = unpacked<Plugin>(packRecords(list));
    QVERIFY(read);
    QCOMPARE(QList<Plugin>(read->begin(), read->end()), list);
    QCOMPARE(read->at(3).createdAt.timeSpec(), Qt::UTC);
    const auto none = unpacked<Plugin>(packRecords(QList<Plugin>()));
    QVERIFY(none && none->empty());
}

void TestRecordPack::packsWhatHasNoFixedShape()
{
    const Loose loose {{{u"a"_s, QJsonArray {1, u"x"_s}}}, -0.25, {{u"one"_s, 1}, {u"less"_s, -7}}};
    const auto read = unpacked<Loose>(packRecords(QList<Loose> {loose}));
    QVERIFY(read);
    QCOMPARE(read->at(0), loose);
}

void TestRecordPack::sharesEqualTexts()
{
    const auto read = unpacked<Plugin>(packRecords(plugins(2)));
    QVERIFY(read);
    QCOMPARE(static_cast<const void *>(read->at(0).owner.constData()), static_cast<const void *>(read->at(1).owner.constData()));
}

void TestRecordPack::writesACommonStartOnce()
{
    const QByteArray packed = packRecords(plugins(1));
    QCOMPARE(packed.count("https://git.example/a/plugin-0"), 1);
    QCOMPARE(unpacked<Plugin>(packed)->at(0), plugin(0));
}

void TestRecordPack::readsAnyRecordAlone()
{
    const QList<Plugin> list = plugins(50);
    const RecordBlock read = block(list);
    QVERIFY(read);
    QCOMPARE(read->count(), 50);
    for (const int number : {49, 0, 17, 17}) {
        QCOMPARE(recordOf<Plugin>(*read, number), list.at(number));
        QCOMPARE(read->id(number), list.at(number).id.text());
        QCOMPARE(read->hash(number), pack::Block::hashOf(list.at(number).id.text()));
    }
}

void TestRecordPack::readsSomeFields()
{
    const pack::Fields<Plugin> fields({"name"_L1, "installations"_L1, "updatedAt"_L1, "blockedActions"_L1});
    const Plugin whole = plugin(3);
    const Plugin part = recordOf<Plugin>(*block({whole}), 0, fields);
    Plugin expected;
    expected.name = whole.name;
    expected.installations = whole.installations;
    expected.updatedAt = whole.updatedAt;
    expected.actions.blocked = whole.actions.blocked;
    QCOMPARE(part, expected);
}

void TestRecordPack::goesOnAsAnotherBlock_data()
{
    QTest::addColumn<int>("first");
    QTest::addColumn<int>("gone");
    QTest::addColumn<int>("more");
    QTest::newRow("one changed") << 3 << 1 << 1;
    QTest::newRow("first changed") << 0 << 1 << 1;
    QTest::newRow("some removed") << 2 << 5 << 0;
    QTest::newRow("all removed") << 0 << 10 << 0;
    QTest::newRow("some added") << 10 << 0 << 7;
    QTest::newRow("nothing") << 4 << 0 << 0;
}

void TestRecordPack::goesOnAsAnotherBlock()
{
    QFETCH(int, first);
    QFETCH(int, gone);
    QFETCH(int, more);
    QList<Plugin> list = plugins(10);
    const RecordBlock before = block(list);
    const QList<Plugin> fresh = plugins(100).mid(90, more);
    const RecordBlock after = before->replaced(first, gone, packedLike(*before, fresh));
    list.remove(first, gone);
    for (int i = 0; i < more; ++i)
        list.insert(first + i, fresh.at(i));
    QCOMPARE(all(*after), list);
    QCOMPARE(all(*before), plugins(10));
    // On the disk it is a block like any other.
    pack::TextPool pool;
    const RecordBlock again = blockOf<Plugin>(after->bytes(), pool);
    QVERIFY(again);
    QCOMPARE(all(*again), list);
}

void TestRecordPack::doesNotReadAnotherShape()
{
    QVERIFY(!unpacked<Renamed>(packRecords(QList<Loose> {Loose()})));
    QVERIFY(!unpacked<ApprovalRequest>(packRecords(plugins(1))));
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
    QVERIFY(!unpacked<Plugin>(bytes));
}

QTEST_GUILESS_MAIN(TestRecordPack)
#include "tst_recordpack.moc"
