// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/approvals/requestlistmodel.h"
#include "widgets/common/drafts/draftbinding.h"

#include <QFrame>

#include <functional>

class QTreeView;

namespace gatehouse {

class Button;
class EmptyState;
class LoadingRows;
class ReadMarks;
class RequestDelegate;
class RequestMarks;
class SearchField;
class SpokenModel;

//! The left side of the Inbox: filter, order, and the requests in three groups.
class RequestListPane final : public QFrame
{
    Q_OBJECT

public:
    RequestListPane(RequestListModel &model, const RequestStore &store, ReadMarks &marks, RequestMarks &ticks, DraftKeeper &drafts, QWidget *parent = nullptr);

    //! Null when nothing is chosen.
    const ApprovalRequest *current() const;
    void select(const RequestId &id);
    QTreeView *view() const { return m_view; }
    //! The person went there; otherwise it is where their turn starts.
    bool isChosen() const { return m_chosen; }
    //! Chooses the row \a step away, over group headers, around nothing.
    void move(int step);
    //! Which of the rows that are shown is chosen, from 1 on, and how many there are. 0 when none is.
    std::pair<int, int> place() const;
    void focusFilter();
    void focusList();
    void setNow(const QDateTime &now);
    //! Whether a decision on a request waits in the Outbox: its row says so.
    void setInOutbox(std::function<bool(const RequestId &)> isInOutbox);
    //! What waits there is another now.
    void noteOutbox();
    //! The first rows or the sentence instead of them are drawn.
    bool isSettled() const;
    RequestListModel::Sort sortOrder() const { return m_model.sortOrder(); }
    void setSort(RequestListModel::Sort sort);
    QString filter() const;
    void setFilter(const QString &text);
    //! Groups whose requests are not shown, rising.
    const QList<int> &folded() const { return m_folded; }
    void setFolded(const QList<int> &groups);
    //! The requests of a group in their order, folded or not.
    QList<const ApprovalRequest *> shown(RequestListModel::Group group) const;
    //! Where the saved views hang.
    Button *views() const { return m_views; }
    //! Below the requests, where it moves no row.
    void addFooter(QWidget *footer);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    //! Empty when nothing is chosen any more.
    void currentChanged(const QString &requestId);
    void opened();
    void settledChanged();
    void sortChanged();
    void foldedChanged();
    void filterChanged();

private:
    void makeSortMenu();
    QList<QModelIndex> requestRows() const;
    void onFolded(const QModelIndex &index, bool folded);
    void applyFolded();
    void onCurrentChanged();
    void onRearranged();
    void showState();
    QString filterEmptySentence() const;

    RequestListModel &m_model;
    const RequestStore &m_store;
    ReadMarks &m_marks;
    RequestMarks &m_ticks;
    DraftBinding m_filterDraft;
    SearchField *m_filter;
    Button *m_sort;
    Button *m_views;
    QTreeView *m_view;
    RequestDelegate *m_delegate;
    SpokenModel *m_spoken;
    LoadingRows *m_loading;
    EmptyState *m_empty;
    QString m_currentId;
    QList<int> m_folded;
    bool m_chosen = false; //!< By the person; until then the place stays at the top of their turn.
    bool m_rowsMove = false; //!< What is current then is the view's guess, not a choice.
    bool m_wasSettled = false;
};

} // namespace gatehouse
