// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

Error networkError(QString message, QString detail)
{
    Error e;
    e.kind = ErrorKind::Network;
    e.code = u"network"_s;
    e.message = std::move(message);
    e.detail = std::move(detail);
    e.retryable = true;
    return e;
}

Error protocolError(QString message, QString detail)
{
    Error e;
    e.kind = ErrorKind::Protocol;
    e.code = u"protocol"_s;
    e.message = std::move(message);
    e.detail = std::move(detail);
    return e;
}

Error inputError(QString code, QString message, QString pointer)
{
    Error e;
    e.kind = ErrorKind::Input;
    e.code = std::move(code);
    e.message = std::move(message);
    if (!pointer.isNull())
        e.fields = {{std::move(pointer), e.code, e.message}};
    return e;
}

Error storageError(QString message, QString detail)
{
    Error e;
    e.kind = ErrorKind::Storage;
    e.code = u"storage"_s;
    e.message = std::move(message);
    e.detail = std::move(detail);
    return e;
}

Error cryptoError(QString message, QString detail)
{
    Error e;
    e.kind = ErrorKind::Crypto;
    e.code = u"crypto"_s;
    e.message = std::move(message);
    e.detail = std::move(detail);
    return e;
}

Error blockedError(QString code, QString message)
{
    Error e;
    e.kind = ErrorKind::Blocked;
    e.code = std::move(code);
    e.message = std::move(message);
    return e;
}

Error keptError(QString message)
{
    Error e;
    e.kind = ErrorKind::Kept;
    e.code = u"kept_in_outbox"_s;
    e.message = std::move(message);
    return e;
}

Error cancelledError()
{
    Error e;
    e.kind = ErrorKind::Cancelled;
    e.code = u"cancelled"_s;
    e.message = u"Cancelled"_s;
    return e;
}

QString describe(const Error &error)
{
    QString line = error.code + u": "_s + error.message;
    if (error.httpStatus != 0)
        line += u" (HTTP %1)"_s.arg(error.httpStatus);
    if (!error.correlationId.isEmpty())
        line += u" ["_s + error.correlationId + u']';
    return line;
}

} // namespace gatehouse
