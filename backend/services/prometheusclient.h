// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QNetworkAccessManager>
#include <QObject>
#include <QUrl>
#include <QUrlQuery>

#include <functional>

namespace gatehouse::services {

//! Asks a Prometheus server. Lives on a thread with an event loop; ask() may be called from any.
class PrometheusClient final : public QObject
{
    Q_OBJECT
public:
    using Answer = std::function<void(Result<QByteArray>)>;

    explicit PrometheusClient(QObject *parent = nullptr);
    //! Empty: there is none, every question is answered by source_lost.
    void setAddress(QUrl address);
    //! Any thread, once the server serves.
    bool isSetUp() const { return !m_address.isEmpty(); }

    //! POSTs \a parameters to /api/v1/\a endpoint; \a answer gets Prometheus' own JSON, or
    //! source_lost (503). Called on the client's thread.
    void ask(QString endpoint, QUrlQuery parameters, Answer answer);

private:
    void send(const QString &endpoint, const QUrlQuery &parameters, const Answer &answer);

    QUrl m_address;
    QNetworkAccessManager m_network;
};

} // namespace gatehouse::services
