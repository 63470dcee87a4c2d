// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/drafts/draftkeeper.h"
#include "core/storage/tables.h"
#include "tests/testsupport/fakeclock.h"
#include "tests/testsupport/stubbornrows.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace gatehouse;
using gatehouse::testsupport::StubbornRows;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString key = u"comment/req_1"_s;

Draft draft(const QString &text, const QString &of = key)
{
    return {of, {{u"text"_s, text}}, u"Comment on REQ-1"_s, {}, u"etag-1"_s};
}

} // namespace

class TestDraftKeeper final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void keepsWithinASecond();
    void typingOnDoesNotPostponeIt();
    void survivesItsKeeper();
    void aForgottenOneStaysAway();
    void emptyValuesForget();
    void whatWasWrittenMeanwhileWinsOverTheDisk();
    void whatWasForgottenMeanwhileStaysAway();
    void aRefusalLosesNothing();
    void saysWhichMomentTheDiskHas();
    void flushEndsWithTheDisk();
    void flushTellsTheRefusal();
    void aSlowDiskGetsOneWriteAtATime();
    void leavesWhatItCannotRead();
    void tellsAStoreThatCannotBeRead();
    void listsTheNewestFirst();

private:
    QString onDisk(const QString &of = key) const;
    QString inMemory() const { return m_keeper->find(key).value_or(Draft()).values.value(u"text"_s).toString(); }
    void restart();

    testsupport::FakeClock m_clock;
    std::unique_ptr<StubbornRows> m_rows;
    std::unique_ptr<DraftKeeper> m_keeper;
};

void TestDraftKeeper::init()
{
    m_rows = std::make_unique<StubbornRows>();
    restart();
}

void TestDraftKeeper::cleanup()
{
    m_keeper.reset();
    m_rows.reset();
}

//! As after kill -9: a new keeper over what the disk has.
void TestDraftKeeper::restart()
{
    m_keeper = std::make_unique<DraftKeeper>(*m_rows, m_clock);
    QSignalSpy restored(m_keeper.get(), &DraftKeeper::restored);
    m_keeper->restore();
    QTRY_COMPARE(restored.count(), 1);
}

QString TestDraftKeeper::onDisk(const QString &of) const
{
    const QByteArray row = m_rows->stored(QString::fromLatin1(tables::drafts), of);
    return row.isEmpty() ? QString() : fromJson<Draft>(*parseJsonObject(row))->values.value(u"text"_s).toString();
}

void TestDraftKeeper::keepsWithinASecond()
{
    QElapsedTimer elapsed;
    elapsed.start();
    m_keeper->keep(draft(u"Looks right"_s));
    QTRY_COMPARE(onDisk(), u"Looks right"_s);
    QVERIFY(elapsed.elapsed() <= 1000);
    QCOMPARE(m_rows->durabilities, QList<Durability> {Durability::Fsynced});
}

void TestDraftKeeper::typingOnDoesNotPostponeIt()
{
    QTimer typing;
    int keys = 0;
    connect(&typing, &QTimer::timeout, m_keeper.get(), [&] { m_keeper->keep(draft(u"Key %1"_s.arg(++keys))); });
    typing.start(50);
    QElapsedTimer elapsed;
    elapsed.start();
    QTRY_VERIFY(!onDisk().isEmpty());
    QVERIFY(elapsed.elapsed() <= 1000);
    QVERIFY(keys > 3);
}

void TestDraftKeeper::survivesItsKeeper()
{
    m_keeper->keep(draft(u"Half a sentence"_s));
    QTRY_COMPARE(onDisk(), u"Half a sentence"_s);
    const Draft before = *m_keeper->find(key);
    restart();
    QCOMPARE(*m_keeper->find(key), before);
    QVERIFY(m_keeper->isWritten(key));
}

void TestDraftKeeper::aForgottenOneStaysAway()
{
    m_keeper->keep(draft(u"Sent"_s));
    QTRY_COMPARE(onDisk(), u"Sent"_s);
    m_keeper->forget(key);
    QVERIFY(!m_keeper->find(key));
    QTRY_VERIFY(onDisk().isEmpty());
    restart();
    QVERIFY(!m_keeper->find(key));
}

void TestDraftKeeper::emptyValuesForget()
{
    m_keeper->keep(draft(u"Never mind"_s));
    QTRY_COMPARE(onDisk(), u"Never mind"_s);
    m_keeper->keep({key, {}, {}, {}, {}});
    QTRY_VERIFY(onDisk().isEmpty());
}

void TestDraftKeeper::whatWasWrittenMeanwhileWinsOverTheDisk()
{
    m_keeper->keep(draft(u"Old"_s));
    QTRY_COMPARE(onDisk(), u"Old"_s);
    m_keeper = std::make_unique<DraftKeeper>(*m_rows, m_clock);
    const QFuture<Status> restored = m_keeper->restore();
    m_keeper->keep(draft(u"New"_s));
    QTRY_VERIFY(restored.isFinished());
    QCOMPARE(inMemory(), u"New"_s);
    QTRY_COMPARE(onDisk(), u"New"_s);
}

void TestDraftKeeper::whatWasForgottenMeanwhileStaysAway()
{
    m_keeper->keep(draft(u"Old"_s));
    QTRY_COMPARE(onDisk(), u"Old"_s);
    m_keeper = std::make_unique<DraftKeeper>(*m_rows, m_clock);
    const QFuture<Status> restored = m_keeper->restore();
    m_keeper->forget(key);
    QTRY_VERIFY(restored.isFinished());
    QVERIFY(!m_keeper->find(key));
    QTRY_VERIFY(onDisk().isEmpty());
}

void TestDraftKeeper::aRefusalLosesNothing()
{
    QSignalSpy failed(m_keeper.get(), &DraftKeeper::failed);
    QSignalSpy kept(m_keeper.get(), &DraftKeeper::kept);
    m_rows->refusal = storageError(u"The disk is full."_s);
    m_keeper->keep(draft(u"Too important to lose"_s));
    QTRY_COMPARE(failed.count(), 1);
    QCOMPARE(failed.first().first().value<Error>().message, u"The disk is full."_s);
    QCOMPARE(inMemory(), u"Too important to lose"_s);
    QVERIFY(!m_keeper->isWritten(key));
    QCOMPARE(kept.count(), 0);
    m_rows->refusal.reset();
    // Nothing else changes: it is tried again by itself.
    QTRY_COMPARE_WITH_TIMEOUT(onDisk(), u"Too important to lose"_s, DraftKeeper::tryAgainMs + 3000);
    QTRY_VERIFY(m_keeper->isWritten(key));
}

void TestDraftKeeper::saysWhichMomentTheDiskHas()
{
    QSignalSpy kept(m_keeper.get(), &DraftKeeper::kept);
    m_rows->hold = true;
    m_keeper->keep(draft(u"First"_s));
    QTRY_COMPARE(m_rows->held(), 1);
    const QDateTime first = m_clock.now();
    m_clock.advance(3);
    m_keeper->keep(draft(u"Second"_s));
    m_rows->release();
    QTRY_COMPARE(kept.count(), 1);
    QCOMPARE(kept.first().at(1).toDateTime(), first);
    QVERIFY(!m_keeper->isWritten(key));
    m_rows->hold = false;
    QTRY_COMPARE(kept.count(), 2);
    QCOMPARE(kept.last().at(1).toDateTime(), first.addSecs(3));
    QCOMPARE(onDisk(), u"Second"_s);
}

void TestDraftKeeper::flushEndsWithTheDisk()
{
    m_rows->hold = true;
    m_keeper->keep(draft(u"Quick"_s));
    const QFuture<Status> flushed = m_keeper->flush();
    QCOMPARE(m_rows->held(), 1);
    QVERIFY(!flushed.isFinished());
    m_rows->release();
    QTRY_VERIFY(flushed.isFinished());
    QVERIFY(flushed.result().has_value());
    QCOMPARE(onDisk(), u"Quick"_s);
}

void TestDraftKeeper::flushTellsTheRefusal()
{
    m_rows->refusal = storageError(u"Read-only."_s);
    m_keeper->keep(draft(u"Quick"_s));
    const QFuture<Status> flushed = m_keeper->flush();
    QTRY_VERIFY(flushed.isFinished());
    QCOMPARE(flushed.result().error().message, u"Read-only."_s);
    QCOMPARE(inMemory(), u"Quick"_s);
}

void TestDraftKeeper::aSlowDiskGetsOneWriteAtATime()
{
    m_rows->hold = true;
    m_keeper->keep(draft(u"1"_s));
    QTRY_COMPARE(m_rows->held(), 1);
    QTimer typing;
    int keys = 1;
    connect(&typing, &QTimer::timeout, m_keeper.get(), [&] { m_keeper->keep(draft(QString::number(++keys))); });
    typing.start(100);
    QTRY_VERIFY(keys > 15);
    typing.stop();
    QCOMPARE(m_rows->held(), 1);
    m_rows->hold = false;
    m_rows->release();
    QTRY_COMPARE(onDisk(), QString::number(keys));
    QCOMPARE(m_rows->durabilities.size(), 2);
}

void TestDraftKeeper::leavesWhatItCannotRead()
{
    const QString table = QString::fromLatin1(tables::drafts);
    m_rows->write({{{table, u"bad"_s, "{\"key\":3}"}}, {}, {}, Durability::Relaxed});
    m_keeper->keep(draft(u"Good"_s));
    QTRY_COMPARE(onDisk(), u"Good"_s);
    m_keeper = std::make_unique<DraftKeeper>(*m_rows, m_clock);
    QSignalSpy failed(m_keeper.get(), &DraftKeeper::failed);
    m_keeper->restore();
    QTRY_COMPARE(failed.count(), 1);
    QCOMPARE(inMemory(), u"Good"_s);
    QCOMPARE(m_rows->stored(table, u"bad"_s), "{\"key\":3}"_ba);
}

void TestDraftKeeper::tellsAStoreThatCannotBeRead()
{
    m_rows->refusal = storageError(u"Input/output error."_s);
    m_keeper = std::make_unique<DraftKeeper>(*m_rows, m_clock);
    QSignalSpy failed(m_keeper.get(), &DraftKeeper::failed);
    const QFuture<Status> restored = m_keeper->restore();
    QTRY_VERIFY(restored.isFinished());
    QVERIFY(!restored.result().has_value());
    QVERIFY(!m_keeper->isRestored());
    QCOMPARE(failed.count(), 1);
}

void TestDraftKeeper::listsTheNewestFirst()
{
    m_keeper->keep(draft(u"First"_s, u"a"_s));
    m_clock.advance(1);
    m_keeper->keep(draft(u"Second"_s, u"b"_s));
    m_clock.advance(1);
    m_keeper->keep(draft(u"First again"_s, u"a"_s));
    QStringList keys;
    const QList<Draft> all = m_keeper->all();
    for (const Draft &one : all)
        keys.append(one.key);
    QCOMPARE(keys, (QStringList {u"a"_s, u"b"_s}));
}

QTEST_GUILESS_MAIN(TestDraftKeeper)
#include "tst_draftkeeper.moc"
