// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/rowstore.h"

#include <memory>

namespace gatehouse {

//! What this computer keeps for one person at one portal. Owns the store that the replica, the kept
//! answers, the outbox and the drafts write to; lives longer than they do. GUI thread.
class ProfileData final : public QObject
{
    Q_OBJECT

public:
    //! \a profileId names the data: Profile::id.
    explicit ProfileData(QString profileId, QObject *parent = nullptr);
    ~ProfileData() override;

    const QString &profileId() const { return m_profileId; }
    //! Before rows(). Fails when what is kept cannot be opened; nothing is changed then.
    QFuture<Status> open();
    RowStore &rows() { return *m_rows; }
    //! Removes everything. When nobody uses rows() any more.
    QFuture<Status> wipe();

private:
    const QString m_profileId;
    std::unique_ptr<RowStore> m_rows;
};

//! What a person would lose with the data of a profile.
struct UnsentWork
{
    int intents = 0; //!< Written, and not at the portal.
    int drafts = 0;
    bool isEmpty() const { return intents == 0 && drafts == 0; }
};

//! Looks at the rows themselves, so that it knows without a workspace, too.
QFuture<UnsentWork> unsentWorkIn(RowStore &rows, QObject *context);

} // namespace gatehouse
