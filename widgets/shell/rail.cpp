// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/rail.h"

#include "widgets/common/paint/primitives.h"
#include "widgets/shell/railbutton.h"
#include "widgets/shell/raildelegate.h"

#include <QListView>
#include <QPainter>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

Rail::Rail(QWidget *parent)
    : QWidget(parent)
    , m_delegate(new RailDelegate(this))
    , m_list(new QListView(this))
    , m_portal(new RailButton(RailButton::Mark::Logo, this))
    , m_settings(new RailButton(RailButton::Mark::Icon, this))
    , m_person(new RailButton(RailButton::Mark::Avatar, this))
{
    setObjectName(u"rail"_s);
    setSurface(this, Surface::Chrome);
    m_list->setObjectName(u"railList"_s);
    m_list->setAccessibleName(tr("Pages"));
    m_list->setModel(&m_model);
    m_list->setItemDelegate(m_delegate);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setMouseTracking(true);
    // What is selected is the page that is shown; the arrow keys move the focus alone, Return opens.
    m_list->setSelectionMode(QAbstractItemView::NoSelection);
    setSurface(m_list, Surface::Chrome);
    m_portal->setObjectName(u"portalButton"_s);
    m_portal->setHasMenu(true);
    m_settings->setObjectName(u"settingsButton"_s);
    m_settings->setIconName(IconName::Settings);
    m_settings->setWords(tr("Settings"), {});
    m_person->setObjectName(u"personButton"_s);
    m_person->setHasMenu(true);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 1, 6);
    layout->setSpacing(0);
    layout->addWidget(m_portal);
    layout->addSpacing(4);
    layout->addWidget(m_list, 1);
    layout->addSpacing(8);
    layout->addWidget(m_settings);
    layout->addWidget(m_person);
    setThin(false);

    const auto choose = [this](const QModelIndex &index) { Q_EMIT pageChosen(index.data(RailModel::IdRole).toString()); };
    connect(m_list, &QListView::clicked, this, choose);
    connect(m_list, &QListView::activated, this, choose);
    connect(m_settings, &QAbstractButton::clicked, this, [this] { Q_EMIT pageChosen(u"settings"_s); });
}

void Rail::addPage(RailItem item)
{
    m_model.append(std::move(item));
}

void Rail::setCount(const QString &id, int count, RailCount kind)
{
    m_model.setCount(id, count, kind);
}

void Rail::setCurrent(const QString &id)
{
    const QModelIndex page = m_model.index(m_model.rowOf(id));
    m_settings->setCurrent(id == "settings"_L1);
    m_list->setCurrentIndex(page);
    m_list->selectionModel()->select(page, QItemSelectionModel::ClearAndSelect);
}

void Rail::setThin(bool thin)
{
    m_delegate->setThin(thin);
    m_portal->setThin(thin);
    m_settings->setThin(thin);
    m_person->setThin(thin);
    setFixedWidth(thin ? metrics::navThin : metrics::navWide);
    m_list->doItemsLayout();
}

void Rail::setPortal(const QString &name, const QString &label)
{
    m_portal->setWords(name, label);
}

void Rail::setPerson(const QString &name, const QString &state)
{
    m_person->setWords(name, state);
}

void Rail::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &theme = themeOf(this);
    painter.fillRect(rect(), theme.chrome);
    paintVLine(painter, width() - 1, 0, height(), theme.line);
    paintHLine(painter, 0, width(), m_settings->y() - 5, theme.line);
}

} // namespace gatehouse
