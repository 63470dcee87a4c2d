// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/npm/npmclient.h"
#include "packagefixture.h"
#include "tests/testsupport/fakeclock.h"
#include "tinyregistry.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;
using Answer = testsupport::TinyRegistry::Answer;

class TestNpmClient final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void readsAndKeepsAPackage();
    void asksOnlyForNews();
    void refusesNamesThatAreNone();
    void tellsGoneFromUnreachable();
    void wrongBytesNeverPass();
    void tamperedKeptBytesAreFetchedAgain();
    void waitsAsLongAsAsked();
    void givesUpWhenAskedToWaitTooLong();
    void triesAgainAfterServerTrouble();
    void stopsAtTheSizeLimit();
    void noticesACutBody();
    void followsRedirectsWithoutHandingOnTheToken();
    void refusesEndlessRedirects();
    void servesKeptDataWhenTheRegistryIsGone();
    void anOutageIsRememberedForAWhile();
    void refusesADocumentOfAnotherPackage();
    void stopsWhenCancelled();

private:
    NpmClient client(
        const QByteArray &moreConfiguration = {}, NpmClient::Limits limits = fastLimits());
    static NpmClient::Limits fastLimits();
    QByteArray document(const QByteArray &tarball) const;

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<testsupport::TinyRegistry> m_registry;
    std::unique_ptr<KeptPackages> m_kept;
    std::unique_ptr<NpmConfig> m_config;
    testsupport::FakeClock m_clock;
    QSemaphore m_turns{2};
};

namespace {

const QString Package = u"@acme/plugin"_s;
const QByteArray DocumentPath = "/@acme%2Fplugin";
const QByteArray TarballPath = "/@acme/plugin/-/1.0.0.tgz";

} // namespace

NpmClient::Limits TestNpmClient::fastLimits()
{
    return {.document = {.maxBytes = 100000},
        .tarball = {.maxBytes = 100000},
        .attempts = 3,
        .backoff = std::chrono::milliseconds(1),
        .longestWait = std::chrono::seconds(2)};
}

void TestNpmClient::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_registry = std::make_unique<testsupport::TinyRegistry>();
    m_kept = std::make_unique<KeptPackages>(m_directory->filePath(u"kept"_s));
}

NpmClient TestNpmClient::client(const QByteArray &moreConfiguration, NpmClient::Limits limits)
{
    QFile file(m_directory->filePath(u".npmrc"_s));
    if (!file.open(QIODevice::WriteOnly))
        qFatal("no .npmrc");
    file.write("registry=" + m_registry->url().toEncoded() + '\n' + moreConfiguration);
    file.close();
    QProcessEnvironment environment;
    environment.insert(u"npm_config_globalconfig"_s, m_directory->filePath(u"none"_s));
    m_config
        = std::make_unique<NpmConfig>(*NpmConfig::read({environment, {}, m_directory->path(), {}}));
    return NpmClient(*m_config, *m_kept, m_turns, m_clock, limits);
}

QByteArray TestNpmClient::document(const QByteArray &tarball) const
{
    // The document names the original's host, as a mirror's does; only the path is ours.
    return testsupport::packumentOf(
        {{{{u"name"_s, Package}, {u"version"_s, u"1.0.0"_s}}, tarball, u"2026-01-01T00:00:00Z"_s}},
        u"https://original.example"_s);
}

void TestNpmClient::readsAndKeepsAPackage()
{
    m_registry->script(DocumentPath, {{200, document("bytes")}});
    m_registry->script(TarballPath, {{200, "bytes"}});
    auto npm = client();
    const auto read = npm.document(Package);
    QVERIFY2(read, read ? "" : qPrintable(describe(read.error())));
    QVERIFY(!read->origin.isKept);
    const auto tarball = npm.tarball(read->packument, u"1.0.0"_s);
    QVERIFY2(tarball, tarball ? "" : qPrintable(describe(tarball.error())));
    QCOMPARE(tarball->bytes, "bytes");
    QVERIFY(npm.tarball(read->packument, u"1.0.0"_s)->origin.isKept);
    QCOMPARE(m_registry->seen().size(), 2);

    const QString path
        = m_directory->filePath(u"kept/tarballs/sha512/"_s + tarball->integrity.hex() + u".tgz");
    QCOMPARE(
        QFile::permissions(path) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
}

void TestNpmClient::asksOnlyForNews()
{
    m_registry->script(DocumentPath, {{200, document("bytes"), {"ETag: \"v1\""}}, {304, {}}});
    auto npm = client();
    QVERIFY(npm.document(Package));
    m_clock.advance(60);
    const auto again = npm.document(Package);
    QVERIFY2(again, again ? "" : qPrintable(describe(again.error())));
    QCOMPARE(m_registry->seen().last().headers.value("if-none-match"), "\"v1\"");
    QVERIFY(!again->origin.isKept);
    QCOMPARE(again->origin.readAt, m_clock.now());
}

void TestNpmClient::refusesNamesThatAreNone()
{
    const auto read = client().document(u"../../etc/passwd"_s);
    QCOMPARE(read.error().code, u"package_name_invalid"_s);
    QVERIFY(m_registry->seen().isEmpty());
}

void TestNpmClient::tellsGoneFromUnreachable()
{
    auto npm = client();
    QCOMPARE(npm.document(Package).error().code, u"package_not_found"_s);
    m_registry->close();
    const auto read = npm.document(Package);
    QCOMPARE(read.error().kind, ErrorKind::Network);
    QVERIFY(read.error().retryable);
}

void TestNpmClient::wrongBytesNeverPass()
{
    m_registry->script(DocumentPath, {{200, document("bytes")}});
    m_registry->script(TarballPath, {{200, "other"}});
    auto npm = client();
    const auto read = npm.document(Package);
    const auto tarball = npm.tarball(read->packument, u"1.0.0"_s);
    QVERIFY(!tarball);
    QCOMPARE(tarball.error().code, u"integrity_mismatch"_s);
    QVERIFY(!m_kept->tarball(*read->packument.integrity(u"1.0.0"_s)));
}

void TestNpmClient::tamperedKeptBytesAreFetchedAgain()
{
    m_registry->script(DocumentPath, {{200, document("bytes")}});
    m_registry->script(TarballPath, {{200, "bytes"}});
    auto npm = client();
    const auto read = npm.document(Package);
    const auto integrity = *read->packument.integrity(u"1.0.0"_s);
    QVERIFY(m_kept->keepTarball(integrity, "tampered"));
    const auto tarball = npm.tarball(read->packument, u"1.0.0"_s);
    QVERIFY(tarball);
    QVERIFY(!tarball->origin.isKept);
    QCOMPARE(tarball->bytes, "bytes");
}

void TestNpmClient::waitsAsLongAsAsked()
{
    m_registry->script(DocumentPath, {{429, {}, {"Retry-After: 1"}}, {200, document("bytes")}});
    auto npm = client();
    QElapsedTimer timer;
    timer.start();
    QVERIFY(npm.document(Package));
    QVERIFY2(timer.elapsed() >= 950, qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(m_registry->seen().size(), 2);
}

void TestNpmClient::givesUpWhenAskedToWaitTooLong()
{
    m_registry->script(DocumentPath, {{429, {}, {"Retry-After: 3600"}}});
    const auto read = client().document(Package);
    QVERIFY(!read);
    QCOMPARE(read.error().httpStatus, 429);
    QCOMPARE(read.error().retryAfterSeconds, 3600);
    QCOMPARE(m_registry->seen().size(), 1);
}

void TestNpmClient::triesAgainAfterServerTrouble()
{
    m_registry->script(DocumentPath, {{503, {}}, {500, {}}, {200, document("bytes")}});
    QVERIFY(client().document(Package));
    m_registry->script(DocumentPath, {{503, {}}});
    KeptPackages empty(m_directory->filePath(u"empty"_s));
    NpmClient npm(*m_config, empty, m_turns, m_clock, fastLimits());
    const auto read = npm.document(Package);
    QCOMPARE(read.error().httpStatus, 503);
    QCOMPARE(m_registry->seen().size(), 6);
}

void TestNpmClient::stopsAtTheSizeLimit()
{
    m_registry->script(DocumentPath, {{200, QByteArray(100001, ' ')}});
    const auto read = client().document(Package);
    QVERIFY(!read);
    QCOMPARE(read.error().code, u"download_too_large"_s);
    QCOMPARE(m_registry->seen().size(), 1);
}

void TestNpmClient::noticesACutBody()
{
    m_registry->script(DocumentPath, {{200, document("bytes"), {}, 40}});
    const auto read = client().document(Package);
    QVERIFY(!read);
    QVERIFY2(
        read.error().code == u"download_incomplete"_s || read.error().kind == ErrorKind::Network,
        qPrintable(describe(read.error())));
    QCOMPARE(m_registry->seen().size(), 3);
}

void TestNpmClient::followsRedirectsWithoutHandingOnTheToken()
{
    testsupport::TinyRegistry other;
    other.script("/elsewhere", {{200, document("bytes")}});
    m_registry->script(
        DocumentPath, {{302, {}, {"Location: " + other.url().toEncoded() + "elsewhere"}}});
    const QByteArray host = "127.0.0.1:" + QByteArray::number(m_registry->serverPort());
    const auto read = client("//" + host + "/:_authToken=secret\n").document(Package);
    QVERIFY2(read, read ? "" : qPrintable(describe(read.error())));
    QCOMPARE(m_registry->seen().first().headers.value("authorization"), "Bearer secret");
    QVERIFY(!other.seen().first().headers.contains("authorization"));
}

void TestNpmClient::refusesEndlessRedirects()
{
    m_registry->script(DocumentPath, {{302, {}, {"Location: " + DocumentPath}}});
    const auto read = client().document(Package);
    QCOMPARE(read.error().code, u"redirect_refused"_s);
    QCOMPARE(m_registry->seen().size(), 6);
}

void TestNpmClient::servesKeptDataWhenTheRegistryIsGone()
{
    m_registry->script(DocumentPath, {{200, document("bytes")}});
    m_registry->script(TarballPath, {{200, "bytes"}});
    auto npm = client();
    const auto fresh = npm.document(Package);
    QVERIFY(npm.tarball(fresh->packument, u"1.0.0"_s));
    const QDateTime then = m_clock.now();
    m_clock.advance(3600);
    m_registry->close();
    const auto kept = npm.document(Package);
    QVERIFY2(kept, kept ? "" : qPrintable(describe(kept.error())));
    QVERIFY(kept->origin.isKept);
    QCOMPARE(kept->origin.readAt, then);
    QVERIFY(!kept->origin.note.isEmpty());
    QVERIFY(npm.tarball(kept->packument, u"1.0.0"_s));
}

void TestNpmClient::anOutageIsRememberedForAWhile()
{
    m_registry->script(DocumentPath, {{200, document("bytes")}});
    auto npm = client();
    const quint16 port = m_registry->serverPort();
    m_registry->close();
    QCOMPARE(npm.document(Package).error().kind, ErrorKind::Network);
    QVERIFY(m_registry->listen(QHostAddress::LocalHost, port));
    QCOMPARE(npm.document(Package).error().kind, ErrorKind::Network);
    QVERIFY(m_registry->seen().isEmpty());
    m_clock.advance(61);
    QVERIFY(npm.document(Package));
}

void TestNpmClient::refusesADocumentOfAnotherPackage()
{
    QByteArray other = document("bytes");
    other.replace("@acme/plugin", "@acme/trojan");
    m_registry->script(DocumentPath, {{200, other}});
    QCOMPARE(client().document(Package).error().code, u"packument_invalid"_s);
}

void TestNpmClient::stopsWhenCancelled()
{
    Answer silent;
    silent.silent = true;
    m_registry->script(DocumentPath, {silent});
    std::stop_source stop;
    QTimer::singleShot(50, this, [&stop] { stop.request_stop(); });
    const auto read = client().document(Package, stop.get_token());
    QVERIFY(!read);
    QCOMPARE(read.error().kind, ErrorKind::Cancelled);
}

QTEST_GUILESS_MAIN(TestNpmClient)
#include "tst_npmclient.moc"
