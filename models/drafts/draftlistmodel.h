// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/drafts/draftkeeper.h"
#include "models/common/valuelistmodel.h"

namespace gatehouse {

//! What was written on this computer and not sent, newest first. Follows the keeper; filters of
//! pages, and what is shown with an intent, are left out.
class DraftListModel final : public ValueListModel<Draft>
{
    Q_OBJECT

public:
    enum Role {
        KeyRole = Qt::UserRole,
        KindRole, //!< "comment", "decision", "config"…: the first part of the key.
        ObjectRole, //!< The id of what it belongs to.
        DetailRole, //!< The rest of the key: an outcome, an environment.
        SubjectRole,
        TextRole, //!< The longest text in it.
        KeptAtRole,
        WrittenRole //!< False while the disk does not have it.
    };

    explicit DraftListModel(const DraftKeeper &drafts, QObject *parent = nullptr);

    const Draft &draft(int row) const { return items().at(row); }
    QModelIndex indexOf(const QString &key) const;

private:
    bool isSame(const Draft &a, const Draft &b) const override { return a.key == b.key; }
    QVariant value(const Draft &draft, int column, int role) const override;
    void refresh();
    void onWritten(const QString &key);

    const DraftKeeper &m_drafts;
};

//! All that a person wrote in \a draft, a blank line between its fields.
QString wholeText(const Draft &draft);

} // namespace gatehouse
