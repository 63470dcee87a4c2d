// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/apiclient.h"

#include <QPromise>
#include <QSslError>
#include <QTimer>

namespace gatehouse {

//! One request on its way: attempts, waits, one refresh. Deletes itself when it is answered.
//!
//!     start ─► Sending ─► answered ─► finish
//!       │         │  401 (once) ─► Refreshing ─► Sending
//!       │         ├─ 429, 5xx, lost (reads) ─► Waiting ─► Sending
//!       │         └─ out of reach (reads) ─► LookingAtKept ─► finish
//!       └─ known to be out of reach ─► LookingAtKept ─┬─► finish
//!                                                     └─► Sending
class ApiCall final : public QObject
{
    Q_OBJECT

public:
    ApiCall(ApiClient &client, ApiRequest request, QPromise<Result<ApiReply>> promise);
    ~ApiCall() override;

    void start();
    //! Ends it without an answer.
    void abort(const Error &error);

private:
    void begin();
    void send();
    void onReadyRead();
    void onFinished();
    void onAnswered(ApiReply answer, const QByteArray &date, int retryAfter);
    void onLost(const Error &error);
    void refreshAndReplay(const Error &unauthorized);
    bool retryLater(int retryAfterMs);
    bool isKept() const;
    bool mayUseKept() const;
    //! Answers with what is kept, or calls \a otherwise.
    template <typename Otherwise>
    void answerFromKept(Otherwise otherwise);
    void finish(Result<ApiReply> result);
    void finishOutOfReach(const Error &error);
    void dropReply();

    ApiClient &m_client;
    ApiRequest m_request;
    QPromise<Result<ApiReply>> m_promise;
    QNetworkReply *m_reply = nullptr;
    QTimer m_deadline;
    QByteArray m_body;
    QByteArray m_sentToken;
    QList<QSslError> m_tlsErrors;
    bool m_tooLarge = false;
    bool m_replayed = false;
    bool m_done = false;
    int m_attempt = 0;
};

} // namespace gatehouse
