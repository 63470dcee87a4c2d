// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/drafts/draftlist.h"

#include "widgets/common/controls/button.h"
#include "widgets/common/display/bar.h"
#include "widgets/common/display/card.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/states/states.h"
#include "widgets/drafts/draftdelegate.h"
#include "widgets/review/spokenmodel.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QListView>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int shownRows = 5;

} // namespace

DraftList::DraftList(DraftKeeper &drafts, const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_drafts(drafts)
    , m_model(drafts)
    , m_card(new Card(QString(), IconName::Pencil, this))
    , m_view(new QListView)
    , m_empty(new EmptyState(tr("Nothing is half written on this computer.")))
    , m_discarded(new TextLabel(TextStyle::Small, ColorRole::Muted))
    , m_open(new Button(tr("Open"), ButtonVariant::Outline))
    , m_discard(new Button(tr("Discard"), ButtonVariant::Quiet))
    , m_takeBack(new Button(tr("Take it back"), ButtonVariant::Link))
{
    setObjectName(u"draftList"_s);
    m_view->setObjectName(u"draftRows"_s);
    m_view->setAccessibleName(tr("Drafts on this computer"));
    m_view->setModel(new SpokenModel(&m_model, [&clock](const QModelIndex &index) { return draftSentence(index, clock.now()); }, this));
    m_view->setItemDelegate(new DraftDelegate(clock, m_view));
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setUniformItemSizes(true);
    m_view->setMouseTracking(true);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->installEventFilter(this);
    setSurface(m_view, Surface::Pane);
    m_card->bodyLayout()->addWidget(m_empty);
    m_card->bodyLayout()->addWidget(m_view);
    m_card->bodyLayout()->addWidget(makeActions());
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_card);
    connect(m_view, &QAbstractItemView::activated, this, &DraftList::open);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, &DraftList::showState);
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, &DraftList::showState);
    connect(&m_model, &QAbstractItemModel::rowsRemoved, this, &DraftList::showState);
    showState();
}

QWidget *DraftList::makeActions()
{
    auto *bar = new Bar(metrics::actionBarHeight, Bar::Edge::Top, Surface::Sunken);
    m_open->setObjectName(u"draftOpen"_s);
    m_discard->setObjectName(u"draftDiscard"_s);
    m_discard->setKeyCaps({tr("Del", "key cap")});
    m_takeBack->setObjectName(u"draftTakeBack"_s);
    m_discarded->setElided(Qt::ElideRight);
    bar->left()->addWidget(m_discarded);
    bar->left()->addWidget(m_takeBack);
    bar->right()->addWidget(m_discard);
    bar->right()->addWidget(m_open);
    connect(m_open, &QAbstractButton::clicked, this, &DraftList::open);
    connect(m_discard, &QAbstractButton::clicked, this, &DraftList::discard);
    connect(m_takeBack, &QAbstractButton::clicked, this, &DraftList::takeBack);
    return bar;
}

bool DraftList::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_view && event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Delete) {
        discard();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void DraftList::showState()
{
    const int rows = m_model.rowCount();
    m_card->setTitle(rows == 0 ? tr("Drafts on this computer") : tr("Drafts on this computer: %1").arg(rows));
    m_empty->setVisible(rows == 0);
    m_view->setVisible(rows > 0);
    m_view->setFixedHeight(qBound(1, rows, shownRows) * scaled(metrics::rowInbox));
    const QString why = m_view->currentIndex().isValid() ? QString() : rows == 0 ? tr("There is none") : tr("Choose one first");
    m_open->setBlockedReason(why);
    m_discard->setBlockedReason(why);
    m_discarded->setText(m_last ? tr("Discarded: %1.").arg(m_last->subject) : QString());
    m_discarded->setVisible(m_last.has_value());
    m_takeBack->setVisible(m_last.has_value());
}

void DraftList::open()
{
    const QModelIndex index = m_view->currentIndex();
    if (index.isValid())
        Q_EMIT navigationRequested(draftPage(index.data(DraftListModel::KindRole).toString()), index.data(DraftListModel::ObjectRole).toString());
}

void DraftList::discard()
{
    const QModelIndex index = m_view->currentIndex();
    if (!index.isValid())
        return;
    const QString key = index.data(DraftListModel::KeyRole).toString();
    m_last = m_drafts.find(key);
    m_drafts.forget(key);
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
    static const QStringList ofRequests {u"comment"_s, u"decision"_s, u"withdraw"_s, u"resubmit"_s};
    if (ofRequests.contains(kind))
        return u"inbox"_s;
    return kind.startsWith("config"_L1) ? u"config"_s : u"registry"_s;
}

} // namespace gatehouse
