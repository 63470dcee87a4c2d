// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contract/dsse.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::dsse {

namespace {

Error refused(const QString &code, const QString &message)
{
    Error error = cryptoError(message);
    error.code = code;
    return error;
}

Error malformed(const QString &message)
{
    return refused(u"signature_malformed"_s, message);
}

} // namespace

QByteArray preAuthEncoding(QByteArrayView payloadType, QByteArrayView payload)
{
    QByteArray bytes("DSSEv1");
    for (const QByteArrayView part : {payloadType, payload})
        bytes.append(' ').append(QByteArray::number(part.size())).append(' ').append(part);
    return bytes;
}

Result<Opened> open(const DsseEnvelope &envelope, QByteArrayView payloadType)
{
    if (envelope.payloadType.toUtf8() != payloadType)
        return fail(malformed(u"What was signed is of another kind."_s));
    if (envelope.signatures.size() != 1)
        return fail(malformed(u"There must be exactly one signature."_s));
    const DsseEnvelope::Signature &only = envelope.signatures.first();
    const auto payload = fromBase64(envelope.payload);
    const auto signature = fromBase64(only.sig);
    if (!payload || !signature || signature->size() != ed25519::signatureBytes)
        return fail(malformed(u"The signature or what it covers cannot be read."_s));
    return Opened {*payload, only.keyid, *signature};
}

Status verify(const Opened &opened, QByteArrayView payloadType, QByteArrayView publicKey)
{
    if (opened.keyId != ed25519::keyIdOf(publicKey))
        return fail(refused(u"signing_key_unknown"_s, u"It names another key than the one it was signed with."_s));
    if (!ed25519::verify(publicKey, preAuthEncoding(payloadType, opened.payload), opened.signature))
        return fail(refused(u"signature_invalid"_s, u"The signature does not hold: something was changed, or another key made it."_s));
    return {};
}

Result<QByteArray> openVerified(const DsseEnvelope &envelope, QByteArrayView payloadType, QByteArrayView publicKey)
{
    auto opened = open(envelope, payloadType);
    if (!opened)
        return fail(std::move(opened).error());
    GATEHOUSE_TRY(verify(*opened, payloadType, publicKey));
    return std::move(opened->payload);
}

DsseEnvelope envelope(
    QByteArrayView payloadType, QByteArrayView payload, QByteArrayView publicKey, QByteArrayView signature)
{
    return {toBase64(payload), QString::fromUtf8(payloadType), {{ed25519::keyIdOf(publicKey), toBase64(signature)}}};
}

DsseEnvelope sign(QByteArrayView payloadType, QByteArrayView payload, ed25519::Seed seed)
{
    return envelope(payloadType, payload, ed25519::publicKeyOf(seed), ed25519::sign(seed, preAuthEncoding(payloadType, payload)));
}

QString toBase64(QByteArrayView bytes)
{
    return QString::fromLatin1(bytes.toByteArray().toBase64());
}

std::optional<QByteArray> fromBase64(const QString &text)
{
    auto decoded = QByteArray::fromBase64Encoding(text.toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
    // Spare bits and missing padding would leave one content several writings.
    if (!decoded || toBase64(decoded.decoded) != text)
        return std::nullopt;
    return std::move(decoded.decoded);
}

} // namespace gatehouse::dsse
