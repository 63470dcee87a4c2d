// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/routetable.h"

#include "backend/api/actionnames.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::api {

namespace {

bool isPlaceholder(const QString &segment)
{
    return segment.startsWith(u'{');
}

bool fits(const QStringList &wantedSegments, const QStringList &segments, QHash<QString, QString> &values)
{
    if (wantedSegments.size() != segments.size())
        return false;
    for (qsizetype i = 0; i < segments.size(); ++i) {
        const QString &wanted = wantedSegments.at(i);
        if (isPlaceholder(wanted))
            values.insert(wanted.mid(1, wanted.size() - 2), segments.at(i));
        else if (wanted != segments.at(i))
            return false;
    }
    return true;
}

qsizetype placeholders(const Route &route)
{
    return std::count_if(route.segments.begin(), route.segments.end(), isPlaceholder);
}

//! /api/v1/plugins/… are told apart by the third segment.
QString keyOf(const QStringList &segments)
{
    return segments.size() > 2 ? segments.at(2) : segments.value(0);
}

QStringList segmentsOf(const QByteArray &path)
{
    return QString::fromLatin1(path).split(u'/', Qt::SkipEmptyParts);
}

bool isBelow(const QString &path, const QString &prefix)
{
    return path.startsWith(prefix) && (path.size() == prefix.size() || path.at(prefix.size()) == u'/');
}

} // namespace

void RouteTable::add(Route route)
{
    route.segments = segmentsOf(route.name);
    route.action = route.method == http::Method::Get ? QString(QLatin1String(serviceName(route.service)) + u".read"_s)
                                                     : actionName(route.method, route.name);
    m_routes.push_back(std::make_unique<Route>(std::move(route)));
    const Route *added = m_routes.back().get();
    QList<const Route *> &siblings = m_byFirst[keyOf(added->segments)];
    siblings.append(added);
    // "summary" before "{requestId}".
    std::stable_sort(siblings.begin(), siblings.end(),
        [](const Route *a, const Route *b) { return placeholders(*a) < placeholders(*b); });
}

void RouteTable::addPrefix(QString prefix, Route route)
{
    m_prefixes.emplace_back(std::move(prefix), std::make_unique<Route>(std::move(route)));
}

void RouteTable::allowBody(const char *route, quint64 bytes)
{
    m_bodyLimits.append({segmentsOf(route), bytes});
}

std::optional<quint64> RouteTable::bodyLimit(const QByteArray &target) const
{
    const QStringList segments = segmentsOf(target.split('?').constFirst());
    for (const auto &[route, bytes] : m_bodyLimits) {
        QHash<QString, QString> values;
        if (fits(route, segments, values))
            return bytes;
    }
    return std::nullopt;
}

Match RouteTable::find(const http::Request &request) const
{
    for (const auto &[prefix, route] : m_prefixes) {
        if (isBelow(request.path, prefix))
            return {route.get(), {}, {}};
    }
    const QStringList segments = request.path.mid(1).split(u'/');
    Match match;
    const auto siblings = m_byFirst.constFind(keyOf(segments));
    if (siblings == m_byFirst.constEnd())
        return match;
    for (const Route *route : *siblings) {
        QHash<QString, QString> values;
        if (!fits(route->segments, segments, values))
            continue;
        if (route->method == request.method)
            return {route, std::move(values), {}};
        match.allow += (match.allow.isEmpty() ? QByteArray() : QByteArray(", ")) + http::methodName(route->method);
    }
    return match;
}

} // namespace gatehouse::api
