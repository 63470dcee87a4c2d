// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/approvals/requestlistmodel.h"
#include "widgets/common/paint/rowpainter.h"

#include <QDateTime>
#include <QSet>
#include <QStyledItemDelegate>

#include <functional>

namespace gatehouse {

class ReadMarks;
class RequestMarks;

//! Inbox rows: a group header of 28 px, or a request in two lines of 52 px.
class RequestDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    RequestDelegate(const RequestListModel &model, const ReadMarks &marks, const RequestMarks &ticks, QObject *parent);

    //! Whether a decision on a request waits in the Outbox.
    void setInOutbox(std::function<bool(const RequestId &)> isInOutbox) { m_isInOutbox = std::move(isInOutbox); }
    bool isInOutbox(const RequestId &id) const { return m_isInOutbox && m_isInOutbox(id); }
    //! Due times count from here.
    void setNow(const QDateTime &now) { m_now = now; }
    const QDateTime &now() const { return m_now; }

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option, const QModelIndex &index) override;

Q_SIGNALS:
    //! A click left of the words.
    void tickRequested(const gatehouse::RequestId &id);

private:
    void paintGroup(RowPainter &row, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintRequest(RowPainter &row, const QStyleOptionViewItem &option, const ApprovalRequest &request) const;
    void paintStanding(RowPainter &row, QRect &line, const ApprovalRequest &request) const;
    void paintFacts(RowPainter &row, QRect &line, const ApprovalRequest &request) const;
    void paintRisk(RowPainter &row, QRect &line, Risk risk) const;
    const ApprovalRequest *requestOf(const QModelIndex &index) const;

    const RequestListModel &m_model;
    const ReadMarks &m_marks;
    const RequestMarks &m_ticks;
    mutable TextCache m_cache;
    QDateTime m_now;
    std::function<bool(const RequestId &)> m_isInOutbox;
};

} // namespace gatehouse
