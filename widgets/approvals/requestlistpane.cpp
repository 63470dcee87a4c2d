// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/approvals/requestlistpane.h"

#include "models/approvals/requestmarks.h"
#include "widgets/approvals/heldrowsbar.h"
#include "widgets/approvals/readmarks.h"
#include "widgets/approvals/requestdelegate.h"
#include "widgets/approvals/requestwords.h"
#include "widgets/common/controls/button.h"
#include "widgets/common/controls/searchfield.h"
#include "widgets/common/display/bar.h"
#include "widgets/common/states/states.h"
#include "widgets/review/spokenmodel.h"

#include <QActionGroup>
#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QTreeView>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

QTreeView *requestTree(QWidget *parent)
{
    auto *view = new QTreeView(parent);
    view->setObjectName(u"requestList"_s);
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

RequestListPane::RequestListPane(RequestListModel &model, const RequestStore &store, ReadMarks &marks, RequestMarks &ticks, DraftKeeper &drafts, QWidget *parent)
    : QFrame(parent)
    , m_model(model)
    , m_store(store)
    , m_marks(marks)
    , m_ticks(ticks)
    , m_filterDraft(drafts)
    , m_filter(new SearchField(this))
    , m_sort(new Button(QString(), ButtonVariant::Outline, this))
    , m_views(new Button(IconName::Bookmark, tr("Saved views"), ButtonVariant::Outline, this))
    , m_view(requestTree(this))
    , m_delegate(new RequestDelegate(model, marks, ticks, this))
    , m_loading(new LoadingRows(tr("Reading requests…"), this))
    , m_empty(new EmptyState(QString(), this))
{
    setObjectName(u"requestListPane"_s);
    setSurface(this, Surface::Sunken);
    m_filter->setObjectName(u"requestFilter"_s);
    m_filter->setPlaceholderText(tr("Filter requests"));
    m_filter->setAccessibleName(tr("Filter requests"));
    m_filter->setIconName(IconName::Filter);
    m_filter->setKeyCap(u"/"_s);
    // Before the view hears of it: it makes a neighbour current when the current row goes.
    connect(&model, &QAbstractItemModel::rowsAboutToBeRemoved, this, [this] { m_rowsMove = true; });
    m_spoken = new SpokenModel(
        &model,
        [this](const QModelIndex &index) {
            if (const ApprovalRequest *request = m_model.request(index)) {
                QString spoken = requestwords::spoken(*request, m_marks.isUnread(*request), m_delegate->now());
                if (m_ticks.contains(request->id))
                    spoken = tr("%1, marked").arg(spoken);
                return m_delegate->isInOutbox(request->id) ? tr("%1, in the Outbox").arg(spoken) : spoken;
            }
            const auto group = RequestListModel::Group(index.data(RequestListModel::GroupRole).toInt());
            return tr("%1, %n requests", nullptr, index.data(RequestListModel::CountRole).toInt()).arg(requestwords::groupName(group));
        },
        this);
    m_view->setAccessibleName(tr("Requests"));
    m_view->setModel(m_spoken);
    m_view->setItemDelegate(m_delegate);
    m_view->expandAll();
    m_loading->setRowHeight(metrics::rowInbox);
    makeSortMenu();

    auto *bar = new Bar(metrics::toolbarHeight, Bar::Edge::Bottom, Surface::Sunken, this);
    bar->left()->setSpacing(metrics::spaceSm);
    bar->left()->addWidget(m_filter, 1);
    bar->setLeftFills();
    bar->right()->addWidget(m_views);
    bar->right()->addWidget(m_sort);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(bar);
    column->addWidget(m_loading);
    column->addWidget(m_empty);
    column->addWidget(m_view, 1);
    column->addStretch(0);
    // Below: above, it would move the rows it keeps from moving.
    column->addWidget(new HeldRowsBar(model, *m_view, this));

    m_view->installEventFilter(this);
    m_view->viewport()->installEventFilter(this);
    connect(m_filter, &QLineEdit::textChanged, &m_model, &RequestListModel::setFilter);
    connect(m_filter, &QLineEdit::textChanged, this, &RequestListPane::showState);
    connect(m_filter, &SearchField::left, this, &RequestListPane::focusList);
    connect(m_filter, &SearchField::listWanted, this, &RequestListPane::focusList);
    connect(m_empty, &EmptyState::actionTriggered, m_filter, &QLineEdit::clear);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, &RequestListPane::onCurrentChanged);
    connect(m_view, &QTreeView::collapsed, this, [this](const QModelIndex &index) { onFolded(index, true); });
    connect(m_view, &QTreeView::expanded, this, [this](const QModelIndex &index) { onFolded(index, false); });
    connect(m_delegate, &RequestDelegate::tickRequested, &ticks, &RequestMarks::toggle);
    connect(&ticks, &RequestMarks::changed, m_view->viewport(), qOverload<>(&QWidget::update));
    connect(m_filter, &QLineEdit::textChanged, this, &RequestListPane::filterChanged);
    connect(m_view, &QTreeView::clicked, this, [this](const QModelIndex &index) {
        if (!index.parent().isValid())
            m_view->setExpanded(index, !m_view->isExpanded(index));
    });
    connect(m_view, &QTreeView::activated, this, [this](const QModelIndex &index) {
        if (index.parent().isValid())
            Q_EMIT opened();
    });
    connect(&m_model, &RequestListModel::rearranged, this, &RequestListPane::onRearranged);
    connect(&store, &RecordSignals::refreshed, this, &RequestListPane::showState);
    connect(&marks, &ReadMarks::changed, m_view->viewport(), qOverload<>(&QWidget::update));
    m_filterDraft.add(m_filter);
    m_filterDraft.setPlace(filterPlace(u"inbox"_s));
    showState();
}

const ApprovalRequest *RequestListPane::current() const
{
    return m_currentId.isEmpty() ? nullptr : m_store.find(m_currentId);
}

void RequestListPane::select(const RequestId &id)
{
    // Asked for by name: the filter stays, and this one is shown beside what it lets through.
    if (!m_model.indexOf(id).isValid())
        m_model.setPinned(id);
    const QModelIndex index = m_spoken->mapFromSource(m_model.indexOf(id));
    if (!index.isValid())
        return;
    m_chosen = true;
    m_view->expand(index.parent());
    m_view->setCurrentIndex(index);
    m_view->scrollTo(index);
}

void RequestListPane::move(int step)
{
    m_chosen = true;
    const QList<QModelIndex> rows = requestRows();
    if (rows.isEmpty())
        return;
    const qsizetype at = rows.indexOf(m_view->currentIndex());
    const qsizetype next = at < 0 ? (step > 0 ? 0 : rows.size() - 1) : std::clamp<qsizetype>(at + step, 0, rows.size() - 1);
    m_view->setCurrentIndex(rows.at(next));
    m_view->scrollTo(rows.at(next));
}

std::pair<int, int> RequestListPane::place() const
{
    const QList<QModelIndex> rows = requestRows();
    return {int(rows.indexOf(m_view->currentIndex())) + 1, int(rows.size())};
}

bool RequestListPane::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress || event->type() == QEvent::MouseButtonPress)
        m_chosen = true;
    return QFrame::eventFilter(watched, event);
}

void RequestListPane::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

void RequestListPane::focusList()
{
    // Requests that were here before the page was built announced themselves to nobody.
    if (!m_view->currentIndex().isValid())
        onRearranged();
    m_view->setFocus(Qt::ShortcutFocusReason);
}

void RequestListPane::setNow(const QDateTime &now)
{
    m_delegate->setNow(now);
    m_model.setToday(now.toLocalTime().date());
    m_view->viewport()->update();
}

void RequestListPane::setInOutbox(std::function<bool(const RequestId &)> isInOutbox)
{
    m_delegate->setInOutbox(std::move(isInOutbox));
    noteOutbox();
}

void RequestListPane::noteOutbox()
{
    m_view->viewport()->update();
}

bool RequestListPane::isSettled() const
{
    return m_model.shownCount() > 0 || m_store.wasRead();
}

void RequestListPane::setSort(RequestListModel::Sort sort)
{
    m_model.setSort(sort);
    m_sort->setText(requestwords::sortName(sort));
    m_sort->setAccessibleName(tr("Order: %1").arg(requestwords::sortName(sort)));
}

void RequestListPane::makeSortMenu()
{
    m_sort->setObjectName(u"requestSort"_s);
    m_sort->setIconName(IconName::Sort);
    auto *menu = new QMenu(this);
    menu->setObjectName(u"requestSortMenu"_s);
    auto *group = new QActionGroup(menu);
    for (const auto sort : {RequestListModel::Sort::Due, RequestListModel::Sort::Risk, RequestListModel::Sort::Newest, RequestListModel::Sort::Name}) {
        QAction *action = menu->addAction(requestwords::sortName(sort));
        action->setCheckable(true);
        action->setChecked(sort == m_model.sortOrder());
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, sort] {
            setSort(sort);
            Q_EMIT sortChanged();
        });
    }
    connect(m_sort, &Button::clicked, this, [this, menu] { menu->popup(m_sort->mapToGlobal(QPoint(0, m_sort->height() + 4))); });
    setSort(m_model.sortOrder());
}

QString RequestListPane::filter() const
{
    return m_filter->text();
}

void RequestListPane::setFilter(const QString &text)
{
    m_filter->setText(text);
}

void RequestListPane::setFolded(const QList<int> &groups)
{
    m_folded = groups;
    applyFolded();
    Q_EMIT foldedChanged();
}

void RequestListPane::applyFolded()
{
    const QSignalBlocker quiet(m_view);
    for (int group = 0; group < m_spoken->rowCount(); ++group)
        m_view->setExpanded(m_spoken->index(group, 0), !m_folded.contains(group));
}

void RequestListPane::onFolded(const QModelIndex &index, bool folded)
{
    const int group = index.data(RequestListModel::GroupRole).toInt();
    if (m_folded.contains(group) == folded)
        return;
    if (folded)
        m_folded.append(group);
    else
        m_folded.removeOne(group);
    std::sort(m_folded.begin(), m_folded.end());
    Q_EMIT foldedChanged();
}

QList<const ApprovalRequest *> RequestListPane::shown(RequestListModel::Group group) const
{
    QList<const ApprovalRequest *> requests;
    const QModelIndex parent = m_model.index(group, 0);
    for (int row = 0; row < m_model.rowCount(parent); ++row)
        requests.append(m_model.request(m_model.index(row, 0, parent)));
    return requests;
}

void RequestListPane::addFooter(QWidget *footer)
{
    layout()->addWidget(footer);
}

QList<QModelIndex> RequestListPane::requestRows() const
{
    QList<QModelIndex> rows;
    for (int group = 0; group < m_spoken->rowCount(); ++group) {
        const QModelIndex parent = m_spoken->index(group, 0);
        for (int row = 0; m_view->isExpanded(parent) && row < m_spoken->rowCount(parent); ++row)
            rows.append(m_spoken->index(row, 0, parent));
    }
    return rows;
}

void RequestListPane::onCurrentChanged()
{
    const ApprovalRequest *request = m_model.request(m_spoken->mapToSource(m_view->currentIndex()));
    if (m_rowsMove || !request || request->id.text() == m_currentId)
        return;
    m_currentId = request->id.text();
    Q_EMIT currentChanged(m_currentId);
}

void RequestListPane::onRearranged()
{
    m_rowsMove = false;
    const QModelIndex mine = m_model.index(0, 0, m_model.index(RequestListModel::YourTurn, 0));
    // A request that moved to another group left its row; the place follows the request.
    const QModelIndex kept = m_model.indexOf(RequestId(m_currentId));
    const QModelIndex wanted = m_spoken->mapFromSource(!m_chosen && mine.isValid() ? mine : kept);
    if (wanted.isValid() && wanted != m_view->currentIndex())
        m_view->setCurrentIndex(wanted);
    else if (wanted.isValid() || m_view->currentIndex().parent().isValid())
        onCurrentChanged();
    else if (const QList<QModelIndex> rows = requestRows(); !rows.isEmpty())
        m_view->setCurrentIndex(rows.first());
    showState();
}

void RequestListPane::showState()
{
    const bool any = m_model.shownCount() > 0;
    const bool filtered = !m_model.filter().isEmpty();
    m_view->setVisible(any);
    m_loading->setVisible(!any && !m_store.wasRead());
    m_empty->setVisible(!any && m_store.wasRead());
    m_empty->setSentence(filtered ? filterEmptySentence() : tr("Nothing needs you, and nothing waits on others."));
    m_empty->setAction(filtered ? tr("Clear filter") : QString());
    if (isSettled() != m_wasSettled) {
        m_wasSettled = isSettled();
        applyFolded();
        Q_EMIT settledChanged();
    }
}

QString RequestListPane::filterEmptySentence() const
{
    const int all = m_model.unfilteredCount(RequestListModel::YourTurn) + m_model.unfilteredCount(RequestListModel::WaitingOnOthers)
        + m_model.unfilteredCount(RequestListModel::RecentlyDecided);
    return tr("No request matches. Clear the filter to see %n.", nullptr, all);
}

} // namespace gatehouse
