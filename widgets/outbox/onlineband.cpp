// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/outbox/onlineband.h"

#include "models/outbox/offlinespell.h"
#include "widgets/common/display/marks.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/paint/primitives.h"
#include "widgets/common/timetext.h"

#include <QHBoxLayout>
#include <QPainter>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

OnlineBand::OnlineBand(QWidget *parent)
    : QFrame(parent)
    , m_icon(new IconLabel(IconName::Wifi, ColorRole::Ok, metrics::iconSize, this))
    , m_lead(new TextLabel(TextStyle::BodyStrong, ColorRole::Text, this))
    , m_rest(new TextLabel(TextStyle::Small, ColorRole::Muted, this))
{
    setObjectName(u"outboxBand"_s);
    m_rest->setWordWrap(true);
    m_lead->setMinimumHeight(lineHeight(TextStyle::Body));
    m_rest->setMinimumHeight(scaled(18));
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(m_lead);
    words->addWidget(m_rest);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(metrics::spacePanePaddingX, 9, metrics::spacePanePaddingX, 9);
    row->setSpacing(metrics::spaceMd);
    row->addWidget(m_icon);
    row->addLayout(words, 1);
}

void OnlineBand::setSpell(const OfflineSpell &spell, bool waiting)
{
    const auto clock = [](const QDateTime &time) { return clockText(time).left(5); };
    m_back = !spell.isOffline();
    setVisible(spell.isOffline() || (waiting && spell.cameBack().isValid()));
    if (m_back) {
        m_icon->setIcon(IconName::Wifi, ColorRole::Ok);
        m_lead->setText(tr("Back online since %1").arg(clock(spell.cameBack())));
        m_rest->setText(tr("You worked offline for %1. Nothing was sent without you.")
                            .arg(durationText(spell.wentOffline().msecsTo(spell.cameBack()))));
    } else {
        m_icon->setIcon(IconName::CloudOff, ColorRole::Muted);
        m_lead->setText(tr("Offline since %1").arg(clock(spell.wentOffline())));
        m_rest->setText(tr("What you decide waits here. Nothing is sent without you."));
    }
    setAccessibleName(m_lead->text() + u". "_s + m_rest->text());
    update();
}

void OnlineBand::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), m_back ? theme.okTint : theme.sunken);
    paintHLine(painter, 0, width(), height() - hairline(painter), m_back ? theme.okLine : theme.line);
}

} // namespace gatehouse
