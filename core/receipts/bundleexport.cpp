// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/receipts/bundleexport.h"

#include "core/base/files.h"
#include "core/contract/routes.h"

#include <QtConcurrentRun>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

BundleExport::BundleExport(ApiClient &client, QObject *parent)
    : QObject(parent)
    , m_client(client)
{
}

QFuture<Result<qint64>> BundleExport::save(const RequestId &id, const QString &path)
{
    auto promise = std::make_shared<QPromise<Result<qint64>>>();
    promise->start();
    const auto end = [promise](const Result<qint64> &result) {
        promise->addResult(result);
        promise->finish();
    };
    ApiRequest request;
    request.path = routes::path(routes::requestBundle, {id.text()});
    request.kept = KeptUse::None;
    deliver(m_client.send(request), this, [this, path, end](const Result<ApiReply> &reply) {
        if (!reply)
            return end(fail(reply.error()));
        if (reply->contentType != "application/zip" || !reply->body.startsWith("PK"))
            return end(fail(protocolError(u"The portal did not send an archive."_s)));
        const QFuture<Status> written
            = QtConcurrent::run([path, body = reply->body] { return writeFile(path, body, FileAccess::Default); });
        deliver(written, this, [end, size = reply->body.size()](const Status &status) {
            end(status ? Result<qint64>(size) : fail(status.error()));
        });
    });
    return promise->future();
}

} // namespace gatehouse
