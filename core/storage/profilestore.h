// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/crypto/securebytes.h"
#include "core/storage/rowstore.h"
#include "core/storage/storereport.h"

#include <QObject>
#include <QThread>

#include <functional>
#include <memory>

namespace gatehouse {

//! What one person at one portal keeps on this computer, sealed under the profile's key: see
//! storage::SealedStore. Called from the GUI thread; disk, SQL and crypto are in a thread of its own,
//! where calls take effect in the order they were made. Without a key, before open() and after lock(),
//! every call fails with code store_locked. Errors of the disk are of kind Storage and say in words what
//! to do; afterwards the same calls work again when the disk does.
class ProfileStore final : public QObject, public RowStore
{
    Q_OBJECT

public:
    //! \a file is made when it is first opened, with others of its name beside it, all for their
    //! owner only. \a profileId is sealed into it.
    ProfileStore(QString file, QString profileId, QObject *parent = nullptr);
    //! Ends what was asked before, closes the file and forgets the key. Blocks while the disk does.
    ~ProfileStore() override;

    //! Takes \a key (32 bytes). \a leastGeneration is the counter that was kept beside it; a file
    //! that does not reach it was set back. Codes: key_mismatch (kind Crypto: not the key of these
    //! files), store_in_use, store_newer when not even reading is possible, and those of the disk.
    QFuture<Result<OpenReport>> open(SecureBytes key, quint64 leastGeneration);
    //! Closes the file; the key is gone when the future ends.
    QFuture<Status> lock();
    //! Locks, then removes every file of this store, those that were damaged too. The key itself
    //! rests elsewhere: see ProfileKeys::remove().
    QFuture<Status> wipe();

    QFuture<Status> write(RowBatch batch) override;
    QFuture<Result<std::optional<QByteArray>>> read(const QString &table, const QString &key) override;
    QFuture<Result<QList<Row>>> readAll(const QString &table) override;

    //! There are files that were kept under some key.
    bool exists() const;
    //! Locks, then gives every file another name, so that the next open() begins anew. For files whose
    //! key is gone for good; nothing is removed.
    QFuture<Status> setAside();

    //! What each table takes on the disk.
    QFuture<Result<QList<TableSize>>> sizes();
    //! How much the answers may take: what was written longest ago goes first. Holds from now on, and
    //! over lock() and open().
    void setAnswersBudget(qint64 bytes);

Q_SIGNALS:
    //! Found while reading or opening, and repaired as far as it can be. Lists that lost rows must
    //! be read from the server again; the table of the sync cursor was emptied for that.
    void damaged(const QList<gatehouse::StoreDamage> &damages);
    //! Something failed that no future tells of; nothing that was kept is lost.
    void failed(const gatehouse::Error &error);
    //! A batch is on the disk for good; the number belongs beside the key. \a isDecisive: what waits to be
    //! sent changed with it.
    void generationChanged(quint64 generation, bool isDecisive);

private:
    struct Worker;
    template <typename T>
    QFuture<T> run(std::function<T(Worker &)> task);
    //! In the thread of the worker.
    void tellOwner();

    std::unique_ptr<Worker> m_worker;
    QThread m_thread;
};

} // namespace gatehouse
