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

} // namespace gatehouse
