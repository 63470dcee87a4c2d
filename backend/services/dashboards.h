// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/contract/insights.h"

namespace gatehouse::services {

//! The dashboards that come with the server (:/dashboards/*.json), and the queries one may ask.
class Dashboards final
{
public:
    [[nodiscard]] static Result<Dashboards> packaged();
    const QList<Dashboard> &all() const { return m_dashboards; }
    //! The PromQL of a target; 404 for what no dashboard has.
    [[nodiscard]] Result<QString> expression(const QString &dashboard, const QString &target) const;

private:
    QList<Dashboard> m_dashboards;
};

} // namespace gatehouse::services
