// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/http/message.h"
#include "core/base/error.h"
#include "core/contract/common.h"

//! The one place where an Error becomes an HTTP status and an RFC 9457 document. Internal text
//! (Error::detail of storage and crypto errors) never leaves the server.
namespace gatehouse::api {

// Errors a handler or service returns; each has its code and status in problem.cpp.
Error validationFailed(QString pointer, QString code, QString message); //!< 422
Error validationFailed(QList<FieldError> fields); //!< 422
Error notFound(QString what); //!< 404: "There is no plugin plg_…"
Error forbidden(QString message); //!< 403 forbidden
Error notEligibleReviewer(QString message); //!< 403
Error separationOfDuties(QString message); //!< 403
Error approvalRequired(QString message); //!< 403
Error conflictState(QString message, QStringList allowedActions = {}); //!< 409
Error evidenceStale(QString message); //!< 409
Error preconditionFailed(QString currentETag); //!< 412
Error preconditionRequired(); //!< 428
Error sourceLost(QString message); //!< 503, retryable
Error badRequest(QString code, QString message); //!< 400

//! The status for \a error's code; 500 with code internal for what has none.
int httpStatus(const Error &error);
//! What the document says; also kept with a failed operation.
Problem problemOf(const Error &error, const QString &correlationId);
http::Response problemResponse(const Error &error, const QString &correlationId);

} // namespace gatehouse::api
