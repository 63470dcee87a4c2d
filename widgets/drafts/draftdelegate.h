// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/paint/textcache.h"

#include <QStyledItemDelegate>

namespace gatehouse {

class Clock;

//! Two lines of one draft: what it is and what it belongs to, then its words and when it was kept.
class DraftDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    explicit DraftDelegate(const Clock &clock, QObject *parent = nullptr);
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    const Clock &m_clock;
    mutable TextCache m_cache;
};

//! What the draft with this key is: "Comment", "Reason to reject", "Configuration".
QString draftKindWord(const QString &key);
//! The row as one sentence, for screen readers.
QString draftSentence(const QModelIndex &index, const QDateTime &now);

} // namespace gatehouse
