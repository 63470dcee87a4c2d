// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace gatehouse {

//! Where an error was born. Decides who is told and what may be tried next.
enum class ErrorKind {
    Network, //!< No answer: refused, reset, timed out, TLS, DNS.
    Http, //!< An answer without a problem document (a proxy's page, a bare 502).
    Problem, //!< The server's own refusal, an RFC 9457 problem document.
    Protocol, //!< An answer that breaks the contract: bad JSON, wrong type, missing field.
    Input, //!< What the person or a file gave cannot be used.
    Storage, //!< SQL or disk.
    Crypto, //!< A signature, key or sealed value does not hold.
    Blocked, //!< Refused on this computer: production is not armed, signed out.
    Kept, //!< Not a failure: nobody could be reached, so the write waits in the outbox of this computer.
    Cancelled //!< The person stopped it.
};

//! One field of a rejected input. \a pointer is an RFC 6901 JSON pointer into what was sent.
struct FieldError
{
    QString pointer;
    QString code;
    QString message;
    bool operator==(const FieldError &) const = default;
};

//! The error half of every Result. A plain value: copy it, show it, send it to another thread.
struct Error
{
    ErrorKind kind = ErrorKind::Protocol;
    QString code; //!< Stable, lower_snake; a contract code when the kind is Problem.
    QString message; //!< One sentence a person can act on.
    QString detail; //!< Technical text for "Details"; may be empty.
    int httpStatus = 0; //!< 0 when there was no HTTP answer.
    QString correlationId; //!< As the server gave it; empty otherwise.
    bool retryable = false; //!< The same request may work later without being changed.
    int retryAfterSeconds = 0; //!< From Retry-After; 0 when not given.
    QList<FieldError> fields;
    QStringList allowedActions; //!< What the object's state still allows, on conflict_state.
    QString currentETag; //!< On precondition_failed.

    bool operator==(const Error &) const = default;
};

Error networkError(QString message, QString detail = {});
Error protocolError(QString message, QString detail = {});
Error inputError(QString code, QString message, QString pointer = {});
Error storageError(QString message, QString detail = {});
Error cryptoError(QString message, QString detail = {});
Error blockedError(QString code, QString message);
Error keptError(QString message);
Error cancelledError();

//! One line for logs: kind, code and message, never a body or a token.
QString describe(const Error &error);

} // namespace gatehouse
