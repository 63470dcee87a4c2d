// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/npm/evidence.h"

namespace gatehouse {

//! The inputs of a single check whose tarball could be read.
struct EvidenceReading
{
    const EvidenceSubject &subject;
    const TarFiles &files;
    QJsonObject manifest; //!< package.json from the tarball: what npm will really use.
    QJsonObject published; //!< The registry's copy.
};

// From the registry's document alone.
Evidence ageEvidence(const EvidenceSubject &subject);
Evidence maintainersEvidence(const EvidenceSubject &subject);
Evidence deprecationEvidence(const EvidenceSubject &subject);

// From the tarball.
Evidence integrityEvidence(const EvidenceReading &reading);
Evidence licenceEvidence(const EvidenceReading &reading);
Evidence installScriptsEvidence(const EvidenceReading &reading);
Evidence filesEvidence(const EvidenceReading &reading);
Evidence dependenciesEvidence(const EvidenceReading &reading);
Evidence backstageEvidence(const EvidenceReading &reading);
Evidence enginesEvidence(const EvidenceReading &reading);
Evidence configSchemaEvidence(const EvidenceReading &reading);

Evidence makeEvidence(EvidenceKind kind, Verdict verdict, QString summary);

} // namespace gatehouse
