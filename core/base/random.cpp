// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"

#include <QUuid>

#include <sodium.h>

namespace gatehouse {

namespace {
void ensureSodium()
{
    // sodium_init is idempotent and thread-safe; without a working random source nothing of ours
    // may go on.
    if (sodium_init() < 0)
        qFatal("libsodium could not be initialised");
}
}

QByteArray randomBytes(qsizetype count)
{
    ensureSodium();
    QByteArray bytes(count, Qt::Uninitialized);
    randombytes_buf(bytes.data(), size_t(count));
    return bytes;
}

QString randomToken(qsizetype count)
{
    return QString::fromLatin1(randomBytes(count).toBase64(
        QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

QString newId(QLatin1String prefix)
{
    ensureSodium();
    static constexpr char alphabet[] = "0123456789abcdefghijklmnopqrstuvwxyz";
    QString id = prefix + u'_';
    for (int i = 0; i < 20; ++i)
        id += QLatin1Char(alphabet[randombytes_uniform(36)]);
    return id;
}

QString newUuid()
{
    QByteArray bytes = randomBytes(16);
    bytes[6] = char((bytes[6] & 0x0f) | 0x40);
    bytes[8] = char((bytes[8] & 0x3f) | 0x80);
    return QUuid::fromRfc4122(bytes).toString(QUuid::WithoutBraces);
}

bool constantTimeEquals(const QByteArray &a, const QByteArray &b)
{
    return a.size() == b.size() && sodium_memcmp(a.constData(), b.constData(), size_t(a.size())) == 0;
}

} // namespace gatehouse
