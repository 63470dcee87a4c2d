// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/approvals/overviewtab.h"

#include "core/contract/versiondiff.h"

#include "models/review/briefevidencemodel.h"
#include "models/review/evidencemodel.h"
#include "widgets/approvals/conditionscard.h"
#include "widgets/approvals/requestwords.h"
#include "widgets/common/controls/button.h"
#include "widgets/common/display/card.h"
#include "widgets/common/display/factlist.h"
#include "widgets/common/display/stagetrack.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/states/states.h"
#include "widgets/common/timetext.h"
#include "widgets/common/vocabulary.h"
#include "widgets/health/healthcard.h"
#include "widgets/review/deltadelegate.h"
#include "widgets/review/diffbases.h"
#include "widgets/review/evidencedelegate.h"
#include "widgets/review/frozenlist.h"
#include "widgets/review/spokenmodel.h"
#include "widgets/review/verdictcounts.h"

#include <QHBoxLayout>
#include <QMenu>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int reasonNameWidth = 56;

QString spokenDelta(const QModelIndex &index)
{
    return QStringList {DeltaDelegate::dimensionName(index.data(DeltaModel::DimensionRole).toString()), index.data(DeltaModel::SummaryRole).toString()}
        .join(u", "_s);
}

QString spokenEvidence(const QModelIndex &index)
{
    return QStringList {term(EvidenceKind(index.data(EvidenceModel::KindRole).toInt())).word,
        term(Verdict(index.data(EvidenceModel::VerdictRole).toInt())).word, index.data(EvidenceModel::SummaryRole).toString()}
        .join(u", "_s);
}

} // namespace

OverviewTab::OverviewTab(RequestReview &review, ApprovalService &approvals, HealthCard *health, QWidget *parent)
    : QScrollArea(parent)
    , m_review(review)
    , m_track(new StageTrack)
    , m_reasons(new FactList)
    , m_conditions(new ConditionsCard(approvals))
    , m_health(health)
{
    setObjectName(u"overviewTab"_s);
    setAccessibleName(tr("Overview"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSurface(this, Surface::Pane);
    m_track->setObjectName(u"stageTrack"_s);
    m_track->setAccessibleName(tr("Stages"));
    auto *canvas = new QWidget;
    setSurface(canvas, Surface::Pane);
    auto *column = new QVBoxLayout(canvas);
    column->setContentsMargins(metrics::spaceDetailPaddingX, metrics::spaceMd, metrics::spaceDetailPaddingX, metrics::spaceLg);
    column->setSpacing(metrics::spaceCardGap);
    column->addWidget(m_track);
    auto *cards = new QHBoxLayout;
    cards->setSpacing(metrics::spaceCardGap);
    auto *left = new QVBoxLayout;
    left->setSpacing(metrics::spaceCardGap);
    left->addWidget(makeDeltaCard());
    left->addWidget(makeReasonsCard());
    left->addWidget(m_conditions);
    left->addStretch(1);
    auto *right = new QVBoxLayout;
    right->addWidget(makeEvidenceCard());
    right->addStretch(1);
    cards->addLayout(left, 1);
    cards->addLayout(right, 1);
    column->addLayout(cards);
    column->addWidget(m_health);
    column->addStretch(1);
    setWidget(canvas);
    connect(&review, &RequestReview::partRead, this, &OverviewTab::onPartRead);
    connect(&review, &RequestReview::partFailed, this, &OverviewTab::onPartFailed);
}

void OverviewTab::setRequest(const ApprovalRequest &request, const QDateTime &now)
{
    m_now = now;
    m_track->setCells(requestwords::stageCells(request, now));
    m_reasons->clear();
    const auto fact = [this](const QString &name, const QString &value) {
        m_reasons->addFact(name, value.isEmpty() ? tr("Not given") : value);
    };
    fact(tr("Why"), request.justification);
    fact(tr("Impact"), request.impact);
    fact(tr("Undo"), request.rollbackPlan);
    if (!request.exempts.isEmpty())
        fact(tr("Exempts from"), request.exempts.contains(u"*"_s) ? tr("Every rule: it is older than exemptions by rule") : request.exempts.join(u"\n"_s));
    m_conditions->setRequest(request, now);
    m_health->setPlugin(request.pluginId, request.etag);
    m_evidenceDelegate->setNow(now);
    m_evidenceCard->setVisible(!request.versionId.isEmpty());
    m_evidenceCard->setNote(tr("revision %1").arg(request.evidenceRevision));
    showDelta();
    m_deltaLoading->setVisible(!m_review.isRead(RequestReview::Difference) && !m_deltaError->hasError());
    m_evidenceLoading->setVisible(!m_review.isRead(RequestReview::EvidencePart) && !m_evidenceError->hasError());
}

Card *OverviewTab::makeDeltaCard()
{
    m_deltaCard = new Card(tr("Since a human last looked"), IconName::History);
    m_deltaCard->setObjectName(u"deltaCard"_s);
    m_base = new Button(QString(), ButtonVariant::Quiet);
    m_base->setObjectName(u"deltaBase"_s);
    m_base->setSize(ButtonSize::Small);
    m_bases = new QMenu(m_base);
    m_base->setMenu(m_bases);
    m_deltaCard->headerLayout()->addWidget(m_base);
    m_delta = new FrozenList(tr("What changed"));
    m_delta->setObjectName(u"deltaList"_s);
    m_delta->setItemDelegate(new DeltaDelegate(m_delta));
    m_delta->setModel(new SpokenModel(m_review.delta(), spokenDelta, m_delta));
    m_deltaWords = new TextLabel(TextStyle::Small, ColorRole::Muted);
    m_deltaWords->setWordWrap(true);
    m_deltaWords->setMargin(metrics::spaceMd);
    m_deltaError = new InlineError;
    m_deltaLoading = new LoadingRows(tr("Comparing the two packages…"));
    m_deltaLoading->setRowHeight(metrics::rowCompact);
    for (QWidget *part : std::initializer_list<QWidget *> {m_deltaError, m_deltaLoading, m_delta, m_deltaWords})
        m_deltaCard->bodyLayout()->addWidget(part);
    connect(m_delta, &QListView::activated, this,
        [this](const QModelIndex &line) { Q_EMIT dimensionRequested(line.data(DeltaModel::DimensionRole).toString()); });
    connect(m_deltaError, &InlineError::retryRequested, this, [this] { m_review.reload(RequestReview::Difference); });
    return m_deltaCard;
}

Card *OverviewTab::makeReasonsCard()
{
    auto *card = new Card;
    card->setObjectName(u"reasonsCard"_s);
    card->setAccessibleName(tr("Why, impact and undo"));
    card->setBodyPadded(true);
    m_reasons->setWrapping(true);
    m_reasons->setNameWidth(reasonNameWidth);
    card->bodyLayout()->addWidget(m_reasons);
    return card;
}

Card *OverviewTab::makeEvidenceCard()
{
    m_evidenceCard = new Card(tr("Evidence"), IconName::ShieldCheck);
    m_evidenceCard->setObjectName(u"evidenceCard"_s);
    m_counts = new VerdictCounts;
    m_evidenceCard->headerLayout()->addWidget(m_counts);
    m_evidence = new FrozenList(tr("Evidence"));
    m_evidence->setObjectName(u"evidenceList"_s);
    m_evidenceDelegate = new EvidenceDelegate(m_evidence);
    m_evidenceDelegate->setCanRerun(true);
    m_evidenceDelegate->setBrief(true);
    m_evidence->setItemDelegate(m_evidenceDelegate);
    auto *brief = new BriefEvidenceModel(*m_review.evidence(), m_evidence);
    m_evidence->setModel(new SpokenModel(brief, spokenEvidence, m_evidence));
    auto *more = new Button(QString(), ButtonVariant::Quiet);
    more->setObjectName(u"evidenceMore"_s);
    more->setToolTip(tr("Evidence shows all of them."));
    more->hide();
    connect(more, &Button::clicked, this, &OverviewTab::evidenceRequested);
    connect(brief, &BriefEvidenceModel::leftOutChanged, more, [more](int count) {
        more->setText(tr("%n more passed", nullptr, count));
        more->setVisible(count > 0);
    });
    m_evidenceError = new InlineError;
    m_evidenceLoading = new LoadingRows(tr("Reading the checks…"));
    m_evidenceLoading->setRowHeight(metrics::rowCompact);
    for (QWidget *part : std::initializer_list<QWidget *> {m_evidenceError, m_evidenceLoading, m_evidence, more})
        m_evidenceCard->bodyLayout()->addWidget(part);
    connect(m_evidenceDelegate, &EvidenceDelegate::rerunRequested, this, &OverviewTab::rerunRequested);
    connect(m_evidence, &QListView::activated, this, &OverviewTab::evidenceRequested);
    connect(m_evidenceError, &InlineError::retryRequested, this, [this] { m_review.reload(RequestReview::EvidencePart); });
    return m_evidenceCard;
}

void OverviewTab::onPartRead(RequestReview::Part part)
{
    if (part == RequestReview::Difference) {
        m_deltaError->clear();
        m_deltaLoading->hide();
        showDelta();
    }
    if (part == RequestReview::BasePart)
        showBase();
    if (part == RequestReview::EvidencePart) {
        m_evidenceError->clear();
        m_evidenceLoading->hide();
        m_counts->setEvidence(m_review.evidence()->items());
    }
}

void OverviewTab::onPartFailed(RequestReview::Part part, const Error &error)
{
    if (part == RequestReview::Difference) {
        m_deltaLoading->hide();
        m_deltaError->setError(error);
    }
    if (part == RequestReview::EvidencePart) {
        m_evidenceLoading->hide();
        m_evidenceError->setError(error);
    }
}

void OverviewTab::showDelta()
{
    const ApprovalRequest &request = m_review.request();
    const bool config = m_review.isConfigChange();
    const bool isRead = m_review.isRead(RequestReview::Difference);
    const std::optional<QString> base = isRead ? m_review.difference().baseVersion : request.baseVersion;
    m_deltaCard->setTitle(config ? tr("Configuration change")
            : base               ? tr("Since a human last looked")
                                 : tr("New to this environment"));
    showBase();
    QString words;
    if (config && isRead) {
        const FileChange *file = m_review.files()->file(m_review.files()->index(0, 0, m_review.files()->index(FileListModel::LookFirst, 0)));
        words = file ? tr("%1 lines added, %2 removed. Changes shows them.").arg(file->added).arg(file->removed) : tr("No line differs.");
    } else if (!config && isRead && !base) {
        words = tr("No earlier version was looked at here, so all of it is new.");
    } else if (isRead && !m_review.difference().approvedByPolicy.isEmpty()) {
        words = tr("%n versions since then were approved by policy, not by people.", nullptr,
            int(m_review.difference().approvedByPolicy.size()));
    }
    m_deltaWords->setText(words);
    m_deltaWords->setToolTip(m_review.difference().approvedByPolicy.join(u", "_s));
    m_deltaWords->setVisible(!words.isEmpty());
}

//! The base with the age of its approval, and the choice of any other.
void OverviewTab::showBase()
{
    const VersionDiff &diff = m_review.difference();
    const bool config = m_review.isConfigChange();
    const bool isRead = m_review.isRead(RequestReview::Difference);
    const QString version = isRead ? diff.baseVersion.value_or(QString()) : m_review.request().baseVersion.value_or(QString());
    const QList<DiffBase> bases = config ? QList<DiffBase>() : m_review.bases();
    const VersionId current = diff.baseId.value_or(VersionId());
    const DiffBase *base = isRead ? baseById(bases, current) : nullptr;
    const QString age = base && base->approvedAt ? agoText(*base->approvedAt, m_now) : QString();
    m_base->setText(config ? requestwords::versionPair(m_review.request()) : age.isEmpty() ? version : tr("%1 · %2").arg(version, age));
    m_base->setVisible(!m_base->text().isEmpty());
    m_base->setAccessibleName(tr("Compared with: %1").arg(m_base->text()));
    m_base->setBlockedReason(bases.isEmpty() ? tr("There is no other version to compare with.") : QString());
    fillBaseMenu(*m_bases, bases, current, [this](const VersionId &id) { m_review.setBase(id); });
}

} // namespace gatehouse
