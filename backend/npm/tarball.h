// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QMap>
#include <QString>

namespace gatehouse {

struct TarEntry
{
    QByteArray bytes;
    int mode = 0; //!< Permission bits as packed; told, never applied.
    bool operator==(const TarEntry &) const = default;
};

//! A package's files by path below its single top folder, in order of path. Held in memory: nothing
//! of a package is ever written out by path.
using TarFiles = QMap<QString, TarEntry>;

struct TarLimits
{
    qint64 compressedBytes = 64 << 20;
    qint64 unpackedBytes = 256 << 20;
    qint64 fileBytes = 128 << 20;
    int files = 20000;
    //! Unpacked to compressed; judged only above \a ratioFloorBytes, since small text packs well.
    int ratio = 100;
    qint64 ratioFloorBytes = 16 << 20;
    int pathBytes = 512;
};

//! Reads a gzipped tar written by a stranger. Refuses the whole archive at the first thing that an
//! honest package has no use for. Codes: "tarball_too_large", "tarball_too_many_files",
//! "tarball_bomb", "tarball_path_escape", "tarball_path_invalid", "tarball_link",
//! "tarball_special_file", "tarball_duplicate", "tarball_corrupt", "tarball_empty". Any thread.
[[nodiscard]] Result<TarFiles> readTarball(const QByteArray &bytes, const TarLimits &limits = {});

} // namespace gatehouse
