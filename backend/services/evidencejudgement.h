// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/npm/policy.h"
#include "backend/services/registryrecords.h"
#include "backend/store/unitofwork.h"

//! From evidence to verdicts: every change of what counts ends here, in its own transaction.
namespace gatehouse::services {

//! What policies look at: one item for each kind. Where several say something about one, the worst
//! verdict counts and their findings are counted together, one found by two scanners once; expired
//! reports only where nothing else is left.
QList<Evidence> policyInputs(const QList<Evidence> &evidence);

//! Writes \a fresh over what the same checks said before, and judges the version again. Checks that
//! are run on demand and were not asked for keep their last word. The evidence revision grows, and
//! open requests are told, only when something says something else. Codes: those of the store.
[[nodiscard]] Status storeChecks(store::UnitOfWork &work, const PolicySet &policies,
    VersionRecord &version, const QList<Evidence> &fresh);

//! The same for one check of a version that is known; its plugin follows.
[[nodiscard]] Status storeSomeChecks(store::UnitOfWork &work, const PolicySet &policies,
    const VersionId &id, const QList<Evidence> &fresh);

//! Evaluates the policies over what stands about \a version now and saves it, with a new evidence
//! revision: to be called when reports, suppressions, time or the policies moved.
[[nodiscard]] Status judgeMoved(store::UnitOfWork &work, const PolicySet &policies,
    VersionRecord &version, const QString &why);

} // namespace gatehouse::services
