// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/approvals/timelinetab.h"

#include "widgets/approvals/factdelegate.h"
#include "widgets/common/states/states.h"
#include "widgets/common/timetext.h"
#include "widgets/review/spokenmodel.h"

#include <QListView>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

IconName iconOf(const QString &kind)
{
    if (kind.endsWith("submitted"_L1) || kind.endsWith("resubmitted"_L1))
        return IconName::Send;
    if (kind.contains("decided"_L1) || kind.contains("decision"_L1))
        return IconName::Stamp;
    if (kind.contains("comment"_L1))
        return IconName::Message;
    if (kind.contains("must_solve"_L1) || kind.contains("reopened"_L1))
        return IconName::CircleAlert;
    if (kind.contains("question"_L1))
        return IconName::Help;
    if (kind.contains("resolved"_L1) || kind.contains("condition_met"_L1))
        return IconName::CircleCheck;
    if (kind.contains("evidence"_L1) || kind.contains("evaluating"_L1))
        return IconName::ShieldCheck;
    if (kind.contains("stage"_L1) || kind.contains("review"_L1))
        return IconName::Signpost;
    if (kind.contains("void"_L1) || kind.contains("withdrawn"_L1) || kind.contains("expired"_L1) || kind.contains("superseded"_L1))
        return IconName::CircleSlash;
    return kind.contains("blocked"_L1) ? IconName::Ban : IconName::CircleDot;
}

} // namespace

TimelineTab::TimelineTab(RequestReview &review, ReceiptCard::Read receipts, QWidget *parent)
    : QWidget(parent)
    , m_review(review)
    , m_error(new InlineError(this))
    , m_empty(new EmptyState(tr("Nothing has happened yet."), this))
    , m_receipt(new ReceiptCard(std::move(receipts), this))
{
    setObjectName(u"timelineTab"_s);
    auto *list = new QListView(this);
    list->setObjectName(u"timelineList"_s);
    list->setAccessibleName(tr("Timeline"));
    list->setFrameShape(QFrame::NoFrame);
    list->setMouseTracking(true);
    setSurface(list, Surface::Pane);
    const FactDelegate::Read read = [this](const QModelIndex &index) {
        const QDateTime at = index.data(TimelineModel::AtRole).toDateTime();
        return FactRow {iconOf(index.data(TimelineModel::KindRole).toString()), Tone::Neutral, momentText(at, m_now),
            index.data(TimelineModel::SentenceRole).toString(), {}, index.data(TimelineModel::PersonRole).toString()};
    };
    list->setItemDelegate(new FactDelegate(128, read, list));
    list->setModel(new SpokenModel(review.timeline(), [read](const QModelIndex &index) { return FactDelegate::spoken(read(index)); }, list));
    m_empty->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::spaceSm, metrics::spaceSm, metrics::spaceSm, 0);
    column->addWidget(m_error);
    column->addWidget(m_empty);
    column->addWidget(list, 1);
    column->addWidget(m_receipt);
    column->addSpacing(metrics::spaceSm);
    connect(list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &current) {
        m_receipt->showDecision(DecisionId(current.data(TimelineModel::DecisionIdRole).toString()));
    });
    connect(m_error, &InlineError::retryRequested, this, [this] { m_review.reload(RequestReview::TimelinePart); });
    connect(&review, &RequestReview::partRead, this, [this](RequestReview::Part part) {
        if (part != RequestReview::TimelinePart)
            return;
        m_error->clear();
        m_empty->setVisible(m_review.timeline()->rowCount() == 0);
    });
    connect(&review, &RequestReview::partFailed, this, [this](RequestReview::Part part, const Error &error) {
        if (part == RequestReview::TimelinePart)
            m_error->setError(error);
    });
}

} // namespace gatehouse
