// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/listkeeper.h"

#include <QThreadPool>
#include <QTimer>

#include <memory>

namespace gatehouse {

//! How far a list was read.
struct ListMark
{
    QDateTime asOf; //!< Of its first page, by the portal's clock.
    QString page; //!< Cursor of the next page while its first reading is under way.
    bool whole = false; //!< Every page was read.
    int records = 0; //!< How many are kept; fewer found means that some were lost.
    bool operator==(const ListMark &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("asOf", s.asOf);
        visit("page", s.page);
        visit("whole", s.whole);
        visit("records", s.records);
    }
};

//! What the rows of all lists together stand for. Kept in the same batch as the rows.
struct ReplicaMarks
{
    qint64 cursor = -1; //!< Everything up to it is in the rows; -1 when nothing is.
    QDateTime trueAt; //!< When the rows were last known to be all there is; may be invalid.
    QMap<QString, ListMark> lists; //!< By topic.
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        std::optional<QDateTime> trueAt = s.trueAt.isValid() ? std::optional(s.trueAt) : std::nullopt;
        visit("cursor", s.cursor);
        visit("trueAt", trueAt);
        visit("lists", s.lists);
        if constexpr (!std::is_const_v<S>)
            s.trueAt = trueAt.value_or(QDateTime());
    }
};

//! Keeps the lists of a replica on this computer, a moment after they change, and reads them back at
//! the next start. Packing and unpacking happen beside the GUI thread. Rows and marks are written
//! together, so that a mark never promises more than the rows hold. GUI thread.
class ReplicaArchive final : public QObject
{
    Q_OBJECT

public:
    static constexpr int writeWithinMs = 500;

    ReplicaArchive(RowStore &rows, std::function<ReplicaMarks()> marks, QObject *parent = nullptr);
    ~ReplicaArchive() override;

    //! When a list is wanted after a start.
    enum class Wanted { First, Later };
    void add(std::unique_ptr<ListKeeper> keeper, Wanted wanted);
    struct Restoring
    {
        QFuture<Result<ReplicaMarks>> first; //!< Ends when the lists that are wanted first are there.
        QFuture<Result<ReplicaMarks>> all;
    };
    //! Fills the stores. Lists of which something was lost are marked as not whole; the rest of them
    //! is there. Fails when nothing can be read at all.
    Restoring restore();
    //! The marks moved: they are written soon, too.
    void touch();
    //! Hands what is not yet written to the store at once. Packs on the spot: for the end.
    void flush();
    //! Removes everything that is kept of the lists.
    void clear();

Q_SIGNALS:
    //! The disk did not take something; tried again with the next change.
    void failed(const gatehouse::Error &error);

private:
    struct Taken;
    struct Restore;
    struct Kept
    {
        std::unique_ptr<ListKeeper> keeper;
        Wanted wanted;
    };
    void restoreNext(const std::shared_ptr<Restore> &restore);
    void putNext(const std::shared_ptr<Restore> &restore);
    void tellWhenFirstAreHere(Restore &restore);
    void endRestore(std::shared_ptr<Restore> restore, const Result<ReplicaMarks> &result);
    bool hasChanges() const;
    std::shared_ptr<Taken> take();
    void writeSoon();
    void write();
    void onWritten(const std::shared_ptr<Taken> &taken, const Status &status);
    void giveBack(const Taken &taken);

    RowStore &m_rows;
    const std::function<ReplicaMarks()> m_marks;
    std::vector<Kept> m_lists;
    QThreadPool m_packers;
    QTimer m_timer;
    std::shared_ptr<Taken> m_underWay;
    bool m_touched = false;
    std::shared_ptr<Restore> m_restore; //!< Under way.
};

} // namespace gatehouse
