// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/contract/codec.h"
#include "core/storage/rowstore.h"

#include <QHash>
#include <QObject>
#include <QTimer>

namespace gatehouse {

//! Something a person wrote and did not send.
struct Draft
{
    QString key; //!< What it belongs to: "comment/req_…", "decision/req_…/approve", "config/plg_…/production".
    QJsonObject values; //!< The fields of the form by name; one text is {"text": …}.
    QString subject; //!< What it belongs to, in words, for the list of drafts.
    QDateTime keptAt;
    QString basis; //!< The state of the object it was written on: an etag, a revision. May be empty.
    bool operator==(const Draft &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("key", s.key);
        visit("values", s.values);
        visit("subject", s.subject);
        visit("keptAt", s.keptAt);
        visit("basis", s.basis);
    }
};

//! Keeps drafts on this computer within a second of a change, and gives them back after whatever
//! ended the console. Giving back never sends. GUI thread.
class DraftKeeper final : public QObject
{
    Q_OBJECT

public:
    //! Longest time between a change and the disk.
    static constexpr int keepWithinMs = 700;

    DraftKeeper(RowStore &rows, const Clock &clock, QObject *parent = nullptr);
    ~DraftKeeper() override;

    //! Reads what an earlier run left.
    QFuture<Status> restore();
    bool isRestored() const { return m_restored; }
    //! Nothing when there is none.
    std::optional<Draft> find(const QString &key) const;
    QList<Draft> all() const; //!< Newest first.

    //! Keeps \a draft soon; keptAt is set here. Empty values forget it.
    void keep(Draft draft);
    //! It was sent or thrown away.
    void forget(const QString &key);
    //! Writes what waits now; the future ends when the disk has it.
    QFuture<Status> flush();

Q_SIGNALS:
    void restored();
    //! The disk has the draft as it was at \a keptAt.
    void kept(const QString &key, const QDateTime &keptAt);
    void changed(const QString &key);
    void failed(const gatehouse::Error &error);

private:
    void writeSoon();

    RowStore &m_rows;
    const Clock &m_clock;
    QHash<QString, Draft> m_drafts;
    QHash<QString, bool> m_dirty; //!< True to write, false to remove.
    QTimer m_timer;
    bool m_restored = false;
};

} // namespace gatehouse
