// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/conditions.h"

#include "core/base/json.h"

#include <QCryptographicHash>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::api {

namespace {

QByteArray quoted(const QString &etag)
{
    return '"' + etag.toLatin1() + '"';
}

//! Tags of a list header without weakness mark and quotes.
QList<QByteArray> strongTags(const QByteArray &header)
{
    QList<QByteArray> tags;
    for (const QByteArray &part : header.split(',')) {
        const QByteArray tag = part.trimmed();
        if (tag.size() >= 2 && tag.startsWith('"') && tag.endsWith('"'))
            tags.append(tag.mid(1, tag.size() - 2));
    }
    return tags;
}

bool isFirstPage(const Reply &reply, const http::Request &request)
{
    return request.method == http::Method::Get && reply.etag.isEmpty() && reply.status == 200
        && reply.body.contains("asOf"_L1) && !request.query.hasQueryItem(u"cursor"_s);
}

//! asOf is the first key in sorted order, so it can be put in front of what was hashed.
QByteArray withAsOf(const QByteArray &rest, const QJsonValue &asOf)
{
    const QByteArray head = "{\"asOf\":\"" + asOf.toString().toLatin1() + '"';
    if (rest == "{}")
        return head + '}';
    return head + ',' + rest.mid(1);
}

} // namespace

bool ifNoneMatchNames(const QByteArray &header, const QString &etag)
{
    if (header.isEmpty() || etag.isEmpty())
        return false;
    if (header.trimmed() == "*")
        return true;
    QByteArray weakened = header;
    return strongTags(weakened.replace("W/\"", "\"")).contains(etag.toLatin1());
}

http::Response responseOf(const Reply &reply, const http::Request &request)
{
    http::Response response;
    response.status = reply.status;
    QString etag = reply.etag;
    if (isFirstPage(reply, request)) {
        QJsonObject rest = reply.body;
        const QJsonValue asOf = rest.take("asOf"_L1);
        const QByteArray bytes = toJsonBytes(rest);
        etag = QString::fromLatin1(
            QCryptographicHash::hash(bytes, QCryptographicHash::Sha1).toHex().left(24));
        response.body = withAsOf(bytes, asOf);
    } else if (reply.status != 204) {
        response.body = toJsonBytes(reply.body);
    }
    if (!etag.isEmpty())
        response.setHeader("ETag", quoted(etag));
    if (!reply.location.isEmpty())
        response.setHeader("Location", reply.location.toLatin1());
    return response;
}

http::Response unlessKnown(http::Response response, const http::Request &request)
{
    const QByteArray wanted = request.header("if-none-match");
    if (wanted.isEmpty() || request.method != http::Method::Get)
        return response;
    for (const auto &[name, value] : std::as_const(response.headers)) {
        if (name == "ETag" && ifNoneMatchNames(wanted, QString::fromLatin1(value.mid(1, value.size() - 2)))) {
            response.status = 304;
            response.body.clear();
            break;
        }
    }
    return response;
}

Status Call::requireIfMatch(const QString &currentETag) const
{
    const QList<QByteArray> tags = strongTags(request.header("if-match"));
    // "*" would mean: whatever it is now. A change must say what it has seen.
    if (tags.isEmpty())
        return fail(preconditionRequired());
    if (!tags.contains(currentETag.toLatin1()))
        return fail(preconditionFailed(currentETag));
    return {};
}

} // namespace gatehouse::api
