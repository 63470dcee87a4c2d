// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/review/reviewreads.h"

#include "core/contract/routes.h"

#include <QUrl>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::reads {

namespace {

ApiRequest read(const char *route, const QString &id, const QUrlQuery &query = {})
{
    ApiRequest request;
    request.path = routes::path(route, {id});
    request.query = query;
    return request;
}

QString encoded(const QString &text)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(text));
}

} // namespace

ApiRequest version(const VersionId &id)
{
    return read(routes::version, id.text());
}

ApiRequest evidence(const VersionId &id)
{
    return read(routes::versionEvidence, id.text());
}

ApiRequest policy(const VersionId &id, Environment environment)
{
    QUrlQuery query;
    if (environment != Environment::Unknown)
        query.addQueryItem(u"environment"_s, toWire(environment));
    return read(routes::versionPolicy, id.text(), query);
}

ApiRequest bases(const VersionId &id)
{
    return read(routes::versionBases, id.text());
}

ApiRequest diffSinceReview(const VersionId &id, const std::optional<VersionId> &otherwise)
{
    QUrlQuery query {{u"base"_s, u"reviewed"_s}};
    if (otherwise && !otherwise->isEmpty())
        query.addQueryItem(u"otherwise"_s, otherwise->text());
    return read(routes::versionDiff, id.text(), query);
}

ApiRequest file(const VersionId &id, const QString &path, qint64 offset)
{
    QUrlQuery query {{u"path"_s, encoded(path)}};
    if (offset > 0)
        query.addQueryItem(u"offset"_s, QString::number(offset));
    return read(routes::versionFile, id.text(), query);
}

ApiRequest reviewedFiles(const VersionId &id)
{
    return read(routes::versionReviewed, id.text());
}

ApiRequest diff(const VersionId &id, const std::optional<VersionId> &base)
{
    QUrlQuery query;
    if (base && !base->isEmpty())
        query.addQueryItem(u"base"_s, base->text());
    return read(routes::versionDiff, id.text(), query);
}

ApiRequest configDiff(const ConfigRevisionId &id)
{
    return read(routes::configRevisionDiff, id.text());
}

ApiRequest comments(const RequestId &id, const QString &cursor)
{
    QUrlQuery query {{u"limit"_s, u"200"_s}};
    if (!cursor.isEmpty())
        query.addQueryItem(u"cursor"_s, encoded(cursor));
    return read(routes::requestComments, id.text(), query);
}

ApiRequest timeline(const RequestId &id)
{
    return read(routes::requestTimeline, id.text());
}

ApiRequest health(const PluginId &plugin, const QString &range)
{
    return read(routes::pluginHealth, plugin.text(), {{u"range"_s, range}});
}

ApiRequest reasonTemplates(const ApprovalRequest &request)
{
    ApiRequest asked;
    asked.path = routes::path(routes::workflowReasons, {request.templateId, QString::number(request.templateVersion)});
    return asked;
}

QStringList agingPaths(const ApprovalRequest &request)
{
    QStringList paths {comments(request.id).path, timeline(request.id).path};
    if (!request.versionId.isEmpty())
        paths += {evidence(request.versionId).path, policy(request.versionId, request.environment).path};
    return paths;
}

} // namespace gatehouse::reads
