// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QNetworkAccessManager>

namespace gatehouse {

//! Stands in for the system browser at the local sandbox: opens the sign-in page, picks one persona
//! and follows the redirect back. For starting the console as a persona and for the tour; refuses
//! pages that are not on this computer. GUI thread.
class PersonaBrowser final : public QObject
{
    Q_OBJECT

public:
    explicit PersonaBrowser(QString persona = {}, QObject *parent = nullptr);

    void setPersona(const QString &key) { m_persona = key; }
    const QString &persona() const { return m_persona; }
    //! An OpenBrowser. False without a persona and for addresses of other computers.
    bool open(const QUrl &url);

Q_SIGNALS:
    //! The page is not the sandbox's or does not know the persona.
    void failed(const gatehouse::Error &error);

private:
    void onPage(QNetworkReply *reply);
    void onChosen(QNetworkReply *reply);
    void giveUp(const QString &why);

    QString m_persona;
    QNetworkAccessManager m_network;
};

} // namespace gatehouse
