// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/net/apirequest.h"

#include <QNetworkReply>
#include <QSslError>

//! Turns what went wrong on the wire into errors a person can act on.
namespace gatehouse {

//! For a connection that gave no complete answer.
Error errorFromTransport(QNetworkReply::NetworkError code, const QString &text,
    const QList<QSslError> &tlsErrors, const QString &host);
//! For a complete answer with status 400 or more: a problem document if it is one.
Error errorFromAnswer(const ApiReply &reply, int retryAfterSeconds);
//! For an answer with status 3xx; redirects are never followed. One that leads to another computer
//! for this once is what the sign-in page of a network does.
Error errorFromRedirect(const QUrl &asked, int status, const QString &location);
//! For an answer of status 200 that is not what the contract promises.
Error errorFromContentType(const ApiReply &reply);
//! Seconds of a Retry-After header, given in seconds or as a date; 0 when it says nothing.
int retryAfterSeconds(const QByteArray &header, const QDateTime &now);

} // namespace gatehouse
