// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/display/textlabel.h"

#include <QDateTime>

namespace gatehouse {

//! A time in words that is repainted when its owner's clock ticks; the exact time is in the tool
//! tip.
class TimeLabel final : public QWidget
{
    Q_OBJECT

public:
    enum class Kind { Due, Age, Ago, Moment };

    explicit TimeLabel(Kind kind, QWidget *parent = nullptr);

    void setTime(const QDateTime &time);
    //! Call on every tick of the owner's clock; once a minute is enough for all but countdowns.
    void setNow(const QDateTime &now);
    QString text() const { return m_label->text(); }

private:
    void refresh();

    Kind m_kind;
    QDateTime m_time;
    QDateTime m_now;
    TextLabel *m_label;
    class IconLabel *m_icon;
};

} // namespace gatehouse
