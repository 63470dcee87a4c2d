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

//! What asOf looks like: the first key in sorted order.
constexpr QByteArrayView asOfHead("{\"asOf\":\"");

bool isFirstPage(const Reply &reply, const QByteArray &text, const http::Request &request)
{
    return request.method == http::Method::Get && reply.etag.isEmpty() && reply.status == 200
        && text.startsWith(asOfHead) && !request.query.hasQueryItem(u"cursor"_s);
}

//! The same for equal content: what comes behind asOf.
QString contentTag(const QByteArray &text)
{
    QCryptographicHash hash(QCryptographicHash::Sha1);
    const qsizetype end = text.indexOf('"', asOfHead.size());
    hash.addData(QByteArrayView(text).sliced(end + 1));
    return QString::fromLatin1(hash.result().toHex().left(24));
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
    if (reply.status != 204)
        response.body = reply.text.isEmpty() ? toJsonBytes(reply.body) : reply.text;
    QString etag = reply.etag;
    if (isFirstPage(reply, response.body, request))
        etag = contentTag(response.body);
    if (!etag.isEmpty())
        response.setHeader("ETag", quoted(etag));
    if (!reply.location.isEmpty())
        response.setHeader("Location", reply.location.toLatin1());
    if (!reply.contentType.isEmpty())
        response.contentType = reply.contentType;
    if (!reply.fileName.isEmpty())
        response.setHeader("Content-Disposition", "attachment; filename=\"" + reply.fileName.toLatin1() + '"');
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
