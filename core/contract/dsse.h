// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ed25519.h"
#include "core/contract/codec.h"

namespace gatehouse {

//! A Dead Simple Signing Envelope (DSSE 1.0.2): the bytes that were signed, what they are, and who
//! signed them. Ours carry exactly one signature, by Ed25519.
struct DsseEnvelope
{
    struct Signature
    {
        QString keyid; //!< A hint that the signature does not cover: hold it against the key.
        QString sig; //!< Base64.
        bool operator==(const Signature &) const = default;
        template <typename S, typename V>
        static void fields(S &s, V &visit)
        {
            visit("keyid", s.keyid);
            visit("sig", s.sig);
        }
    };
    QString payload; //!< Base64.
    QString payloadType;
    QList<Signature> signatures;
    bool operator==(const DsseEnvelope &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("payload", s.payload);
        visit("payloadType", s.payloadType);
        visit("signatures", s.signatures);
    }
};

namespace dsse {

//! What an envelope holds, nothing proven yet.
struct Opened
{
    QByteArray payload;
    QString keyId;
    QByteArray signature;
};

//! "DSSEv1 29 http://example.com/HelloWorld 11 hello world": what is signed.
QByteArray preAuthEncoding(QByteArrayView payloadType, QByteArrayView payload);

//! The bytes of \a envelope, which must be of \a payloadType and have one signature. Strict: one
//! content has one writing, so that no character of it can be changed unnoticed. Code
//! signature_malformed.
[[nodiscard]] Result<Opened> open(const DsseEnvelope &envelope, QByteArrayView payloadType);
//! Whether \a publicKey made it and is the one it names. Codes: signing_key_unknown when it names
//! another key, signature_invalid.
[[nodiscard]] Status verify(const Opened &opened, QByteArrayView payloadType, QByteArrayView publicKey);
//! Both.
[[nodiscard]] Result<QByteArray> openVerified(
    const DsseEnvelope &envelope, QByteArrayView payloadType, QByteArrayView publicKey);

//! An envelope around what was signed with preAuthEncoding() elsewhere.
DsseEnvelope envelope(
    QByteArrayView payloadType, QByteArrayView payload, QByteArrayView publicKey, QByteArrayView signature);
DsseEnvelope sign(QByteArrayView payloadType, QByteArrayView payload, ed25519::Seed seed);

//! Standard base64 with padding.
QString toBase64(QByteArrayView bytes);
//! Nothing for what toBase64() would not have written.
std::optional<QByteArray> fromBase64(const QString &text);

} // namespace dsse

} // namespace gatehouse
