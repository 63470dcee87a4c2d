// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/insights/panelview.h"

namespace gatehouse {

class StatTile;

class StatPanelView final : public PanelView
{
    Q_OBJECT
public:
    StatPanelView(InsightsService &insights, const QString &dashboard, const Panel &panel, QWidget *parent);
    QStringList csvLines() const override;

protected:
    void show(const QList<TargetAnswer> &answers) override;
    void showLost(const PanelLoss &loss) override;

private:
    void judge(double value);

    StatTile *m_tile;
    double m_value = qQNaN();
};

} // namespace gatehouse
