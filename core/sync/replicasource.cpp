// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/replicasource.h"

namespace gatehouse {

ReplicaSource::ReplicaSource(QString topic, QObject *parent)
    : QObject(parent)
    , m_topic(std::move(topic))
{
    m_later.setSingleShot(true);
    connect(&m_later, &QTimer::timeout, this, [this] { tryAgain(); });
}

bool ReplicaSource::isPlaceForgotten(const Error &error)
{
    const int status = error.httpStatus;
    return status == 400 || status == 404 || status == 410 || status == 422;
}

QString ReplicaSource::glimpsedCursor(const QByteArray &page)
{
    // Inside a text its quotes would be escaped.
    static constexpr QByteArrayView name("\"nextCursor\":\"");
    const qsizetype at = page.lastIndexOf(name);
    if (at < 0)
        return {};
    const qsizetype begin = at + name.size();
    const QByteArray cursor = page.mid(begin, page.indexOf('"', begin) - begin);
    return cursor.contains('\\') ? QString() : QString::fromUtf8(cursor);
}

} // namespace gatehouse
