// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/drafts/draftlist.h"

#include "widgets/common/paint/rowpainter.h"
#include "widgets/common/states/undorow.h"
#include "widgets/common/style/gatehousestyle.h"
#include "widgets/common/textstyle.h"
#include "widgets/drafts/draftdelegate.h"
#include "widgets/review/spokenmodel.h"

#include <QAbstractButton>
#include <QFocusEvent>
#include <QListView>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int shownRows = 3;

} // namespace

//! As the headers of the groups above it; opens and closes the rows.
class DraftList::Header final : public QAbstractButton
{
public:
    explicit Header(QWidget *parent)
        : QAbstractButton(parent)
    {
        setObjectName(u"draftHeader"_s);
        setCheckable(true);
        setChecked(true);
        setFocusPolicy(Qt::TabFocus);
        setProperty(focusRingProperty, true);
        setFixedHeight(scaled(metrics::groupHeaderHeight));
    }

    void setCount(int count)
    {
        m_count = count;
        setAccessibleName(DraftList::tr("Drafts, %1").arg(count));
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const Theme &theme = themeOf(this);
        painter.fillRect(rect(), theme.sunken);
        paintHLine(painter, 0, width(), 0, theme.line);
        paintHLine(painter, 0, width(), height() - hairline(painter), theme.line);
        RowPainter row(painter, theme, m_cache);
        QRect area = rect().adjusted(metrics::spaceSm, 0, -metrics::spaceLg, 0);
        row.text(area, Side::Right, DraftList::tr("kept here, not sent"), TextStyle::Small, theme.muted);
        row.icon(area, Side::Left, isChecked() ? IconName::ChevronDown : IconName::ChevronRight, metrics::iconSmallSize, theme.muted, 6);
        row.text(area, Side::Left, DraftList::tr("Drafts"), TextStyle::SmallStrong, theme.text, 6);
        row.text(area, Side::Left, QString::number(m_count), TextStyle::Small, theme.muted, 0);
    }

private:
    int m_count = 0;
    TextCache m_cache;
};

DraftList::DraftList(DraftKeeper &drafts, const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_drafts(drafts)
    , m_model(drafts)
    , m_header(new Header(this))
    , m_view(new QListView(this))
    , m_undo(new UndoRow(tr("Take it back"), this))
{
    setObjectName(u"draftList"_s);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    // Before the view hears of it: it makes a neighbour current when the current row goes.
    connect(&m_model, &QAbstractItemModel::rowsAboutToBeRemoved, this, [this] { m_rowsMove = true; });
    m_view->setObjectName(u"draftRows"_s);
    m_view->setAccessibleName(tr("Drafts on this computer"));
    m_view->setModel(new SpokenModel(&m_model, [&clock](const QModelIndex &index) { return draftSentence(index, clock.now()); }, this));
    m_view->setItemDelegate(new DraftDelegate(clock, m_view));
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setUniformItemSizes(true);
    m_view->setMouseTracking(true);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->installEventFilter(this);
    setSurface(m_view, Surface::Pane);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(m_view);
    column->addWidget(m_undo);
    connect(m_undo, &UndoRow::undoRequested, this, &DraftList::takeBack);
    connect(m_header, &QAbstractButton::toggled, this, &DraftList::showState);
    connect(m_view, &QAbstractItemView::activated, this, [this](const QModelIndex &index) {
        choose(index);
        Q_EMIT opened();
    });
    connect(m_view, &QAbstractItemView::pressed, this, &DraftList::choose);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &index) {
        if (!m_rowsMove && m_view->hasFocus())
            choose(index);
    });
    // What was changed last goes to the top: it leaves and comes back within one turn.
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, &DraftList::onRows, Qt::QueuedConnection);
    connect(&m_model, &QAbstractItemModel::rowsRemoved, this, &DraftList::onRows, Qt::QueuedConnection);
    showState();
}

bool DraftList::eventFilter(QObject *watched, QEvent *event)
{
    // Tab leads here, too: what has the focus is what is looked at.
    if (watched == m_view && event->type() == QEvent::FocusIn && m_current.isEmpty()) {
        const auto reason = static_cast<QFocusEvent *>(event)->reason();
        if (reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason)
            choose(m_view->currentIndex().isValid() ? m_view->currentIndex() : m_view->model()->index(0, 0));
    }
    return QWidget::eventFilter(watched, event);
}

bool DraftList::enter()
{
    if (m_view->isHidden() || count() == 0)
        return false;
    m_view->setFocus(Qt::ShortcutFocusReason);
    choose(m_view->model()->index(0, 0));
    return true;
}

bool DraftList::move(int step)
{
    const int row = m_view->currentIndex().row() + step;
    if (row < 0)
        return false;
    choose(m_view->model()->index(std::min(row, count() - 1), 0));
    return true;
}

void DraftList::leave()
{
    if (m_current.isEmpty())
        return;
    m_current.clear();
    m_view->clearSelection();
    m_view->setCurrentIndex({});
}

void DraftList::choose(const QModelIndex &index)
{
    const QString key = index.data(DraftListModel::KeyRole).toString();
    if (key.isEmpty())
        return;
    const bool another = key != m_current;
    m_current = key;
    if (m_view->currentIndex() != index)
        m_view->setCurrentIndex(index);
    m_view->scrollTo(index);
    if (another)
        Q_EMIT currentChanged(key);
}

void DraftList::onRows()
{
    m_rowsMove = false;
    showState();
    const QModelIndex kept = m_model.indexOf(m_current);
    if (kept.isValid()) {
        m_view->setCurrentIndex(m_view->model()->index(kept.row(), 0));
    } else if (!m_current.isEmpty()) {
        leave();
        Q_EMIT currentChanged({});
    }
    Q_EMIT countChanged();
}

void DraftList::showState()
{
    const int rows = count();
    m_header->setCount(rows);
    m_view->setVisible(rows > 0 && m_header->isChecked());
    m_view->setFixedHeight(qBound(1, rows, shownRows) * scaled(metrics::rowInbox));
    m_undo->say(m_last ? tr("Discarded: %1.").arg(m_last->subject) : QString());
    setVisible(rows > 0 || m_last);
}

void DraftList::discard()
{
    if (m_current.isEmpty())
        return;
    m_last = m_drafts.find(m_current);
    m_drafts.forget(QString(m_current));
    showState();
}

void DraftList::takeBack()
{
    if (const auto draft = std::exchange(m_last, {}))
        m_drafts.keep(*draft);
    showState();
    m_view->setFocus();
}

QString draftPage(const QString &kind)
{
    static const QStringList ofRequests {u"comment"_s, u"reply"_s, u"line"_s, u"decision"_s, u"withdraw"_s, u"resubmit"_s, u"suppress"_s, u"suppression"_s, u"report"_s, u"batch"_s};
    if (ofRequests.contains(kind))
        return u"inbox"_s;
    if (kind == "workflow"_L1)
        return u"workflows"_s;
    if (kind == "policies"_L1)
        return kind;
    return kind.startsWith("config"_L1) ? u"config"_s : u"registry"_s;
}

QString draftObject(const QString &key)
{
    const QString kind = key.section(u'/', 0, 0);
    // Many requests, or all policies: none to open.
    if (kind == "batch"_L1 || kind == "policies"_L1)
        return {};
    if (kind == "comment"_L1 || kind == "reply"_L1)
        return QString(key.section(u'/', 1, 1) + u"/comment"_s);
    if (kind == "decision"_L1)
        return QString(key.section(u'/', 1, 1) + u"/decision/"_s + key.section(u'/', 2));
    // An overlay is found by all of its parts.
    return kind.startsWith("config"_L1) ? key.section(u'/', 1) : key.section(u'/', 1, 1);
}

} // namespace gatehouse
