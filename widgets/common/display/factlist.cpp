// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/display/factlist.h"

#include "widgets/common/display/textlabel.h"

#include <QGridLayout>

namespace gatehouse {

FactList::FactList(QWidget *parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(metrics::spaceMd);
    m_grid->setVerticalSpacing(metrics::spaceXs);
    m_grid->setColumnStretch(1, 1);
    m_grid->setColumnMinimumWidth(0, m_nameWidth);
}

void FactList::addName(const QString &name)
{
    auto *label = new TextLabel(name, TextStyle::Small, ColorRole::Muted, this);
    label->setMinimumHeight(lineHeight(TextStyle::Body));
    m_grid->addWidget(label, m_grid->rowCount(), 0, Qt::AlignTop);
}

TextLabel *FactList::addFact(const QString &name, const QString &value, TextStyle style)
{
    auto *label = new TextLabel(value, style, ColorRole::Text, this);
    label->setWordWrap(m_wrapping);
    if (!m_wrapping)
        label->setElided(Qt::ElideRight);
    label->setMinimumHeight(lineHeight(TextStyle::Body));
    label->setAccessibleName(name);
    addName(name);
    m_grid->addWidget(label, m_grid->rowCount() - 1, 1);
    return label;
}

void FactList::addFact(const QString &name, QWidget *value)
{
    addName(name);
    m_grid->addWidget(value, m_grid->rowCount() - 1, 1, Qt::AlignLeft | Qt::AlignVCenter);
}

void FactList::setWrapping(bool wrapping)
{
    m_wrapping = wrapping;
}

void FactList::setNameWidth(int width)
{
    m_nameWidth = width;
    m_grid->setColumnMinimumWidth(0, width);
}

void FactList::clear()
{
    while (QLayoutItem *item = m_grid->takeAt(0)) {
        if (QWidget *widget = item->widget()) {
            widget->hide();
            widget->deleteLater();
        }
        delete item;
    }
}

} // namespace gatehouse
