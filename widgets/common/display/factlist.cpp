// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/display/factlist.h"

#include "widgets/common/display/textlabel.h"

#include <QFormLayout>

namespace gatehouse {

FactList::FactList(QWidget *parent)
    : QWidget(parent)
    , m_rows(new QFormLayout(this))
{
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setHorizontalSpacing(metrics::spaceMd);
    m_rows->setVerticalSpacing(metrics::spaceXs);
    m_rows->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    m_rows->setLabelAlignment(Qt::AlignLeft);
}

TextLabel *FactList::makeName(const QString &name)
{
    auto *label = new TextLabel(name, TextStyle::Small, ColorRole::Muted, this);
    label->setMinimumSize(m_nameWidth, lineHeight(TextStyle::Body));
    // Beside the first line of a value that has many.
    label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    label->setContentsMargins(0, (lineHeight(TextStyle::Body) - lineHeight(TextStyle::Small)) / 2, 0, 0);
    return label;
}

TextLabel *FactList::addFact(const QString &name, const QString &value, TextStyle style)
{
    auto *label = new TextLabel(value, style, ColorRole::Text, this);
    label->setWordWrap(m_wrapping);
    if (!m_wrapping)
        label->setElided(Qt::ElideRight);
    label->setMinimumHeight(lineHeight(TextStyle::Body));
    label->setAccessibleName(name);
    QSizePolicy policy = label->sizePolicy();
    policy.setHorizontalPolicy(QSizePolicy::Expanding);
    label->setSizePolicy(policy);
    m_rows->addRow(makeName(name), label);
    return label;
}

void FactList::addFact(const QString &name, QWidget *value)
{
    m_rows->addRow(makeName(name), value);
}

void FactList::setWrapping(bool wrapping)
{
    m_wrapping = wrapping;
}

void FactList::setNameWidth(int width)
{
    m_nameWidth = width;
}

void FactList::clear()
{
    while (m_rows->rowCount() > 0) {
        const QFormLayout::TakeRowResult row = m_rows->takeRow(0);
        for (QLayoutItem *item : {row.labelItem, row.fieldItem}) {
            if (QWidget *widget = item ? item->widget() : nullptr) {
                widget->hide();
                widget->deleteLater();
            }
            delete item;
        }
    }
}

} // namespace gatehouse
