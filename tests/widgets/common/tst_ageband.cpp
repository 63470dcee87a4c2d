// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/apiclient.h"
#include "core/sync/connectionstate.h"
#include "core/sync/productionlock.h"
#include "tests/core/fixedtokens.h"
#include "tests/testsupport/fakeclock.h"
#include "widgets/common/controls/button.h"
#include "widgets/common/pagewidget.h"
#include "widgets/common/states/ageband.h"
#include "widgets/common/states/states.h"
#include "widgets/common/themecontroller.h"

#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

using namespace gatehouse;
using namespace gatehouse::coretest;
using namespace Qt::Literals::StringLiterals;

namespace {

//! A page with a list and a detail beside it.
class TwoParts final : public PageWidget
{
public:
    explicit TwoParts(Freshness &freshness)
        : detail(new QWidget(this))
        , list(new AgeBand(freshness, this))
        , part(new AgeBand(freshness, detail))
    {
        auto *column = new QVBoxLayout(this);
        column->addWidget(list);
        column->addWidget(detail);
        list->setShown({u"plugins"_s});
        follow(list);
        follow(part);
    }
    QStringList crumb() const override { return {u"Two"_s}; }

    QWidget *detail;
    AgeBand *list;
    AgeBand *part;
};

} // namespace

class TestAgeBand final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void saysNothingWhileAllIsCurrent();
    void saysSinceWhenAndWhy();
    void asksToReadAgainOnceThePortalIsBack();
    void asksForWhatCouldNotBeRead();
    void staysUntilItWasReadAgain();
    void nowAsksThePortal();
    void aPageIsAsOldAsTheOldestInView();

private:
    QString sentence(const AgeBand *band) const { return band->findChild<StaleBand *>()->accessibleName(); }
    void answerFromHere(const QDateTime &readAt) { Q_EMIT m_client->answeredFromKept(path, readAt); }

    const QString path = u"/api/v1/plugins/plg_1/versions"_s;
    testsupport::FakeClock m_clock;
    FixedTokens m_tokens;
    ProductionLock m_lock {m_clock};
    std::unique_ptr<ThemeController> m_themes;
    std::unique_ptr<ApiClient> m_client;
    std::unique_ptr<ConnectionState> m_connection;
    std::unique_ptr<Freshness> m_freshness;
    std::unique_ptr<TwoParts> m_page;
};

void TestAgeBand::initTestCase()
{
    m_themes = std::make_unique<ThemeController>(*qApp);
}

void TestAgeBand::init()
{
    m_page.reset();
    m_clock = {};
    m_client = std::make_unique<ApiClient>(m_tokens, m_lock, m_clock);
    m_connection = std::make_unique<ConnectionState>(m_clock);
    m_freshness = std::make_unique<Freshness>(*m_connection);
    m_freshness->watch(*m_client);
    m_connection->signedIn();
    m_connection->noteAsOf(u"plugins"_s, m_clock.now());
    m_connection->caughtUp();
    m_page = std::make_unique<TwoParts>(*m_freshness);
    m_page->show();
    m_page->part->setShown({{}, {path}});
    QTRY_COMPARE(m_page->list->age().asOf, m_clock.now());
}

void TestAgeBand::saysNothingWhileAllIsCurrent()
{
    QVERIFY(m_page->list->isHidden());
    QVERIFY(m_page->part->isHidden());
    QVERIFY(m_page->isCurrent());
}

void TestAgeBand::saysSinceWhenAndWhy()
{
    m_connection->unreachable(networkError(u"Gone"_s));
    QTRY_VERIFY(m_page->list->isVisible());
    QCOMPARE(sentence(m_page->list), u"Offline, last good 10:46, just now"_s);
    m_clock.advance(3 * 60);
    m_connection->signedOut();
    QTRY_COMPARE(sentence(m_page->list), u"Signed out, last good 10:46, 3 minutes ago"_s);
    // What hangs on the list is as old as the list: said once.
    QVERIFY(m_page->part->isHidden());
    m_connection->signedIn();
    QTRY_VERIFY(m_page->list->isHidden());
    QVERIFY(!m_page->isCurrent());
    m_connection->caughtUp();
    QTRY_VERIFY(m_page->isCurrent());
}

void TestAgeBand::asksToReadAgainOnceThePortalIsBack()
{
    QSignalSpy list(m_page->list, &AgeBand::readAgainRequested);
    QSignalSpy part(m_page->part, &AgeBand::readAgainRequested);
    m_connection->unreachable(networkError(u"Gone"_s));
    answerFromHere(m_clock.now().addSecs(-7200));
    QTRY_COMPARE(m_page->part->age().standing, DataAge::Standing::Kept);
    m_connection->answered();
    QCOMPARE(part.size(), 0);
    m_connection->caughtUp();
    QCOMPARE(part.size(), 1);
    QCOMPARE(list.size(), 0);
}

void TestAgeBand::asksForWhatCouldNotBeRead()
{
    QSignalSpy part(m_page->part, &AgeBand::readAgainRequested);
    m_page->part->setIncomplete(true);
    m_connection->unreachable(networkError(u"Gone"_s));
    m_connection->caughtUp();
    QCOMPARE(part.size(), 1);
    m_page->part->setIncomplete(false);
    m_connection->unreachable(networkError(u"Gone"_s));
    m_connection->caughtUp();
    QCOMPARE(part.size(), 1);
}

void TestAgeBand::staysUntilItWasReadAgain()
{
    m_connection->unreachable(networkError(u"Gone"_s));
    answerFromHere(m_clock.now().addSecs(-7200));
    // What is read again in a moment is not worth a band; what is not, is.
    QTRY_VERIFY_WITH_TIMEOUT(m_page->part->isVisible(), 10'000);
    QCOMPARE(sentence(m_page->part), u"Kept on this computer, last good 08:46, 2 hours ago"_s);
    m_connection->caughtUp();
    QTRY_VERIFY(m_page->list->isHidden());
    QVERIFY(m_page->part->isVisible());
}

void TestAgeBand::nowAsksThePortal()
{
    m_connection->unreachable(networkError(u"Gone"_s));
    QTRY_VERIFY(m_page->list->isVisible());
    QSignalSpy wanted(m_freshness.get(), &Freshness::portalWanted);
    QSignalSpy again(m_page->list, &AgeBand::readAgainRequested);
    m_page->list->findChild<Button *>(u"retryNow"_s)->click();
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(again.size(), 1);
}

void TestAgeBand::aPageIsAsOldAsTheOldestInView()
{
    const QDateTime old = m_clock.now().addSecs(-7200);
    QSignalSpy changed(m_page.get(), &PageWidget::asOfChanged);
    answerFromHere(old);
    QTRY_COMPARE(m_page->asOf(), old);
    QVERIFY(!m_page->isCurrent());
    QVERIFY(!changed.isEmpty());
    m_page->detail->hide();
    QCOMPARE(m_page->asOf(), m_clock.now());
    QVERIFY(m_page->isCurrent());
}

QTEST_MAIN(TestAgeBand)
#include "tst_ageband.moc"
