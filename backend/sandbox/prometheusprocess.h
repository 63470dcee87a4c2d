// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QObject>
#include <QProcess>
#include <QTimer>
#include <QUrl>

namespace gatehouse::sandbox {

//! A Prometheus server of the sandbox's own: its data below the data directory, its port on
//! loopback, scraping only our /metrics. It ends with us, even when we are killed.
class PrometheusProcess final : public QObject
{
    Q_OBJECT
public:
    explicit PrometheusProcess(QObject *parent = nullptr);
    ~PrometheusProcess() override;

    //! Fails with code not_installed when there is no prometheus program.
    [[nodiscard]] Status start(const QString &directory, const QUrl &scraped);
    QUrl address() const;

private:
    void run();

    QProcess m_process;
    QTimer m_restart;
    QString m_directory;
    quint16 m_port = 0;
};

} // namespace gatehouse::sandbox
