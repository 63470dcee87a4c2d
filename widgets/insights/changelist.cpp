// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/insights/changelist.h"

#include "widgets/charts/scale.h"
#include "widgets/common/display/card.h"
#include "widgets/common/textstyle.h"

#include <QListWidget>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

ChangeList::ChangeList(QWidget *parent)
    : QWidget(parent)
    , m_card(new Card(tr("What changed"), IconName::None, this))
    , m_list(new QListWidget)
{
    m_list->setObjectName(u"changeList"_s);
    m_list->setAccessibleName(tr("What changed"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setTextElideMode(Qt::ElideRight);
    m_card->bodyLayout()->addWidget(m_list);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_card);
}

void ChangeList::setChanges(const QList<PlotMark> &marks, const QString &rangeWords)
{
    m_card->setNote(rangeWords);
    QStringList lines;
    for (const PlotMark &mark : marks)
        lines.append(u"%1   %2   %3"_s.arg(mark.letter, timeLabel(mark.time, 3600'000), mark.sentence));
    if (lines.isEmpty())
        lines.append(tr("Nothing changed in this range."));
    for (int row = 0; row < int(lines.size()); ++row) {
        QListWidgetItem *item = m_list->item(row);
        if (!item) {
            item = new QListWidgetItem(m_list);
            item->setSizeHint({0, scaled(28)});
        }
        item->setText(lines.at(row));
        item->setToolTip(lines.at(row));
    }
    while (m_list->count() > lines.size())
        delete m_list->takeItem(m_list->count() - 1);
}

} // namespace gatehouse
