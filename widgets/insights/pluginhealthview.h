// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/health/healthreading.h"

#include <QWidget>

class QGridLayout;

namespace gatehouse {

class Button;
class ChangeList;
class ChartPanel;
class Freshness;
class InlineError;
class LoadingRows;
class SegmentedControl;
class TextLabel;

//! The dashboard of one plugin: the numbers of its health, large, with what was decided and rolled out.
class PluginHealthView final : public QWidget
{
    Q_OBJECT

public:
    PluginHealthView(HealthReading::Read read, Freshness &freshness, QWidget *parent = nullptr);

    void show(const PluginId &plugin);
    using QWidget::show;
    const HealthReading &reading() const { return m_reading; }
    //! Empty before the first answer.
    QString pluginName() const;
    void refresh() { m_reading.refresh(); }
    //! Of the panel that has the focus: the numbers instead of the lines, and back.
    void toggleTable();

Q_SIGNALS:
    void changed();
    void leaveRequested();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *makeBar();
    void showReading();
    void fitPanels(const PluginHealth &health);

    HealthReading m_reading;
    Freshness &m_freshness;
    Button *m_back;
    TextLabel *m_name;
    TextLabel *m_origin;
    SegmentedControl *m_ranges;
    InlineError *m_error;
    LoadingRows *m_loading;
    TextLabel *m_standing;
    QGridLayout *m_grid;
    QList<ChartPanel *> m_panels;
    ChangeList *m_changes;
};

} // namespace gatehouse
