// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/outbox/intent.h"
#include "core/storage/rowstore.h"

#include <QTimer>

#include <functional>

namespace gatehouse {

//! The intents on disk, and the store that shows them. What the store says is on disk already; the
//! one exception is an outcome: the portal's answer is shown although the disk refuses it, and is
//! written again until it is taken. GUI thread.
class IntentJournal final : public QObject
{
    Q_OBJECT

public:
    using Done = std::function<void(const Status &)>;

    IntentJournal(RowStore &rows, IntentStore &store, QObject *parent = nullptr);

    //! Fills the store, in the order of composing. Rows that cannot be read stay and are told.
    void restore(Done done);
    //! Puts \a next on disk, then into the store, then calls \a done.
    void commit(const Intent &next, Done done);
    //! The same for an answer of the portal, which is true whatever the disk says.
    void conclude(const Intent &next, Done done);
    void remove(const QList<IntentId> &ids, Done done);
    //! Puts what was removed on disk again, then into the store.
    void putBack(const QList<Intent> &intents, Done done);
    //! The intent as the disk has it: another console of this person may have gone on with it.
    void readAgain(const IntentId &id, std::function<void(const Result<std::optional<Intent>> &)> done);
    //! Only shows \a intent, which the disk has.
    void adopt(const Intent &intent) { m_store.put(intent); }

Q_SIGNALS:
    void failed(const gatehouse::Error &error);

private:
    void writeAgain();

    RowStore &m_rows;
    IntentStore &m_store;
    QHash<QString, Intent> m_unwritten;
    QTimer m_again;
};

} // namespace gatehouse
