// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/enums.h"
#include "widgets/common/paint/rowpainter.h"

#include <QDateTime>
#include <QStyledItemDelegate>

namespace gatehouse {

//! Rows of EvidenceModel: verdict in word and icon, check, what it found, age. A check that could
//! not run, or did not, offers to run again.
class EvidenceDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    //! Ages count from here.
    void setNow(const QDateTime &now) { m_now = now; }
    //! Whether a person may run checks again.
    void setCanRerun(bool can) { m_canRerun = can; }
    //! A few words instead of the check's sentence, for a narrow column.
    void setBrief(bool brief) { m_brief = brief; }

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    //! The whole sentence, where the row had to cut it.
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option, const QModelIndex &index) override;
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
        const QModelIndex &index) override;

Q_SIGNALS:
    //! \a kind: the check of the row.
    void rerunRequested(gatehouse::EvidenceKind kind);

private:
    QString actionOf(const QModelIndex &index) const;
    QRect actionRect(const QStyleOptionViewItem &option, const QModelIndex &index) const;

    mutable TextCache m_cache;
    QDateTime m_now;
    bool m_canRerun = false;
    bool m_brief = false;
};

} // namespace gatehouse
