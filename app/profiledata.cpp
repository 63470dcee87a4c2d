// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/profiledata.h"

#include "core/base/json.h"
#include "core/storage/memoryrowstore.h"
#include "core/storage/tables.h"

#include <QtConcurrentRun>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

bool isUnsent(const Row &row)
{
    const auto intent = parseJsonObject(row.value);
    return !intent || intent->value("endedAt"_L1).isUndefined();
}

} // namespace

ProfileData::ProfileData(QString profileId, QObject *parent)
    : QObject(parent)
    , m_profileId(std::move(profileId))
{
}

ProfileData::~ProfileData() = default;

QFuture<Status> ProfileData::open()
{
    m_rows = std::make_unique<MemoryRowStore>();
    return readyFuture(Status());
}

QFuture<Status> ProfileData::wipe()
{
    m_rows.reset();
    return readyFuture(Status());
}

QFuture<UnsentWork> unsentWorkIn(RowStore &rows, QObject *context)
{
    auto promise = std::make_shared<QPromise<UnsentWork>>();
    promise->start();
    using Rows = Result<QList<Row>>;
    const auto tell = [promise](int intents, int drafts) {
        promise->addResult(UnsentWork {intents, drafts});
        promise->finish();
    };
    deliver(rows.readAll(QString::fromLatin1(tables::drafts)), context, [&rows, context, tell](const Rows &drafts) {
        const int draftCount = drafts ? int(drafts->size()) : 0;
        deliver(rows.readAll(QString::fromLatin1(tables::outbox)), context, [context, tell, draftCount](const Rows &intents) {
            const QFuture<int> counting = QtConcurrent::run(
                [list = intents.value_or(QList<Row>())] { return int(std::ranges::count_if(list, isUnsent)); });
            deliver(counting, context, [tell, draftCount](int intentCount) { tell(intentCount, draftCount); });
        });
    });
    return promise->future();
}

} // namespace gatehouse
