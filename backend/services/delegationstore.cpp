// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/delegationstore.h"

#include "backend/services/rowcodec.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

struct DelegationRow
{
    DelegationRecord record;
    QString tenant;

    template <typename S, typename V>
    static void columns(S &self, V &visit)
    {
        auto &head = self.record.head;
        visit("id", head.id);
        visit("tenant", self.tenant);
        visit("from_id", head.from.id);
        visit("from_name", head.from.name);
        visit("to_id", head.to.id);
        visit("to_name", head.to.name);
        visit("request_id", head.requestId);
        visit("request_number", head.requestNumber);
        visit("starts_at", head.startsAt);
        visit("ends_at", head.endsAt);
        visit("reason", head.reason);
        visit("created_at", head.createdAt);
        visit("announced", self.record.announced);
        visit("revision", self.record.revision);
    }
};

} // namespace

bool isInForce(const Delegation &delegation, const QDateTime &now)
{
    return delegation.startsAt <= now && now < delegation.endsAt;
}

QString stateAt(const Delegation &delegation, const QDateTime &now)
{
    if (now >= delegation.endsAt)
        return u"ended"_s;
    return now < delegation.startsAt ? u"planned"_s : u"active"_s;
}

QString etagOf(const DelegationRecord &record)
{
    return u"d%1"_s.arg(record.revision);
}

Result<QList<DelegationRecord>> readDelegations(
    store::UnitOfWork &work, const QString &rest, const QVariantList &values)
{
    auto query = work.db().query(
        u"SELECT %1 FROM approval_delegations WHERE tenant = ? AND %2"_s.arg(
            columnNames<DelegationRow>().join(u", "_s), rest),
        QVariantList{work.tenant()} + values);
    if (!query)
        return fail(std::move(query).error());
    QList<DelegationRecord> records;
    while (query->next())
        records.append(readRow<DelegationRow>(*query).record);
    return records;
}

Status insertDelegation(store::UnitOfWork &work, const DelegationRecord &record)
{
    GATEHOUSE_TRY(
        work.db().execute(insertSql(u"approval_delegations"_s, columnNames<DelegationRow>()),
            columnValues(DelegationRow{record, work.tenant()})));
    return {};
}

Status saveDelegation(store::UnitOfWork &work, DelegationRecord &record)
{
    ++record.revision;
    QVariantList values = columnValues(DelegationRow{record, work.tenant()});
    values << record.head.id.text();
    GATEHOUSE_TRY(work.db().execute(
        updateSql(u"approval_delegations"_s, columnNames<DelegationRow>(), u"id"_s), values));
    return {};
}

} // namespace gatehouse::services
