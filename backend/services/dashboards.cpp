// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/dashboards.h"

#include "backend/api/problem.h"
#include "core/base/json.h"

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
