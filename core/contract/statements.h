// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/common.h"
#include "core/contract/dsse.h"

//! What is signed around a decision, as the payload of an envelope: JSON in the one form of RFC 8785
//! (toJsonBytes() of members that are texts, integers and lists of texts). Each kind names itself in
//! its first member, so that no one kind can be taken for another.
namespace gatehouse {

struct ApprovalRequest;

//! Who decides, as the identity provider names them.
struct Decider
{
    QString issuer;
    QString subject;
    bool operator==(const Decider &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("issuer", s.issuer);
        visit("subject", s.subject);
    }
};

//! A decision as its author meant it, with all that they looked at.
struct DecisionStatement
{
    static constexpr char payloadType[] = "application/vnd.gatehouse.decision+json";
    static constexpr char16_t kind[] = u"gatehouse.decision/v1";

    QString statement = QString::fromUtf16(kind);
    QString tenant;
    RequestId requestId;
    QString package;
    QString version; //!< "r41" for a revision of its configuration.
    QString versionDigest;
    int evidenceRevision = 0;
    int policyVersion = 0;
    StageId stageId;
    Outcome outcome = Outcome::Unknown;
    QString reason;
    QStringList conditions;
    Decider decider;
    QDateTime signedAt; //!< By the clock of the device.
    QString idempotencyKey; //!< Of the write that brings it: one statement is one decision.
    bool operator==(const DecisionStatement &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("statement", s.statement);
        visit("tenant", s.tenant);
        visit("requestId", s.requestId);
        visit("package", s.package);
        visit("version", s.version);
        visit("versionDigest", s.versionDigest);
        visit("evidenceRevision", s.evidenceRevision);
        visit("policyVersion", s.policyVersion);
        visit("stageId", s.stageId);
        visit("outcome", s.outcome);
        visit("reason", s.reason);
        visit("conditions", s.conditions);
        visit("decider", s.decider);
        visit("signedAt", s.signedAt);
        visit("idempotencyKey", s.idempotencyKey);
    }
};

//! "This key is mine": signed with the key it enrols.
struct KeyEnrolment
{
    static constexpr char payloadType[] = "application/vnd.gatehouse.key-enrolment+json";
    static constexpr char16_t kind[] = u"gatehouse.key-enrolment/v1";

    QString statement = QString::fromUtf16(kind);
    QString tenant;
    Decider decider;
    QString publicKey; //!< Base64 of 32 bytes.
    QString label; //!< The device, in words of its owner.
    QString replaces; //!< Key id of the one that retires; empty for none.
    QDateTime signedAt;
    bool operator==(const KeyEnrolment &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("statement", s.statement);
        visit("tenant", s.tenant);
        visit("decider", s.decider);
        visit("publicKey", s.publicKey);
        visit("label", s.label);
        visit("replaces", s.replaces);
        visit("signedAt", s.signedAt);
    }
};

//! What the decision log holds at a size. Signed with the log's key.
struct TreeHead
{
    static constexpr char payloadType[] = "application/vnd.gatehouse.tree-head+json";
    static constexpr char16_t kind[] = u"gatehouse.tree-head/v1";

    QString statement = QString::fromUtf16(kind);
    QString log; //!< The tenant whose decisions it holds.
    qint64 size = 0;
    QString root; //!< Base64 of 32 bytes.
    QDateTime time; //!< Of the newest entry.
    bool operator==(const TreeHead &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("statement", s.statement);
        visit("log", s.log);
        visit("size", s.size);
        visit("root", s.root);
        visit("time", s.time);
    }
};

//! One leaf of the decision log. Either signed on a device, or written by the portal itself where its
//! policy takes decisions without a signature.
struct DecisionEntry
{
    static constexpr char16_t kind[] = u"gatehouse.decision-entry/v1";

    QString statement = QString::fromUtf16(kind);
    DecisionId decisionId;
    QDateTime recordedAt; //!< By the portal's clock.
    std::optional<DsseEnvelope> envelope; //!< Of a DecisionStatement;
    std::optional<QString> publicKey; //!< base64 of the key that signed it.
    std::optional<DecisionStatement> unsignedDecision; //!< Only where there is no envelope.
    std::optional<PersonRef> onBehalfOf; //!< Who had handed the stage over, as the portal knew then; none: their own right.
    bool operator==(const DecisionEntry &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("statement", s.statement);
        visit("decisionId", s.decisionId);
        visit("recordedAt", s.recordedAt);
        visit("envelope", s.envelope);
        visit("publicKey", s.publicKey);
        visit("unsignedDecision", s.unsignedDecision);
        visit("onBehalfOf", s.onBehalfOf);
    }
};

//! What an evidence bundle holds. Signed with the log's key.
struct BundleManifest
{
    static constexpr char payloadType[] = "application/vnd.gatehouse.evidence-bundle+json";
    static constexpr char16_t kind[] = u"gatehouse.evidence-bundle/v1";

    struct File
    {
        QString name;
        qint64 size = 0;
        QString sha256; //!< Lower-case hexadecimal.
        bool operator==(const File &) const = default;
        template <typename S, typename V>
        static void fields(S &s, V &visit)
        {
            visit("name", s.name);
            visit("size", s.size);
            visit("sha256", s.sha256);
        }
    };
    QString statement = QString::fromUtf16(kind);
    QString tenant;
    RequestId requestId;
    QString number;
    QDateTime madeAt;
    QList<File> files; //!< By name. All but the manifest itself.
    bool operator==(const BundleManifest &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("statement", s.statement);
        visit("tenant", s.tenant);
        visit("requestId", s.requestId);
        visit("number", s.number);
        visit("madeAt", s.madeAt);
        visit("files", s.files);
    }
};

template <typename T>
QByteArray canonicalBytes(const T &statement)
{
    return toJsonBytes(toJson(statement));
}

//! What \a request is about, as somebody who decides it now sees it. The decision itself is not filled in.
DecisionStatement statementAbout(const ApprovalRequest &request);

Error malformedStatement();

//! Reads \a bytes as a T. They must be what canonicalBytes() writes, byte for byte, and name the kind of
//! T: unknown members, another order, a second member of the same name are refused. Code
//! signature_malformed.
template <typename T>
[[nodiscard]] Result<T> readStatement(const QByteArray &bytes)
{
    const auto object = parseJsonObject(bytes);
    if (!object)
        return fail(malformedStatement());
    auto read = fromJson<T>(*object);
    if (!read || read->statement != QString::fromUtf16(T::kind) || canonicalBytes(*read) != bytes)
        return fail(malformedStatement());
    return read;
}

//! The statement in \a envelope, once \a publicKey is found to have signed it.
template <typename T>
[[nodiscard]] Result<T> openStatement(const DsseEnvelope &envelope, QByteArrayView publicKey)
{
    const auto payload = dsse::openVerified(envelope, T::payloadType, publicKey);
    if (!payload)
        return fail(payload.error());
    return readStatement<T>(*payload);
}

template <typename T>
DsseEnvelope signStatement(const T &statement, ed25519::Seed seed)
{
    return dsse::sign(T::payloadType, canonicalBytes(statement), seed);
}

} // namespace gatehouse
