// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/storeopening.h"

#include <QSet>

namespace gatehouse::storage {

//! One profile's store: a file of sealed rows, and a journal beside it for what nobody can give
//! back. Opened, used and destroyed in one thread; every call blocks. Another process that has it
//! open makes open() fail with store_in_use.
class SealedStore final
{
public:
    //! What was found is in report(). Fails with an error of storageerrors.h, and then nothing is lost.
    static Result<std::unique_ptr<SealedStore>> open(
        const StorePlace &place, SecureBytes key, quint64 leastGeneration, StoreOptions options = {});

    //! After success the batch is in the file; a durable one, and any that touches a precious table,
    //! is in both places, and in the second one on the disk: see secure(). After failure it has not taken
    //! effect, unless the disk failed in the last moment of it: then the next success, or the next start,
    //! decides, whole or not at all.
    [[nodiscard]] Status write(const RowBatch &batch);
    //! A durable batch is on the disk in one place only.
    bool isInsecure() const { return m_isInsecure; }
    //! Ends after the disk has every batch in both places. Costs as much as a durable batch.
    [[nodiscard]] Status secure();
    [[nodiscard]] Result<std::optional<QByteArray>> read(const QString &table, const QString &key);
    //! In the order of their keys, without what is damaged.
    [[nodiscard]] Result<QList<Row>> readAll(const QString &table);
    QList<TableSize> sizes() const;
    //! Removes the rows of \a table that were written longest ago until it takes at most \a bytes.
    [[nodiscard]] Status trim(const QString &table, qint64 bytes);

    const OpenReport &report() const { return m_parts.report; }
    //! What was found damaged since it was asked last; at first what opening found.
    QList<StoreDamage> takeDamages() { return std::exchange(m_damages, {}); }
    //! Why the second place could not be made smaller, once.
    std::optional<Error> takeTrouble() { return std::exchange(m_trouble, {}); }
    quint64 generation() const { return m_parts.header.generation; }

private:
    SealedStore(StorePlace place, DiskFile lock, SecureBytes key, StoreOptions options);
    Status openParts(quint64 leastGeneration);
    Status rebuild();
    //! Makes sure that \a table is what the header says before it is read the first time.
    Status check(const QString &table);
    Status writeOnce(const RowBatch &batch);
    //! Decides what a failure left undecided.
    Status settle();
    void noteSecured();
    void compact();
    //! Runs \a action, and once more on a new file when this one is at fault.
    template <typename Action>
    auto onSoundFile(Action action) -> decltype(action());

    const StorePlace m_place;
    const DiskFile m_lock;
    const RowSealer m_sealer;
    const StoreOptions m_options;
    StoreParts m_parts;
    QSet<QString> m_checked;
    QList<StoreDamage> m_damages;
    std::optional<Error> m_trouble;
    qint64 m_compactAbove = 0;
    quint64 m_secured = 0; //!< The generation that the file has on the disk for certain.
    bool m_isInsecure = false;
    bool m_isUnsettled = false;
};

} // namespace gatehouse::storage
