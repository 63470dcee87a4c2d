// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/receipts.h"

//! Checks an evidence bundle with nothing but the bundle: no server, no database, no network. Pure.
namespace gatehouse::services {

//! One thing that was looked at, and what was found, in words.
struct BundleFinding
{
    enum class Verdict {
        Holds,
        Note, //!< True, and for the reader to weigh.
        Broken
    };
    Verdict verdict = Verdict::Holds;
    QString item; //!< The name of a file of the bundle, mostly.
    QString words;
};

struct BundleReport
{
    QList<BundleFinding> findings;
    bool holds() const;
};

//! \a trusted is the id of the log key that the reader knows from elsewhere; without it the bundle's own
//! word is taken, and a note says so.
[[nodiscard]] BundleReport checkBundle(const QByteArray &archive, const std::optional<SigningKeyId> &trusted = {});

} // namespace gatehouse::services
