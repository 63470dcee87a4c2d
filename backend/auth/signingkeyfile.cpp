// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/auth/signingkeyfile.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::auth {

namespace {

constexpr QFileDevice::Permissions ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
constexpr QFileDevice::Permissions others = QFileDevice::ReadGroup | QFileDevice::WriteGroup
    | QFileDevice::ReadOther | QFileDevice::WriteOther;

Result<JwsSigningKey> create(const QString &path)
{
    const JwsSigningKey key = JwsSigningKey::generate();
    QSaveFile file(path);
    const bool written = file.open(QIODevice::WriteOnly) && file.setPermissions(ownerOnly)
        && file.write(key.seed().toBase64()) > 0 && file.commit();
    if (!written)
        return fail(storageError(u"The signing key cannot be written"_s, file.errorString()));
    return key;
}

} // namespace

Result<JwsSigningKey> signingKeyFile(const QString &path)
{
    if (!QFileInfo::exists(path))
        return create(path);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(storageError(u"The signing key cannot be read"_s, file.errorString()));
    if (file.permissions() & others) {
        return fail(storageError(
            u"The signing key can be read by other accounts"_s, u"chmod 600 "_s + path));
    }
    return JwsSigningKey::fromSeed(QByteArray::fromBase64(file.read(256).trimmed()));
}

} // namespace gatehouse::auth
