// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/common.h"
#include "core/contract/statements.h"

namespace gatehouse {

//! Words of Meta::features about what is here.
namespace features {
inline constexpr char decisionLog[] = "decision_log"; //!< Signing keys, receipts, bundles.
inline constexpr char signedDecisions[] = "signed_decisions"; //!< Decisions are taken only when they are signed.
}

using SigningKeyId = Id<struct SigningKeyTag>; //!< key_…, made from the key itself.

enum class SigningKeyState {
    Unknown,
    Active,
    Retired, //!< Replaced: what it signed before stays valid.
    Revoked //!< Lost or stolen: nothing more is taken from it, whenever it says it was signed.
};
template <>
std::span<const std::pair<SigningKeyState, const char *>> enumNames<SigningKeyState>();

//! The public half of the key of one device of one person.
struct SigningKey
{
    SigningKeyId id;
    QString publicKey; //!< Base64 of 32 bytes, Ed25519.
    QString label;
    SigningKeyState state = SigningKeyState::Unknown;
    QDateTime enrolledAt;
    std::optional<QDateTime> lastUsedAt;
    std::optional<QDateTime> endedAt; //!< When it retired or was revoked.
    std::optional<QString> reason; //!< Why it was revoked.
    std::optional<SigningKeyId> replacedBy;
    QString etag;
    Actions actions;
    bool operator==(const SigningKey &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("id", s.id);
        visit("publicKey", s.publicKey);
        visit("label", s.label);
        visit("state", s.state);
        visit("enrolledAt", s.enrolledAt);
        visit("lastUsedAt", s.lastUsedAt);
        visit("endedAt", s.endedAt);
        visit("reason", s.reason);
        visit("replacedBy", s.replacedBy);
        visit("etag", s.etag);
        visit("allowedActions", s.actions.allowed);
        visit("blockedActions", s.actions.blocked);
    }
};

//! `GET /me/signing-keys`: the caller's, newest first, and how the caller is named in statements.
struct SigningKeyList
{
    QList<SigningKey> items;
    Decider decider;
    QDateTime asOf;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("items", s.items);
        visit("decider", s.decider);
        visit("asOf", s.asOf);
    }
};

//! `GET /decision-log`. Everything else is in the head.
struct DecisionLogHead
{
    DsseEnvelope head; //!< Of a TreeHead.
    QString logKey; //!< Base64 of the public key that signs heads.
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("head", s.head);
        visit("logKey", s.logKey);
    }
};

//! `GET /decision-log/consistency`: the log at \a second only added to the log at \a first.
struct ConsistencyProof
{
    qint64 first = 0;
    qint64 second = 0;
    QStringList path; //!< Base64, as in RFC 6962.
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("first", s.first);
        visit("second", s.second);
        visit("path", s.path);
    }
};

//! `GET /decisions/{decisionId}/receipt`: a decision, and the proof that it is in the log.
struct DecisionReceipt
{
    QString entry; //!< Base64 of the leaf: a DecisionEntry.
    qint64 leafIndex = 0; //!< From 0.
    QStringList path; //!< Base64, from the leaf to the root.
    DsseEnvelope head; //!< Of a TreeHead.
    QString logKey; //!< Base64 of the public key that signed the head.
    bool operator==(const DecisionReceipt &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("entry", s.entry);
        visit("leafIndex", s.leafIndex);
        visit("path", s.path);
        visit("head", s.head);
        visit("logKey", s.logKey);
    }
};

//! What a receipt says, once everything in it was found to fit together.
struct CheckedReceipt
{
    DecisionEntry entry;
    DecisionStatement decision;
    std::optional<SigningKeyId> signedWith; //!< None: it was taken without a signature.
    TreeHead head;
    SigningKeyId logKey; //!< Whether it is the right one is for the reader to know.
    qint64 leafIndex = 0;
};

//! Judges \a receipt by itself, with no portal and no log: the head's signature, the path from the
//! entry to its root, the signature in the entry. Codes: receipt_malformed, head_invalid,
//! not_in_log, signature_malformed, signature_invalid, signing_key_unknown.
[[nodiscard]] Result<CheckedReceipt> checkReceipt(const DecisionReceipt &receipt);
//! \a head once \a logKey (base64) is found to have signed it. Code head_invalid.
[[nodiscard]] Result<TreeHead> checkHead(const DsseEnvelope &head, const QString &logKey);
//! The hashes of a path; code receipt_malformed.
[[nodiscard]] Result<QList<QByteArray>> readPath(const QStringList &path);

//! A receipt as a file: canonical JSON. Reading takes nothing else, so that no byte of it can be changed.
QByteArray encodeReceipt(const DecisionReceipt &receipt);
[[nodiscard]] Result<DecisionReceipt> decodeReceipt(const QByteArray &bytes);

} // namespace gatehouse
