// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/filedelegate.h"

#include "models/review/filelistmodel.h"
#include "widgets/common/vocabulary.h"

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
    RowPainter row(*painter, themeOf(option.palette), m_cache);
    if (index.parent().isValid())
        paintFile(row, option, index);
    else
        paintGroup(row, option, index);
}

QString FileDelegate::groupName(int group)
{
    switch (group) {
    case FileListModel::LookFirst:
        return tr("Look first");
    case FileListModel::Text:
        return tr("Text and types");
    default:
        return tr("Code");
    }
}

void FileDelegate::paintGroup(RowPainter &row, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &theme = row.theme();
    QRect area = option.rect.adjusted(8, 0, -metrics::spaceMd, 0);
    const auto *view = qobject_cast<const QTreeView *>(option.widget);
    const bool open = !view || view->isExpanded(index);
    row.icon(area, Side::Left, open ? IconName::ChevronDown : IconName::ChevronRight, metrics::iconSmallSize, theme.muted, 6);
    row.text(area, Side::Left, groupName(index.data(FileListModel::GroupRole).toInt()), TextStyle::SmallStrong, theme.text, 6);
    row.text(area, Side::Left, QString::number(index.data(FileListModel::CountRole).toInt()), TextStyle::Small, theme.muted, 0);
}

void FileDelegate::paintFile(RowPainter &row, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &theme = row.theme();
    row.background(option);
    QRect area = option.rect.adjusted(metrics::spaceMd, 0, -metrics::spaceMd, 0);
    const auto kind = FileChangeKind(index.data(FileListModel::KindRole).toInt());
    const int removed = index.data(FileListModel::RemovedRole).toInt();
    const int added = index.data(FileListModel::AddedRole).toInt();
    if (index.data(FileListModel::BinaryRole).toBool())
        row.text(area, Side::Right, tr("binary"), TextStyle::Small, theme.warn, 6);
    if (removed > 0)
        row.text(area, Side::Right, u"-%1"_s.arg(removed), TextStyle::CodeSmall, theme.bad, 6);
    if (added > 0)
        row.text(area, Side::Right, u"+%1"_s.arg(added), TextStyle::CodeSmall, theme.ok, 6);
    row.text(area, Side::Left, fileChangeLetter(kind), TextStyle::CodeStrong, letterColor(kind, theme), 8);
    const QString path = index.data(FileListModel::PathRole).toString();
    const qsizetype slash = path.lastIndexOf(u'/');
    row.nameAndScope(area, path.mid(slash + 1), slash > 0 ? path.left(slash) : QString(), TextStyle::Body, 6);
}

} // namespace gatehouse
