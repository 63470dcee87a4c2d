// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/auditservice.h"
#include "core/drafts/draftkeeper.h"
#include "core/storage/memoryrowstore.h"
#include "core/sync/connectionstate.h"
#include "core/sync/freshness.h"
#include "core/sync/productionlock.h"
#include "tests/core/fixedtokens.h"
#include "tests/core/scriptedserver.h"
#include "tests/testsupport/fakeclock.h"
#include "widgets/audit/auditpage.h"
#include "widgets/common/actionregistry.h"
#include "widgets/common/themecontroller.h"
#include "widgets/common/uistate.h"

#include <QScrollBar>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>

using namespace gatehouse;
using namespace gatehouse::coretest;
using namespace Qt::Literals::StringLiterals;

//! The audit log follows the portal while somebody reads it.
class TestAuditPage final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_themes = std::make_unique<ThemeController>(*qApp); }
    void init();
    void cleanup() { m_page.reset(); }
    void newRecordsComeOnTop();
    void newsTogetherAreReadOnce();
    void whatIsReadStaysInPlace();
    void hiddenItWaitsUntilItIsLookedAt();

private:
    ScriptedAnswer answer(const SeenRequest &seen) const;
    int asked() const;
    QTreeView *table() const { return m_page->findChild<QTreeView *>(u"auditTable"_s); }
    QString sequenceAt(const QModelIndex &index) const { return index.siblingAtColumn(0).data(AuditTableModel::SequenceRole).toString(); }

    QTemporaryDir m_directory;
    testsupport::FakeClock m_clock;
    FixedTokens m_tokens;
    ProductionLock m_lock {m_clock};
    ConnectionState m_connection {m_clock};
    MemoryRowStore m_rows;
    std::unique_ptr<ScriptedServer> m_server;
    std::unique_ptr<ApiClient> m_client;
    std::unique_ptr<Freshness> m_freshness;
    std::unique_ptr<AuditService> m_audit;
    std::unique_ptr<DraftKeeper> m_drafts;
    std::unique_ptr<SettingsFile> m_settings;
    std::unique_ptr<UiState> m_state;
    std::unique_ptr<ActionRegistry> m_actions;
    std::unique_ptr<ThemeController> m_themes;
    std::unique_ptr<AuditPage> m_page;
    int m_records = 0; //!< At the portal.
};

void TestAuditPage::init()
{
    m_records = 60;
    m_server = std::make_unique<ScriptedServer>([this](const SeenRequest &seen) { return answer(seen); });
    m_client = std::make_unique<ApiClient>(m_tokens, m_lock, m_clock);
    QVERIFY(m_client->setBaseUrl(m_server->url()).has_value());
    m_freshness = std::make_unique<Freshness>(m_connection);
    m_audit = std::make_unique<AuditService>(*m_client);
    m_drafts = std::make_unique<DraftKeeper>(m_rows, m_clock);
    m_drafts->restore();
    m_settings = std::make_unique<SettingsFile>(m_directory.filePath(QString::fromLatin1(QTest::currentTestFunction())));
    m_state = std::make_unique<UiState>(*m_settings);
    m_actions = std::make_unique<ActionRegistry>();
    m_page = std::make_unique<AuditPage>(*m_audit, *m_actions, *m_drafts, *m_state, *m_freshness);
    m_page->resize(1000, 500);
    m_page->show();
    QTRY_COMPARE(table()->model()->rowCount(), m_records);
    QTRY_VERIFY(m_page->isSettled());
}

ScriptedAnswer TestAuditPage::answer(const SeenRequest &seen) const
{
    if (seen.target.contains("verification"))
        return jsonAnswer(R"({"checked":60,"intact":true,"headHash":"sha256-0123456789abcdef","asOf":"2026-11-23T10:46:31.000Z"})");
    Page<AuditEvent> page;
    page.limit = 100;
    page.asOf = m_clock.now();
    for (int sequence = m_records; sequence > 0; --sequence) {
        AuditEvent event;
        event.id = AuditEventId(u"aud_%1"_s.arg(sequence));
        event.sequence = sequence;
        event.at = m_clock.now();
        event.action = u"request.decide"_s;
        page.items.append(event);
    }
    return jsonAnswer(toJsonBytes(toJson(page)));
}

int TestAuditPage::asked() const
{
    const QList<SeenRequest> &all = m_server->seen();
    return int(std::count_if(all.begin(), all.end(), [](const SeenRequest &seen) { return seen.target.contains("limit="); }));
}

void TestAuditPage::newRecordsComeOnTop()
{
    table()->setCurrentIndex(table()->model()->index(0, 0));
    m_records += 2;
    m_page->noteNews();
    QTRY_COMPARE(table()->model()->rowCount(), m_records);
    QCOMPARE(sequenceAt(table()->model()->index(0, 0)), QString::number(m_records));
    // What was chosen is still chosen, and at the top the news are seen.
    QCOMPARE(sequenceAt(table()->currentIndex()), QString::number(m_records - 2));
    QCOMPARE(table()->verticalScrollBar()->value(), 0);
}

void TestAuditPage::newsTogetherAreReadOnce()
{
    const int before = asked();
    m_records += 5;
    for (int i = 0; i < 5; ++i)
        m_page->noteNews();
    QTRY_COMPARE(table()->model()->rowCount(), m_records);
    QCOMPARE(asked(), before + 1);
}

void TestAuditPage::whatIsReadStaysInPlace()
{
    table()->verticalScrollBar()->setValue(20);
    const QString top = sequenceAt(table()->indexAt({0, 0}));
    QVERIFY(!top.isEmpty());
    m_records += 3;
    m_page->noteNews();
    QTRY_COMPARE(table()->model()->rowCount(), m_records);
    QCOMPARE(sequenceAt(table()->indexAt({0, 0})), top);
}

void TestAuditPage::hiddenItWaitsUntilItIsLookedAt()
{
    m_page->hide();
    const int before = asked();
    m_records += 1;
    m_page->noteNews();
    QCOMPARE(asked(), before);
    m_page->show();
    QTRY_COMPARE(table()->model()->rowCount(), m_records);
}

QTEST_MAIN(TestAuditPage)
#include "tst_auditpage.moc"
