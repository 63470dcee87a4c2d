// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/npm/npmconfig.h"

#include "backend/npm/npmrc.h"

#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

// npm starts in well under a second; a hanging one must not hold the server's start.
constexpr int NpmPatienceMs = 20000;

QString askNpmProgram(const QString &key)
{
    const QString program = QStandardPaths::findExecutable(u"npm"_s);
    if (program.isEmpty())
        return {};
    QProcess npm;
    npm.setProcessChannelMode(QProcess::SeparateChannels);
    npm.start(program, {u"config"_s, u"get"_s, key, u"--no-update-notifier"_s});
    if (!npm.waitForFinished(NpmPatienceMs)) {
        npm.kill();
        npm.waitForFinished();
        return {};
    }
    const QString answer = QString::fromUtf8(npm.readAllStandardOutput()).trimmed();
    return answer == u"undefined"_s || answer == u"null"_s ? QString() : answer;
}

// npm finds its global file from where it is installed: PREFIX/etc/npmrc. A distribution may have
// moved it; then only npm knows.
QString globalNpmrc(const QMap<QString, QString> &settings, const NpmConfig::Sources &sources)
{
    if (const QString named = settings.value(u"globalconfig"_s); !named.isEmpty())
        return named;
    const QProcessEnvironment &environment = sources.environment;
    QString prefix = settings.value(u"prefix"_s, environment.value(u"PREFIX"_s));
    if (prefix.isEmpty()) {
        const QString node = QStandardPaths::findExecutable(u"node"_s,
            environment.value(u"PATH"_s).split(QDir::listSeparator(), Qt::SkipEmptyParts));
        prefix = QFileInfo(QFileInfo(node).canonicalFilePath()).dir().filePath(u".."_s);
    }
    const QString usual = QDir::cleanPath(prefix + u"/etc/npmrc"_s);
    return QFileInfo::exists(usual) || !sources.askNpm ? usual : sources.askNpm(u"globalconfig"_s);
}

void addMissing(QMap<QString, QString> &settings, const QMap<QString, QString> &weaker)
{
    for (auto it = weaker.begin(); it != weaker.end(); ++it) {
        if (!settings.contains(it.key()))
            settings.insert(it.key(), it.value());
    }
}

QUrl asRegistry(const QString &text)
{
    QUrl url(text, QUrl::StrictMode);
    const bool usable = url.isValid() && !url.host().isEmpty()
        && (url.scheme() == u"https"_s || url.scheme() == u"http"_s);
    if (!usable)
        return {};
    if (!url.path().endsWith(u'/'))
        url.setPath(url.path() + u'/');
    return url;
}

bool isUnder(const QString &host, const QString &domain)
{
    const QString bare = domain.startsWith(u'.') ? domain.mid(1) : domain;
    return host == bare || host.endsWith(u'.' + bare);
}

} // namespace

Result<NpmConfig> NpmConfig::ofThisComputer()
{
    return read({QProcessEnvironment::systemEnvironment(), QDir::currentPath(), QDir::homePath(),
        askNpmProgram});
}

Result<NpmConfig> NpmConfig::read(const Sources &sources)
{
    const QProcessEnvironment &environment = sources.environment;
    NpmConfig config;
    config.m_settings = npmrcOfEnvironment(environment);
    if (!sources.projectDirectory.isEmpty())
        addMissing(
            config.m_settings, readNpmrc(sources.projectDirectory + u"/.npmrc"_s, environment));
    const QString user
        = config.m_settings.value(u"userconfig"_s, sources.homeDirectory + u"/.npmrc"_s);
    addMissing(config.m_settings, readNpmrc(user, environment));
    addMissing(config.m_settings, readNpmrc(globalNpmrc(config.m_settings, sources), environment));
    // Variables that npm honours without its prefix are the weakest.
    const QString https = environment.value(u"HTTPS_PROXY"_s, environment.value(u"https_proxy"_s));
    const QString http = environment.value(u"HTTP_PROXY"_s, environment.value(u"http_proxy"_s));
    const QString none = environment.value(u"NO_PROXY"_s, environment.value(u"no_proxy"_s));
    addMissing(
        config.m_settings, {{u"https-proxy"_s, https}, {u"proxy"_s, http}, {u"noproxy"_s, none}});

    if (config.setting(u"registry").isEmpty() && sources.askNpm)
        config.m_settings.insert(u"registry"_s, sources.askNpm(u"registry"_s));
    if (asRegistry(config.setting(u"registry")).isEmpty()) {
        return fail(inputError(u"npm_registry_unknown"_s,
            u"npm's configuration names no usable registry; install npm, or set npm_config_registry"_s));
    }
    return config;
}

QUrl NpmConfig::registryFor(const QString &package) const
{
    if (package.startsWith(u'@')) {
        const QUrl scoped
            = asRegistry(setting(QString(package.section(u'/', 0, 0) + u":registry")));
        if (!scoped.isEmpty())
            return scoped;
    }
    return asRegistry(setting(u"registry"));
}

QByteArray NpmConfig::authorizationFor(const QUrl &url) const
{
    // npm's keys are "//host[:port]/path/:_authToken"; the longest path that holds the address
    // wins.
    QString nerf = u"//"_s + url.host();
    if (url.port() != -1)
        nerf += u':' + QString::number(url.port());
    nerf += url.path();
    while (nerf.size() > 2) {
        nerf.truncate(nerf.lastIndexOf(u'/') + 1);
        if (const QString token = setting(QString(nerf + u":_authToken")); !token.isEmpty())
            return "Bearer " + token.toUtf8();
        if (const QString basic = setting(QString(nerf + u":_auth")); !basic.isEmpty())
            return "Basic " + basic.toUtf8();
        const QString user = setting(QString(nerf + u":username"));
        const QString password = setting(QString(nerf + u":_password"));
        if (!user.isEmpty() && !password.isEmpty()) {
            const QByteArray pair = user.toUtf8() + ':' + QByteArray::fromBase64(password.toUtf8());
            return "Basic " + pair.toBase64();
        }
        nerf.chop(1);
    }
    return {};
}

QUrl NpmConfig::proxyFor(const QUrl &url) const
{
    const QStringList direct = setting(u"noproxy").split(u',', Qt::SkipEmptyParts);
    for (const QString &domain : direct) {
        if (domain.trimmed() == u"*"_s || isUnder(url.host(), domain.trimmed()))
            return {};
    }
    const QString plain = setting(u"proxy");
    const QString secure = setting(u"https-proxy");
    return QUrl(url.scheme() == u"https"_s && !secure.isEmpty() ? secure : plain);
}

bool isPackageName(const QString &text)
{
    static const QRegularExpression shape(
        u"^(@[A-Za-z0-9~-][A-Za-z0-9._~-]*/)?[A-Za-z0-9~-][A-Za-z0-9._~-]*\\z"_s);
    return text.size() <= 214 && shape.match(text).hasMatch();
}

} // namespace gatehouse
