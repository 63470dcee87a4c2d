// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/display/timelabel.h"

#include "widgets/common/display/marks.h"
#include "widgets/common/timetext.h"

#include <QHBoxLayout>

namespace gatehouse {

TimeLabel::TimeLabel(Kind kind, QWidget *parent)
    : QWidget(parent)
    , m_kind(kind)
    , m_label(new TextLabel(TextStyle::Small, ColorRole::Muted, this))
    , m_icon(new IconLabel(IconName::Clock, ColorRole::Warn, metrics::iconSmallSize, this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_icon);
    layout->addWidget(m_label);
    m_icon->hide();
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
}

void TimeLabel::setTime(const QDateTime &time)
{
    m_time = time;
    setToolTip(absoluteText(time));
    refresh();
}

void TimeLabel::setNow(const QDateTime &now)
{
    m_now = now;
    refresh();
}

void TimeLabel::refresh()
{
    if (!m_now.isValid() || !m_time.isValid()) {
        m_label->setText({});
        m_icon->hide();
        return;
    }
    if (m_kind != Kind::Due) {
        m_label->setText(m_kind == Kind::Age ? ageText(m_time, m_now)
                : m_kind == Kind::Ago        ? agoText(m_time, m_now)
                                             : momentText(m_time, m_now));
        return;
    }
    const DueUrgency urgency = dueUrgency(m_time, m_now);
    const bool late = urgency == DueUrgency::Late;
    const bool pressing = late || urgency == DueUrgency::Soon;
    const ColorRole role = late ? ColorRole::Bad : pressing ? ColorRole::Warn : ColorRole::Muted;
    m_label->setStyle(pressing ? TextStyle::SmallStrong : TextStyle::Small);
    m_label->setRole(role);
    m_label->setText(dueText(m_time, m_now));
    m_icon->setIcon(late ? IconName::Flame : IconName::Clock, role);
    m_icon->setVisible(pressing);
}

} // namespace gatehouse
