// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/charts/plotdata.h"
#include "widgets/common/iconname.h"
#include "widgets/common/theme.h"

#include <QWidget>

namespace gatehouse {

//! One number with its word, what it means, and its recent course: the tiles on top of a dashboard.
class StatTile final : public QWidget
{
    Q_OBJECT
public:
    enum class Look { Sparkline, Gauge };

    explicit StatTile(const QString &title, Look look = Look::Sparkline, QWidget *parent = nullptr);

    void setValue(double value, const QString &unit);
    //! Evenly spaced; NaN is a gap.
    void setCourse(const QList<double> &values);
    //! Limits of the gauge, 0 to 1.
    void setLimits(double warnBelow, double okFrom);
    //! The line below: an icon, a strong word, a faint rest.
    void setJudgement(Tone tone, IconName icon, const QString &word, const QString &rest);
    //! Keeps the number, faint, and says how old it is.
    void setStale(const QString &sentence);
    bool hasValue() const { return m_hasValue; }

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void tellAccessibility();

    QString m_title;
    Look m_look;
    double m_value = qQNaN();
    QString m_unit;
    QList<double> m_course;
    double m_warnBelow = 0.7;
    double m_okFrom = 0.9;
    Tone m_tone = Tone::Neutral;
    IconName m_icon;
    QString m_word;
    QString m_rest;
    QString m_stale;
    bool m_hasValue = false;
};

} // namespace gatehouse
