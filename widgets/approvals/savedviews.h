// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/approvals/requestlistmodel.h"

namespace gatehouse {

class UiState;

//! How the Inbox may be looked at: which requests, in which order, which groups folded.
struct RequestView
{
    QString name;
    QString filter;
    RequestListModel::Sort sort = RequestListModel::Sort::Due;
    QList<int> folded; //!< RequestListModel::Group, rising.
    bool isBuiltIn = false;

    bool looksLike(const RequestView &other) const { return filter == other.filter && sort == other.sort && folded == other.folded; }
};

//! The views with a name: those that come with Gatehouse, then the person's own in the order they
//! were saved. Kept on this computer.
class SavedViews final : public QObject
{
    Q_OBJECT

public:
    //! \a state outlives it.
    explicit SavedViews(UiState &state, QObject *parent = nullptr);

    const QList<RequestView> &all() const { return m_views; }
    //! The view that looks like \a now; -1 for none.
    int indexLike(const RequestView &now) const;
    //! Why \a name cannot be given; empty when it can. \a except is the view that has it now.
    QString whyNotNamed(const QString &name, int except = -1) const;
    //! \a view has a name that can be given.
    void save(const RequestView &view);
    //! Built-in ones stay as they are.
    void rename(int index, const QString &name);
    void remove(int index);

Q_SIGNALS:
    void changed();

private:
    bool isOwn(int index) const;
    void store();

    UiState &m_state;
    QList<RequestView> m_views;
};

} // namespace gatehouse
