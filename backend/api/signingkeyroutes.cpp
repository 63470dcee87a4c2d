// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/signingkeyroutes.h"

#include "backend/services/signingkeys.h"
#include "core/contract/routes.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::api {

namespace {

using namespace services;

struct Enrolment
{
    DsseEnvelope envelope;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("envelope", s.envelope);
    }
};

struct Revocation
{
    QString reason;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("reason", s.reason);
    }
};

template <typename T>
Result<T> inputOf(const Call &call)
{
    auto input = fromJson<T>(call.body);
    if (!input)
        return fail(validationFailed(input.error().fields));
    return input;
}

Reply answer(const SigningKeyRecord &record, int status)
{
    const SigningKey view = keyView(record);
    return {status, toJson(view), view.etag, {}};
}

Result<Reply> list(Call &call)
{
    const auto keys = signingKeys(call.work);
    if (!keys)
        return fail(keys.error());
    return Reply {200, toJson(*keys), {}, {}};
}

Result<Reply> enrol(Call &call)
{
    const auto input = inputOf<Enrolment>(call);
    if (!input)
        return fail(input.error());
    const auto record = enrolKey(call.work, input->envelope);
    if (!record)
        return fail(record.error());
    return answer(*record, 201);
}

Result<Reply> revoke(Call &call)
{
    const auto input = inputOf<Revocation>(call);
    if (!input)
        return fail(input.error());
    auto record = loadOwnKey(call.work, SigningKeyId(call.parameter(u"keyId"_s)));
    if (!record)
        return fail(record.error());
    GATEHOUSE_TRY(call.requireIfMatch(etagOf(*record)));
    GATEHOUSE_TRY(revokeKey(call.work, *record, input->reason));
    return answer(*record, 200);
}

} // namespace

void registerSigningKeyRoutes(Router &router)
{
    using enum http::Method;
    router.add(Get, routes::signingKeys, Service::Identity, list);
    router.add(Post, routes::signingKeys, Service::Identity, enrol);
    router.add(Post, routes::signingKeyRevoke, Service::Identity, revoke);
}

} // namespace gatehouse::api
