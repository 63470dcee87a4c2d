// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QNetworkAccessManager>
#include <QObject>
#include <QUrl>

namespace gatehouse {

//! Stands in for the system browser at the sandbox's own sign-in page: fetches the page, chooses
//! the persona and follows the answer to the loopback listener. The whole flow (code, PKCE, state,
//! nonce) is the real one. Refuses every address that is not this computer's.
class SandboxBrowser final : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    void setPersona(const QString &key) { m_persona = key; }
    const QString &persona() const { return m_persona; }
    //! False when \a authorizeUrl is not on loopback.
    bool open(const QUrl &authorizeUrl);

Q_SIGNALS:
    void failed(const gatehouse::Error &error);

private:
    void fetchPage(const QUrl &url);
    void submit(const QUrl &page, const QByteArray &html);
    void follow(const QUrl &target);

    QNetworkAccessManager m_network;
    QString m_persona;
};

} // namespace gatehouse
