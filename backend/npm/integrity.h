// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QCryptographicHash>
#include <QString>

namespace gatehouse {

//! What a registry promises about a tarball's bytes: the strongest digests of `dist.integrity`
//! (Subresource Integrity), or `dist.shasum` when there is nothing better.
struct Integrity
{
    QString algorithm; //!< sha512, sha384, sha256 or sha1.
    QList<QByteArray> digests; //!< Raw bytes; any one of them may match.
    QString text; //!< As written, for people and for pins.

    //! SHA-1 can be forged: it identifies the bytes but proves nothing.
    bool isWeak() const { return algorithm == QLatin1String("sha1"); }
    //! Lower-case hexadecimal of the first digest.
    QString hex() const;
    bool operator==(const Integrity &) const = default;
};

//! Code "integrity_missing" when neither field holds a usable digest.
[[nodiscard]] Result<Integrity> parseIntegrity(const QString &sri, const QString &shasum);
//! Code "integrity_mismatch" unless \a bytes have one of the digests.
[[nodiscard]] Status verifyIntegrity(const Integrity &integrity, const QByteArray &bytes);
//! `sha512-…` of \a bytes.
QString sha512Sri(const QByteArray &bytes);

} // namespace gatehouse
