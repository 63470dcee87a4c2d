// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/approvals/requestreview.h"

#include <QScrollArea>

namespace gatehouse {

class Button;
class Card;
class EvidenceDelegate;
class FrozenList;
class InlineError;
class TextLabel;

//! All checks, what they found, and how the policies judged it.
class EvidenceTab final : public QScrollArea
{
    Q_OBJECT

public:
    explicit EvidenceTab(RequestReview &review, QWidget *parent = nullptr);
    void setRequest(const ApprovalRequest &request, const QDateTime &now);
    //! The answer to "run again": an error, or nothing when it was taken.
    void setRerunError(const std::optional<Error> &error);

Q_SIGNALS:
    void rerunRequested();

private:
    Card *makeChecks();
    Card *makeFindings();
    Card *makePolicies();
    void showCounts();

    RequestReview &m_review;
    EvidenceDelegate *m_checkDelegate;
    Card *m_checks;
    Card *m_findings;
    Card *m_policies;
    Button *m_rerun;
    InlineError *m_error;
    TextLabel *m_noFindings;
    TextLabel *m_noPolicies;
};

} // namespace gatehouse
