// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/npm/policy.h"
#include "backend/services/textreader.h"
#include "core/contract/policy.h"

namespace gatehouse::services {

//! The text of the policies, read.
struct ReadPolicies : ReadText
{
    QString name;
    QJsonArray policies; //!< As they stand in the text; to be used when isValid().

    //! As the contract shows them. Only of a valid text.
    QList<Policy> shown() const;
};

//! Largest text, in bytes.
inline constexpr qsizetype policyTextLimit = 256 * 1024;

//! Reads one document and checks everything that the text alone can say. Any thread.
ReadPolicies readPolicies(const QByteArray &yaml);

//! Adds what only shows beside \a active: a policy that says something else must have a higher
//! version, since verdicts name it.
void compareVersions(ReadPolicies &read, const QJsonArray &active);

} // namespace gatehouse::services
