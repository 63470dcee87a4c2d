// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/approvalrecord.h"
#include "backend/services/logkey.h"
#include "backend/services/versiondiff.h"

namespace gatehouse::services {

//! A public key as a bundle names it: whose it is, and since when and until when.
struct BundleKey
{
    SigningKeyId id;
    QString publicKey;
    QString label;
    PersonId personId;
    QString personName;
    SigningKeyState state = SigningKeyState::Unknown;
    QDateTime enrolledAt;
    std::optional<QDateTime> endedAt;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("id", s.id);
        visit("publicKey", s.publicKey);
        visit("label", s.label);
        visit("personId", s.personId);
        visit("personName", s.personName);
        visit("state", s.state);
        visit("enrolledAt", s.enrolledAt);
        visit("endedAt", s.endedAt);
    }
};

//! Everything that was decided about a request, on what, and the proof of it, in one archive for
//! somebody who has no portal: see resources/formats/evidence-bundle.md.
[[nodiscard]] Result<QByteArray> evidenceBundle(
    store::UnitOfWork &work, const RequestRecord &record, VersionDiffs &diffs, const LogKey &key);

} // namespace gatehouse::services
