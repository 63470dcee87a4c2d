// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/outbox/intentrules.h"

#include "core/net/apiclient.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

bool neverLeft(const Error &error)
{
    return error.code == "refused"_L1 || error.code == "host_not_found"_L1 || error.code == "tls"_L1;
}

AnswerMeaning meaningOfProblem(const Error &error)
{
    const int status = error.httpStatus;
    if (status == 401 && error.code != "step_up_required"_L1)
        return AnswerMeaning::SignIn;
    if (status == 429)
        return AnswerMeaning::NotDone;
    if (status >= 500 || status == 408 || status == 425 || error.retryable)
        return AnswerMeaning::Later;
    if (status == 412 || error.code == "evidence_stale"_L1 || error.code == "conflict_state"_L1)
        return AnswerMeaning::Moved;
    return AnswerMeaning::Refused;
}

AnswerMeaning meaningOfError(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::Blocked:
        return error.code == "production_read_only"_L1 ? AnswerMeaning::Held : AnswerMeaning::SignIn;
    case ErrorKind::Network:
        return neverLeft(error) ? AnswerMeaning::NotSent : AnswerMeaning::Later;
    case ErrorKind::Problem:
        return meaningOfProblem(error);
    case ErrorKind::Http:
        // Without a problem document it is a proxy that speaks: the portal's no has a reason.
        return error.httpStatus == 401 ? AnswerMeaning::SignIn
            : error.httpStatus == 429  ? AnswerMeaning::NotDone
                                       : AnswerMeaning::Later;
    default:
        return AnswerMeaning::Later;
    }
}

} // namespace

bool isProductionWrite(const Intent &intent)
{
    return intent.productionWrite && intent.environment == Environment::Production;
}

bool isRejection(const Intent &intent)
{
    return intent.kind == IntentKind::Decision && intent.verbWord == "reject"_L1;
}

bool isHeldBack(const Intent &intent, const QDateTime &now)
{
    return intent.state == IntentState::Queued && intent.heldUntil && now < *intent.heldUntil;
}

bool maySendUnasked(const Intent &intent)
{
    return !isProductionWrite(intent) && !isRejection(intent);
}

QDateTime expiryOf(const Intent &intent, const QDateTime &composedAt)
{
    const bool brief = intent.kind == IntentKind::Decision || isProductionWrite(intent);
    return composedAt.addSecs(3600 * (brief ? IntentLife::decisionHours : IntentLife::otherHours));
}

QString laneOf(const Intent &intent)
{
    return intent.objectId.isEmpty() ? intent.id.text() : intent.topic + u'/' + intent.objectId;
}

std::optional<IntentState> endOfLife(const Intent &intent, const QDateTime &now)
{
    if (intent.unknownSince) {
        const QDateTime keyEnds = intent.unknownSince->addSecs(3600 * IntentLife::keyHours);
        return now >= keyEnds || now >= intent.expiresAt ? std::optional(IntentState::NeedsAnotherLook) : std::nullopt;
    }
    return now >= intent.expiresAt ? std::optional(IntentState::Expired) : std::nullopt;
}

bool needsEtagOfNow(const Intent &intent)
{
    const auto isVersion = [](const Reliance &r) { return r.name == "version"_L1; };
    return intent.ifMatch.isEmpty() && std::any_of(intent.relied.begin(), intent.relied.end(), isVersion);
}

bool isMeantAgain(const Intent &before, const Intent &again)
{
    const auto same = [&](QLatin1StringView member) { return before.body.value(member) == again.body.value(member); };
    return before.state == IntentState::NeedsAnotherLook && before.sequence < again.sequence && before.path == again.path
        && before.verb == again.verb && same("stageId"_L1) && same("overlay"_L1);
}

ApiRequest requestOf(const Intent &intent)
{
    ApiRequest request;
    request.verb = intent.verb.toLatin1();
    request.path = intent.path;
    request.query = QUrlQuery(intent.query);
    request.body = intent.body;
    request.ifMatch = intent.ifMatch;
    request.idempotencyKey = intent.id.text();
    request.environment = intent.environment;
    request.productionWrite = intent.productionWrite;
    return request;
}

AnswerMeaning meaningOf(const Result<ApiReply> &answer)
{
    if (!answer)
        return meaningOfError(answer.error());
    // Nothing to read: only the portal itself names the call.
    if (answer->status == 204)
        return answer->correlationId.isEmpty() ? AnswerMeaning::Later : AnswerMeaning::Accepted;
    // A page with status 200 is a proxy's, and says nothing about what the portal did.
    return replyObject(*answer) ? AnswerMeaning::Accepted : AnswerMeaning::Later;
}

QString receiptOf(const ApiReply &reply)
{
    // /api/v1/decisions/{decisionId}/receipt
    const QStringList place = reply.location.split(u'/');
    if (place.size() > 2 && place.last() == "receipt"_L1)
        return place.at(place.size() - 2);
    const auto object = replyObject(reply);
    return object ? object->value("id"_L1).toString() : QString();
}

} // namespace gatehouse
