// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QDateTime>
#include <QMap>
#include <QString>

//! Zip archives in memory, by libarchive. Nothing is ever written out by name. Any thread.
namespace gatehouse::services {

//! Contents by name, in the order of names.
using ZipFiles = QMap<QString, QByteArray>;

[[nodiscard]] Result<QByteArray> writeZip(const ZipFiles &files, const QDateTime &modified);

struct ZipLimits
{
    qint64 bytes = 128 << 20; //!< Packed, and unpacked.
    int files = 10'000;
    int nameBytes = 200;
};

//! Reads an archive of a stranger. Names are letters, digits, ".", "_", "-" and "/" between them;
//! anything else, links, folders and second files of one name are refused. Code zip_refused.
[[nodiscard]] Result<ZipFiles> readZip(const QByteArray &bytes, const ZipLimits &limits = {});

} // namespace gatehouse::services
