// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/sealedstore.h"

#include <QDir>
#include <QMap>
#include <QTemporaryDir>

namespace gatehouse::storage {

//! A store in a folder of its own, and that folder as bytes, to be put back or changed.
class StoreFixture
{
public:
    using Files = QMap<QString, QByteArray>;

    StoreFixture();

    StorePlace place() const { return {m_directory.filePath(QStringLiteral("profile.store")), QStringLiteral("prf_1")}; }
    static SecureBytes key();
    Result<std::unique_ptr<SealedStore>> open(quint64 least = 0, StoreOptions options = smallPages(), SecureBytes key = StoreFixture::key()) const;
    //! So small that a few rows fill several pages.
    static StoreOptions smallPages();

    //! Every file but the lock.
    Files files() const;
    void putBack(const Files &files) const;
    QStringList names() const { return QDir(m_directory.path()).entryList(QDir::Files); }

private:
    QTemporaryDir m_directory;
};

RowBatch putting(const QString &table, const QString &key, const QByteArray &value, Durability durability = Durability::Relaxed);

} // namespace gatehouse::storage
