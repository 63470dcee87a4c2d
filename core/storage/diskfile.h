// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>

#include <utility>

//! Files as the system calls have them, for what must be on the disk when it is said to be. All
//! block: never on the GUI thread.
namespace gatehouse::storage {

class DiskFile final
{
public:
    DiskFile() = default;
    //! \a flags as for open(2); a file that is made is for its owner only.
    static Result<DiskFile> open(const QString &path, int flags);
    ~DiskFile();
    DiskFile(DiskFile &&other) noexcept;
    DiskFile &operator=(DiskFile &&other) noexcept;
    DiskFile(const DiskFile &) = delete;
    DiskFile &operator=(const DiskFile &) = delete;

    bool isOpen() const { return m_descriptor >= 0; }
    //! False when another process holds it. Held until this object goes.
    [[nodiscard]] bool lock() const;
    [[nodiscard]] Result<QByteArray> readAll() const;
    //! Fewer than \a count bytes when the file is shorter.
    [[nodiscard]] Result<QByteArray> readStart(qint64 count) const;
    [[nodiscard]] Result<qint64> size() const;
    [[nodiscard]] Status writeAt(qint64 offset, QByteArrayView bytes) const;
    [[nodiscard]] Status truncate(qint64 length) const;
    //! Ends after the disk has the content and the length.
    [[nodiscard]] Status sync() const;

private:
    DiskFile(int descriptor, QString path);
    int m_descriptor = -1;
    QString m_path;
};

//! Makes what was renamed, made or removed in the folder of \a path survive a power cut.
[[nodiscard]] Status syncFolderOf(const QString &path);
//! rename(2): replaces what is there.
[[nodiscard]] Status renameFile(const QString &from, const QString &to);
//! Succeeds when nothing is there any more.
[[nodiscard]] Status removeFile(const QString &path);
//! Makes \a path hold \a bytes, whole or not at all, also after a power cut. Mode 0600.
[[nodiscard]] Status writeDurably(const QString &path, QByteArrayView bytes);
//! Makes the folder of \a path, for its owner only, when there is none.
[[nodiscard]] Status makeFolderOf(const QString &path);

} // namespace gatehouse::storage
