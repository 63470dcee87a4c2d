// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contract/receipts.h"

#include "core/contract/merkle.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

Error refused(const QString &code, const QString &message)
{
    Error error = cryptoError(message);
    error.code = code;
    return error;
}

Error malformed()
{
    return refused(u"receipt_malformed"_s, u"The receipt is not written as it must be."_s);
}

//! What the entry says was decided; with the key that signed it, if one did.
Status readDecision(CheckedReceipt &checked)
{
    const DecisionEntry &entry = checked.entry;
    const bool isSigned = entry.envelope.has_value();
    if (isSigned != entry.publicKey.has_value() || isSigned == entry.unsignedDecision.has_value())
        return fail(malformed());
    if (!isSigned) {
        checked.decision = *entry.unsignedDecision;
        return {};
    }
    const auto key = dsse::fromBase64(*entry.publicKey);
    if (!key)
        return fail(malformed());
    auto decision = openStatement<DecisionStatement>(*entry.envelope, *key);
    if (!decision)
        return fail(std::move(decision).error());
    checked.decision = std::move(*decision);
    checked.signedWith = SigningKeyId(ed25519::keyIdOf(*key));
    return {};
}

} // namespace

template <>
std::span<const std::pair<SigningKeyState, const char *>> enumNames<SigningKeyState>()
{
    using enum SigningKeyState;
    static constexpr std::pair<SigningKeyState, const char *> names[] = {
        {Active, "active"},
        {Retired, "retired"},
        {Revoked, "revoked"},
    };
    return names;
}

Result<QList<QByteArray>> readPath(const QStringList &path)
{
    QList<QByteArray> hashes;
    for (const QString &text : path) {
        const auto hash = dsse::fromBase64(text);
        if (!hash || hash->size() != merkle::hashBytes)
            return fail(malformed());
        hashes.append(*hash);
    }
    return hashes;
}

Result<TreeHead> checkHead(const DsseEnvelope &head, const QString &logKey)
{
    const auto key = dsse::fromBase64(logKey);
    const auto read = key ? openStatement<TreeHead>(head, *key) : Result<TreeHead>(fail(malformed()));
    const auto root = read ? dsse::fromBase64(read->root) : std::nullopt;
    if (!root || root->size() != merkle::hashBytes || read->size < 0)
        return fail(refused(u"head_invalid"_s, u"The head of the log does not carry the signature of the log's key."_s));
    return read;
}

Result<CheckedReceipt> checkReceipt(const DecisionReceipt &receipt)
{
    const auto entry = dsse::fromBase64(receipt.entry);
    const auto path = readPath(receipt.path);
    if (!entry || !path)
        return fail(malformed());
    auto head = checkHead(receipt.head, receipt.logKey);
    if (!head)
        return fail(std::move(head).error());
    if (!merkle::holdsInclusion(
            merkle::leafHash(*entry), receipt.leafIndex, head->size, *path, *dsse::fromBase64(head->root)))
        return fail(refused(u"not_in_log"_s, u"The log does not hold this decision in this place."_s));
    auto leaf = readStatement<DecisionEntry>(*entry);
    if (!leaf)
        return fail(malformed());
    CheckedReceipt checked;
    checked.entry = std::move(*leaf);
    checked.head = std::move(*head);
    checked.logKey = SigningKeyId(ed25519::keyIdOf(*dsse::fromBase64(receipt.logKey)));
    checked.leafIndex = receipt.leafIndex;
    GATEHOUSE_TRY(readDecision(checked));
    if (checked.decision.tenant != checked.head.log)
        return fail(refused(u"not_in_log"_s, u"The decision belongs to another log."_s));
    return checked;
}

QByteArray encodeReceipt(const DecisionReceipt &receipt)
{
    return toJsonBytes(toJson(receipt));
}

Result<DecisionReceipt> decodeReceipt(const QByteArray &bytes)
{
    const auto object = parseJsonObject(bytes);
    auto receipt = object ? fromJson<DecisionReceipt>(*object) : Result<DecisionReceipt>(fail(malformed()));
    if (!receipt || encodeReceipt(*receipt) != bytes)
        return fail(malformed());
    return receipt;
}

} // namespace gatehouse
