// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/config/configtreedelegate.h"

#include "models/config/configtreemodel.h"
#include "widgets/common/paint/rowpainter.h"
#include "widgets/common/textstyle.h"
#include "widgets/common/vocabulary.h"

#include <QPainter>
#include <QTreeView>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

struct OverlayFacts
{
    Environment environment;
    QString tenant;
    int latest;
    int active;
    bool isPending;
};

OverlayFacts factsOf(const QModelIndex &index)
{
    return {Environment(index.data(ConfigTreeModel::EnvironmentRole).toInt()), index.data(ConfigTreeModel::TenantRole).toString(),
        index.data(ConfigTreeModel::LatestRevisionRole).toInt(), index.data(ConfigTreeModel::ActiveRevisionRole).toInt(),
        !index.data(ConfigTreeModel::PendingRequestRole).toString().isEmpty()};
}

bool hasPending(const QModelIndex &plugin)
{
    for (int row = 0; row < plugin.model()->rowCount(plugin); ++row) {
        if (factsOf(plugin.model()->index(row, 0, plugin)).isPending)
            return true;
    }
    return false;
}

} // namespace

QString configRowSentence(const QModelIndex &index)
{
    const QString name = index.data(ConfigTreeModel::PluginNameRole).toString();
    if (index.data(ConfigTreeModel::IsPluginRole).toBool()) {
        return index.data(ConfigTreeModel::HasSchemaRole).toBool()
            ? name
            : ConfigTreeDelegate::tr("%1, ships no configuration schema").arg(name);
    }
    const OverlayFacts facts = factsOf(index);
    QStringList parts {name, environmentName(facts.environment), facts.tenant};
    parts.append(facts.latest == 0 ? ConfigTreeDelegate::tr("nothing configured") : ConfigTreeDelegate::tr("revision %1").arg(facts.latest));
    if (facts.latest > 0)
        parts.append(facts.active == 0 ? ConfigTreeDelegate::tr("nothing in force") : ConfigTreeDelegate::tr("revision %1 in force").arg(facts.active));
    if (facts.isPending)
        parts.append(ConfigTreeDelegate::tr("waits for approval"));
    parts.removeAll(QString());
    return parts.join(u", "_s);
}

ConfigTreeDelegate::ConfigTreeDelegate(QTreeView *view, DraftCount draftCount)
    : QStyledItemDelegate(view)
    , m_view(view)
    , m_draftCount(std::move(draftCount))
{
}

QSize ConfigTreeDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {120, scaled(metrics::rowTree)};
}

void ConfigTreeDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const Theme &theme = themeOf(option.palette);
    RowPainter row(*painter, theme, m_cache);
    const bool isPlugin = index.data(ConfigTreeModel::IsPluginRole).toBool();
    const bool isCurrent = option.state & QStyle::State_Selected;
    const bool isActive = option.state & QStyle::State_Active;
    if (isCurrent) {
        painter->fillRect(option.rect, isActive ? theme.sel : theme.selInactive);
        paintSelectionBar(*painter, option.rect, isActive ? theme.selLine : theme.lineStrong);
    } else if (option.state & QStyle::State_MouseOver) {
        painter->fillRect(option.rect, theme.hover);
    }
    QRect area = option.rect.adjusted(isPlugin ? 10 : 42, 0, -12, 0);
    const int draft = m_draftCount(index);
    if (isPlugin) {
        if (draft > 0) {
            row.text(area, Side::Right, QString::number(draft), TextStyle::SmallMedium, theme.warn, 4);
            row.icon(area, Side::Right, IconName::Pencil, metrics::iconSmallSize, theme.warn, 8);
        } else if (hasPending(index)) {
            row.icon(area, Side::Right, IconName::Hourglass, metrics::iconSmallSize, theme.accentText, 8);
        }
        row.icon(area, Side::Left, m_view->isExpanded(index) ? IconName::ChevronDown : IconName::ChevronRight, metrics::iconSmallSize, theme.muted, 4);
        row.icon(area, Side::Left, IconName::Package, metrics::iconSmallSize, theme.muted, 6);
        row.packageName(area, index.data(ConfigTreeModel::PluginNameRole).toString(), m_view->isExpanded(index) ? TextStyle::BodyMedium : TextStyle::Body);
    } else {
        const OverlayFacts facts = factsOf(index);
        if (facts.latest > 0)
            row.text(area, Side::Right, u"r%1"_s.arg(facts.latest), TextStyle::Small, facts.isPending ? theme.accentText : theme.faint, 6);
        if (draft > 0) {
            row.text(area, Side::Right, QString::number(draft), TextStyle::SmallMedium, theme.warn, 4);
            row.icon(area, Side::Right, IconName::Pencil, metrics::iconSmallSize, theme.warn, 6);
        }
        if (facts.isPending)
            row.icon(area, Side::Right, IconName::Hourglass, metrics::iconSmallSize, theme.accentText, 6);
        if (facts.tenant.isEmpty())
            row.environmentMark(area, Side::Left, facts.environment, theme.muted, 8);
        else
            row.icon(area, Side::Left, IconName::Building, metrics::iconSmallSize, theme.muted, 6);
        const QString name = facts.tenant.isEmpty()
            ? environmentName(facts.environment)
            : ConfigTreeDelegate::tr("%1 in %2").arg(facts.tenant, environmentName(facts.environment));
        row.text(area, Side::Left, name, isCurrent ? TextStyle::BodyMedium : TextStyle::Body, facts.latest > 0 || isCurrent ? theme.text : theme.muted);
    }
    painter->restore();
}

} // namespace gatehouse
