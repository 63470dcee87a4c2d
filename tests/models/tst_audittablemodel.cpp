// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/productionlock.h"
#include "models/audit/audittablemodel.h"
#include "tests/core/fixedtokens.h"
#include "tests/core/scriptedserver.h"
#include "tests/models/modelwatch.h"
#include "tests/testsupport/fakeclock.h"

#include <QSignalSpy>
#include <QTest>

#include <limits>

using namespace gatehouse;
using namespace gatehouse::coretest;
using namespace gatehouse::modelstest;
using namespace Qt::Literals::StringLiterals;

namespace {

//! A true chain, newest first.
QList<AuditEvent> chainOf(int count)
{
    QList<AuditEvent> events;
    QString before;
    for (int i = 1; i <= count; ++i) {
        AuditEvent event;
        event.id = AuditEventId(u"aud_%1"_s.arg(i));
        event.sequence = i;
        event.at = QDateTime::fromSecsSinceEpoch(i, Qt::UTC);
        event.action = u"plugin.block"_s;
        event.prevHash = before;
        event.hash = before = auditHash(event);
        events.prepend(event);
    }
    return events;
}

//! Serves \a events two at a time; the cursor is the record that a page comes after.
ScriptedAnswer pageOf(const QList<AuditEvent> &events, const SeenRequest &request)
{
    const QByteArray target = request.target;
    const qsizetype at = target.indexOf("cursor=");
    const qint64 after = at < 0 ? std::numeric_limits<qint64>::max() : target.mid(at + 7).toLongLong();
    const auto first = std::find_if(events.begin(), events.end(), [after](const AuditEvent &event) { return event.sequence < after; });
    Page<AuditEvent> page;
    page.items = events.mid(first - events.begin(), 2);
    page.limit = 2;
    page.asOf = QDateTime::fromSecsSinceEpoch(100, Qt::UTC);
    page.total = events.size();
    if (!page.items.isEmpty() && page.items.last().sequence > 1)
        page.nextCursor = QString::number(page.items.last().sequence);
    return jsonAnswer(toJsonBytes(toJson(page)));
}

} // namespace

class TestAuditTableModel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsPageByPage();
    void marksWhatDoesNotHold();
    void aNewFilterStartsAtTheTop();
    void whatIsNewComesOnTop();
    void beginsAnewWhenMoreIsNewThanAPage();
    void tellsFailures();
    void survivesChurn();
    void survivesReadingAgain();

private:
    QList<AuditEvent> m_events;
    FixedTokens m_tokens;
    testsupport::FakeClock m_clock;
    ProductionLock m_lock {m_clock};
    ScriptedServer m_server {[this](const SeenRequest &request) { return pageOf(m_events, request); }};
    ApiClient m_client {m_tokens, m_lock, m_clock};
    AuditService m_service {m_client};
};

void TestAuditTableModel::readsPageByPage()
{
    QVERIFY(m_client.setBaseUrl(m_server.url()).has_value());
    m_events = chainOf(5);
    AuditTableModel model(m_service);
    QVERIFY(!model.canFetchMore({}));
    model.refresh();
    QTRY_COMPARE(model.rowCount(), 2);
    QVERIFY(model.canFetchMore({}));
    model.fetchMore({});
    QVERIFY(!model.canFetchMore({}));
    QTRY_COMPARE(model.rowCount(), 4);
    model.fetchMore({});
    QTRY_COMPARE(model.rowCount(), 5);
    QVERIFY(!model.canFetchMore({}));
    QCOMPARE(model.chain().checked, 5);
    QVERIFY(!model.chain().firstBroken.has_value());
    QVERIFY(!model.chain().hasGaps);
}

void TestAuditTableModel::marksWhatDoesNotHold()
{
    QVERIFY(m_client.setBaseUrl(m_server.url()).has_value());
    m_events = chainOf(2);
    m_events[1].reason = u"tampered"_s;
    AuditTableModel model(m_service);
    model.refresh();
    QTRY_COMPARE(model.rowCount(), 2);
    QCOMPARE(model.chain().firstBroken, std::optional<qint64>(1));
    QVERIFY(!model.index(1, 0).data(AuditTableModel::HoldsRole).toBool());
    QVERIFY(model.index(0, 0).data(AuditTableModel::HoldsRole).toBool());
}

void TestAuditTableModel::aNewFilterStartsAtTheTop()
{
    QVERIFY(m_client.setBaseUrl(m_server.url()).has_value());
    m_events = chainOf(3);
    AuditTableModel model(m_service);
    model.refresh();
    QTRY_COMPARE(model.rowCount(), 2);
    AuditFilter filter;
    filter.text = u"a & b"_s;
    model.setFilter(filter);
    QCOMPARE(model.rowCount(), 0);
    QTRY_COMPARE(model.rowCount(), 2);
    QVERIFY(m_server.seen().last().target.contains("q=a%20%26%20b"));
}

void TestAuditTableModel::whatIsNewComesOnTop()
{
    QVERIFY(m_client.setBaseUrl(m_server.url()).has_value());
    m_events = chainOf(5);
    AuditTableModel model(m_service);
    const Watched watched(model);
    model.refresh();
    QTRY_COMPARE(model.rowCount(), 5);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    QSignalSpy read(&model, &AuditTableModel::pageRead);
    const QPersistentModelIndex chosen(model.index(1, 0));
    // Nothing happened: nothing moves.
    model.readAgain();
    QTRY_COMPARE(read.size(), 1);
    QCOMPARE(model.rowCount(), 5);
    m_events = chainOf(6);
    model.readAgain();
    QTRY_COMPARE(model.rowCount(), 6);
    QCOMPARE(reset.size(), 0);
    QCOMPARE(chosen.row(), 2);
    QCOMPARE(chosen.data(AuditTableModel::SequenceRole).toLongLong(), 4);
    QCOMPARE(model.index(0, 0).data(AuditTableModel::SequenceRole).toLongLong(), 6);
    QCOMPARE(model.total(), std::optional<qint64>(6));
    QCOMPARE(model.chain().checked, 6);
}

void TestAuditTableModel::beginsAnewWhenMoreIsNewThanAPage()
{
    QVERIFY(m_client.setBaseUrl(m_server.url()).has_value());
    m_events = chainOf(2);
    AuditTableModel model(m_service);
    model.refresh();
    QTRY_COMPARE(model.rowCount(), 2);
    m_events = chainOf(7);
    model.readAgain();
    QTRY_COMPARE(model.index(0, 0).data(AuditTableModel::SequenceRole).toLongLong(), 7);
    QCOMPARE(model.rowCount(), 2);
    QVERIFY(model.canFetchMore({}));
}

void TestAuditTableModel::tellsFailures()
{
    QVERIFY(m_client.setBaseUrl(m_server.url()).has_value());
    m_tokens.setToken({});
    AuditTableModel model(m_service);
    QSignalSpy failed(&model, &AuditTableModel::failed);
    model.refresh();
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(!model.isReading());
    m_tokens.setToken("token-1");
}

void TestAuditTableModel::survivesChurn()
{
    QVERIFY(m_client.setBaseUrl(m_server.url()).has_value());
    AuditTableModel model(m_service);
    // The tester reads on by itself.
    const Watched watched(model);
    for (int count = 0; count < 9; ++count) {
        m_events = chainOf(count);
        model.refresh();
        QTRY_COMPARE(model.rowCount(), count);
    }
}

void TestAuditTableModel::survivesReadingAgain()
{
    QVERIFY(m_client.setBaseUrl(m_server.url()).has_value());
    AuditTableModel model(m_service);
    const Watched watched(model);
    for (const int count : {0, 1, 1, 2, 5, 6, 8, 8, 20, 21}) {
        m_events = chainOf(count);
        model.readAgain();
        QTRY_COMPARE(model.rowCount(), count);
    }
}

QTEST_GUILESS_MAIN(TestAuditTableModel)
#include "tst_audittablemodel.moc"
