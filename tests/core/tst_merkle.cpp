// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contract/merkle.h"

#include <QTest>

using namespace gatehouse;
using namespace Qt::Literals::StringLiterals;

namespace {

using Path = QList<QByteArray>;

//! The leaves and hashes with which implementations of RFC 6962 check one another.
const QList<QByteArray> &knownLeaves()
{
    static const QList<QByteArray> leaves = [] {
        QList<QByteArray> made;
        for (const char *hex : {"", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"})
            made.append(QByteArray::fromHex(hex));
        return made;
    }();
    return leaves;
}

const char *const knownRoots[] = {
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
};

QByteArray root(qsizetype size)
{
    return QByteArray::fromHex(knownRoots[size]);
}

Path pathOf(const QByteArrayList &hex)
{
    Path path;
    for (const QByteArray &text : hex)
        path.append(QByteArray::fromHex(text));
    return path;
}

//! MTH(D[begin:end]) as the RFC writes it, with nothing saved.
QByteArray treeHash(const QList<QByteArray> &leaves)
{
    if (leaves.isEmpty())
        return merkle::emptyRoot();
    if (leaves.size() == 1)
        return merkle::leafHash(leaves.first());
    const qsizetype middle = qsizetype(merkle::splitOf(leaves.size()));
    return merkle::nodeHash(treeHash(leaves.first(middle)), treeHash(leaves.sliced(middle)));
}

} // namespace

Q_DECLARE_METATYPE(Path)

//! Hashing agrees with other implementations, and what a proof does not show is not believed.
class TestMerkle final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rootsAreThoseOfTheRfc();
    void inclusionIsJudged_data();
    void inclusionIsJudged();
    void consistencyIsJudged_data();
    void consistencyIsJudged();
    void everythingBeginsWithNothing();
    void aTreeIsConsistentWithItselfAlone();
    void otherLengthsProveNothing();
};

void TestMerkle::rootsAreThoseOfTheRfc()
{
    for (qsizetype size = 0; size <= knownLeaves().size(); ++size)
        QCOMPARE(treeHash(knownLeaves().first(size)).toHex(), QByteArray(knownRoots[size]));
}

void TestMerkle::inclusionIsJudged_data()
{
    QTest::addColumn<int>("index");
    QTest::addColumn<int>("size");
    QTest::addColumn<Path>("path");
    QTest::newRow("alone") << 0 << 1 << Path();
    QTest::newRow("the first of eight") << 0 << 8
                                        << pathOf({"96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                                               "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                                               "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"});
    QTest::newRow("the sixth of eight") << 5 << 8
                                        << pathOf({"bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                                               "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                                               "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"});
    QTest::newRow("the last of three") << 2 << 3 << pathOf({"fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"});
    QTest::newRow("the second of five") << 1 << 5
                                        << pathOf({"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                                               "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                                               "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"});
}

void TestMerkle::inclusionIsJudged()
{
    QFETCH(int, index);
    QFETCH(int, size);
    QFETCH(Path, path);
    const QByteArray leaf = merkle::leafHash(knownLeaves().at(index));
    QVERIFY(merkle::holdsInclusion(leaf, index, size, path, root(size)));
    QVERIFY(!merkle::holdsInclusion(merkle::leafHash("another"), index, size, path, root(size)));
    QVERIFY(!merkle::holdsInclusion(leaf, index, size, path, root(size == 8 ? 7 : size + 1)));
    for (int other = 0; other <= size; ++other)
        QCOMPARE(merkle::holdsInclusion(leaf, other, size, path, root(size)), other == index);
    QVERIFY(!merkle::holdsInclusion(leaf, -1, size, path, root(size)));
    QVERIFY(!merkle::holdsInclusion(leaf, index, size, path + Path {merkle::emptyRoot()}, root(size)));
    for (qsizetype i = 0; i < path.size(); ++i) {
        Path shorter = path;
        shorter.removeAt(i);
        QVERIFY(!merkle::holdsInclusion(leaf, index, size, shorter, root(size)));
        Path changed = path;
        changed[i][7] = char(changed[i][7] ^ 1);
        QVERIFY(!merkle::holdsInclusion(leaf, index, size, changed, root(size)));
    }
}

void TestMerkle::consistencyIsJudged_data()
{
    QTest::addColumn<int>("first");
    QTest::addColumn<int>("second");
    QTest::addColumn<Path>("path");
    QTest::newRow("one to eight") << 1 << 8
                                  << pathOf({"96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                                         "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                                         "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"});
    QTest::newRow("six to eight") << 6 << 8
                                  << pathOf({"0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                                         "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                                         "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"});
    QTest::newRow("two to five") << 2 << 5
                                 << pathOf({"5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                                        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"});
}

void TestMerkle::consistencyIsJudged()
{
    QFETCH(int, first);
    QFETCH(int, second);
    QFETCH(Path, path);
    QVERIFY(merkle::holdsConsistency(first, root(first), second, root(second), path));
    for (int other = 0; other <= 8; ++other) {
        if (other != first)
            QVERIFY(!merkle::holdsConsistency(other, root(other), second, root(second), path));
        if (other != second)
            QVERIFY(!merkle::holdsConsistency(first, root(first), other, root(other), path));
    }
    QVERIFY(!merkle::holdsConsistency(first, root(first + 1), second, root(second), path));
    QVERIFY(!merkle::holdsConsistency(first, root(first), second, root(second), {}));
    for (qsizetype i = 0; i < path.size(); ++i) {
        Path changed = path;
        changed[i][0] = char(changed[i][0] ^ 0x80);
        QVERIFY(!merkle::holdsConsistency(first, root(first), second, root(second), changed));
    }
}

void TestMerkle::everythingBeginsWithNothing()
{
    QVERIFY(merkle::holdsConsistency(0, root(0), 8, root(8), {}));
    QVERIFY(!merkle::holdsConsistency(0, root(1), 8, root(8), {}));
    QVERIFY(!merkle::holdsConsistency(0, root(0), 8, root(8), {root(1)}));
}

void TestMerkle::aTreeIsConsistentWithItselfAlone()
{
    QVERIFY(merkle::holdsConsistency(5, root(5), 5, root(5), {}));
    QVERIFY(!merkle::holdsConsistency(5, root(5), 5, root(6), {}));
    QVERIFY(!merkle::holdsConsistency(6, root(6), 5, root(5), {}));
}

void TestMerkle::otherLengthsProveNothing()
{
    QVERIFY(!merkle::holdsInclusion("short", 0, 1, {}, "short"));
    QVERIFY(!merkle::holdsInclusion(merkle::leafHash(""), 0, 2, {QByteArray(31, 'x')}, root(2)));
    QVERIFY(!merkle::holdsConsistency(1, root(1), 2, root(2), {QByteArray(33, 'x')}));
}

QTEST_GUILESS_MAIN(TestMerkle)
#include "tst_merkle.moc"
