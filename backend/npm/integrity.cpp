// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/npm/integrity.h"

#include <array>
#include <optional>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

struct Algorithm
{
    const char *name;
    QCryptographicHash::Algorithm hash;
    qsizetype bytes;
};

// Strongest first: that is the one that counts (SRI section 3.3.2).
constexpr std::array algorithms = {
    Algorithm{"sha512", QCryptographicHash::Sha512, 64},
    Algorithm{"sha384", QCryptographicHash::Sha384, 48},
    Algorithm{"sha256", QCryptographicHash::Sha256, 32},
    Algorithm{"sha1", QCryptographicHash::Sha1, 20},
};

std::optional<Integrity> withAlgorithm(const QStringList &parts, const Algorithm &algorithm)
{
    const QString prefix = QLatin1String(algorithm.name) + u'-';
    Integrity integrity;
    QStringList used;
    for (const QString &part : parts) {
        if (!part.startsWith(prefix))
            continue;
        const QString encoded = part.mid(prefix.size()).section(u'?', 0, 0);
        const auto decoded = QByteArray::fromBase64Encoding(
            encoded.toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
        if (!decoded || decoded.decoded.size() != algorithm.bytes)
            continue;
        integrity.digests << decoded.decoded;
        used << part;
    }
    if (integrity.digests.isEmpty())
        return std::nullopt;
    integrity.algorithm = QLatin1String(algorithm.name);
    integrity.text = used.join(u' ');
    return integrity;
}

} // namespace

QString Integrity::hex() const
{
    return digests.isEmpty() ? QString() : QString::fromLatin1(digests.first().toHex());
}

Result<Integrity> parseIntegrity(const QString &sri, const QString &shasum)
{
    const QStringList parts = sri.simplified().split(u' ', Qt::SkipEmptyParts);
    for (const Algorithm &algorithm : algorithms) {
        if (auto integrity = withAlgorithm(parts, algorithm))
            return *integrity;
    }
    const QByteArray digest = QByteArray::fromHex(shasum.toLatin1());
    if (digest.size() == 20 && shasum.size() == 40)
        return Integrity{u"sha1"_s, {digest}, shasum.toLower()};
    return fail(inputError(
        u"integrity_missing"_s, u"The registry publishes no usable digest for this version"_s));
}

Status verifyIntegrity(const Integrity &integrity, const QByteArray &bytes)
{
    for (const Algorithm &algorithm : algorithms) {
        if (integrity.algorithm != QLatin1String(algorithm.name))
            continue;
        const QByteArray actual = QCryptographicHash::hash(bytes, algorithm.hash);
        if (integrity.digests.contains(actual))
            return {};
        Error error = inputError(u"integrity_mismatch"_s,
            u"The tarball's bytes do not have the digest that the registry publishes"_s);
        error.detail = u"expected %1, got %2-%3"_s.arg(
            integrity.text, integrity.algorithm, QString::fromLatin1(actual.toBase64()));
        return fail(std::move(error));
    }
    return fail(inputError(u"integrity_missing"_s, u"The digest's algorithm is not known"_s));
}

QString sha512Sri(const QByteArray &bytes)
{
    const QByteArray digest = QCryptographicHash::hash(bytes, QCryptographicHash::Sha512);
    return u"sha512-"_s + QString::fromLatin1(digest.toBase64());
}

} // namespace gatehouse
