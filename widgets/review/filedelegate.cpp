// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/filedelegate.h"

#include "models/review/filelistmodel.h"
#include "widgets/common/vocabulary.h"
#include "widgets/review/diffwords.h"

#include <QMouseEvent>
#include <QPainter>
#include <QTreeView>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

QColor letterColor(FileChangeKind kind, const Theme &theme)
{
    switch (kind) {
    case FileChangeKind::Added:
        return theme.ok;
    case FileChangeKind::Deleted:
        return theme.bad;
    case FileChangeKind::Renamed:
        return theme.accentText;
    default:
        return theme.info;
    }
}

} // namespace

QSize FileDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {160, scaled(metrics::rowCompact)};
}

void FileDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &theme = themeOf(option.palette);
    RowPainter row(*painter, theme, m_cache);
    // Rows stand close and without lines between them, like those of a tree.
    const bool active = option.state.testFlag(QStyle::State_Active);
    if (option.state.testFlag(QStyle::State_Selected)) {
        painter->fillRect(option.rect, active ? theme.sel : theme.selInactive);
        paintSelectionBar(*painter, option.rect, active ? theme.selLine : theme.lineStrong);
    } else if (option.state.testFlag(QStyle::State_MouseOver)) {
        painter->fillRect(option.rect, theme.hover);
    }
    if (index.parent().isValid())
        paintFile(row, option, index);
    else
        paintGroup(row, option, index);
}

void FileDelegate::paintGroup(RowPainter &row, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &theme = row.theme();
    QRect area = option.rect.adjusted(8, 0, -metrics::spaceMd, 0);
    const auto *view = qobject_cast<const QTreeView *>(option.widget);
    const bool open = !view || view->isExpanded(index);
    row.icon(area, Side::Left, open ? IconName::ChevronDown : IconName::ChevronRight, metrics::iconSmallSize, theme.muted, 6);
    row.text(area, Side::Left, diffwords::groupName(index.data(FileListModel::GroupRole).toInt()), TextStyle::SmallStrong, theme.text, 6);
    row.text(area, Side::Left, QString::number(index.data(FileListModel::CountRole).toInt()), TextStyle::Small, theme.muted, 0);
}

QRect FileDelegate::tickRect(const QRect &row)
{
    return {row.left() + metrics::spaceMd, row.top(), metrics::checkboxSize, row.height()};
}

void FileDelegate::paintFile(RowPainter &row, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &theme = row.theme();
    QRect area = option.rect.adjusted(metrics::spaceMd, 0, -metrics::spaceMd, 0);
    const bool reviewed = index.data(FileListModel::ReviewedRole).toBool();
    if (reviewed)
        row.icon(area, Side::Left, IconName::Check, metrics::checkboxSize, theme.ok, 8);
    else
        row.checkBox(area, Qt::Unchecked);
    const auto kind = FileChangeKind(index.data(FileListModel::KindRole).toInt());
    const int removed = index.data(FileListModel::RemovedRole).toInt();
    const int added = index.data(FileListModel::AddedRole).toInt();
    if (index.data(FileListModel::BinaryRole).toBool())
        row.text(area, Side::Right, tr("binary"), TextStyle::Small, theme.muted, 6);
    if (removed > 0)
        row.text(area, Side::Right, u"-%1"_s.arg(removed), TextStyle::CodeSmall, theme.bad, 6);
    if (added > 0)
        row.text(area, Side::Right, u"+%1"_s.arg(added), TextStyle::CodeSmall, theme.ok, 6);
    if (index.data(FileListModel::FindingsRole).toInt() > 0)
        row.icon(area, Side::Right, IconName::TriangleAlert, metrics::iconSmallSize, theme.bad, 6);
    if (const int comments = index.data(FileListModel::CommentsRole).toInt(); comments > 0) {
        row.text(area, Side::Right, QString::number(comments), TextStyle::SmallMedium, theme.accentText, 6);
        row.icon(area, Side::Right, IconName::Message, metrics::iconSmallSize, theme.accentText, 4);
    }
    row.text(area, Side::Left, fileChangeLetter(kind), TextStyle::CodeStrong, letterColor(kind, theme), 8);
    const QString path = index.data(FileListModel::PathRole).toString();
    const qsizetype slash = path.lastIndexOf(u'/');
    const QString name = path.mid(slash + 1);
    const QString folder = slash > 0 ? path.left(slash) : QString();
    if (reviewed) {
        row.text(area, Side::Left, name, TextStyle::Body, theme.muted, 6);
        row.text(area, Side::Left, folder, TextStyle::Small, theme.faint, 0);
    } else {
        row.nameAndScope(area, name, folder, TextStyle::Body, 6);
    }
}

bool FileDelegate::editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    if (event->type() == QEvent::MouseButtonRelease && index.parent().isValid()) {
        const auto *mouse = static_cast<QMouseEvent *>(event);
        if (mouse->button() == Qt::LeftButton && tickRect(option.rect).adjusted(-4, 0, 4, 0).contains(mouse->position().toPoint())) {
            Q_EMIT reviewedToggled(index.data(FileListModel::PathRole).toString());
            return true;
        }
    }
    return QStyledItemDelegate::editorEvent(event, model, option, index);
}

} // namespace gatehouse
