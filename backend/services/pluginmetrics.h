// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QList>
#include <QString>

namespace gatehouse::services {

//! What a query about one plugin is filled with.
struct PluginQuery
{
    QString name; //!< The npm name.
    QString backstageId; //!< As in its routes, /api/ID; empty when the package does not say.
    int windowSeconds = 300; //!< Of a rate.
};

//! How each number about a plugin is asked of the metrics source. A company whose portal measures under
//! other names gives its own file. Immutable: any thread.
class PluginMetrics final
{
public:
    struct Metric
    {
        QString id;
        QString title;
        QString unit;
        QString measures; //!< Names the source has to have, in words for a person.
        QString expr; //!< PromQL with $name, $route and $window; must group by environment.

        bool needsRoute() const { return expr.contains(QLatin1String("$route")); }
        //! The PromQL about one plugin. Its words match nothing but themselves, whatever they contain.
        QString question(const PluginQuery &query) const;

        template <typename S, typename V>
        static void fields(S &s, V &visit)
        {
            visit("id", s.id);
            visit("title", s.title);
            visit("unit", s.unit);
            visit("measures", s.measures);
            visit("expr", s.expr);
        }
    };

    //! Those of a Backstage backend with OpenTelemetry, and of this server; \a path reads a company's own.
    [[nodiscard]] static Result<PluginMetrics> read(const QString &path = {});
    const QString &source() const { return m_source; }
    const QList<Metric> &all() const { return m_metrics; }

private:
    QString m_source;
    QList<Metric> m_metrics;
};

} // namespace gatehouse::services
