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

//! Keys that start so are filters of pages, or marks on files that were read: kept like texts.
inline constexpr char filterDrafts[] = "filter/";
inline constexpr char reviewedDrafts[] = "reviewed/";
//! Keys that start so are words that were rethought in the Outbox; they are shown with their intent.
inline constexpr char intentDrafts[] = "intent/";
//! Text that a person would look for in a list of drafts.
bool isListedDraft(const QString &key);

//! Keeps drafts on this computer within a second of a change, and gives them back after whatever
//! ended the console. Giving back never sends. What the disk refuses stays in memory and is tried
//! again. GUI thread; the store must outlive it.
class DraftKeeper final : public QObject
{
    Q_OBJECT

public:
    //! Longest time between a change and the disk; more typing does not postpone it.
    static constexpr int keepWithinMs = 700;
    //! How long a write that failed waits for the next attempt.
    static constexpr int tryAgainMs = 5000;

    DraftKeeper(RowStore &rows, const Clock &clock, QObject *parent = nullptr);
    //! Hands what waits to the store; whoever must know that it arrived calls flush() before.
    ~DraftKeeper() override;

    //! Reads what an earlier run left. What was kept or forgotten meanwhile is newer and stays.
    QFuture<Status> restore();
    bool isRestored() const { return m_restored; }
    //! Nothing when there is none.
    std::optional<Draft> find(const QString &key) const;
    QList<Draft> all() const; //!< Newest first.
    //! How many of them a person would look for.
    int listedCount() const;
    //! False while a change of \a key is on its way to the disk, or was refused by it.
    bool isWritten(const QString &key) const { return !m_unwritten.contains(key); }
    //! These words, but for spaces around them, are a field of a draft that the disk has.
    bool holds(const QString &words) const;
    QDateTime now() const { return m_clock.now(); }

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
    //! The disk did not take or give something. Nothing in memory is lost.
    void failed(const gatehouse::Error &error);

private:
    void note(const QString &key);
    void writeSoon(int withinMs);
    RowBatch batch() const;
    QFuture<Status> write();
    void onWritten(const QHash<QString, quint64> &written, const QHash<QString, QDateTime> &times, const Status &status);
    void take(const QList<Draft> &drafts, int unreadable);

    RowStore &m_rows;
    const Clock &m_clock;
    QHash<QString, Draft> m_drafts;
    QHash<QString, quint64> m_unwritten; //!< Which change of a key the disk does not have yet.
    quint64 m_change = 0;
    int m_writing = 0;
    QTimer m_timer;
    bool m_restored = false;
};

} // namespace gatehouse
