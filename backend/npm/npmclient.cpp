// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/npm/npmclient.h"

#include "backend/npm/semver.h"
#include "core/base/json.h"
#include "core/base/log.h"

#include <QEventLoop>
#include <QFile>
#include <QNetworkProxyFactory>
#include <QSslCertificate>
#include <QTimer>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

class ConfiguredProxies final : public QNetworkProxyFactory
{
public:
    explicit ConfiguredProxies(const NpmConfig &config)
        : m_config(config)
    {
    }

    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override
    {
        const QUrl proxy = m_config.proxyFor(query.url());
        if (proxy.isEmpty())
            return {QNetworkProxy::NoProxy};
        const auto port = quint16(proxy.port(proxy.scheme() == u"https"_s ? 443 : 80));
        return {QNetworkProxy(
            QNetworkProxy::HttpProxy, proxy.host(), port, proxy.userName(), proxy.password())};
    }

private:
    const NpmConfig &m_config;
};

QSslConfiguration tlsOf(const NpmConfig &config)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    if (const QString file = config.certificateFile(); !file.isEmpty())
        tls.addCaCertificates(QSslCertificate::fromPath(file));
    if (!config.verifiesTls())
        tls.setPeerVerifyMode(QSslSocket::VerifyNone);
    return tls;
}

bool isWorthRetrying(int status)
{
    return status == 429 || status == 408 || status >= 500;
}

Error refusal(const Download::Answer &answer)
{
    Error error = networkError(u"The registry answered with HTTP %1"_s.arg(answer.status));
    error.kind = ErrorKind::Http;
    error.code = u"registry_refused"_s;
    error.httpStatus = answer.status;
    error.retryable = isWorthRetrying(answer.status);
    error.retryAfterSeconds = int(answer.retryAfter.count());
    return error;
}

// Network trouble and a registry in trouble may be bridged with kept data; a clear "no" may not.
bool isOutage(const Error &error)
{
    return error.kind == ErrorKind::Network || (error.kind == ErrorKind::Http && error.retryable);
}

QUrl documentUrl(const QUrl &registry, const QString &package)
{
    QString name = package;
    name.replace(u'/', u"%2f"_s);
    const QByteArray encoded = registry.toEncoded() + name.toLatin1();
    return QUrl::fromEncoded(encoded);
}

class Turn final
{
public:
    explicit Turn(QSemaphore &turns)
        : m_turns(turns)
    {
        m_turns.acquire();
    }
    ~Turn() { m_turns.release(); }
    Q_DISABLE_COPY_MOVE(Turn)

private:
    QSemaphore &m_turns;
};

} // namespace

NpmClient::NpmClient(const NpmConfig &config, const KeptPackages &kept, QSemaphore &turns,
    const Clock &clock, Limits limits)
    : m_config(config)
    , m_kept(kept)
    , m_turns(turns)
    , m_clock(clock)
    , m_limits(limits)
    , m_download(m_network, tlsOf(config),
          [&config](const QUrl &url) { return config.authorizationFor(url); })
{
    m_network.setProxyFactory(new ConfiguredProxies(config));
}

Result<NpmClient::Document> NpmClient::document(
    const QString &package, const std::stop_token &stop, Detail detail)
{
    if (!isPackageName(package))
        return fail(
            inputError(u"package_name_invalid"_s, u"“%1” is no npm package name"_s.arg(package)));
    const bool isShort = detail == Detail::Abbreviated;
    const QString keptName = isShort ? QString(package + u"#abbreviated") : package;
    if (m_config.isOffline())
        return keptDocument(
            package, keptName, blockedError(u"offline"_s, u"npm is configured to stay offline"_s));

    const auto kept = m_kept.document(keptName);
    const QByteArray accept = isShort
        ? QByteArray("application/vnd.npm.install-v1+json, application/json;q=0.8")
        : QByteArray("application/json");
    auto answer = fetch(documentUrl(m_config.registryFor(package), package), accept,
        kept ? kept->etag : QByteArray(), m_limits.document, stop);
    if (!answer)
        return isOutage(answer.error()) ? keptDocument(package, keptName, answer.error())
                                        : fail(answer.error());
    if (answer->status == 404 || answer->status == 410) {
        return fail(
            inputError(u"package_not_found"_s, u"The registry has no package %1"_s.arg(package)));
    }
    if (answer->status != 200 && !(answer->status == 304 && kept))
        return fail(refusal(*answer));

    const bool isUnchanged = answer->status == 304;
    const QDateTime now = m_clock.now();
    auto packument = Packument::parse(package, isUnchanged ? kept->bytes : answer->body);
    if (!packument)
        return fail(std::move(packument).error());
    const QByteArray etag = isUnchanged ? kept->etag : answer->etag;
    GATEHOUSE_TRY(
        m_kept.keepDocument(keptName, {isUnchanged ? kept->bytes : answer->body, etag, now}));
    return Document{std::move(*packument), {false, now, {}}};
}

Result<QJsonObject> NpmClient::manifest(
    const QString &package, const QString &version, const std::stop_token &stop)
{
    if (!isPackageName(package) || !SemVer::parse(version))
        return fail(inputError(u"package_not_found"_s, u"There is no such version"_s));
    const QString keptName = package + u'@' + version;
    if (const auto kept = m_kept.document(keptName))
        return parseJsonObject(kept->bytes);
    if (m_config.isOffline())
        return fail(blockedError(u"offline"_s, u"npm is configured to stay offline"_s));
    QUrl url = documentUrl(m_config.registryFor(package), package);
    url = QUrl::fromEncoded(url.toEncoded() + '/' + QUrl::toPercentEncoding(version));
    auto answer = fetch(url, "application/json", {}, m_limits.document, stop);
    if (!answer)
        return fail(std::move(answer).error());
    if (answer->status == 404 || answer->status == 405 || answer->status == 410) {
        return fail(inputError(u"package_not_found"_s,
            u"The registry has no manifest of %1 %2"_s.arg(package, version)));
    }
    if (answer->status != 200)
        return fail(refusal(*answer));
    auto manifest = parseJsonObject(answer->body);
    if (!manifest) {
        return fail(inputError(u"packument_invalid"_s,
            u"The registry's answer for %1 %2 is no manifest"_s.arg(package, version)));
    }
    GATEHOUSE_TRY(m_kept.keepDocument(keptName, {answer->body, {}, m_clock.now()}));
    return manifest;
}

Result<NpmClient::Document> NpmClient::keptDocument(
    const QString &package, const QString &keptName, const Error &reason) const
{
    const auto kept = m_kept.document(keptName);
    if (!kept)
        return fail(reason);
    auto packument = Packument::parse(package, kept->bytes);
    if (!packument)
        return fail(std::move(packument).error());
    log::to(log::Npm)->warn("{} comes from kept data: {}", package, describe(reason));
    const QString note = u"Kept from %1: %2"_s.arg(toRfc3339(kept->readAt), reason.message);
    return Document{std::move(*packument), {true, kept->readAt, note}};
}

Result<NpmClient::Tarball> NpmClient::tarball(
    const Packument &packument, const QString &version, const std::stop_token &stop)
{
    if (!packument.has(version)) {
        return fail(inputError(
            u"version_not_found"_s, u"%1 has no version %2"_s.arg(packument.name(), version)));
    }
    auto integrity = packument.integrity(version);
    if (!integrity)
        return fail(std::move(integrity).error());
    if (auto kept = m_kept.tarball(*integrity))
        return Tarball{std::move(*kept), *integrity, {true, {}, u"Kept by digest"_s}};
    if (m_config.isOffline())
        return fail(blockedError(u"offline"_s, u"npm is configured to stay offline"_s));

    auto bytes = fetchTarball(packument, version, stop);
    if (!bytes)
        return fail(std::move(bytes).error());
    GATEHOUSE_TRY(verifyIntegrity(*integrity, *bytes));
    GATEHOUSE_TRY(m_kept.keepTarball(*integrity, *bytes));
    return Tarball{std::move(*bytes), *integrity, {false, m_clock.now(), {}}};
}

Result<QByteArray> NpmClient::fetchTarball(
    const Packument &packument, const QString &version, const std::stop_token &stop)
{
    const QUrl named = packument.tarballUrl(version);
    if (named.host().isEmpty())
        return fail(
            inputError(u"tarball_missing"_s, u"The registry names no tarball for this version"_s));
    const QUrl registry = m_config.registryFor(packument.name());
    QList<QUrl> addresses;
    if (named.scheme() == registry.scheme() || named.scheme() == u"https"_s)
        addresses << named;
    if (m_config.movesTarballsToRegistry() && named.host() != registry.host()) {
        // A mirror passes on the original's addresses; the configured registry is the one we may
        // use.
        QUrl moved = named;
        moved.setScheme(registry.scheme());
        moved.setAuthority(registry.authority());
        addresses.prepend(moved);
    }
    Error last = inputError(
        u"tarball_missing"_s, u"The registry names no usable address for the tarball"_s);
    for (const QUrl &address : std::as_const(addresses)) {
        auto answer
            = fetch(address, "application/octet-stream, */*;q=0.1", {}, m_limits.tarball, stop);
        if (!answer)
            return fail(std::move(answer).error());
        if (answer->status == 200)
            return std::move(answer->body);
        last = refusal(*answer);
    }
    return fail(std::move(last));
}

Result<Download::Answer> NpmClient::fetch(const QUrl &url, const QByteArray &accept,
    const QByteArray &knownEtag, const Download::Limits &limits, const std::stop_token &stop)
{
    const QString host = url.authority();
    if (const auto outage = m_outages.constFind(host);
        outage != m_outages.cend() && m_clock.now() < outage->until)
        return fail(outage->error);
    m_outages.remove(host);
    auto answer = fetchFromReachable(url, accept, knownEtag, limits, stop);
    const bool isUnreachable = !answer && answer.error().kind == ErrorKind::Network
        && answer.error().code == u"network"_s;
    if (isUnreachable)
        m_outages.insert(
            host, Outage{answer.error(), m_clock.now().addSecs(m_limits.outage.count())});
    return answer;
}

Result<Download::Answer> NpmClient::fetchFromReachable(const QUrl &url, const QByteArray &accept,
    const QByteArray &knownEtag, const Download::Limits &limits, const std::stop_token &stop)
{
    auto wait = m_limits.backoff;
    for (int attempt = 1;; ++attempt) {
        auto answer = [&] {
            const Turn turn(m_turns);
            return m_download.get(url, accept, knownEtag, limits, stop);
        }();
        const bool isGood = answer && !isWorthRetrying(answer->status);
        const bool mayRetry = answer ? isWorthRetrying(answer->status) : answer.error().retryable;
        if (isGood || (!answer && !mayRetry))
            return answer;
        Error error = answer ? refusal(*answer) : answer.error();
        if (attempt >= m_limits.attempts || error.retryAfterSeconds > m_limits.longestWait.count())
            return fail(std::move(error));
        const std::chrono::milliseconds asked = std::chrono::seconds(error.retryAfterSeconds);
        GATEHOUSE_TRY(pause(std::max(asked, wait), stop));
        wait *= 2;
    }
}

Status NpmClient::pause(std::chrono::milliseconds time, const std::stop_token &stop) const
{
    QEventLoop loop;
    QTimer timer;
    timer.setSingleShot(true);
    QObject::connect(&timer, &QTimer::timeout, &loop, &QEventLoop::quit);
    const std::stop_callback onStop(stop,
        [&loop] { QMetaObject::invokeMethod(&loop, &QEventLoop::quit, Qt::QueuedConnection); });
    timer.start(time);
    loop.exec();
    if (stop.stop_requested())
        return fail(cancelledError());
    return {};
}

} // namespace gatehouse
