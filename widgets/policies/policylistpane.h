// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/policies/policylistmodel.h"

#include <QWidget>

class QListView;
class QStackedLayout;

namespace gatehouse {

class EmptyState;
class LoadingRows;
class SpokenModel;

//! The policies of the text at the left, and how they differ from the active ones.
class PolicyListPane final : public QWidget
{
    Q_OBJECT
public:
    explicit PolicyListPane(QWidget *parent = nullptr);

    //! The one that was chosen stays it; otherwise the first one is.
    void setPolicies(const QList<Policy> &text, const QList<Policy> &active);
    const PolicyListModel &model() const { return m_model; }
    //! Null when nothing is chosen.
    const ListedPolicy *current() const;
    //! False when there is none with that id.
    bool select(const QString &id);
    void step(int by);
    void focusList();
    bool hasListFocus() const;

Q_SIGNALS:
    //! Another one is chosen, or the chosen one changed.
    void chosen();
    //! Enter or a double click.
    void opened();

private:
    QString m_chosen; //!< Id.
    PolicyListModel m_model;
    SpokenModel *m_rows;
    QListView *m_list;
    LoadingRows *m_loading;
    EmptyState *m_empty;
    QStackedLayout *m_stack;
};

} // namespace gatehouse
