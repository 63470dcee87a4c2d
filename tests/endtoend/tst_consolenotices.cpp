// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/endtoend/consolefixture.h"
#include "tests/testsupport/httpclient.h"
#include "tests/testsupport/processsupport.h"
#include "widgets/common/controls/chip.h"
#include "widgets/shell/topbar.h"

#include <QAbstractItemView>
#include <QDir>
#include <QStandardPaths>

#include <csignal>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;
using namespace gatehouse::testsupport;

//! The bar under the top bar: what it says when the sandbox or the sign-in ended, and the way on by
//! keys, beside the work. The slots build on each other.
class TestConsoleNotices final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void offersNothingWhenAllIsWell();
    void saysThatTheSandboxEnded();
    void startsTheSandboxAgainByKeys();
    void saysThatTheSignInEnded();
    void signsInAgainByKeys();

private:
    void answerNotice() { m_desk.press(Qt::Key_Period, Qt::ControlModifier); }
    qint64 server() { return childNamed(QCoreApplication::applicationPid(), u"gatehouse-server"_s); }
    QString connection() { return m_desk.console().window().topBar()->connection()->text(); }
    int rows() { return m_desk.find<QAbstractItemView>(u"registryTable"_s)->model()->rowCount(); }

    ConsoleFixture m_desk {{u"@backstage-community/plugin-grafana"_s}};
};

void TestConsoleNotices::initTestCase()
{
    QVERIFY2(m_desk.start(u"security"_s), qPrintable(m_desk.failure()));
    QVERIFY2(m_desk.awaitSandbox(), qPrintable(m_desk.failure()));
    QVERIFY2(m_desk.openPage(Qt::Key_R), qPrintable(m_desk.failure()));
    QTRY_COMPARE_WITH_TIMEOUT(rows(), 1, patienceMs);
    QTRY_COMPARE(connection(), u"Live"_s);
}

void TestConsoleNotices::offersNothingWhenAllIsWell()
{
    const qint64 before = server();
    QVERIFY(before > 0);
    answerNotice();
    QVERIFY(!m_desk.find(u"notice"_s));
    QVERIFY(!m_desk.console().actions().blockedReason(u"shell.notice"_s).isEmpty());
    QCOMPARE(server(), before);
}

void TestConsoleNotices::saysThatTheSandboxEnded()
{
    QCOMPARE(::kill(pid_t(server()), SIGKILL), 0);
    QTRY_VERIFY_WITH_TIMEOUT(m_desk.find(u"notice"_s), patienceMs);
    QVERIFY2(m_desk.wordsOf(u"notice"_s).contains("The local sandbox ended by itself."_L1), qPrintable(m_desk.wordsOf(u"notice"_s)));
    QVERIFY(m_desk.find(u"registryPage"_s));
    QCOMPARE(rows(), 1);
}

void TestConsoleNotices::startsTheSandboxAgainByKeys()
{
    answerNotice();
    QTRY_VERIFY_WITH_TIMEOUT(!m_desk.find(u"notice"_s), patienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(connection(), u"Live"_s, patienceMs);
    QVERIFY(server() > 0);
    QTRY_VERIFY(m_desk.find(u"registryPage"_s));
    QTRY_COMPARE(rows(), 1);
}

void TestConsoleNotices::saysThatTheSignInEnded()
{
    const QDir kept(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + u"/sandbox-tokens"_s);
    const QStringList files = kept.entryList(QDir::Files | QDir::Hidden);
    QCOMPARE(files.size(), 1);
    QFile file(kept.filePath(files.first()));
    QVERIFY(file.open(QIODevice::ReadOnly));
    HttpClient provider(m_desk.workspace().api.baseUrl());
    const HttpAnswer revoked = provider.postForm(u"/oidc/revoke"_s,
        {{u"token"_s, QString::fromLatin1(file.readAll())}, {u"client_id"_s, u"gatehouse-console"_s}});
    QVERIFY2(revoked.status == 200, revoked.describe().constData());
    m_desk.press(Qt::Key_F5);
    QTRY_VERIFY_WITH_TIMEOUT(m_desk.find(u"notice"_s), patienceMs);
    QVERIFY2(m_desk.wordsOf(u"notice"_s).contains("Signed out."_L1), qPrintable(m_desk.wordsOf(u"notice"_s)));
    QVERIFY(m_desk.find(u"registryPage"_s));
    QCOMPARE(rows(), 1);
}

void TestConsoleNotices::signsInAgainByKeys()
{
    answerNotice();
    QTRY_VERIFY_WITH_TIMEOUT(!m_desk.find(u"notice"_s), patienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(connection(), u"Live"_s, patienceMs);
    QVERIFY(m_desk.find(u"registryPage"_s));
    QCOMPARE(rows(), 1);
    QCOMPARE(m_desk.workspace().me()->id.text(), u"per_security"_s);
}

QTEST_MAIN(TestConsoleNotices)
#include "tst_consolenotices.moc"
