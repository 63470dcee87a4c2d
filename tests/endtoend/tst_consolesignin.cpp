// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/auth/personabrowser.h"
#include "tests/endtoend/consolefixture.h"
#include "widgets/common/controls/chip.h"
#include "widgets/shell/statusstrip.h"
#include "widgets/shell/topbar.h"

#include <QDesktopServices>
#include <QDirIterator>
#include <QStandardPaths>
#include <QUrlQuery>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;
using namespace gatehouse::testsupport;

namespace {

//! Stands where the desktop's browser is: a person who picks one name on the sandbox's page.
class Browser final : public QObject
{
    Q_OBJECT
public:
    Q_INVOKABLE void show(const QUrl &url)
    {
        opened.append(url);
        m_person.open(url);
    }

    QList<QUrl> opened;

private:
    PersonaBrowser m_person {u"security"_s};
};

QStringList tokenFiles()
{
    QStringList files;
    QDirIterator it(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + u"/sandbox-tokens"_s,
        QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (it.hasNext())
        files.append(it.next());
    return files;
}

} // namespace

//! Job 1: from nothing to one's own lists, and back out. The slots build on each other.
class TestConsoleSignIn final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void beginsAtTheFirstRunPage();
    void signsInThroughTheBrowser();
    void showsWhoIsSignedIn();
    void fillsTheRegistry();
    void keepsTheTokenForThisPersonAlone();
    void comesBackWithoutTheBrowser();
    void becomesSomeoneElse();
    void signsOutAndForgets();
    void cleanupTestCase();

private:
    Browser m_browser;
    ConsoleFixture m_desk {{u"@backstage-community/plugin-grafana"_s}};
};

void TestConsoleSignIn::initTestCase()
{
    QDesktopServices::setUrlHandler(u"http"_s, &m_browser, "show");
}

void TestConsoleSignIn::cleanupTestCase()
{
    QDesktopServices::unsetUrlHandler(u"http"_s);
}

void TestConsoleSignIn::beginsAtTheFirstRunPage()
{
    m_desk.launch();
    QTRY_VERIFY(m_desk.find(u"firstRunPage"_s));
    QVERIFY(!m_desk.console().workspace());
    QVERIFY(!m_desk.find(u"rail"_s));
}

void TestConsoleSignIn::signsInThroughTheBrowser()
{
    QVERIFY2(m_desk.click(u"startSandbox"_s), qPrintable(m_desk.failure()));
    QVERIFY2(m_desk.awaitLists(), qPrintable(m_desk.failure()));
    QCOMPARE(m_browser.opened.size(), 1);
    const QUrlQuery asked(m_browser.opened.first());
    QCOMPARE(asked.queryItemValue(u"response_type"_s), u"code"_s);
    QCOMPARE(asked.queryItemValue(u"code_challenge_method"_s), u"S256"_s);
    QVERIFY(!asked.queryItemValue(u"code_challenge"_s).isEmpty());
    QVERIFY(!asked.queryItemValue(u"state"_s).isEmpty());
    const QUrl back(asked.queryItemValue(u"redirect_uri"_s, QUrl::FullyDecoded));
    QCOMPARE(back.host(), u"127.0.0.1"_s);
    QVERIFY(back.port() > 1023);
}

void TestConsoleSignIn::showsWhoIsSignedIn()
{
    QVERIFY(m_desk.find(u"rail"_s));
    QVERIFY(!m_desk.find(u"firstRunPage"_s));
    QTRY_VERIFY(m_desk.workspace().me());
    QCOMPARE(m_desk.workspace().me()->id.text(), u"per_security"_s);
    QTRY_VERIFY(m_desk.console().window().statusStrip()->person()->text().contains("Security reviewer"_L1));
    QTRY_COMPARE(m_desk.console().window().topBar()->connection()->text(), u"Live"_s);
}

void TestConsoleSignIn::fillsTheRegistry()
{
    QVERIFY2(m_desk.awaitSandbox(), qPrintable(m_desk.failure()));
    QTRY_VERIFY_WITH_TIMEOUT(m_desk.plugin(u"@backstage-community/plugin-grafana"_s), patienceMs);
}

void TestConsoleSignIn::keepsTheTokenForThisPersonAlone()
{
    const QStringList files = tokenFiles();
    QVERIFY(!files.isEmpty());
    for (const QString &name : files) {
        QCOMPARE(QFile::permissions(name) & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther), QFile::Permissions());
        QFile file(name);
        QVERIFY(file.open(QIODevice::ReadOnly));
        // An access token (a JWT) is never written down.
        QVERIFY(!file.readAll().contains("eyJ"));
    }
}

void TestConsoleSignIn::comesBackWithoutTheBrowser()
{
    m_desk.stop();
    m_desk.launch();
    QVERIFY2(m_desk.awaitLists(), qPrintable(m_desk.failure()));
    QCOMPARE(m_browser.opened.size(), 1);
    QTRY_VERIFY(m_desk.workspace().me());
    QCOMPARE(m_desk.workspace().me()->id.text(), u"per_security"_s);
    QVERIFY(m_desk.plugin(u"@backstage-community/plugin-grafana"_s));
}

void TestConsoleSignIn::becomesSomeoneElse()
{
    QVERIFY2(m_desk.become(u"Auditor"_s), qPrintable(m_desk.failure()));
    QCOMPARE(m_desk.workspace().me()->id.text(), u"per_auditor"_s);
    QTRY_VERIFY(m_desk.console().window().statusStrip()->person()->text().contains("Auditor"_L1));
}

void TestConsoleSignIn::signsOutAndForgets()
{
    QVERIFY2(m_desk.chooseFromMenu(u"personButton"_s, u"Sign out…"_s), qPrintable(m_desk.failure()));
    QTRY_VERIFY(m_desk.find(u"firstRunPage"_s));
    QVERIFY(!m_desk.console().workspace());
    QVERIFY(!m_desk.find(u"rail"_s));
    QTRY_COMPARE(tokenFiles(), QStringList());
}

QTEST_MAIN(TestConsoleSignIn)
#include "tst_consolesignin.moc"
