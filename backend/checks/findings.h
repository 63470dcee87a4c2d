// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/evidence.h"

namespace gatehouse::checks {

//! A finding as a check reports it; texts from the package are made plain on the way.
struct Found
{
    QString rule;
    Severity severity = Severity::Unknown;
    Verdict verdict = Verdict::Pass; //!< pass, warn or fail.
    QString title;
    QString file = {};
    int line = 0;
    //! What tells findings of one rule in one place apart, and stays when lines move. Never shown.
    QString key = {};
    QString package = {};
    QString detail = {};
    QString fix = {};
};

//! The findings of one check, worst first, each with an id; bounded, so that a hostile package
//! cannot fill the database.
class Findings final
{
public:
    static constexpr qsizetype Most = 200;

    explicit Findings(EvidenceKind kind)
        : m_kind(kind)
    {
    }
    void add(const Found &found);
    bool isEmpty() const { return m_list.isEmpty(); }
    //! The title of the worst one; empty when there is none.
    QString worst() const;
    //! Beyond Most, the last one says how many more there are and counts as the worst of them.
    QList<Finding> take();

private:
    EvidenceKind m_kind;
    QList<Finding> m_list;
    QHash<FindingId, int> m_repeated;
};

//! The same for the same rule, package, place and key.
FindingId findingId(EvidenceKind kind, const QString &rule, const QString &package,
    const QString &file, const QString &key);

//! The worst of \a findings that count; pass when none does.
Verdict verdictOf(const QList<Finding> &findings);

//! Orders verdicts from pass to fail; error and not_run lie between warn and fail.
int weightOf(Verdict verdict);

//! Whether a person may hold this finding back at all: never that a package's bytes are not what the
//! registry announces, or could not be read.
bool isSuppressible(EvidenceKind kind, const Finding &finding);

} // namespace gatehouse::checks
