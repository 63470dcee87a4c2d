// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/latest.h"
#include "core/base/result.h"
#include "core/contract/pluginhealth.h"

#include <QFuture>
#include <QObject>
#include <QTimer>

#include <functional>

namespace gatehouse {

struct HealthAnswer
{
    PluginHealth health;
    bool isKept = false; //!< Nobody answers now: it comes from this computer.
};

//! How one plugin does, read once and again every minute while somebody looks, sooner when that failed.
//! Keeps its last answer when there is none anew. GUI thread.
class HealthReading final : public QObject
{
    Q_OBJECT

public:
    //! \a range is a word of healthrange.
    using Read = std::function<QFuture<Result<HealthAnswer>>(const PluginId &plugin, const QString &range)>;
    explicit HealthReading(Read read, QObject *parent = nullptr);

    //! What was read of another plugin or over another range is dropped. Read at once when somebody looks.
    void show(const PluginId &plugin, const QString &range);
    void setLooking(bool looking);
    //! Reads now, if somebody looks.
    void refresh();

    const PluginId &plugin() const { return m_plugin; }
    const QString &range() const { return m_range; }
    //! Empty before the first answer.
    const std::optional<PluginHealth> &health() const { return m_health; }
    //! What health() says is of an earlier time, from this computer.
    bool isKept() const { return m_isKept; }
    //! Why there is no newer answer.
    const std::optional<Error> &problem() const { return m_problem; }

Q_SIGNALS:
    void changed();

private:
    void take(const Result<HealthAnswer> &answer);

    Read m_read;
    PluginId m_plugin;
    QString m_range;
    std::optional<PluginHealth> m_health;
    std::optional<Error> m_problem;
    bool m_isKept = false;
    bool m_isLooking = false;
    Latest m_reads;
    QTimer m_again;
};

} // namespace gatehouse
