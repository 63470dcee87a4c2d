// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/workflows/workflowlistpane.h"

#include "widgets/common/controls/button.h"
#include "widgets/common/display/bar.h"
#include "widgets/common/rowstep.h"
#include "widgets/common/states/states.h"
#include "widgets/review/spokenmodel.h"
#include "widgets/workflows/workflowdelegates.h"

#include <QHBoxLayout>
#include <QListView>
#include <QStackedLayout>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

WorkflowListPane::WorkflowListPane(QWidget *parent)
    : QWidget(parent)
    , m_rows(new SpokenModel(&m_model, &WorkflowDelegate::sentence, this))
    , m_list(new QListView)
    , m_loading(new LoadingRows(tr("Reading workflows…")))
    , m_empty(new EmptyState(tr("There are no workflows.")))
    , m_stack(new QStackedLayout)
    , m_new(new Button(tr("New workflow"), ButtonVariant::Quiet))
{
    setSurface(this, Surface::Sunken);
    m_list->setObjectName(u"workflowList"_s);
    m_list->setAccessibleName(tr("Workflows"));
    m_list->setModel(m_rows);
    m_list->setItemDelegate(new WorkflowDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setMouseTracking(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSurface(m_list, Surface::Sunken);
    m_new->setObjectName(u"workflowNew"_s);
    m_new->setIconName(IconName::Plus);
    auto *footer = new Bar(metrics::actionBarHeight, Bar::Edge::Top, Surface::Sunken);
    footer->left()->addWidget(m_new);
    auto *stack = new QWidget;
    stack->setLayout(m_stack);
    for (QWidget *state : std::initializer_list<QWidget *> {m_loading, m_list, m_empty})
        m_stack->addWidget(state);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(stack, 1);
    layout->addWidget(footer);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &index) {
        if (index.isValid())
            Q_EMIT chosen(index.data(WorkflowListModel::IdRole).toString());
    });
    connect(m_new, &QAbstractButton::clicked, this, &WorkflowListPane::newRequested);
}

void WorkflowListPane::setWorkflows(const QList<WorkflowTemplate> &workflows)
{
    m_wasRead = true;
    m_model.setItems(workflows);
    showState();
}

const WorkflowTemplate *WorkflowListPane::current() const
{
    const int row = m_list->currentIndex().row();
    return row < 0 ? nullptr : &m_model.at(row);
}

bool WorkflowListPane::select(const QString &id)
{
    const int row = m_model.rowOf(id);
    if (row < 0)
        return false;
    m_list->setCurrentIndex(m_rows->index(row, 0));
    return true;
}

void WorkflowListPane::clearSelection()
{
    m_list->setCurrentIndex({});
    m_list->clearSelection();
}

void WorkflowListPane::step(int by)
{
    m_list->setCurrentIndex(m_rows->index(steppedRow(m_list->currentIndex().row(), by, m_model.rowCount()), 0));
}

void WorkflowListPane::focusList()
{
    m_list->setFocus(Qt::OtherFocusReason);
}

bool WorkflowListPane::hasListFocus() const
{
    return m_list->hasFocus();
}

void WorkflowListPane::setNewBlocked(const QString &reason)
{
    m_new->setBlockedReason(reason);
}

void WorkflowListPane::showState()
{
    if (!m_wasRead)
        m_stack->setCurrentWidget(m_loading);
    else if (m_model.rowCount() > 0)
        m_stack->setCurrentWidget(m_list);
    else
        m_stack->setCurrentWidget(m_empty);
}

} // namespace gatehouse
