// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/enums.h"
#include "widgets/common/paint/primitives.h"

#include <QString>

//! The one place where a contract value becomes a word, an icon and a colour.
namespace gatehouse {

struct Term
{
    QString word;
    IconName icon = IconName::None;
    Tone tone = Tone::Neutral;
    //! In tables only these are tinted; the others are icon and plain text.
    bool exceptional = false;
    //! Risk: how many of four bars stand in the icon's place.
    int riskBars = 0;

    //! The term as a badge.
    BadgeLook badge() const;
};

Term term(Verdict value);
Term term(PluginStatus value);
Term term(Risk value);
Term term(RequestType value);
Term term(RequestStatus value);
Term term(Priority value);
Term term(Discipline value);
Term term(StageStatus value);
Term term(Outcome value);
Term term(SlaState value);
Term term(Severity value);
Term term(Enforcement value);
Term term(Lifecycle value);
Term term(EvidenceKind value);
Term term(SuppressionState value);
Term term(OperationStatus value);
Term term(OperationType value);
Term term(StepStatus value);
Term term(InstallationState value);
Term term(FileChangeKind value);
Term term(RevisionState value);
Term term(Role value);

//! "production"; the mark is paintEnvironmentMark / EnvironmentMark.
QString environmentName(Environment value);
//! "prod", "stg", "dev", for narrow rows.
QString environmentShortName(Environment value);
BadgeLook environmentBadge(Environment value);
//! "Med" where "Medium" has no room.
QString riskShortName(Risk value);
//! The letter a changed file carries: A, M, D, R.
QString fileChangeLetter(FileChangeKind value);

} // namespace gatehouse
