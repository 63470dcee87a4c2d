// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/npm/spdx.h"
#include "core/contract/enums.h"

#include <QJsonObject>
#include <QStringList>

namespace gatehouse {

//! How one licence expression stands under a policy's lists. The lists hold SPDX identifiers, or
//! beginnings that end in "-*"; matching ignores case.
class LicencePolicy final
{
public:
    //! Members `allow` and `deny`, each a list; anything on neither needs a review.
    explicit LicencePolicy(const QJsonObject &lists);

    //! OR takes its best branch, since the user may choose; AND its worst, since all apply. An
    //! exception (WITH) softens a denied licence to a review. An unreadable or missing expression
    //! is denied when empty, reviewed otherwise.
    Enforcement judge(const QString &expression) const;

private:
    Enforcement judge(const SpdxNode &node) const;
    Enforcement judgeLicence(const SpdxNode &node) const;

    QStringList m_allow;
    QStringList m_deny;
};

} // namespace gatehouse
