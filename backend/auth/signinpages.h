// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/http/message.h"

#include <QList>
#include <QString>

//! The pages a person sees in the browser while signing in to the sandbox. Server-rendered, without
//! scripts; every value is escaped. Forms carry a token that must equal the one in a SameSite
//! cookie, so that no other page can post them.
namespace gatehouse::auth::pages {

using Fields = QList<std::pair<QString, QString>>;

struct SignIn
{
    QString action; //!< Where the form posts to.
    QString application; //!< Who asks.
    QString formToken;
    QString highlighted; //!< Persona key the application suggests; may be empty.
    Fields hidden; //!< The request, carried along.
};

//! The list of personas.
http::Response signIn(const SignIn &page);

struct Device
{
    QString action;
    QString formToken;
    QString userCode; //!< As typed or linked; may be empty.
    QString problem; //!< Why the code was not taken; empty at first.
    bool confirm = false; //!< The code is known: show it beside the personas.
};

http::Response device(const Device &page, int status = 200);

//! One heading and one sentence, for refusals and for the end of a flow.
http::Response message(int status, const QString &heading, const QString &text);

//! The form token of the browser that sent \a request; a new one when it has none.
QString formToken(const http::Request &request);
//! True when \a given is the token of the browser that sent \a request and the form was ours.
bool isOwnForm(const http::Request &request, const QString &given, const QString &origin);

} // namespace gatehouse::auth::pages
