// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/policies/policylistpane.h"

#include "widgets/common/rowstep.h"
#include "widgets/common/states/states.h"
#include "widgets/policies/policydelegates.h"
#include "widgets/review/spokenmodel.h"

#include <QListView>
#include <QStackedLayout>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

PolicyListPane::PolicyListPane(QWidget *parent)
    : QWidget(parent)
    , m_rows(new SpokenModel(&m_model, &PolicyDelegate::sentence, this))
    , m_list(new QListView)
    , m_loading(new LoadingRows(tr("Reading policies…")))
    , m_empty(new EmptyState(tr("There are no policies.")))
    , m_stack(new QStackedLayout(this))
{
    setSurface(this, Surface::Sunken);
    m_list->setObjectName(u"policyList"_s);
    m_list->setAccessibleName(tr("Policies"));
    m_list->setModel(m_rows);
    m_list->setItemDelegate(new PolicyDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setMouseTracking(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSurface(m_list, Surface::Sunken);
    for (QWidget *state : std::initializer_list<QWidget *> {m_loading, m_list, m_empty})
        m_stack->addWidget(state);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &index) {
        if (!index.isValid())
            return;
        m_chosen = index.data(PolicyListModel::IdRole).toString();
        Q_EMIT chosen();
    });
    connect(m_list, &QListView::activated, this, &PolicyListPane::opened);
}

void PolicyListPane::setPolicies(const QList<Policy> &text, const QList<Policy> &active)
{
    // While rows come and go, the view makes others current.
    const QString chosenBefore = m_chosen;
    m_model.setPolicies(text, active);
    m_stack->setCurrentWidget(m_model.rowCount() > 0 ? static_cast<QWidget *>(m_list) : m_empty);
    if (m_model.rowCount() == 0)
        return;
    select(m_model.rowOf(chosenBefore) < 0 ? m_model.at(0).policy.id : chosenBefore);
    Q_EMIT chosen();
}

const ListedPolicy *PolicyListPane::current() const
{
    const int row = m_list->currentIndex().row();
    return row < 0 ? nullptr : &m_model.at(row);
}

bool PolicyListPane::select(const QString &id)
{
    const int row = m_model.rowOf(id);
    if (row < 0)
        return false;
    m_list->setCurrentIndex(m_rows->index(row, 0));
    return true;
}

void PolicyListPane::step(int by)
{
    m_list->setCurrentIndex(m_rows->index(steppedRow(m_list->currentIndex().row(), by, m_model.rowCount()), 0));
}

void PolicyListPane::focusList()
{
    m_list->setFocus(Qt::OtherFocusReason);
}

bool PolicyListPane::hasListFocus() const
{
    return m_list->hasFocus();
}

} // namespace gatehouse
