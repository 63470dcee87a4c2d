// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/auth/formvalues.h"
#include "backend/auth/providercontext.h"
#include "backend/http/message.h"

#include <mutex>

namespace gatehouse::auth {

//! Device authorization (RFC 8628): hands out codes, and the page where a person enters one.
class DeviceEndpoint final
{
public:
    explicit DeviceEndpoint(ProviderContext &context);

    http::Response authorize(const http::Request &request, store::Database &database) const;
    http::Response page(const http::Request &request, store::Database &database);
    http::Response answer(const http::Request &request, store::Database &database);

private:
    [[nodiscard]] Result<grants::DeviceCode> pending(
        const QString &typed, const QString &address, store::Database &database);
    http::Response codePage(const http::Request &request, const QString &typed,
        store::Database &database);
    http::Response settle(grants::DeviceCode grant, const FormValues &form, store::Database &database);
    bool mayGuess(const QString &address) const;
    void noteWrongGuess(const QString &address);

    ProviderContext &m_context;
    mutable std::mutex m_mutex;
    QHash<QString, QList<qint64>> m_wrongGuesses; //!< Times of wrong codes by sender.
};

} // namespace gatehouse::auth
