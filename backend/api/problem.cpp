// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/problem.h"

#include "core/contract/common.h"

#include <QHash>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::api {

namespace {

Error refusal(int status, QString code, QString message)
{
    Error error;
    error.kind = ErrorKind::Problem;
    error.code = std::move(code);
    error.message = std::move(message);
    error.httpStatus = status;
    return error;
}

struct KnownCode
{
    const char *code;
    int status;
};

//! Codes that other folders use without knowing HTTP.
constexpr KnownCode knownCodes[] = {
    {"unauthenticated", 401},
    {"token_too_large", 431},
    {"forbidden", 403},
    {"tenant_forbidden", 403},
    {"step_up_required", 401},
    {"identity_unavailable", 503},
    {"validation_failed", 422},
    {"not_found", 404},
    {"not_eligible_reviewer", 403},
    {"separation_of_duties", 403},
    {"approval_required", 403},
    {"conflict_state", 409},
    {"evidence_stale", 409},
    {"precondition_failed", 412},
    {"precondition_required", 428},
    {"signature_required", 403},
    {"signature_invalid", 403},
    {"signature_malformed", 422},
    {"signing_key_unknown", 403},
    {"signing_key_retired", 403},
    {"signing_key_revoked", 403},
    {"signing_key_taken", 409},
    {"too_many_keys", 409},
    {"statement_mismatch", 422},
    {"statement_time", 422},
    {"source_lost", 503},
    {"interrupted", 503},
    {"cancelled", 409},
};

const char *titleOf(int status)
{
    switch (status) {
    case 400:
        return "Bad request";
    case 401:
        return "Sign-in needed";
    case 403:
        return "Not allowed";
    case 404:
        return "Not found";
    case 405:
        return "Method not allowed";
    case 409:
        return "Conflict";
    case 412:
        return "Changed in the meantime";
    case 413:
        return "Too large";
    case 415:
        return "Unsupported media type";
    case 421:
        return "Misdirected request";
    case 422:
        return "Not valid";
    case 428:
        return "Precondition required";
    case 429:
        return "Too many requests";
    case 431:
        return "Headers too large";
    case 503:
        return "Not available";
    default:
        return "Server error";
    }
}

//! Storage and crypto errors tell a stranger about our insides.
bool isInternal(const Error &error)
{
    return error.httpStatus == 0
        && (error.kind == ErrorKind::Storage || error.kind == ErrorKind::Crypto || error.kind == ErrorKind::Protocol);
}

bool mayWorkLater(int status, const Error &error)
{
    return error.retryable || status == 429 || status == 503;
}

} // namespace

Error validationFailed(QString pointer, QString code, QString message)
{
    FieldError field {std::move(pointer), std::move(code), message};
    Error error = refusal(422, u"validation_failed"_s, std::move(message));
    error.fields = {std::move(field)};
    return error;
}

Error validationFailed(QList<FieldError> fields)
{
    QString message = fields.size() == 1 ? fields.constFirst().message
                                         : u"%1 fields are not valid."_s.arg(fields.size());
    Error error = refusal(422, u"validation_failed"_s, std::move(message));
    error.fields = std::move(fields);
    return error;
}

Error notFound(QString what)
{
    return refusal(404, u"not_found"_s, std::move(what));
}

Error forbidden(QString message)
{
    return refusal(403, u"forbidden"_s, std::move(message));
}

Error notEligibleReviewer(QString message)
{
    return refusal(403, u"not_eligible_reviewer"_s, std::move(message));
}

Error separationOfDuties(QString message)
{
    return refusal(403, u"separation_of_duties"_s, std::move(message));
}

Error approvalRequired(QString message)
{
    return refusal(403, u"approval_required"_s, std::move(message));
}

Error conflictState(QString message, QStringList allowedActions)
{
    Error error = refusal(409, u"conflict_state"_s, std::move(message));
    error.allowedActions = std::move(allowedActions);
    return error;
}

Error evidenceStale(QString message)
{
    return refusal(409, u"evidence_stale"_s, std::move(message));
}

Error preconditionFailed(QString currentETag)
{
    Error error = refusal(412, u"precondition_failed"_s, u"It was changed after you read it. Read it again."_s);
    error.currentETag = std::move(currentETag);
    return error;
}

Error preconditionRequired()
{
    return refusal(428, u"precondition_required"_s, u"Name the ETag you read in If-Match."_s);
}

Error sourceLost(QString message)
{
    Error error = refusal(503, u"source_lost"_s, std::move(message));
    error.retryable = true;
    return error;
}

Error badRequest(QString code, QString message)
{
    return refusal(400, std::move(code), std::move(message));
}

int httpStatus(const Error &error)
{
    if (error.httpStatus >= 400)
        return error.httpStatus;
    for (const KnownCode &known : knownCodes) {
        if (error.code == QLatin1String(known.code))
            return known.status;
    }
    if (error.kind == ErrorKind::Network)
        return 503;
    return error.kind == ErrorKind::Input ? 422 : 500;
}

Problem problemOf(const Error &error, const QString &correlationId)
{
    Problem problem;
    problem.status = httpStatus(error);
    problem.title = QLatin1String(titleOf(problem.status));
    const bool internal = problem.status == 500 && isInternal(error);
    problem.code = internal ? u"internal"_s : error.code;
    problem.detail = internal ? u"The server could not do this. Give the correlation id to who runs it."_s
                              : error.message;
    problem.correlationId = correlationId;
    problem.retryable = mayWorkLater(problem.status, error);
    for (const FieldError &field : error.fields)
        problem.errors.append({field.pointer, field.code, field.message});
    if (!error.currentETag.isEmpty())
        problem.currentETag = error.currentETag;
    problem.allowedActions = error.allowedActions;
    return problem;
}

http::Response problemResponse(const Error &error, const QString &correlationId)
{
    const Problem problem = problemOf(error, correlationId);
    http::Response response = http::Response::json(toJson(problem), problem.status);
    response.contentType = "application/problem+json";
    if (problem.status == 401)
        response.setHeader("WWW-Authenticate", "Bearer error=\"invalid_token\"");
    if (error.retryAfterSeconds > 0)
        response.setHeader("Retry-After", QByteArray::number(error.retryAfterSeconds));
    else if (problem.status == 503)
        response.setHeader("Retry-After", "1");
    return response;
}

} // namespace gatehouse::api
