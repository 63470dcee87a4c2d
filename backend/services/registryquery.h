// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/registryrecords.h"
#include "backend/store/unitofwork.h"

#include <QUrlQuery>

namespace gatehouse::services {

//! What a list of plugins is narrowed to. Lists hold wire words; empty means no narrowing.
struct PluginFilter
{
    QString text; //!< In name, description, owner and tags; all its words must occur.
    QStringList status;
    QStringList risk;
    QStringList category;
    QStringList owner;
    QStringList environment; //!< Runs in one of them.
    bool updates = false; //!< Only what runs somewhere in an older version.

    //! From q, status, risk, category, owner, environment and updates; validation_failed on unknown
    //! words.
    [[nodiscard]] static Result<PluginFilter> fromQuery(const QUrlQuery &query);
    //! The same for equal filters: what a cursor is bound to.
    QString canonicalText() const;
};

//! One column and direction: name, status, risk, category, owner or updatedAt, with "-" for
//! descending.
struct PluginSort
{
    QString word = QStringLiteral("name");
    QString column = QStringLiteral("name");
    bool descending = false;

    [[nodiscard]] static Result<PluginSort> fromWord(const QString &word);
    QString keyOf(const PluginRecord &record) const;
};

struct PluginList
{
    QList<PluginRecord> records;
    bool hasMore = false;
    qint64 total = 0;
};

//! At most \a limit rows behind the row whose sort key and id are \a after (empty for the first
//! page).
[[nodiscard]] Result<PluginList> listPlugins(store::UnitOfWork &work, const PluginFilter &filter,
    const PluginSort &sort, const QStringList &after, int limit);

//! Counts by status, risk, category, owner, environment and updates. Each facet is counted without
//! its own narrowing, so that a second value of it can be added.
[[nodiscard]] Result<Facets> countFacets(store::UnitOfWork &work, const PluginFilter &filter);

} // namespace gatehouse::services
