// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/approvals/listarrangement.h"

#include "widgets/approvals/requestlistpane.h"
#include "widgets/approvals/viewmenu.h"
#include "widgets/common/uistate.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {
const QString sortKey = u"inbox/sort"_s;
const QString foldedKey = u"inbox/folded"_s;
}

ListArrangement::ListArrangement(const Parts &parts, QObject *parent)
    : QObject(parent)
    , m_parts(parts)
    , m_saved(parts.state)
{
    restore();
    RequestListPane &list = m_parts.list;
    m_menu = new ViewMenu({m_saved, m_parts.actions, m_parts.overlays, [this] { return now(); }, [this](const RequestView &view) { show(view); }},
        *list.views(), this);
    connect(&list, &RequestListPane::foldedChanged, this, &ListArrangement::keepFolded);
    connect(&list, &RequestListPane::filterChanged, m_menu, &ViewMenu::showCurrent);
    connect(&list, &RequestListPane::sortChanged, m_menu, &ViewMenu::showCurrent);
    connect(&list, &RequestListPane::sortChanged, this, [this] { m_parts.state.setValue(sortKey, int(m_parts.list.sortOrder())); });
}

void ListArrangement::restore()
{
    m_parts.list.setSort(RequestListModel::Sort(std::clamp(m_parts.state.value(sortKey, 0).toInt(), 0, 3)));
    QList<int> folded;
    const QVariantList kept = m_parts.state.value(foldedKey).toList();
    for (const QVariant &group : kept)
        folded += group.toInt();
    m_parts.list.setFolded(folded);
}

void ListArrangement::keepFolded()
{
    QVariantList groups;
    for (const int group : m_parts.list.folded())
        groups += group;
    m_parts.state.setValue(foldedKey, groups);
    m_menu->showCurrent();
}

RequestView ListArrangement::now() const
{
    return {QString(), m_parts.list.filter(), m_parts.list.sortOrder(), m_parts.list.folded(), false};
}

void ListArrangement::show(const RequestView &view)
{
    m_parts.list.setFilter(view.filter);
    m_parts.list.setSort(view.sort);
    m_parts.list.setFolded(view.folded);
    m_parts.state.setValue(sortKey, int(view.sort));
    m_menu->showCurrent();
    m_parts.list.focusList();
}

} // namespace gatehouse
