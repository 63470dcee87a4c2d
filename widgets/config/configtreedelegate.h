// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/paint/textcache.h"

#include <QStyledItemDelegate>

#include <functional>

class QTreeView;

namespace gatehouse {

//! Rows of ConfigTreeModel: chevron, package and name for plugins; mark, environment or tenant and
//! the newest revision for overlays. Unsaved keys and a waiting request stand at the right.
class ConfigTreeDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    //! How many keys of a row are changed and not saved.
    using DraftCount = std::function<int(const QModelIndex &)>;

    ConfigTreeDelegate(QTreeView *view, DraftCount draftCount);
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    QTreeView *m_view;
    DraftCount m_draftCount;
    mutable TextCache m_cache;
};

//! "plugin-quay, development, revision 2, in force" for screen readers.
QString configRowSentence(const QModelIndex &index);

} // namespace gatehouse
