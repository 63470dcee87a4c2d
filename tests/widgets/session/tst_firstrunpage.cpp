// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/session/firstrunpage.h"

#include "core/auth/personabrowser.h"
#include "tests/testsupport/hostileissuer.h"
#include "tests/testsupport/serverprocess.h"
#include "widgets/common/controls/button.h"
#include "widgets/common/textcheck.h"
#include "widgets/common/themecontroller.h"
#include "widgets/session/accountmenu.h"

#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

//! The page with a browser that does nothing unless a test says so.
struct Bench
{
    ThemeController themes {*qApp};
    SystemClock clock;
    AuthHttp http;
    QList<QUrl> opened;
    OpenBrowser browser = [this](const QUrl &url) {
        opened.append(url);
        return true;
    };
    SignIn signIn {http, clock, [this](const QUrl &url) { return browser(url); }};
    FirstRunPage page {{http, signIn, clock, themes}, u"/home/me/.local/share/gatehouse/sandbox"_s};

    Bench()
    {
        page.resize(1440, 868);
        page.show();
    }

    template <typename T = Button>
    T *find(const char *name) const
    {
        return page.findChild<T *>(QLatin1String(name));
    }
    QLineEdit *address() const { return find<QLineEdit>("portalAddress"); }
    void type(const QString &text)
    {
        address()->setFocus();
        address()->selectAll();
        QTest::keyClicks(address(), text);
    }
    bool isBlocked(const char *name) const { return !find(name)->isEnabled(); }
};

QString texts(const QWidget *root)
{
    QStringList found;
    for (const QLabel *label : root->findChildren<QLabel *>()) {
        if (label->isVisible())
            found.append(label->text());
    }
    return found.join(u'\n');
}

} // namespace

class TestFirstRunPage final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void asksForTheSandbox();
    void returnIsEnoughForTheSandbox();
    void sandboxProblemsAreShownBesideTheButton();
    void blockedButtonsSayWhy();
    void findsAPortalWhileItIsTyped();
    void saysWhatIsWrongWithAnAddress_data();
    void saysWhatIsWrongWithAnAddress();
    void signsInWithAllSteps();
    void escapeCancels();
    void linkAndCodeCanBeCopied();
    void aBrowserThatDoesNotOpenIsTold();
    void declinedSignInIsTold();
    void wayBackIsOfferedOnlyWhenThereIsOne();
    void accountMenuListsTheOthers();
    void everyControlHasAName();
    void nothingIsClipped_data();
    void nothingIsClipped();

private:
    testsupport::ServerProcess m_server;
};

void TestFirstRunPage::initTestCase()
{
    QVERIFY2(m_server.start(), m_server.log().constData());
}

void TestFirstRunPage::asksForTheSandbox()
{
    Bench bench;
    QSignalSpy requested(&bench.page, &FirstRunPage::sandboxRequested);
    QTest::mouseClick(bench.find("startSandbox"), Qt::LeftButton);
    QCOMPARE(requested.size(), 1);
    bench.page.showSandboxStarting();
    QVERIFY(bench.isBlocked("startSandbox"));
}

void TestFirstRunPage::returnIsEnoughForTheSandbox()
{
    Bench bench;
    QSignalSpy requested(&bench.page, &FirstRunPage::sandboxRequested);
    bench.page.show();
    bench.page.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&bench.page));
    bench.page.setFocus();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QCOMPARE(requested.size(), 1);
}

void TestFirstRunPage::sandboxProblemsAreShownBesideTheButton()
{
    Bench bench;
    bench.page.showSandboxStarting();
    bench.page.showSandboxFailed(storageError(u"The sandbox did not start."_s));
    QVERIFY(texts(bench.find<QWidget>("sandboxCard")).contains(u"The sandbox did not start."_s));
    QVERIFY(!bench.isBlocked("startSandbox"));
}

void TestFirstRunPage::blockedButtonsSayWhy()
{
    Bench bench;
    QVERIFY(bench.isBlocked("connectPortal"));
    QVERIFY(!bench.find("connectPortal")->toolTip().isEmpty());
}

void TestFirstRunPage::findsAPortalWhileItIsTyped()
{
    Bench bench;
    QTest::mouseClick(bench.find<QWidget>("portalCard"), Qt::LeftButton, {}, QPoint(200, 200));
    bench.type(m_server.url().toString());
    QTRY_VERIFY(!bench.isBlocked("connectPortal"));
    QVERIFY(bench.find<QLabel>("portalVerdict")->text().endsWith(u" ms"_s));
    const QString shown = texts(bench.find<QWidget>("portalFound"));
    QVERIFY(shown.contains(u"Local sandbox"_s));
    QVERIFY(shown.contains(u"API v1"_s));

    bench.type(u"nowhere"_s);
    QVERIFY(bench.isBlocked("connectPortal"));
    QVERIFY(!bench.find<QWidget>("portalFound")->isVisible());
}

void TestFirstRunPage::saysWhatIsWrongWithAnAddress_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("words");
    QTest::newRow("not secure") << u"http://portal.example.com"_s << u"https"_s;
    QTest::newRow("no address") << u"https://"_s << u"not an address"_s;
    QTest::newRow("nobody there") << u"http://127.0.0.1:1"_s << u"127.0.0.1"_s;
    QTest::newRow("another server") << QString() << u"no portal"_s;
}

void TestFirstRunPage::saysWhatIsWrongWithAnAddress()
{
    QFETCH(QString, address);
    QFETCH(QString, words);
    testsupport::HostileIssuer other;
    Bench bench;
    bench.page.setPortal(address.isEmpty() ? other.issuer() : address);
    QTRY_VERIFY2(texts(bench.find<QWidget>("portalCard")).contains(words), qPrintable(texts(&bench.page)));
    QVERIFY(bench.isBlocked("connectPortal"));
}

void TestFirstRunPage::signsInWithAllSteps()
{
    Bench bench;
    PersonaBrowser persona(u"viewer"_s);
    bench.browser = [&persona](const QUrl &url) { return persona.open(url); };
    QSignalSpy finished(&bench.signIn, &SignIn::finished);
    bench.page.setPortal(m_server.url().toString());
    QTRY_VERIFY(!bench.isBlocked("connectPortal"));
    QVERIFY(!bench.find<QWidget>("signInPanel")->isVisible());
    QTest::keyClick(bench.address(), Qt::Key_Return);
    QVERIFY(bench.find<QWidget>("signInPanel")->isVisible());
    QVERIFY(bench.isBlocked("connectPortal"));
    QVERIFY(bench.isBlocked("startSandbox"));
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(texts(bench.find<QWidget>("signInProgress")).contains(u"Reached the portal"_s));
    QVERIFY(!bench.find("cancelSignIn")->isVisible());
}

void TestFirstRunPage::escapeCancels()
{
    Bench bench;
    bench.signIn.start(m_server.url());
    QTRY_COMPARE(bench.signIn.stage(), SignIn::Stage::WaitingForPerson);
    bench.page.activateWindow();
    bench.page.setFocus();
    QTRY_VERIFY(bench.page.isActiveWindow());
    QTest::keyClick(&bench.page, Qt::Key_Escape);
    QCOMPARE(bench.signIn.stage(), SignIn::Stage::Idle);
    QVERIFY(!bench.find<QWidget>("signInPanel")->isVisible());
}

void TestFirstRunPage::linkAndCodeCanBeCopied()
{
    Bench bench;
    bench.signIn.start(m_server.url());
    QTRY_COMPARE(bench.opened.size(), 1);
    QTest::mouseClick(bench.find("openBrowserAgain"), Qt::LeftButton);
    QCOMPARE(bench.opened.size(), 2);
    QTest::mouseClick(bench.find("copyLink"), Qt::LeftButton);
    QCOMPARE(QUrl(QGuiApplication::clipboard()->text()), bench.opened.first());

    auto *code = bench.find<QLabel>("deviceCode");
    QTRY_COMPARE(code->text().size(), 9);
    const QString first = code->text();
    QTest::mouseClick(bench.find("copyDeviceCode"), Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(), first);
    QVERIFY(texts(bench.find<QWidget>("deviceCodePanel")).contains(u"/oidc/device"_s));
    QTest::mouseClick(bench.find("newDeviceCode"), Qt::LeftButton);
    QTRY_VERIFY(code->text() != first);
}

void TestFirstRunPage::aBrowserThatDoesNotOpenIsTold()
{
    Bench bench;
    bench.browser = [](const QUrl &) { return false; };
    bench.signIn.start(m_server.url());
    auto *progress = bench.find<QWidget>("signInProgress");
    QTRY_VERIFY(texts(progress).contains(u"No browser opened by itself"_s));
    QVERIFY(texts(progress).contains(u"No browser could be opened. Copy the link, or use a code on another device."_s));
    QCOMPARE(bench.signIn.stage(), SignIn::Stage::WaitingForPerson);
    bench.browser = [](const QUrl &) { return true; };
    QTest::mouseClick(bench.find("openBrowserAgain"), Qt::LeftButton);
    QVERIFY(texts(progress).contains(u"Opened your browser"_s));
    QVERIFY(!texts(progress).contains(u"No browser could be opened. Copy the link, or use a code on another device."_s));
}

void TestFirstRunPage::declinedSignInIsTold()
{
    Bench bench;
    testsupport::HostileIssuer op;
    bench.browser = [&bench](const QUrl &url) {
        const QUrlQuery asked(url);
        QUrl back(asked.queryItemValue(u"redirect_uri"_s, QUrl::FullyDecoded));
        back.setQuery(QUrlQuery {{u"error"_s, u"access_denied"_s},
            {u"state"_s, asked.queryItemValue(u"state"_s)},
            {u"iss"_s, bench.signIn.portal()->meta.oidc.issuer}});
        bench.http.network().get(QNetworkRequest(back));
        return true;
    };
    bench.signIn.start(m_server.url());
    QTRY_COMPARE(bench.signIn.stage(), SignIn::Stage::Failed);
    QVERIFY(texts(bench.find<QWidget>("signInProgress")).contains(u"declined"_s));
    QVERIFY(bench.isBlocked("connectPortal"));
    QVERIFY(!bench.isBlocked("startSandbox"));
}

void TestFirstRunPage::wayBackIsOfferedOnlyWhenThereIsOne()
{
    Bench bench;
    QVERIFY(!bench.find("returnToPortal")->isVisible());
    bench.page.offerReturn(u"Acme Portal"_s);
    QSignalSpy back(&bench.page, &FirstRunPage::returnRequested);
    QTest::mouseClick(bench.find("returnToPortal"), Qt::LeftButton);
    QCOMPARE(back.size(), 1);
}

void TestFirstRunPage::accountMenuListsTheOthers()
{
    Profile alice;
    alice.id = u"prf_1"_s;
    alice.personName = u"Alice"_s;
    alice.portalName = u"R&D Portal"_s;
    Profile bob = alice;
    bob.id = u"prf_2"_s;
    bob.personName = u"Bob"_s;
    AccountMenu menu(alice, {bob, alice});
    QSignalSpy chosen(&menu, &AccountMenu::profileChosen);
    QSignalSpy added(&menu, &AccountMenu::addPortalRequested);
    QStringList texts;
    for (QAction *action : menu.actions()) {
        if (!action->isSeparator())
            texts.append(action->text());
        if (action->isEnabled() && !action->isSeparator())
            action->trigger();
    }
    QCOMPARE(texts.mid(0, 2), (QStringList {u"Alice at R&&D Portal"_s, u"Bob at R&&D Portal"_s}));
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.first().first().value<Profile>().id, u"prf_2"_s);
    QCOMPARE(added.size(), 1);
}

void TestFirstRunPage::everyControlHasAName()
{
    Bench bench;
    for (const QAbstractButton *button : bench.page.findChildren<QAbstractButton *>()) {
        const bool named = !button->accessibleName().isEmpty() || !button->text().isEmpty();
        QVERIFY2(named, qPrintable(button->objectName()));
    }
}

void TestFirstRunPage::nothingIsClipped_data()
{
    QTest::addColumn<ThemeChoice>("theme");
    QTest::addColumn<qreal>("scale");
    QTest::newRow("light") << ThemeChoice::Light << 1.0;
    QTest::newRow("dark") << ThemeChoice::Dark << 1.0;
    QTest::newRow("large text") << ThemeChoice::Light << 1.25;
}

void TestFirstRunPage::nothingIsClipped()
{
    QFETCH(ThemeChoice, theme);
    QFETCH(qreal, scale);
    Bench bench;
    bench.themes.setChoice(theme);
    bench.themes.setScale(scale);
    bench.page.setPortal(m_server.url().toString());
    QTRY_VERIFY(!bench.isBlocked("connectPortal"));
    bench.signIn.start(m_server.url());
    QVERIFY(!bench.page.isSettled());
    QTRY_VERIFY(bench.page.isSettled());
    QCOMPARE(bench.find<QLabel>("deviceCode")->text().size(), 9);
    const QList<ClippedText> clipped = clippedTexts(&bench.page);
    QVERIFY2(clipped.isEmpty(), clipped.isEmpty() ? "" : qPrintable(clipped.first().text));
}

} // namespace gatehouse

QTEST_MAIN(gatehouse::TestFirstRunPage)
#include "tst_firstrunpage.moc"
