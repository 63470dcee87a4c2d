// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/drafts/draftlistmodel.h"

#include <QWidget>

class QListView;

namespace gatehouse {

class Button;
class Card;
class EmptyState;
class TextLabel;

//! "Drafts on this computer: 3", each with what it belongs to, to be opened where it was written or
//! thrown away; a thrown-away one can be taken back until another goes or the page closes.
class DraftList final : public QWidget
{
    Q_OBJECT

public:
    DraftList(DraftKeeper &drafts, const Clock &clock, QWidget *parent = nullptr);

    int count() const { return m_model.rowCount(); }

Q_SIGNALS:
    //! The page and the object where the draft is at home.
    void navigationRequested(const QString &pageId, const QString &objectId);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *makeActions();
    void showState();
    void open();
    void discard();
    void takeBack();

    DraftKeeper &m_drafts;
    DraftListModel m_model;
    Card *m_card;
    QListView *m_view;
    EmptyState *m_empty;
    TextLabel *m_discarded;
    Button *m_open;
    Button *m_discard;
    Button *m_takeBack;
    std::optional<Draft> m_last; //!< Thrown away last.
};

//! The page on which drafts of \a kind (the first part of a key) are written.
QString draftPage(const QString &kind);

} // namespace gatehouse
