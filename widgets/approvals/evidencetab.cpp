// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/approvals/evidencetab.h"

#include "widgets/approvals/checkscard.h"
#include "widgets/approvals/evidencewords.h"
#include "widgets/approvals/findingpanel.h"
#include "widgets/common/display/card.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/states/states.h"
#include "widgets/common/vocabulary.h"
#include "widgets/review/frozenlist.h"
#include "widgets/review/spokenmodel.h"

#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

FactRow policyRow(const QModelIndex &index)
{
    const Term verdict = term(Verdict(index.data(PolicyModel::VerdictRole).toInt()));
    return {verdict.icon, verdict.tone, verdict.word, index.data(PolicyModel::MessageRole).toString(),
        index.data(PolicyModel::RuleRole).toString(), term(Enforcement(index.data(PolicyModel::EnforcementRole).toInt())).word};
}

FrozenList *factList(const QString &name, const QString &objectName, QAbstractItemModel *model, FactDelegate::Read read)
{
    auto *list = new FrozenList(name);
    list->setObjectName(objectName);
    list->setItemDelegate(new FactDelegate(96, read, list));
    list->setModel(new SpokenModel(model, [read](const QModelIndex &index) { return FactDelegate::spoken(read(index)); }, list));
    return list;
}

TextLabel *sentence(const QString &text)
{
    auto *label = new TextLabel(text, TextStyle::Small, ColorRole::Muted);
    label->setMargin(metrics::spaceMd);
    label->setWordWrap(true);
    return label;
}

} // namespace

EvidenceTab::EvidenceTab(RequestReview &review, QWidget *parent)
    : QScrollArea(parent)
    , m_review(review)
    , m_checks(new ChecksCard(*review.evidence()))
    , m_finding(new FindingPanel)
    , m_error(new InlineError)
    , m_noFindings(sentence(tr("No check found anything.")))
    , m_noPolicies(sentence(tr("No policy has judged this version here yet.")))
{
    setObjectName(u"evidenceTab"_s);
    setAccessibleName(tr("Evidence"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSurface(this, Surface::Pane);
    auto *canvas = new QWidget;
    setSurface(canvas, Surface::Pane);
    auto *column = new QVBoxLayout(canvas);
    column->setContentsMargins(metrics::spaceDetailPaddingX, metrics::spaceMd, metrics::spaceDetailPaddingX, metrics::spaceLg);
    column->setSpacing(metrics::spaceCardGap);
    column->addWidget(m_error);
    column->addWidget(m_checks);
    column->addWidget(makeFindings());
    column->addWidget(makePolicies());
    column->addStretch(1);
    setWidget(canvas);
    connect(m_checks, &ChecksCard::runRequested, this, &EvidenceTab::runRequested);
    connect(m_checks, &ChecksCard::cancelRequested, this, &EvidenceTab::cancelRequested);
    connect(m_checks, &ChecksCard::attachRequested, this, &EvidenceTab::attachRequested);
    connect(&review, &RequestReview::partRead, this, &EvidenceTab::onPartRead);
    connect(&review, &RequestReview::partFailed, this, [this](RequestReview::Part part, const Error &error) {
        if (part == RequestReview::EvidencePart || part == RequestReview::PolicyPart)
            m_error->setError(error);
    });
    connect(m_error, &InlineError::retryRequested, this, [this] {
        m_error->clear();
        m_review.reload(RequestReview::EvidencePart);
        m_review.reload(RequestReview::PolicyPart);
    });
}

void EvidenceTab::setRequest(const ApprovalRequest &request, const QDateTime &now)
{
    m_now = now;
    m_checks->setNow(now);
    m_checks->setRevision(request.evidenceRevision);
    m_policies->setNote(tr("policy v%1, for %2").arg(request.policyVersion).arg(environmentName(request.environment)));
    showCounts();
}

void EvidenceTab::setAnswer(const std::optional<Error> &error)
{
    if (error)
        m_error->setError(*error);
    else
        m_error->clear();
}

void EvidenceTab::setRunning(const Operation *operation)
{
    m_checks->setRunning(operation);
}

void EvidenceTab::setOffline(bool offline)
{
    m_checks->setOffline(offline);
}

void EvidenceTab::showCheck(EvidenceKind kind)
{
    m_checks->showCheck(kind);
    ensureWidgetVisible(m_checks);
}

void EvidenceTab::showFindings()
{
    m_findingList->setFocus();
    ensureWidgetVisible(m_findings);
}

Card *EvidenceTab::makeFindings()
{
    m_findings = new Card(tr("Findings"), IconName::Bug);
    m_findingList = factList(tr("Findings"), u"findingList"_s, m_review.findings(), evidencewords::findingRow);
    m_findings->bodyLayout()->addWidget(m_findingList);
    m_findings->bodyLayout()->addWidget(m_noFindings);
    m_findings->bodyLayout()->addWidget(m_finding);
    connect(m_findingList->selectionModel(), &QItemSelectionModel::currentChanged, this, &EvidenceTab::showFinding);
    connect(m_findingList, &QListView::activated, this, &EvidenceTab::openCurrent);
    connect(m_finding, &FindingPanel::placeRequested, this, &EvidenceTab::placeRequested);
    connect(m_finding, &FindingPanel::suppressRequested, this, &EvidenceTab::suppressRequested);
    connect(m_finding, &FindingPanel::decisionRequested, this, &EvidenceTab::decisionRequested);
    return m_findings;
}

Card *EvidenceTab::makePolicies()
{
    m_policies = new Card(tr("Policies"), IconName::Gavel);
    m_policies->bodyLayout()->addWidget(factList(tr("Policies"), u"policyList"_s, m_review.policies(), policyRow));
    m_policies->bodyLayout()->addWidget(m_noPolicies);
    return m_policies;
}

void EvidenceTab::onPartRead(RequestReview::Part part)
{
    if (part == RequestReview::EvidencePart)
        m_checks->setActions(m_review.evidenceSet().actions);
    if (part == RequestReview::EvidencePart || part == RequestReview::Difference)
        showFinding();
    showCounts();
}

void EvidenceTab::showCounts()
{
    const int findings = m_review.findings()->findingCount();
    m_findings->setNote(findings > 0 ? QString::number(findings) : QString());
    m_noFindings->setVisible(findings == 0 && m_review.isRead(RequestReview::EvidencePart));
    m_finding->setVisible(findings > 0);
    m_noPolicies->setVisible(m_review.policies()->rowCount() == 0 && m_review.isRead(RequestReview::PolicyPart));
}

void EvidenceTab::showFinding()
{
    const QModelIndex current = m_findingList->currentIndex();
    if (!current.isValid() || current.data(FindingModel::HeadingRole).toBool()) {
        m_finding->clear();
        return;
    }
    const CheckedFinding &row = m_review.findings()->at(current.row());
    m_finding->setFinding(row, isReachable(row.finding.file), m_now);
}

//! Enter on a finding goes to its place.
void EvidenceTab::openCurrent()
{
    const QModelIndex current = m_findingList->currentIndex();
    const QString file = current.data(FindingModel::FileRole).toString();
    if (isReachable(file))
        Q_EMIT placeRequested(file, current.data(FindingModel::LineRole).toInt());
}

bool EvidenceTab::isReachable(const QString &file) const
{
    return !file.isEmpty() && m_review.files()->indexOf(file).isValid();
}

} // namespace gatehouse
