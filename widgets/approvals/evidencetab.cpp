// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/approvals/evidencetab.h"

#include "widgets/approvals/factdelegate.h"
#include "widgets/common/controls/button.h"
#include "widgets/common/display/card.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/states/states.h"
#include "widgets/common/vocabulary.h"
#include "widgets/review/evidencedelegate.h"
#include "widgets/review/frozenlist.h"
#include "widgets/review/spokenmodel.h"

#include <QHBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

FactRow findingRow(const QModelIndex &index)
{
    const Term severity = term(Severity(index.data(FindingModel::SeverityRole).toInt()));
    return {severity.icon, severity.tone, severity.word, index.data(FindingModel::TitleRole).toString(),
        index.data(FindingModel::PlaceRole).toString(), term(EvidenceKind(index.data(FindingModel::CheckRole).toInt())).word};
}

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
    , m_rerun(new Button(tr("Run checks again"), ButtonVariant::Outline))
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
    column->addWidget(makeChecks());
    column->addWidget(makeFindings());
    column->addWidget(makePolicies());
    column->addStretch(1);
    setWidget(canvas);
    connect(m_rerun, &Button::clicked, this, &EvidenceTab::rerunRequested);
    connect(&review, &RequestReview::partRead, this, &EvidenceTab::showCounts);
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
    m_checkDelegate->setNow(now);
    m_checks->setNote(tr("revision %1").arg(request.evidenceRevision));
    m_policies->setNote(tr("policy v%1, for %2").arg(request.policyVersion).arg(environmentName(request.environment)));
    showCounts();
}

void EvidenceTab::setRerunError(const std::optional<Error> &error)
{
    if (error)
        m_error->setError(*error);
    else
        m_error->clear();
}

Card *EvidenceTab::makeChecks()
{
    m_checks = new Card(tr("Checks"), IconName::ShieldCheck);
    m_rerun->setObjectName(u"evidenceRerun"_s);
    m_rerun->setSize(ButtonSize::Small);
    m_rerun->setIconName(IconName::Refresh);
    m_checks->headerLayout()->addWidget(m_rerun);
    auto *list = new FrozenList(tr("Checks"));
    list->setObjectName(u"checkList"_s);
    m_checkDelegate = new EvidenceDelegate(list);
    m_checkDelegate->setCanRerun(true);
    list->setItemDelegate(m_checkDelegate);
    list->setModel(m_review.evidence());
    m_checks->bodyLayout()->addWidget(list);
    connect(m_checkDelegate, &EvidenceDelegate::rerunRequested, this, &EvidenceTab::rerunRequested);
    return m_checks;
}

Card *EvidenceTab::makeFindings()
{
    m_findings = new Card(tr("Findings"), IconName::Bug);
    m_findings->bodyLayout()->addWidget(factList(tr("Findings"), u"findingList"_s, m_review.findings(), findingRow));
    m_findings->bodyLayout()->addWidget(m_noFindings);
    return m_findings;
}

Card *EvidenceTab::makePolicies()
{
    m_policies = new Card(tr("Policies"), IconName::Gavel);
    m_policies->bodyLayout()->addWidget(factList(tr("Policies"), u"policyList"_s, m_review.policies(), policyRow));
    m_policies->bodyLayout()->addWidget(m_noPolicies);
    return m_policies;
}

void EvidenceTab::showCounts()
{
    const int findings = m_review.findings()->rowCount();
    m_findings->setNote(findings > 0 ? QString::number(findings) : QString());
    m_noFindings->setVisible(findings == 0 && m_review.isRead(RequestReview::EvidencePart));
    m_noPolicies->setVisible(m_review.policies()->rowCount() == 0 && m_review.isRead(RequestReview::PolicyPart));
}

} // namespace gatehouse
