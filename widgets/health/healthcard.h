// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/health/healthreading.h"

#include <QWidget>

namespace gatehouse {

class Button;
class Card;
class Freshness;
class HealthStrip;
class InlineError;
class LoadingRows;
class SegmentedControl;
class StaleBand;
class TextLabel;
class UiState;

//! How a plugin does, beside a request about it: what was measured, from where and when, and what was
//! decided and rolled out meanwhile. Read while it is visible.
class HealthCard final : public QWidget
{
    Q_OBJECT

public:
    HealthCard(HealthReading::Read read, Freshness &freshness, UiState &state, QWidget *parent = nullptr);

    //! Nothing is shown for an empty id. Read again when \a moved is another than it was: something was
    //! done about the plugin.
    void setPlugin(const PluginId &plugin, const QString &moved = {});
    const HealthReading &reading() const { return m_reading; }

Q_SIGNALS:
    //! The person wants all of it.
    void dashboardRequested(const QString &pluginId);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void makeHeader();
    void makeBody();
    void chooseRange(const QString &range);
    void showReading();
    void showMark();

    HealthReading m_reading;
    Freshness &m_freshness;
    UiState &m_state;
    QString m_moved;
    Card *m_card;
    TextLabel *m_origin;
    SegmentedControl *m_ranges;
    Button *m_open;
    InlineError *m_error;
    StaleBand *m_band;
    LoadingRows *m_loading;
    TextLabel *m_standing;
    HealthStrip *m_strip;
    TextLabel *m_mark;
};

} // namespace gatehouse
