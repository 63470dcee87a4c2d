// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/states/undorow.h"

#include "widgets/common/controls/button.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/theme.h"

#include <QHBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

UndoRow::UndoRow(const QString &action, QWidget *parent)
    : QWidget(parent)
    , m_sentence(new TextLabel(TextStyle::Small, ColorRole::Muted, this))
{
    setObjectName(u"undoRow"_s);
    setSurface(this, Surface::Pane);
    m_sentence->setObjectName(u"undoSentence"_s);
    m_sentence->setElided(Qt::ElideRight);
    auto *undo = new Button(action, ButtonVariant::Link, this);
    undo->setObjectName(u"undoAction"_s);
    undo->setSize(ButtonSize::Small);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(metrics::spaceLg, metrics::spaceXs, metrics::spaceMd, metrics::spaceXs);
    row->addWidget(m_sentence, 1);
    row->addWidget(undo);
    connect(undo, &QAbstractButton::clicked, this, &UndoRow::undoRequested);
    hide();
}

void UndoRow::say(const QString &sentence)
{
    m_sentence->setText(sentence);
    setAccessibleName(sentence);
    setVisible(!sentence.isEmpty());
}

} // namespace gatehouse
