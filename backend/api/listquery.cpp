// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/router.h"

#include "core/base/json.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::api {

namespace {

constexpr int maxLimit = 200;

QString digestOf(const Call &call, const QString &filterText)
{
    const QString covered = call.request.path + u'\n' + call.work.tenant() + u'\n' + filterText;
    return QString::fromLatin1(
        QCryptographicHash::hash(covered.toUtf8(), QCryptographicHash::Sha256).toHex().left(16));
}

Error badCursor()
{
    return badRequest(u"cursor_expired"_s, u"This cursor does not belong to this list any more. Start again from its first page."_s);
}

Result<QStringList> readCursor(const QString &cursor, const QString &digest)
{
    const auto decoded = QByteArray::fromBase64Encoding(cursor.toLatin1(),
        QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals | QByteArray::AbortOnBase64DecodingErrors);
    const auto value = parseJson(decoded ? *decoded : QByteArray());
    if (!decoded || !value || !value->isArray())
        return fail(badCursor());
    QStringList parts;
    for (const QJsonValue part : value->toArray())
        parts.append(part.toString());
    if (parts.size() < 2 || parts.takeFirst() != digest)
        return fail(badCursor());
    return parts;
}

} // namespace

Result<ListQuery> listQuery(const Call &call, const QString &filterText)
{
    ListQuery query;
    query.filterDigest = digestOf(call, filterText);
    if (const QString text = call.request.queryValue(u"limit"_s); !text.isNull()) {
        bool isNumber = false;
        query.limit = text.toInt(&isNumber);
        if (!isNumber || query.limit < 1 || query.limit > maxLimit)
            return fail(validationFailed(u"/limit"_s, u"out_of_range"_s, u"limit must be 1 to 200."_s));
    }
    if (const QString cursor = call.request.queryValue(u"cursor"_s); !cursor.isEmpty()) {
        auto after = readCursor(cursor, query.filterDigest);
        if (!after)
            return fail(std::move(after).error());
        query.after = std::move(*after);
    }
    return query;
}

QString makeCursor(const ListQuery &query, const QStringList &lastKey)
{
    QJsonArray parts {query.filterDigest};
    for (const QString &part : lastKey)
        parts.append(part);
    const QByteArray bytes = QJsonDocument(parts).toJson(QJsonDocument::Compact);
    return QString::fromLatin1(
        bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

} // namespace gatehouse::api
