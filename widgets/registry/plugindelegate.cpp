// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/registry/plugindelegate.h"

#include "models/registry/plugintablemodel.h"
#include "widgets/common/paint/rowpainter.h"
#include "widgets/common/textstyle.h"
#include "widgets/common/timetext.h"
#include "widgets/common/vocabulary.h"

#include <QMouseEvent>
#include <QPainter>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int tickArea = 34;

void paintStatus(RowPainter &row, QRect area, PluginStatus status)
{
    const Term known = term(status);
    if (known.exceptional) {
        row.badge(area, Side::Left, known.badge());
        return;
    }
    area.setLeft(area.left() + 6);
    row.icon(area, Side::Left, known.icon, metrics::iconSmallSize, row.theme()[toneRole(known.tone)], 6);
    row.text(area, Side::Left, known.word, TextStyle::Body, row.theme().text);
}

void paintRisk(RowPainter &row, QRect area, Risk risk)
{
    const Term known = term(risk);
    if (known.exceptional) {
        row.badge(area, Side::Left, known.badge());
        return;
    }
    area.setLeft(area.left() + 6);
    row.riskBars(area, Side::Left, known.riskBars, row.theme()[toneRole(known.tone)], 6);
    row.text(area, Side::Left, known.word, TextStyle::Body, row.theme().text);
}

void paintVersion(RowPainter &row, QRect area, const QModelIndex &index)
{
    const Theme &theme = row.theme();
    const QString version = index.data(PluginTableModel::InstalledVersionRole).toString();
    if (version.isEmpty()) {
        row.text(area, Side::Left, u"–"_s, TextStyle::Code, theme.faint);
        return;
    }
    row.text(area, Side::Left, version, TextStyle::Code, theme.text, 4);
    if (index.data(PluginTableModel::BlockedRole).toBool())
        row.icon(area, Side::Left, IconName::Ban, metrics::iconSmallSize, theme.bad);
    else if (index.data(PluginTableModel::UpdateAvailableRole).toBool())
        row.icon(area, Side::Left, IconName::ArrowUp, metrics::iconSmallSize, theme.info);
}

} // namespace

QSize PluginDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {80, scaled(metrics::rowList)};
}

void PluginDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const Theme &theme = themeOf(option.palette);
    RowPainter row(*painter, theme, m_cache);
    const bool ticked = index.siblingAtColumn(0).data(PluginTableModel::TickedRole).toBool();
    row.background(option, (option.state & QStyle::State_Selected) && index.column() == 0);
    if (ticked && !(option.state & QStyle::State_Selected))
        painter->fillRect(option.rect.adjusted(0, 0, 0, -1), theme.selInactive);
    QRect area = option.rect.adjusted(12, 0, -8, 0);
    const QVariant value = index.data(PluginTableModel::ValueRole);
    switch (PluginTableModel::Column(index.column())) {
    case PluginTableModel::Name:
        row.checkBox(area, ticked ? Qt::Checked : Qt::Unchecked, true, 10);
        row.packageName(area, value.toString(), TextStyle::BodyMedium);
        break;
    case PluginTableModel::Status:
        paintStatus(row, area.adjusted(-6, 0, 0, 0), PluginStatus(value.toInt()));
        break;
    case PluginTableModel::Risk:
        paintRisk(row, area.adjusted(-6, 0, 0, 0), Risk(value.toInt()));
        break;
    case PluginTableModel::Development:
    case PluginTableModel::Staging:
    case PluginTableModel::Production:
        paintVersion(row, area, index);
        break;
    case PluginTableModel::Updated:
        row.text(area, Side::Left, momentText(value.toDateTime(), QDateTime::currentDateTimeUtc()), TextStyle::Body, theme.muted);
        break;
    default:
        row.text(area, Side::Left, value.toString(), TextStyle::Body, theme.muted);
    }
    painter->restore();
}

bool PluginDelegate::editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    if (index.column() == PluginTableModel::Name && event->type() == QEvent::MouseButtonRelease) {
        const auto *mouse = static_cast<QMouseEvent *>(event);
        if (mouse->position().x() < option.rect.left() + tickArea) {
            const bool ticked = index.data(PluginTableModel::TickedRole).toBool();
            return model->setData(index, ticked ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
        }
    }
    return QStyledItemDelegate::editorEvent(event, model, option, index);
}

} // namespace gatehouse
