// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/receiptroutes.h"

#include "backend/services/approvalstore.h"
#include "backend/services/decisionlog.h"
#include "backend/services/evidencebundle.h"
#include "core/contract/routes.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::api {

namespace {

using namespace services;

//! A number of entries that the log has reached; \a fallback when it is not given.
Result<qint64> sizeParameter(const Call &call, const QString &name, qint64 size, std::optional<qint64> fallback)
{
    const QString text = call.request.queryValue(name);
    if (text.isEmpty() && fallback)
        return *fallback;
    bool isNumber = false;
    const qint64 value = text.toLongLong(&isNumber);
    if (!isNumber || value < 0 || value > size) {
        return fail(validationFailed(u'/' + name, u"out_of_range"_s,
            u"%1 must be a number of entries that the log has had, up to %2."_s.arg(name).arg(size)));
    }
    return value;
}

Result<Reply> head(Call &call, const LogKey &key)
{
    const auto size = logSize(call.work);
    if (!size)
        return fail(size.error());
    const auto wanted = sizeParameter(call, u"size"_s, *size, *size);
    if (!wanted)
        return fail(wanted.error());
    const auto found = logHead(call.work, key, *wanted);
    if (!found)
        return fail(found.error());
    return Reply {200, toJson(*found), {}, {}};
}

Result<Reply> consistency(Call &call)
{
    const auto size = logSize(call.work);
    if (!size)
        return fail(size.error());
    const auto second = sizeParameter(call, u"second"_s, *size, *size);
    if (!second)
        return fail(second.error());
    const auto first = sizeParameter(call, u"first"_s, *second, std::nullopt);
    if (!first)
        return fail(first.error());
    const auto proof = consistencyProof(call.work, *first, *second);
    if (!proof)
        return fail(proof.error());
    return Reply {200, toJson(*proof), {}, {}};
}

Result<Reply> receipt(Call &call, const LogKey &key)
{
    const auto size = logSize(call.work);
    if (!size)
        return fail(size.error());
    const auto wanted = sizeParameter(call, u"size"_s, *size, *size);
    if (!wanted)
        return fail(wanted.error());
    const auto found = receiptFor(call.work, key, DecisionId(call.parameter(u"decisionId"_s)), *wanted);
    if (!found)
        return fail(found.error());
    return Reply {200, toJson(*found), {}, {}};
}

Result<Reply> bundle(Call &call, const LogKey &key, VersionDiffs &diffs)
{
    const auto record = loadRequest(call.work, RequestId(call.parameter(u"requestId"_s)));
    if (!record)
        return fail(record.error());
    auto archive = evidenceBundle(call.work, *record, diffs, key);
    if (!archive)
        return fail(std::move(archive).error());
    Reply reply;
    reply.text = std::move(*archive);
    reply.contentType = "application/zip";
    reply.fileName = record->head.number.toLower() + u"-evidence.zip"_s;
    return reply;
}

} // namespace

void registerReceiptRoutes(Router &router, const LogKey &key, VersionDiffs &diffs)
{
    using enum http::Method;
    router.add(Get, routes::decisionLog, Service::Workflow, [&key](Call &call) { return head(call, key); });
    router.add(Get, routes::decisionLogConsistency, Service::Workflow, consistency);
    router.add(Get, routes::decisionReceipt, Service::Workflow, [&key](Call &call) { return receipt(call, key); });
    router.add(Get, routes::requestBundle, Service::Workflow,
        [&key, &diffs](Call &call) { return bundle(call, key, diffs); });
}

} // namespace gatehouse::api
