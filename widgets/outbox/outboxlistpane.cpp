// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/outbox/outboxlistpane.h"

#include "widgets/common/states/states.h"
#include "widgets/common/states/undorow.h"
#include "widgets/drafts/draftlist.h"
#include "widgets/outbox/onlineband.h"
#include "widgets/outbox/outboxdelegate.h"
#include "widgets/outbox/outboxwords.h"
#include "widgets/outbox/sendpanel.h"
#include "widgets/review/spokenmodel.h"

#include <QFocusEvent>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

QTreeView *outboxTree(QWidget *parent)
{
    auto *view = new QTreeView(parent);
    view->setObjectName(u"outboxList"_s);
    view->setAccessibleName(OutboxListPane::tr("Outbox"));
    view->setFrameShape(QFrame::NoFrame);
    view->setHeaderHidden(true);
    view->setRootIsDecorated(false);
    view->setIndentation(0);
    view->setUniformRowHeights(false);
    view->setMouseTracking(true);
    view->setExpandsOnDoubleClick(false);
    view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setSurface(view, Surface::Pane);
    return view;
}

} // namespace

OutboxListPane::OutboxListPane(OutboxModel &model, const IntentStore &intents, DraftKeeper &drafts, const Clock &clock, QWidget *parent)
    : QFrame(parent)
    , m_model(model)
    , m_intents(intents)
    , m_band(new OnlineBand(this))
    , m_view(outboxTree(this))
    , m_delegate(new OutboxDelegate(this))
    , m_empty(new EmptyState(tr("Nothing waits to be sent."), this))
    , m_removed(new UndoRow(tr("Take them back"), this))
    , m_drafts(new DraftList(drafts, clock, this))
    , m_send(new SendPanel(this))
{
    setObjectName(u"outboxListPane"_s);
    setSurface(this, Surface::Pane);
    // Before the view hears of it: it makes a neighbour current when the current row goes.
    connect(&model, &QAbstractItemModel::rowsAboutToBeRemoved, this, [this] { m_rowsMove = true; });
    m_spoken = new SpokenModel(
        &model,
        [this](const QModelIndex &index) {
            if (const Intent *intent = m_model.intent(index))
                return outboxwords::spoken(*intent, m_delegate->now());
            return tr("%1, %2").arg(outboxwords::groupName(OutboxModel::Group(index.data(OutboxModel::GroupRole).toInt())))
                .arg(index.data(OutboxModel::CountRole).toInt());
        },
        this);
    m_view->setModel(m_spoken);
    m_view->setItemDelegate(m_delegate);
    m_view->installEventFilter(this);
    m_view->expandAll();
    m_empty->setAction(tr("Open the Inbox"));
    m_removed->setObjectName(u"removedRow"_s);
    m_band->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_band);
    column->addWidget(m_empty);
    column->addWidget(m_view, 1);
    column->addStretch(0);
    column->addWidget(m_removed);
    column->addWidget(m_drafts);
    column->addWidget(m_send);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, &OutboxListPane::onCurrentChanged);
    connect(m_view, &QTreeView::clicked, this, [this](const QModelIndex &index) {
        if (!index.parent().isValid())
            m_view->setExpanded(index, !m_view->isExpanded(index));
        else
            comeBack();
    });
    connect(m_view, &QTreeView::activated, this, [this](const QModelIndex &index) {
        if (index.parent().isValid())
            Q_EMIT opened();
    });
    connect(m_empty, &EmptyState::actionTriggered, this, &OutboxListPane::inboxRequested);
    connect(&m_model, &StoreModel::rearranged, this, &OutboxListPane::onRearranged);
    showState();
}

const Intent *OutboxListPane::current() const
{
    return m_currentId.isEmpty() ? nullptr : m_intents.find(m_currentId);
}

void OutboxListPane::select(const IntentId &id)
{
    const QModelIndex index = m_spoken->mapFromSource(m_model.indexOf(id));
    if (!index.isValid())
        return;
    m_view->expand(index.parent());
    m_view->setCurrentIndex(index);
    m_view->scrollTo(index);
}

void OutboxListPane::move(int step)
{
    const QList<QModelIndex> rows = intentRows();
    const qsizetype at = rows.indexOf(m_view->currentIndex());
    if (!m_drafts->current().isEmpty()) {
        if (!m_drafts->move(step) && !rows.isEmpty())
            choose(rows.last());
        return;
    }
    const bool isPastLast = step > 0 && at == rows.size() - 1;
    if (rows.isEmpty() || isPastLast) {
        m_drafts->enter();
        return;
    }
    choose(rows.at(at < 0 ? (step > 0 ? 0 : rows.size() - 1) : std::clamp<qsizetype>(at + step, 0, rows.size() - 1)));
}

void OutboxListPane::choose(const QModelIndex &index)
{
    m_view->setCurrentIndex(index);
    m_view->scrollTo(index);
    comeBack();
}

//! From the drafts to the intent that was looked at before.
void OutboxListPane::comeBack()
{
    if (m_drafts->current().isEmpty())
        return;
    m_view->setFocus(Qt::ShortcutFocusReason);
    Q_EMIT currentChanged(m_currentId);
}

bool OutboxListPane::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_view && event->type() == QEvent::FocusIn) {
        const auto reason = static_cast<QFocusEvent *>(event)->reason();
        if (reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason)
            comeBack();
    }
    return QFrame::eventFilter(watched, event);
}

void OutboxListPane::focusList()
{
    onRearranged();
    m_view->setFocus(Qt::ShortcutFocusReason);
}

void OutboxListPane::setNow(const QDateTime &now)
{
    m_delegate->setNow(now);
    m_view->viewport()->update();
}

void OutboxListPane::setSpell(const OfflineSpell &spell)
{
    const bool waits = m_model.count(OutboxModel::NeedsAnotherLook) + m_model.count(OutboxModel::ReadyToSend) + m_model.count(OutboxModel::Waiting) > 0;
    m_band->setSpell(spell, waits);
}

QList<QModelIndex> OutboxListPane::intentRows() const
{
    QList<QModelIndex> rows;
    for (int group = 0; group < m_spoken->rowCount(); ++group) {
        const QModelIndex parent = m_spoken->index(group, 0);
        for (int row = 0; m_view->isExpanded(parent) && row < m_spoken->rowCount(parent); ++row)
            rows.append(m_spoken->index(row, 0, parent));
    }
    return rows;
}

void OutboxListPane::onCurrentChanged()
{
    const Intent *intent = m_model.intent(m_spoken->mapToSource(m_view->currentIndex()));
    if (m_rowsMove || !intent || intent->id.text() == m_currentId)
        return;
    m_currentId = intent->id.text();
    Q_EMIT currentChanged(m_currentId);
}

void OutboxListPane::onRearranged()
{
    m_rowsMove = false;
    showState();
    // An intent that moved to another group left its row; the place follows the intent.
    const QModelIndex kept = m_spoken->mapFromSource(m_model.indexOf(IntentId(m_currentId)));
    if (kept.isValid() && kept != m_view->currentIndex())
        m_view->setCurrentIndex(kept);
    else if (kept.isValid() || m_view->currentIndex().parent().isValid())
        onCurrentChanged();
    else if (const QList<QModelIndex> rows = intentRows(); !rows.isEmpty())
        m_view->setCurrentIndex(rows.first());
    if (!current() && !m_currentId.isEmpty()) {
        m_currentId.clear();
        Q_EMIT currentChanged({});
    }
}

void OutboxListPane::showState()
{
    const bool any = m_model.shownCount() > 0;
    if (any && !m_view->isVisibleTo(this))
        m_view->expandAll();
    m_view->setVisible(any);
    m_empty->setVisible(!any);
    for (int group = 0; group < OutboxModel::GroupCount; ++group)
        m_view->setRowHidden(group, {}, m_model.count(OutboxModel::Group(group)) == 0);
}

} // namespace gatehouse
