// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/insights.h"
#include "core/net/apiclient.h"

namespace gatehouse {

struct RangeQuery
{
    QString dashboard;
    QString target;
    QDateTime start;
    QDateTime end;
    int stepSeconds = 15;
};

//! Dashboards and their series. GUI thread.
class InsightsService final : public QObject
{
    Q_OBJECT

public:
    explicit InsightsService(ApiClient &client, QObject *parent = nullptr);

    QFuture<Result<Items<Dashboard>>> dashboards();
    //! \a context aborts the query when the panel goes.
    QFuture<Result<RangeAnswer>> queryRange(const RangeQuery &query, QObject *context = nullptr);
    QFuture<Result<RangeAnswer>> query(const QString &dashboard, const QString &target, const QDateTime &time,
        QObject *context = nullptr);

private:
    QFuture<Result<RangeAnswer>> ask(ApiRequest request, QObject *context);

    ApiClient &m_client;
};

} // namespace gatehouse
