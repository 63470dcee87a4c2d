// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/approvals/heldrowsbar.h"

#include "models/approvals/requestlistmodel.h"
#include "widgets/common/controls/button.h"

#include <QAbstractItemView>
#include <QEvent>
#include <QHBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

HeldRowsBar::HeldRowsBar(RequestListModel &model, QAbstractItemView &view, QWidget *parent)
    : QFrame(parent)
    , m_model(model)
    , m_view(view)
    , m_letIn(new Button(QString(), ButtonVariant::Link, this))
{
    setObjectName(u"heldRowsBar"_s);
    m_letIn->setObjectName(u"letIn"_s);
    m_letIn->setToolTip(tr("Requests that came while you were at the list. Show them now."));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_letIn, 0, Qt::AlignHCenter);
    view.installEventFilter(this);
    view.viewport()->installEventFilter(this);
    connect(m_letIn, &QAbstractButton::clicked, &model, &RequestListModel::letIn);
    connect(&model, &RequestListModel::heldCountChanged, this, &HeldRowsBar::showCount);
    showCount(model.heldCount());
}

bool HeldRowsBar::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::Enter:
    case QEvent::Leave:
    case QEvent::FocusIn:
    case QEvent::FocusOut:
        // The widget itself learns of it after its filters.
        QMetaObject::invokeMethod(this, &HeldRowsBar::look, Qt::QueuedConnection);
        break;
    default:
        break;
    }
    return QFrame::eventFilter(watched, event);
}

void HeldRowsBar::look()
{
    const bool onTheWay = underMouse() || m_letIn->hasFocus();
    m_model.setHolding(m_view.viewport()->underMouse() || (onTheWay && m_model.heldCount() > 0));
}

void HeldRowsBar::showCount(int count)
{
    setVisible(count > 0);
    m_letIn->setText(tr("%n new", nullptr, count));
}

} // namespace gatehouse
