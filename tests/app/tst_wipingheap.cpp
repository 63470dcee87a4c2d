// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QTest>

#include <functional>
#include <memory>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

//! What was freed is nowhere in this process. The marker never stands whole in what looks for it.
class TestWipingHeap final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void freedMemoryHoldsNothing_data();
    void freedMemoryHoldsNothing();
    void keepsWhatIsMoved();
};

namespace {

using Use = std::function<void()>;

constexpr char first[] = "MARKER";
constexpr char second[] = "-7731";

void useBytes()
{
    QByteArray bytes = QByteArray(first) + second;
    for (int i = 0; i < 200; ++i)
        bytes += bytes.right(11);
    const QByteArray copy = bytes + 'x';
    Q_UNUSED(copy)
}

void shrink()
{
    QByteArray bytes(5000, 'a');
    bytes.replace(20, 6, first).replace(26, 5, second);
    bytes.truncate(16);
    bytes.squeeze();
}

void deleteObject()
{
    struct Secret
    {
        char bytes[64];
    };
    auto secret = std::make_unique<Secret>();
    qsnprintf(secret->bytes, sizeof secret->bytes, "%s%s", first, second);
}

//! How often the marker stands in memory that can be written. It is read in small parts into one
//! buffer that is not searched itself.
int found()
{
    static char buffer[1 << 16];
    QFile maps(u"/proc/self/maps"_s);
    QFile memory(u"/proc/self/mem"_s);
    if (!maps.open(QIODevice::ReadOnly) || !memory.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return -1;
    int count = 0;
    for (const QByteArray &line : maps.readAll().split('\n')) {
        const QList<QByteArray> words = line.simplified().split(' ');
        const QList<QByteArray> ends = words.first().split('-');
        if (ends.size() != 2 || !words.value(1).startsWith("rw") || line.contains("[stack]"))
            continue;
        const quint64 end = ends[1].toULongLong(nullptr, 16);
        for (quint64 at = ends[0].toULongLong(nullptr, 16); at < end; at += sizeof buffer - 16) {
            if (at <= quint64(buffer) + sizeof buffer && at + sizeof buffer >= quint64(buffer))
                continue;
            memory.seek(qint64(at));
            const qint64 length = memory.read(buffer, qint64(std::min<quint64>(sizeof buffer, end - at)));
            for (qint64 i = 0; i + 11 <= length; ++i)
                count += memcmp(buffer + i, first, 6) == 0 && memcmp(buffer + i + 6, second, 5) == 0;
            memset(buffer, 0, sizeof buffer);
        }
    }
    return count;
}

} // namespace

void TestWipingHeap::freedMemoryHoldsNothing_data()
{
    QTest::addColumn<Use>("use");
    QTest::newRow("bytes that grew and went") << Use(useBytes);
    QTest::newRow("bytes that shrank") << Use(shrink);
    QTest::newRow("a deleted object") << Use(deleteObject);
}

void TestWipingHeap::freedMemoryHoldsNothing()
{
    QFETCH(Use, use);
    use();
    QCOMPARE(found(), 0);
    const QByteArray kept = QByteArray(first) + second;
    QVERIFY2(found() > 0, "the search finds nothing at all");
}

void TestWipingHeap::keepsWhatIsMoved()
{
    QByteArray bytes;
    for (int i = 0; i < 100000; ++i)
        bytes.append(char(i % 251));
    bytes.resize(60000);
    bytes.squeeze();
    bytes.resize(1000);
    bytes.squeeze();
    for (int i = 0; i < bytes.size(); ++i)
        QCOMPARE(bytes.at(i), char(i % 251));
}

} // namespace gatehouse

QTEST_GUILESS_MAIN(gatehouse::TestWipingHeap)
#include "tst_wipingheap.moc"
