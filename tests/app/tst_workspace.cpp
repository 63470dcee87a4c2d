// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connectionwords.h"
#include "app/draftplaces.h"
#include "app/workspace.h"
#include "core/outbox/intentcodec.h"
#include "core/outbox/outboxreceipts.h"
#include "core/storage/memoryrowstore.h"
#include "core/storage/tables.h"
#include "tests/core/fixedtokens.h"
#include "tests/testsupport/fakeclock.h"
#include "tests/testsupport/memorysecrets.h"

#include <QTest>

using namespace gatehouse;
using namespace gatehouse::coretest;
using namespace Qt::Literals::StringLiterals;

//! What the parts of a workspace have to do with one another, without a portal.
class TestWorkspace final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void tidiesWhatAnEarlierRunLeft();
    void aDraftOfAClosedRequestKnowsTheNext();
    void aDraftOfAnOpenRequestIsLeftAlone_data();
    void aDraftOfAnOpenRequestIsLeftAlone();
    void knowsWhichWordsRestInADraft();
    void saysWhatIsBeingRead_data();
    void saysWhatIsBeingRead();
    void saysWhatItCatchesUpWith();

private:
    void open();
    ApprovalRequest request(const QString &id, RequestStatus status, int createdAt) const;

    testsupport::FakeClock m_clock;
    FixedTokens m_tokens;
    testsupport::MemorySecrets m_secrets;
    std::unique_ptr<MemoryRowStore> m_rows;
    std::unique_ptr<Workspace> m_workspace;
};

void TestWorkspace::init()
{
    m_rows = std::make_unique<MemoryRowStore>();
}

void TestWorkspace::cleanup()
{
    m_workspace.reset();
}

void TestWorkspace::open()
{
    m_workspace = std::make_unique<Workspace>(m_tokens, m_clock, *m_rows, m_secrets, u"prf_1"_s);
    const QFuture<Result<bool>> restored = m_workspace->restore();
    QTRY_VERIFY(restored.isFinished());
    QVERIFY(restored.result().has_value());
}

ApprovalRequest TestWorkspace::request(const QString &id, RequestStatus status, int createdAt) const
{
    ApprovalRequest r;
    r.id = RequestId(id);
    r.number = u"REQ-"_s + id;
    r.pluginId = PluginId(u"plg_1"_s);
    r.pluginName = u"plugin-one"_s;
    r.status = status;
    r.createdAt = QDateTime::fromSecsSinceEpoch(createdAt, Qt::UTC);
    return r;
}

void TestWorkspace::tidiesWhatAnEarlierRunLeft()
{
    const auto keep = [this](const QString &id, int endedDaysAgo) {
        Intent intent;
        intent.id = IntentId(id);
        intent.state = IntentState::Accepted;
        intent.composedAt = m_clock.now().addDays(-endedDaysAgo);
        intent.endedAt = intent.composedAt;
        intent.expiresAt = m_clock.now().addDays(1);
        m_rows->write({{{QString::fromLatin1(tables::outbox), id, encodeIntent(intent)}}, {}, {}, Durability::Fsynced});
    };
    keep(u"old"_s, ReceiptRule::days + 1);
    keep(u"young"_s, 1);
    open();
    m_workspace->drafts.keep({u"intent/young"_s, {{u"text"_s, u"Rethought"_s}}, {}, {}, {}});
    m_workspace->drafts.keep({u"intent/gone"_s, {{u"text"_s, u"Rethought"_s}}, {}, {}, {}});
    m_workspace->drafts.keep({u"comment/req_1"_s, {{u"text"_s, u"Half a thought"_s}}, {}, {}, {}});
    const QFuture<Status> flushed = m_workspace->drafts.flush();
    QTRY_VERIFY(flushed.isFinished());
    QTRY_VERIFY(!m_workspace->outbox.intents().find(u"old"_s));
    open();
    QVERIFY(m_workspace->outbox.intents().find(u"young"_s));
    QVERIFY(m_workspace->drafts.find(u"intent/young"_s));
    QVERIFY(!m_workspace->drafts.find(u"intent/gone"_s));
    QVERIFY(m_workspace->drafts.find(u"comment/req_1"_s));
    QCOMPARE(m_workspace->drafts.listedCount(), 1);
}

void TestWorkspace::aDraftOfAClosedRequestKnowsTheNext()
{
    open();
    m_workspace->requests.putAll({request(u"1"_s, RequestStatus::Withdrawn, 100), request(u"2"_s, RequestStatus::InReview, 200)});
    m_workspace->drafts.keep({u"comment/1"_s, {{u"commentText"_s, u"Who looked at it?"_s}}, u"REQ-1, plugin-one"_s, {}, {}});
    const DraftDetail::Sources places = draftSources(*m_workspace);
    const Draft draft = *m_workspace->drafts.find(u"comment/1"_s);
    QCOMPARE(places.closed(draft), u"REQ-1 is closed: withdrawn."_s);
    QCOMPARE(places.next(draft), u"REQ-2"_s);
    QCOMPARE(places.carry(draft), u"comment/2"_s);
    QVERIFY(!m_workspace->drafts.find(u"comment/1"_s));
    const auto carried = m_workspace->drafts.find(u"comment/2"_s);
    QVERIFY(carried);
    QCOMPARE(carried->values.value(u"commentText"_s).toString(), u"Who looked at it?"_s);
    QCOMPARE(carried->subject, u"REQ-2, plugin-one"_s);
}

void TestWorkspace::aDraftOfAnOpenRequestIsLeftAlone_data()
{
    QTest::addColumn<QString>("key");
    QTest::newRow("open") << u"comment/2"_s;
    QTest::newRow("not here") << u"comment/9"_s;
    QTest::newRow("about something else") << u"config/1/production"_s;
}

void TestWorkspace::aDraftOfAnOpenRequestIsLeftAlone()
{
    QFETCH(QString, key);
    open();
    m_workspace->requests.putAll({request(u"1"_s, RequestStatus::Withdrawn, 100), request(u"2"_s, RequestStatus::InReview, 200)});
    m_workspace->drafts.keep({key, {{u"text"_s, u"a"_s}}, {}, {}, {}});
    const DraftDetail::Sources places = draftSources(*m_workspace);
    const Draft draft = *m_workspace->drafts.find(key);
    QVERIFY(places.closed(draft).isEmpty());
    QVERIFY(places.next(draft).isEmpty());
    QVERIFY(places.carry(draft).isEmpty());
    QVERIFY(m_workspace->drafts.find(key));
}

void TestWorkspace::knowsWhichWordsRestInADraft()
{
    open();
    Intent intent;
    intent.reason = u"Read in full."_s;
    QVERIFY(!hasWordsInDraft(m_workspace->drafts, intent));
    m_workspace->drafts.keep({u"decision/1/approve"_s, {{u"decisionReason"_s, u" Read in full.\n"_s}}, {}, {}, {}});
    // Only the disk is a place to rest.
    QVERIFY(!hasWordsInDraft(m_workspace->drafts, intent));
    const QFuture<Status> flushed = m_workspace->drafts.flush();
    QTRY_VERIFY(flushed.isFinished());
    QVERIFY(hasWordsInDraft(m_workspace->drafts, intent));
    intent.body.insert(u"yaml"_s, u"a: 1\n"_s);
    QVERIFY(!hasWordsInDraft(m_workspace->drafts, intent));
    m_workspace->drafts.keep({u"config/plg_1/production"_s, {{u"text"_s, u"a: 1\n"_s}, {u"base"_s, u"a: 0\n"_s}}, {}, {}, {}});
    const QFuture<Status> again = m_workspace->drafts.flush();
    QTRY_VERIFY(again.isFinished());
    QVERIFY(hasWordsInDraft(m_workspace->drafts, intent));
}

void TestWorkspace::saysWhatIsBeingRead_data()
{
    QTest::addColumn<QString>("topic");
    QTest::addColumn<int>("done");
    QTest::addColumn<int>("total");
    QTest::addColumn<QString>("words");
    QTest::newRow("requests") << u"requests"_s << 12 << 40 << u"12 of 40 requests"_s;
    QTest::newRow("no total yet") << u"plugins"_s << 200 << -1 << u"200 plugins"_s;
    QTest::newRow("operations") << u"operations"_s << 0 << 3 << u"0 of 3 operations"_s;
    QTest::newRow("configurations") << u"configs"_s << 1 << 2 << u"1 of 2 configurations"_s;
}

void TestWorkspace::saysWhatIsBeingRead()
{
    QFETCH(QString, topic);
    QFETCH(int, done);
    QFETCH(int, total);
    QFETCH(QString, words);
    QCOMPARE(readWords(topic, done, total), words);
}

void TestWorkspace::saysWhatItCatchesUpWith()
{
    QCOMPARE(catchingUpWords({{u"requests"_s, 12, 40}, {u"plugins"_s, 3, 9}}), u"Catching up: 12 of 40 requests, 3 of 9 plugins"_s);
}

QTEST_MAIN(TestWorkspace)
#include "tst_workspace.moc"
