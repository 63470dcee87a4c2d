// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/display/card.h"

#include "widgets/common/display/marks.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/paint/primitives.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>
#include <QVBoxLayout>

namespace gatehouse {

Card::Card(QWidget *parent)
    : QFrame(parent)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(0);
    m_body = new QVBoxLayout;
    m_body->setContentsMargins(0, 0, 0, 0);
    m_body->setSpacing(0);
    layout->addLayout(m_body, 1);
}

Card::Card(const QString &title, IconName icon, QWidget *parent)
    : Card(parent)
{
    m_iconName = icon;
    m_header = new QWidget(this);
    m_header->setFixedHeight(scaled(metrics::cardHeaderHeight) - 1);
    m_icon = new IconLabel(icon, ColorRole::AccentText, metrics::iconSize, m_header);
    m_icon->setVisible(icon != IconName::None);
    m_title = new TextLabel(title, TextStyle::BodyStrong, ColorRole::Text, m_header);
    m_note = new TextLabel(TextStyle::Small, ColorRole::Faint, m_header);
    m_note->setElided(Qt::ElideRight);
    m_headerRight = new QHBoxLayout;
    m_headerRight->setContentsMargins(0, 0, 0, 0);
    m_headerRight->setSpacing(metrics::spaceMd);
    auto *row = new QHBoxLayout(m_header);
    row->setContentsMargins(metrics::spaceCardPaddingX, 0, metrics::spaceCardPaddingX, 0);
    row->setSpacing(metrics::spaceSm);
    row->addWidget(m_icon);
    row->addWidget(m_title);
    row->addWidget(m_note, 1);
    row->addLayout(m_headerRight);
    auto *column = static_cast<QVBoxLayout *>(layout());
    column->insertWidget(0, m_header);
    m_body->setContentsMargins(0, 1, 0, 0);
    setAccessibleName(title);
}

void Card::setTitle(const QString &title)
{
    if (m_title != nullptr)
        m_title->setText(title);
    setAccessibleName(title);
}

void Card::setNote(const QString &note)
{
    if (m_note != nullptr)
        m_note->setText(note);
}

void Card::setIconRole(ColorRole role)
{
    if (m_icon != nullptr)
        m_icon->setIcon(m_iconName, role);
}

void Card::setTone(Tone tone)
{
    m_tone = tone;
    update();
}

void Card::setSourceLost(bool lost)
{
    m_sourceLost = lost;
    update();
}

void Card::setBodyPadded(bool padded)
{
    const int pad = padded ? metrics::spaceMd : 0;
    m_body->setContentsMargins(pad, pad, pad, pad);
}

void Card::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    const ToneColors colors = toneColors(theme, m_tone);
    const bool plain = m_tone == Tone::Neutral;
    QPainter painter(this);
    paintBox(painter, rect(), metrics::radiusCard, plain ? theme.pane : colors.tint,
        m_sourceLost ? QColor() : (plain ? theme.line : colors.line));
    if (m_sourceLost)
        paintDashedBox(painter, rect(), metrics::radiusCard, theme.warnSolid);
    if (m_header != nullptr && m_header->geometry().bottom() + 2 < height())
        paintHLine(painter, 1, width() - 1, m_header->geometry().bottom() + 1, theme.line);
}

SectionHeader::SectionHeader(const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_title(new TextLabel(title, TextStyle::SmallStrong, ColorRole::Text, this))
    , m_count(new TextLabel(TextStyle::Small, ColorRole::Muted, this))
    , m_note(new TextLabel(TextStyle::Small, ColorRole::Muted, this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    row->addWidget(m_title);
    row->addWidget(m_count);
    row->addStretch(1);
    row->addWidget(m_note);
    m_count->hide();
    m_note->hide();
    setFixedHeight(scaled(metrics::groupHeaderHeight));
}

void SectionHeader::setTitle(const QString &title)
{
    m_title->setText(title);
}

void SectionHeader::setCount(int count)
{
    m_count->setText(QLocale().toString(count));
    m_count->setVisible(count >= 0);
}

void SectionHeader::setNote(const QString &note)
{
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
}

Separator::Separator(Qt::Orientation orientation, QWidget *parent)
    : QWidget(parent)
    , m_orientation(orientation)
{
    if (orientation == Qt::Horizontal)
        setFixedHeight(1);
    else
        setFixedWidth(1);
}

void Separator::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &theme = themeOf(this);
    if (m_orientation == Qt::Horizontal)
        paintHLine(painter, 0, width(), 0, theme.line);
    else
        paintVLine(painter, 0, 0, height(), theme.line);
}

} // namespace gatehouse
