// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/display/marks.h"

#include "widgets/common/icons.h"
#include "widgets/common/textstyle.h"
#include "widgets/common/vocabulary.h"

#include <QPainter>

namespace gatehouse {

KeyCaps::KeyCaps(const QStringList &caps, QWidget *parent)
    : QWidget(parent)
    , m_caps(caps)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void KeyCaps::setCaps(const QStringList &caps)
{
    m_caps = caps;
    updateGeometry();
    update();
}

QSize KeyCaps::sizeHint() const
{
    return {keyCapsWidth(m_caps, metrics::keycapHeight), metrics::keycapHeight};
}

void KeyCaps::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    paintKeyCaps(
        painter, rect(), m_caps, metrics::keycapHeight, theme.muted, theme.lineStrong, theme.pane);
}

Pips::Pips(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void Pips::setPips(const QList<Pip> &pips)
{
    m_pips = pips;
    updateGeometry();
    update();
}

QSize Pips::sizeHint() const
{
    return {pipsWidth(m_pips.size()), metrics::pipSize + 2};
}

void Pips::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintPips(painter, rect(), m_pips, themeOf(this));
}

RiskBars::RiskBars(Risk risk, QWidget *parent)
    : QWidget(parent)
    , m_risk(risk)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setRisk(risk);
}

void RiskBars::setRisk(Risk risk)
{
    m_risk = risk;
    setAccessibleName(term(risk).word);
    update();
}

QSize RiskBars::sizeHint() const
{
    return {12, 12};
}

void RiskBars::paintEvent(QPaintEvent *)
{
    const Term word = term(m_risk);
    QPainter painter(this);
    if (word.riskBars > 0)
        paintRiskBars(painter, rect(), word.riskBars, toneColors(themeOf(this), word.tone).text);
}

EnvironmentMark::EnvironmentMark(Environment environment, QWidget *parent)
    : QWidget(parent)
    , m_environment(environment)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAccessibleName(environmentName(environment));
}

QSize EnvironmentMark::sizeHint() const
{
    return {10, 10};
}

void EnvironmentMark::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintEnvironmentMark(painter, rect(), m_environment, themeOf(this).muted);
}

Avatar::Avatar(const QString &name, int size, QWidget *parent)
    : QWidget(parent)
    , m_side(size)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setName(name);
}

void Avatar::setName(const QString &name)
{
    m_initials = initialsOf(name);
    setAccessibleName(name);
    update();
}

QSize Avatar::sizeHint() const
{
    return {m_side, m_side};
}

void Avatar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintAvatar(painter, rect(), m_initials, themeOf(this));
}

IconLabel::IconLabel(IconName name, ColorRole role, int size, QWidget *parent)
    : QWidget(parent)
    , m_name(name)
    , m_role(role)
    , m_side(size)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void IconLabel::setIcon(IconName name, ColorRole role)
{
    m_name = name;
    m_role = role;
    update();
}

QSize IconLabel::sizeHint() const
{
    return {m_side, m_side};
}

void IconLabel::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    paintIcon(painter, m_name, rect(), isEnabled() ? theme[m_role] : theme.disabled);
}

Meter::Meter(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void Meter::setShare(qreal share, Tone tone)
{
    m_share = share;
    m_tone = tone;
    update();
}

QSize Meter::sizeHint() const
{
    return {96, 5};
}

void Meter::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    paintMeter(painter, rect(), m_share, toneColors(theme, m_tone).solid, theme);
}

} // namespace gatehouse
