// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/contract/insights.h"

namespace gatehouse::store {
class Database;
}

namespace gatehouse::services {

//! The dashboards that come with the server (:/dashboards/*.json), and the queries one may ask.
class Dashboards final
{
public:
    [[nodiscard]] static Result<Dashboards> packaged();
    const QList<Dashboard> &all() const { return m_dashboards; }
    //! Tells the feed of every tenant when these are others than it was told of last. Once, at the start.
    [[nodiscard]] Status announce(store::Database &database, const QDateTime &now) const;
    //! The PromQL of a target; 404 for what no dashboard has.
    [[nodiscard]] Result<QString> expression(const QString &dashboard, const QString &target) const;

private:
    QList<Dashboard> m_dashboards;
};

} // namespace gatehouse::services
