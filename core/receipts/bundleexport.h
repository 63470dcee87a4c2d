// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/apiclient.h"

namespace gatehouse {

//! Asks the portal for the evidence bundle of a request and writes it to a file; the disk is met beside
//! the GUI thread. The future ends with the bytes written. GUI thread.
class BundleExport final : public QObject
{
    Q_OBJECT

public:
    explicit BundleExport(ApiClient &client, QObject *parent = nullptr);

    QFuture<Result<qint64>> save(const RequestId &id, const QString &path);

private:
    ApiClient &m_client;
};

} // namespace gatehouse
