// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/session/choicecard.h"

#include "widgets/common/display/marks.h"
#include "widgets/common/display/textlabel.h"

#include <QPainter>
#include <QRadioButton>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {
constexpr int headerIcon = 20;
constexpr int chosenBorder = 2;
}

ChoiceCard::ChoiceCard(const QString &title, IconName icon, QWidget *parent)
    : QFrame(parent)
    , m_iconName(icon)
    , m_icon(new IconLabel(icon, ColorRole::Muted, headerIcon, this))
    , m_radio(new QRadioButton(this))
    , m_body(new QVBoxLayout)
    , m_actions(new QHBoxLayout)
{
    m_radio->setAccessibleName(title);
    auto *header = new QHBoxLayout;
    header->setSpacing(metrics::spaceMd);
    header->addWidget(m_icon);
    header->addWidget(new TextLabel(title, TextStyle::Title), 1);
    header->addWidget(m_radio);
    m_body->setSpacing(0);
    m_actions->setSpacing(metrics::spaceMd);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::spaceXl, metrics::spaceLg, metrics::spaceXl, metrics::spaceLg);
    layout->setSpacing(metrics::spaceMd);
    layout->addLayout(header);
    layout->addLayout(m_body, 1);
    layout->addLayout(m_actions);
    connect(m_radio, &QRadioButton::toggled, this, [this](bool chosen) {
        m_icon->setIcon(m_iconName, chosen ? ColorRole::AccentText : ColorRole::Muted);
        update();
        Q_EMIT chosenChanged(chosen);
    });
}

bool ChoiceCard::isChosen() const
{
    return m_radio->isChecked();
}

void ChoiceCard::choose()
{
    m_radio->setChecked(true);
}

void ChoiceCard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme &theme = themeOf(this);
    const bool chosen = isChosen();
    paintBox(painter, rect(), metrics::radiusCard, theme.pane, chosen ? theme.accent : theme.lineStrong,
        chosen ? chosenBorder : hairline(painter));
}

void ChoiceCard::mousePressEvent(QMouseEvent *)
{
    choose();
}

} // namespace gatehouse
