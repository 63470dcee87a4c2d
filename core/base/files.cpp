// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/files.h"

#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

Status writeFile(const QString &path, const QByteArray &bytes, FileAccess access)
{
    QDir().mkpath(QFileInfo(path).path());
    QSaveFile file(path);
    bool written = file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
    if (written && access == FileAccess::OwnerOnly)
        written = file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    if (!written || !file.commit())
        return fail(storageError(u"%1 could not be written: %2"_s.arg(path, file.errorString())));
    return {};
}

} // namespace gatehouse
