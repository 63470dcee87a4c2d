// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHashFunctions>
#include <QString>

namespace gatehouse {

//! An opaque identifier as the server gave it. The tag keeps a plugin's id from being handed to
//! something that wants a version's.
template <typename Tag>
class Id
{
public:
    Id() = default;
    explicit Id(QString text)
        : m_text(std::move(text))
    {
    }

    const QString &text() const { return m_text; }
    bool isEmpty() const { return m_text.isEmpty(); }

    bool operator==(const Id &) const = default;
    friend bool operator<(const Id &a, const Id &b) { return a.m_text < b.m_text; }
    friend size_t qHash(const Id &id, size_t seed = 0) { return ::qHash(id.m_text, seed); }

private:
    QString m_text;
};

using PluginId = Id<struct PluginTag>; //!< plg_…
using VersionId = Id<struct VersionTag>; //!< ver_…
using EvidenceId = Id<struct EvidenceTag>; //!< ev_…
using InstallationId = Id<struct InstallationTag>; //!< ins_…
using OperationId = Id<struct OperationTag>; //!< op_…
using RequestId = Id<struct RequestTag>; //!< req_…
using StageId = Id<struct StageTag>; //!< stg_…
using DecisionId = Id<struct DecisionTag>; //!< dec_…
using CommentId = Id<struct CommentTag>; //!< cmt_…
using PersonId = Id<struct PersonTag>; //!< per_…
using ConfigRevisionId = Id<struct ConfigRevisionTag>; //!< rev_…
using AuditEventId = Id<struct AuditEventTag>; //!< aud_…

} // namespace gatehouse
