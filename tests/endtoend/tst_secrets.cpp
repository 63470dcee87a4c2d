// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/base/random.h"
#include "core/contract/routes.h"
#include "tests/endtoend/consoleprogram.h"
#include "tests/testsupport/eventwait.h"
#include "tests/testsupport/httpclient.h"
#include "tests/testsupport/leaks.h"
#include "tests/testsupport/sandboxsignin.h"

#include <QDir>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;
using namespace gatehouse::testsupport;

//! The program that people get, on its sandbox: after locking and after signing out, nothing that its
//! person read or wrote and no token is in its memory or in the files of its home. The key that signs
//! decisions is in memory only while something is signed. The slots build on each other.
class TestSecrets final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void forgetsItsKeyOnceItSigned();
    void isThereWhilePeopleWork();
    void isNowhereAfterLocking();
    void isThereAgainAfterUnlocking();
    void isNowhereAfterSigningOut();
    void cleanupTestCase();

private:
    bool obey(const QString &command) { return m_console.obey(command); }
    bool findPortal();
    bool writeMarker();
    bool openMarkers();
    QList<QByteArray> secrets() const { return QList<QByteArray>(m_tokens.cbegin(), m_tokens.cend()) + QList<QByteArray> {m_refreshToken, m_signingSeed, m_read, m_written}; }
    bool isInMemory(const QByteArray &secret) { return !leaksInMemory(m_console.processId(), {secret}).isEmpty(); }
    QByteArray keptSecret(bool ofSigning) const;
    void noteTokens();
    QStringList leaks() { return leaksInMemory(m_console.processId(), secrets()); }
    QString data() const { return m_home.filePath(u"data/gatehouse"_s); }

    QTemporaryDir m_home;
    ConsoleProgram m_console;
    QUrl m_portal;
    QByteArray m_read; //!< Stands in a comment of somebody else.
    QByteArray m_written; //!< Stands in a comment that is not sent.
    QSet<QByteArray> m_tokens;
    QByteArray m_refreshToken;
    QByteArray m_signingSeed;
};

namespace {
constexpr int patienceMs = 30000;
//! How long what was asked to go may take to be gone: connections close, threads end.
constexpr int forgettingMs = 10000;
}

void TestSecrets::initTestCase()
{
    QVERIFY(m_console.start(m_home.path(), {u"better-sqlite3"_s}, QProcessEnvironment::systemEnvironment()));
    QVERIFY(findPortal());
    QVERIFY(writeMarker());
}

void TestSecrets::cleanupTestCase()
{
    QVERIFY(m_console.end());
}

bool TestSecrets::findPortal()
{
    QFile profiles(data() + u"/profiles.json"_s);
    if (!profiles.open(QIODevice::ReadOnly))
        return false;
    const QJsonArray known = parseJsonObject(profiles.readAll()).value_or(QJsonObject()).value("profiles"_L1).toArray();
    m_portal = QUrl(known.first()["portalUrl"_L1].toString());
    return m_portal.isValid();
}

//! Somebody else comments on every request that waits.
bool TestSecrets::writeMarker()
{
    m_read = "Read " + newUuid().toLatin1();
    m_written = "Written " + newUuid().toLatin1();
    HttpClient lead(m_portal);
    lead.setToken(accessToken(m_portal, u"lead"_s));
    bool wrote = false;
    waitUntil([&] { return !lead.get(QLatin1String(routes::requests)).items().isEmpty(); }, patienceMs);
    for (const QJsonValue request : lead.get(QLatin1String(routes::requests) + u"?limit=200"_s).items()) {
        const QString path = routes::path(routes::requestComments, {request["id"_L1].toString()});
        wrote |= lead.post(path, {{u"text"_s, QString::fromLatin1(m_read)}}).status == 201;
    }
    return wrote;
}

bool TestSecrets::openMarkers()
{
    return obey(u"row requestList 1"_s) && obey(u"focus requestList"_s) && obey(u"press C"_s);
}

//! The refresh token, or the seed that signs decisions.
QByteArray TestSecrets::keptSecret(bool ofSigning) const
{
    const QByteArray magic = "GHS1";
    const QString place = data() + (ofSigning ? u"/sandbox-keys"_s : u"/sandbox-tokens"_s);
    const QFileInfoList files = QDir(place).entryInfoList({u"*.secret"_s}, QDir::Files);
    for (const QFileInfo &info : files) {
        QFile file(info.filePath());
        const QByteArray content = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        if (content.startsWith(magic) == ofSigning)
            return ofSigning ? content.sliced(magic.size()) : content.trimmed();
    }
    return {};
}

//! Of those in memory, the one that the portal takes is the access token.
void TestSecrets::noteTokens()
{
    m_tokens = tokensInMemory(m_console.processId());
    m_refreshToken = keptSecret(false);
    QVERIFY(m_refreshToken.size() > 20);
    const bool hasAccessToken = std::any_of(m_tokens.cbegin(), m_tokens.cend(), [this](const QByteArray &token) {
        HttpClient client(m_portal);
        client.setToken(QString::fromLatin1(token));
        return client.get(QLatin1String(routes::me)).json().value("id"_L1) == "per_security"_L1;
    });
    QVERIFY2(hasAccessToken, "no access token is found in the memory of a console that is signed in");
}

void TestSecrets::forgetsItsKeyOnceItSigned()
{
    const auto opensDecision = [this] {
        return obey(u"row requestList 1"_s) && obey(u"focus requestList"_s) && obey(u"press A"_s) && obey(u"press A"_s) && obey(u"focus decisionReason"_s);
    };
    QTRY_VERIFY_WITH_TIMEOUT(opensDecision(), patienceMs);
    QVERIFY(obey(u"type Built from the tarball, offline."_s));
    QVERIFY(obey(u"press Ctrl+Return"_s));
    QTRY_VERIFY_WITH_TIMEOUT(!obey(u"see decisionDialog"_s), patienceMs);
    QTRY_COMPARE_WITH_TIMEOUT((m_signingSeed = keptSecret(true)).size(), 32, patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(!isInMemory(m_signingSeed), forgettingMs);
}

void TestSecrets::isThereWhilePeopleWork()
{
    QTRY_VERIFY_WITH_TIMEOUT(openMarkers(), patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(isInMemory(m_read), patienceMs);
    QVERIFY(obey(u"focus commentText"_s));
    QVERIFY(obey(u"type "_s + QString::fromLatin1(m_written)));
    QVERIFY(isInMemory(m_written));
    noteTokens();
}

void TestSecrets::isNowhereAfterLocking()
{
    QVERIFY(obey(u"press Ctrl+Alt+L"_s));
    QTRY_VERIFY_WITH_TIMEOUT(obey(u"see lockPage"_s), patienceMs);
    QElapsedTimer clock;
    clock.start();
    QStringList found;
    waitUntil([&] { found = leaks(); return found.isEmpty(); }, forgettingMs);
    QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
    qInfo("nothing in memory %lld ms after the lock page came", clock.elapsed());
    // The refresh token and the signing key rest where the sandbox has them instead of a key store.
    QList<QByteArray> inFiles = secrets();
    inFiles.removeAll(m_refreshToken);
    inFiles.removeAll(m_signingSeed);
    const QStringList kept = leaksInFiles(m_home.path(), inFiles, data() + u"/sandbox"_s);
    QVERIFY2(kept.isEmpty(), qPrintable(kept.join(u'\n')));
}

void TestSecrets::isThereAgainAfterUnlocking()
{
    QVERIFY(obey(u"press Return"_s));
    QTRY_VERIFY_WITH_TIMEOUT(openMarkers(), patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(isInMemory(m_read) && isInMemory(m_written), patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(!tokensInMemory(m_console.processId()).isEmpty(), patienceMs);
    noteTokens();
}

void TestSecrets::isNowhereAfterSigningOut()
{
    QVERIFY(obey(u"press Ctrl+K"_s));
    QTRY_VERIFY_WITH_TIMEOUT(obey(u"see paletteInput"_s), patienceMs);
    QVERIFY(obey(u"type Sign out"_s));
    QVERIFY(obey(u"press Return"_s));
    // The draft would be lost: it asks.
    QVERIFY(m_console.insist(u"click signOutConfirm"_s));
    QTRY_VERIFY_WITH_TIMEOUT(obey(u"see firstRunPage"_s), patienceMs);
    QElapsedTimer clock;
    clock.start();
    QStringList found;
    waitUntil([&] { found = leaks(); return found.isEmpty(); }, forgettingMs);
    QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
    qInfo("nothing in memory %lld ms after the first page came", clock.elapsed());
    const QStringList kept = leaksInFiles(m_home.path(), secrets(), data() + u"/sandbox"_s);
    QVERIFY2(kept.isEmpty(), qPrintable(kept.join(u'\n')));
    QVERIFY(QDir(data() + u"/profiles"_s).entryList(QDir::Files).isEmpty());
}

QTEST_GUILESS_MAIN(TestSecrets)
#include "tst_secrets.moc"
