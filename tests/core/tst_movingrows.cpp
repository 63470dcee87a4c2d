// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/movingrows.h"
#include "tests/testsupport/stubbornrows.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;
using namespace gatehouse::testsupport;

//! Rows move from memory into another store while they are used, and none is lost on the way.
class TestMovingRows final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void movesEverything();
    void movesWhatIsWrittenMeanwhile();
    void afterwardsOnlyTheOtherStoreIsUsed();
    void aMoveThatFailsLosesNothing();
    void mayBeTriedAgain();

private:
    QByteArray read(const QString &key) { return m_rows->read(u"drafts"_s, key).result().value().value_or(QByteArray()); }
    bool put(const QString &key, const QByteArray &value)
    {
        RowBatch batch;
        batch.put = {{u"drafts"_s, key, value}};
        return m_rows->write(batch).result().has_value();
    }
    bool remove(const QString &key)
    {
        RowBatch batch;
        batch.remove = {{u"drafts"_s, key}};
        return m_rows->write(batch).result().has_value();
    }

    std::unique_ptr<StubbornRows> m_disk;
    std::unique_ptr<MovingRows> m_rows;
};

void TestMovingRows::init()
{
    m_disk = std::make_unique<StubbornRows>();
    m_rows = std::make_unique<MovingRows>();
    QVERIFY(put(u"a"_s, "1"));
    QVERIFY(put(u"b"_s, "2"));
}

void TestMovingRows::movesEverything()
{
    const QFuture<Status> moved = m_rows->moveTo(*m_disk);
    QTRY_VERIFY(moved.isFinished());
    QVERIFY(moved.result());
    QCOMPARE(m_disk->stored(u"drafts"_s, u"a"_s), "1");
    QCOMPARE(m_disk->stored(u"drafts"_s, u"b"_s), "2");
    QCOMPARE(m_disk->durabilities, QList {Durability::Fsynced});
}

void TestMovingRows::movesWhatIsWrittenMeanwhile()
{
    m_disk->hold = true;
    const QFuture<Status> moved = m_rows->moveTo(*m_disk);
    QVERIFY(put(u"a"_s, "3"));
    QVERIFY(put(u"c"_s, "4"));
    QVERIFY(remove(u"b"_s));
    QCOMPARE(read(u"a"_s), "3");
    m_disk->hold = false;
    m_disk->release();
    QTRY_VERIFY(moved.isFinished());
    QVERIFY(moved.result());
    QCOMPARE(read(u"a"_s), "3");
    QCOMPARE(m_disk->stored(u"drafts"_s, u"a"_s), "3");
    QCOMPARE(m_disk->stored(u"drafts"_s, u"c"_s), "4");
    QCOMPARE(m_disk->stored(u"drafts"_s, u"b"_s), "");
}

void TestMovingRows::afterwardsOnlyTheOtherStoreIsUsed()
{
    const QFuture<Status> moved = m_rows->moveTo(*m_disk);
    QTRY_VERIFY(moved.isFinished());
    QVERIFY(put(u"d"_s, "5"));
    QCOMPARE(m_disk->stored(u"drafts"_s, u"d"_s), "5");
    m_disk->refusal = storageError(u"full"_s);
    QVERIFY(!put(u"e"_s, "6"));
}

void TestMovingRows::aMoveThatFailsLosesNothing()
{
    m_disk->hold = true;
    const QFuture<Status> moved = m_rows->moveTo(*m_disk);
    QVERIFY(put(u"c"_s, "4"));
    m_disk->hold = false;
    m_disk->refusal = storageError(u"full"_s);
    m_disk->release();
    QTRY_VERIFY(moved.isFinished());
    QCOMPARE(moved.result().error().message, u"full"_s);
    QCOMPARE(read(u"a"_s), "1");
    QCOMPARE(read(u"c"_s), "4");
    QVERIFY(put(u"d"_s, "5"));
    QCOMPARE(read(u"d"_s), "5");
}

void TestMovingRows::mayBeTriedAgain()
{
    m_disk->refusal = storageError(u"full"_s);
    const QFuture<Status> failed = m_rows->moveTo(*m_disk);
    QTRY_VERIFY(failed.isFinished());
    QVERIFY(!failed.result());
    m_disk->refusal.reset();
    const QFuture<Status> moved = m_rows->moveTo(*m_disk);
    QTRY_VERIFY(moved.isFinished());
    QVERIFY(moved.result());
    QCOMPARE(m_disk->stored(u"drafts"_s, u"a"_s), "1");
}

QTEST_GUILESS_MAIN(TestMovingRows)
#include "tst_movingrows.moc"
