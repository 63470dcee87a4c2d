// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/contract/operations.h"

#include <QHash>
#include <QNetworkAccessManager>
#include <QUrl>

#include <functional>
#include <memory>

namespace gatehouse::sandbox {

//! The API as its personas see it. Blocks; use it on one thread.
class Portal final
{
public:

    //! Calls wait no longer than \a isCancelled stays false.
    Portal(QUrl server, std::function<bool()> isCancelled);

    [[nodiscard]] Result<QJsonObject> get(const QString &persona, const QString &path);
    //! \a key makes the POST idempotent; \a etag becomes If-Match when not empty.
    [[nodiscard]] Result<QJsonObject> post(const QString &persona, const QString &path, const QJsonObject &body,
        const QString &key, const QString &etag = {});
    [[nodiscard]] Result<QJsonObject> patch(
        const QString &persona, const QString &path, const QJsonObject &body, const QString &etag);
    //! Waits until the operation is over; its problem is the error.
    [[nodiscard]] Result<Operation> finished(const QString &persona, const QJsonObject &operation);

private:
    using Send = std::function<QNetworkReply *(const QNetworkRequest &)>;
    [[nodiscard]] Result<QJsonObject> call(
        const QString &persona, const QString &path, const QHash<QByteArray, QByteArray> &headers, const Send &send);
    [[nodiscard]] Result<QByteArray> token(const QString &persona, bool fresh);
    void pause(int milliseconds) const;

    QUrl m_server;
    std::function<bool()> m_isCancelled;
    QNetworkAccessManager m_network;
    QHash<QString, QByteArray> m_tokens;
};

} // namespace gatehouse::sandbox
