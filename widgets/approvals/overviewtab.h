// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/approvals/requestreview.h"

#include <QScrollArea>

class QMenu;

namespace gatehouse {

class Button;
class Card;
class ConditionsCard;
class EvidenceDelegate;
class FactList;
class FrozenList;
class HealthCard;
class InlineError;
class LoadingRows;
class StageTrack;
class TextLabel;
class VerdictCounts;

//! Whose turn it is, what moved since a person last looked, why, the evidence, and how the plugin does.
class OverviewTab final : public QScrollArea
{
    Q_OBJECT

public:
    //! \a health is of the plugin of the request; it becomes part of this.
    OverviewTab(RequestReview &review, ApprovalService &approvals, HealthCard *health, QWidget *parent = nullptr);
    void setRequest(const ApprovalRequest &request, const QDateTime &now);

Q_SIGNALS:
    void rerunRequested(gatehouse::EvidenceKind kind);
    //! The place of a line of the "since" list: a word of DeltaItem.
    void dimensionRequested(const QString &dimension);
    void evidenceRequested();

private:
    Card *makeDeltaCard();
    Card *makeReasonsCard();
    Card *makeEvidenceCard();
    void onPartRead(RequestReview::Part part);
    void onPartFailed(RequestReview::Part part, const Error &error);
    void showDelta();
    void showBase();

    RequestReview &m_review;
    QDateTime m_now;
    StageTrack *m_track;
    Card *m_deltaCard;
    FrozenList *m_delta;
    Button *m_base;
    QMenu *m_bases;
    TextLabel *m_deltaWords;
    InlineError *m_deltaError;
    LoadingRows *m_deltaLoading;
    FactList *m_reasons;
    ConditionsCard *m_conditions;
    Card *m_evidenceCard;
    VerdictCounts *m_counts;
    FrozenList *m_evidence;
    EvidenceDelegate *m_evidenceDelegate;
    InlineError *m_evidenceError;
    LoadingRows *m_evidenceLoading;
    HealthCard *m_health;
};

} // namespace gatehouse
