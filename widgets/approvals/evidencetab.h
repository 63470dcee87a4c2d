// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/approvals/requestreview.h"

#include <QScrollArea>

namespace gatehouse {

class Card;
class ChecksCard;
class FindingPanel;
class FrozenList;
class InlineError;
class TextLabel;

//! All checks and reports, what they found, and how the policies judged it.
class EvidenceTab final : public QScrollArea
{
    Q_OBJECT

public:
    explicit EvidenceTab(RequestReview &review, QWidget *parent = nullptr);
    void setRequest(const ApprovalRequest &request, const QDateTime &now);
    //! The answer to what was asked for last: an error, or nothing when it was taken.
    void setAnswer(const std::optional<Error> &error);
    //! Null when no run is under way.
    void setRunning(const Operation *operation);
    //! Puts the focus on a check.
    void showCheck(EvidenceKind kind);
    void showFindings();
    //! Offline, a run waits in the Outbox, and the buttons say so.
    void setOffline(bool offline);

Q_SIGNALS:
    //! Unknown stands for all.
    void runRequested(gatehouse::EvidenceKind kind);
    void cancelRequested();
    void attachRequested();
    void placeRequested(const QString &file, int line);
    void suppressRequested(const gatehouse::Finding &finding);
    void decisionRequested(const gatehouse::Suppression &suppression, const QString &action);

private:
    Card *makeFindings();
    Card *makePolicies();
    void onPartRead(RequestReview::Part part);
    void showCounts();
    void showFinding();
    void openCurrent();
    bool isReachable(const QString &file) const;

    RequestReview &m_review;
    QDateTime m_now;
    ChecksCard *m_checks;
    Card *m_findings;
    FrozenList *m_findingList;
    FindingPanel *m_finding;
    Card *m_policies;
    InlineError *m_error;
    TextLabel *m_noFindings;
    TextLabel *m_noPolicies;
};

} // namespace gatehouse
