// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/approvals/savedviews.h"

#include "widgets/common/uistate.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int lastSort = int(RequestListModel::Sort::Name);

QString viewsKey()
{
    return u"inbox/views"_s;
}

QVariantMap written(const RequestView &view)
{
    QVariantList folded;
    for (const int group : view.folded)
        folded += group;
    return {{u"name"_s, view.name}, {u"filter"_s, view.filter}, {u"sort"_s, int(view.sort)}, {u"folded"_s, folded}};
}

RequestView readView(const QVariantMap &map)
{
    RequestView view;
    view.name = map.value(u"name"_s).toString();
    view.filter = map.value(u"filter"_s).toString();
    view.sort = RequestListModel::Sort(std::clamp(map.value(u"sort"_s).toInt(), 0, lastSort));
    const QVariantList folded = map.value(u"folded"_s).toList();
    for (const QVariant &group : folded)
        view.folded += group.toInt();
    return view;
}

} // namespace

SavedViews::SavedViews(UiState &state, QObject *parent)
    : QObject(parent)
    , m_state(state)
{
    const auto builtIn = [this](const QString &name, const QString &filter, RequestListModel::Sort sort) {
        m_views.append({name, filter, sort, {}, true});
    };
    builtIn(tr("All requests"), {}, RequestListModel::Sort::Due);
    builtIn(tr("My turn"), u"turn:mine"_s, RequestListModel::Sort::Due);
    builtIn(tr("Due today"), u"turn:mine due:today"_s, RequestListModel::Sort::Due);
    builtIn(tr("High risk"), u"risk:high,critical"_s, RequestListModel::Sort::Risk);
    const QVariantList kept = state.value(viewsKey()).toList();
    for (const QVariant &map : kept) {
        const RequestView view = readView(map.toMap());
        if (whyNotNamed(view.name).isEmpty())
            m_views.append(view);
    }
}

int SavedViews::indexLike(const RequestView &now) const
{
    const auto it = std::find_if(m_views.begin(), m_views.end(), [&now](const RequestView &view) { return view.looksLike(now); });
    return it == m_views.end() ? -1 : int(it - m_views.begin());
}

QString SavedViews::whyNotNamed(const QString &name, int except) const
{
    if (name.trimmed().isEmpty())
        return tr("A name is needed.");
    for (int i = 0; i < m_views.size(); ++i) {
        if (i != except && m_views.at(i).name.compare(name.trimmed(), Qt::CaseInsensitive) == 0)
            return tr("Another view has this name.");
    }
    return {};
}

void SavedViews::save(const RequestView &view)
{
    m_views.append(view);
    m_views.last().name = view.name.trimmed();
    m_views.last().isBuiltIn = false;
    store();
}

void SavedViews::rename(int index, const QString &name)
{
    if (!isOwn(index))
        return;
    m_views[index].name = name.trimmed();
    store();
}

void SavedViews::remove(int index)
{
    if (!isOwn(index))
        return;
    m_views.removeAt(index);
    store();
}

bool SavedViews::isOwn(int index) const
{
    return index >= 0 && index < m_views.size() && !m_views.at(index).isBuiltIn;
}

void SavedViews::store()
{
    QVariantList kept;
    for (const RequestView &view : std::as_const(m_views)) {
        if (!view.isBuiltIn)
            kept.append(written(view));
    }
    m_state.setValue(viewsKey(), kept);
    Q_EMIT changed();
}

} // namespace gatehouse
