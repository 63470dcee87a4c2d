// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/dashboards.h"

#include "backend/api/problem.h"
#include "backend/services/persons.h"
#include "core/base/json.h"
#include "core/base/random.h"
#include "core/contract/jsontext.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

Result<Dashboards> Dashboards::packaged()
{
    Dashboards dashboards;
    const QDir folder(u":/dashboards"_s);
    for (const QString &name : folder.entryList({u"*.json"_s}, QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            return fail(storageError(u"A dashboard cannot be read"_s, name));
        const auto json = parseJsonObject(file.readAll());
        if (!json)
            return fail(json.error());
        auto dashboard = fromJson<Dashboard>(*json);
        if (!dashboard)
            return fail(std::move(dashboard).error());
        dashboards.m_dashboards.append(std::move(*dashboard));
    }
    return dashboards;
}

Status Dashboards::announce(store::Database &database, const QDateTime &now) const
{
    QByteArray text;
    for (const Dashboard &dashboard : m_dashboards)
        text += toJsonText(dashboard);
    const QString etag = QString::fromLatin1(QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex().left(16));
    return database.write([&]() -> Status {
        store::UnitOfWork asker(database, {}, now, newUuid());
        const auto tenants = personTenants(asker);
        if (!tenants)
            return fail(tenants.error());
        for (const QString &tenant : *tenants) {
            auto last = database.query(u"SELECT etag FROM events WHERE tenant = ? AND topic = 'dashboards' ORDER BY cursor_id DESC LIMIT 1"_s, {tenant});
            if (!last)
                return fail(std::move(last).error());
            if (last->next() && last->text(0) == etag)
                continue;
            store::UnitOfWork work(database, {{PersonId(u"per_system"_s), u"Gatehouse"_s}, {}, tenant}, now, asker.correlationId());
            GATEHOUSE_TRY(work.emitEvent(u"dashboards.changed"_s, u"dashboards"_s, u"dashboards"_s, etag, u"Dashboards as they come with this server"_s));
        }
        return {};
    });
}

Result<QString> Dashboards::expression(const QString &dashboard, const QString &target) const
{
    for (const Dashboard &known : m_dashboards) {
        if (known.id != dashboard)
            continue;
        for (const Panel &panel : known.panels) {
            for (const Panel::Target &candidate : panel.targets) {
                if (candidate.id == target)
                    return candidate.expr;
            }
        }
        return fail(api::notFound(u"The dashboard %1 has no target %2."_s.arg(dashboard, target)));
    }
    return fail(api::notFound(u"There is no dashboard %1."_s.arg(dashboard)));
}

} // namespace gatehouse::services
