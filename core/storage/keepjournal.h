// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/diskfile.h"
#include "core/storage/rowsealer.h"

#include <optional>

namespace gatehouse::storage {

//! One entry of the second place: a batch that was kept, or everything precious at one moment.
struct JournalRecord
{
    bool isSnapshot = false;
    quint64 generation = 0;
    quint64 revision = 0;
    //! The generation that the first place had on the disk for certain when this was written. What came
    //! after it, a power cut may have taken from there.
    quint64 secured = 0;
    RowBatch batch;
    QList<quint64> revisions; //!< Of a snapshot: of each row in batch.put.
};

//! A precious row and the revision it was written at.
struct PreciousRow
{
    QByteArray value;
    quint64 revision = 0;
    bool operator==(const PreciousRow &) const = default;
};
using PreciousRows = QMap<std::pair<QString, QString>, PreciousRow>;

//! What a journal held when it was opened.
struct JournalReading
{
    bool exists = false;
    bool isDamaged = false; //!< Something before the last record does not hold.
    bool hasTornTail = false; //!< Something after the last record does not hold: a write that was cut, or damage.
    QList<JournalRecord> records; //!< Those that hold, in order.
    qint64 validBytes = 0; //!< Up to where everything holds.

    bool isSound() const { return exists && !isDamaged && !records.isEmpty() && records.first().isSnapshot; }
    quint64 generation() const { return records.isEmpty() ? 0 : records.last().generation; }
    quint64 secured() const { return records.isEmpty() ? 0 : records.last().secured; }
    PreciousRows precious() const;
};

//! The second place of what nobody can give back: a file that is only appended to. Each record is
//! sealed with its number and the tag of the record before it, so none can be changed, removed or
//! exchanged unseen; that the last ones were cut off shows in the generation that the first place
//! has. One thread; every call blocks.
class KeepJournal final
{
public:
    //! Fails only when the disk does; damage is told in \a reading. A journal that does not exist
    //! is not made: rewrite() does.
    static Result<KeepJournal> open(const QString &path, const RowSealer &sealer, JournalReading &reading);
    //! What open() makes of the content of a file.
    static JournalReading parse(QByteArrayView bytes, const RowSealer &sealer);

    //! Ends after the disk has the record. Until confirm() it counts as one that may be dropped.
    [[nodiscard]] Status append(const JournalRecord &record);
    void confirm();
    //! Makes the file end with the last confirmed record. Nothing to do is success.
    [[nodiscard]] Status dropUnconfirmed();
    //! Begins a new file with \a snapshot alone in place of the old one, durably.
    [[nodiscard]] Status rewrite(const JournalRecord &snapshot);

    qint64 size() const { return m_end; }
    //! The length right after rewrite().
    qint64 snapshotSize() const { return m_snapshotEnd; }

private:
    //! Where the next record goes, and what it is sealed to.
    struct Chain
    {
        QByteArray file;
        quint64 number = 0;
        QByteArray previousTag;
    };
    KeepJournal(QString path, const RowSealer &sealer);
    static QByteArray place(const Chain &chain);
    QByteArray framed(const JournalRecord &record, Chain &chain) const;
    static JournalReading parse(QByteArrayView bytes, const RowSealer &sealer, Chain &chain);

    QString m_path;
    const RowSealer *m_sealer;
    DiskFile m_file;
    Chain m_chain;
    Chain m_unconfirmedChain;
    qint64 m_end = 0;
    qint64 m_unconfirmedEnd = 0; //!< Beyond m_end when the file may hold more than is confirmed.
    qint64 m_snapshotEnd = 0;
    bool m_folderIsUnsynced = false;
};

} // namespace gatehouse::storage
