// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/insights/timerange.h"

#include <QWidget>

namespace gatehouse {

class Button;
class Toggle;

//! Above the panels: what is shown, for how long, how often, and what to take away.
class DashboardToolbar final : public QWidget
{
    Q_OBJECT
public:
    explicit DashboardToolbar(QWidget *parent = nullptr);

    void setEnvironmentName(const QString &name);
    void setRange(const TimeRange &range, const QDateTime &now);
    //! Seconds between two rounds; 0 is off.
    void setRefresh(int seconds);
    bool showsChanges() const;

Q_SIGNALS:
    void rangeChosen(int seconds);
    void shiftRequested(int steps);
    void zoomOutRequested();
    void refreshChosen(int seconds);
    void changesToggled(bool shown);
    void pictureRequested();
    void numbersRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void buildRange();
    void buildRefresh();
    void buildExport();

    Button *m_environment;
    Toggle *m_changes;
    Button *m_earlier;
    Button *m_range;
    Button *m_later;
    Button *m_zoom;
    Button *m_refresh;
    Button *m_export;
};

} // namespace gatehouse
