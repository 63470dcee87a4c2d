// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QSslConfiguration>
#include <QUrl>

#include <chrono>
#include <functional>
#include <optional>
#include <stop_token>

class QNetworkAccessManager;

namespace gatehouse {

//! One GET with every bound that a stranger's server needs. Blocks the calling thread in an event
//! loop of its own; never call it on a GUI thread. Not for sharing between threads.
class Download final
{
public:
    struct Limits
    {
        qint64 maxBytes = 0;
        int maxRedirects = 5;
        std::chrono::milliseconds idle {15000}; //!< Without a byte.
        std::chrono::milliseconds total{180000}; //!< For the whole answer.
    };

    struct Answer
    {
        int status = 0;
        QByteArray body;
        QByteArray etag;
        std::chrono::seconds retryAfter{0};
        QUrl url; //!< After redirects.
    };

    using Authorization = std::function<QByteArray(const QUrl &)>;

    //! \a network must live in the calling thread. \a authorization is asked again for every
    //! redirect, so that a token never reaches another host than its own.
    Download(QNetworkAccessManager &network, const QSslConfiguration &tls, Authorization authorization)
        : m_network(network)
        , m_tls(tls)
        , m_authorization(std::move(authorization))
    {
    }

    //! Any HTTP status is an answer. Codes: "network", "download_too_large", "download_incomplete",
    //! "download_too_slow", "redirect_refused", "cancelled".
    [[nodiscard]] Result<Answer> get(const QUrl &url, const QByteArray &accept,
        const QByteArray &knownEtag, const Limits &limits, const std::stop_token &stop);

private:
    struct Step
    {
        Answer answer;
        std::optional<QUrl> redirect;
    };
    [[nodiscard]] Result<Step> getOnce(const QUrl &url, const QByteArray &accept,
        const QByteArray &knownEtag, const Limits &limits, const std::stop_token &stop);

    QNetworkAccessManager &m_network;
    QSslConfiguration m_tls;
    Authorization m_authorization;
};

} // namespace gatehouse
