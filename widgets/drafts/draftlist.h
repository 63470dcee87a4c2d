// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/drafts/draftlistmodel.h"

#include <QWidget>

class QAbstractButton;
class QListView;

namespace gatehouse {

class Clock;
class UndoRow;

//! "Drafts 3" below the intents of the Outbox: what was begun on this computer and not sent, each with
//! what it belongs to. A thrown-away one can be taken back until another goes or the page closes.
//! Hidden while there is nothing of either.
class DraftList final : public QWidget
{
    Q_OBJECT

public:
    DraftList(DraftKeeper &drafts, const Clock &clock, QWidget *parent = nullptr);

    int count() const { return m_model.rowCount(); }
    //! Chosen by the person; empty when something else is looked at.
    const QString &current() const { return m_current; }
    //! Chooses the first one and takes the focus; false when there is none to see.
    bool enter();
    //! The row \a step away; false when that is beyond the first one.
    bool move(int step);
    //! Something else is looked at.
    void leave();
    //! Of the chosen one.
    void discard();

Q_SIGNALS:
    //! Empty when the chosen one is gone.
    void currentChanged(const QString &key);
    //! Enter or a double click.
    void opened();
    void countChanged();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    class Header;

    void choose(const QModelIndex &index);
    void onRows();
    void showState();
    void takeBack();

    DraftKeeper &m_drafts;
    DraftListModel m_model;
    Header *m_header;
    QListView *m_view;
    UndoRow *m_undo;
    QString m_current;
    std::optional<Draft> m_last; //!< Thrown away last.
    bool m_rowsMove = false; //!< What is current then is the view's guess, not a choice.
};

//! The page on which drafts of \a kind (the first part of a key) are written.
QString draftPage(const QString &kind);
//! What that page opens for the draft with this key.
QString draftObject(const QString &key);

} // namespace gatehouse
