// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/approvals/requestdetail.h"

#include "core/base/async.h"
#include "widgets/approvals/approvalguard.h"
#include "widgets/approvals/changestab.h"
#include "widgets/approvals/configkeystab.h"
#include "widgets/approvals/decisionbar.h"
#include "widgets/approvals/discussiontab.h"
#include "widgets/approvals/evidencecommands.h"
#include "widgets/approvals/evidencetab.h"
#include "widgets/approvals/overviewtab.h"
#include "widgets/approvals/requestbrief.h"
#include "widgets/approvals/requestdialogs.h"
#include "widgets/approvals/requestheader.h"
#include "widgets/approvals/requestwords.h"
#include "widgets/approvals/seenchanges.h"
#include "widgets/approvals/stagecommands.h"
#include "widgets/approvals/timelinetab.h"
#include "widgets/common/controls/button.h"
#include "widgets/common/controls/tabbar.h"
#include "widgets/common/display/card.h"
#include "widgets/common/scrollmemory.h"
#include "widgets/common/states/ageband.h"
#include "widgets/common/states/states.h"
#include "widgets/common/uistate.h"
#include "widgets/health/healthcard.h"
#include "widgets/outbox/outboxwords.h"
#include "widgets/review/linecard.h"

#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

RequestDetail::RequestDetail(const Parts &parts, QWidget *parent)
    : QWidget(parent)
    , m_approvals(parts.approvals)
    , m_state(parts.state)
    , m_seen(parts.seen)
    , m_review(parts.approvals, parts.review)
    , m_evidenceCommands(new EvidenceCommands(m_review, parts.review, parts.drafts, parts.overlays, *this))
    , m_header(new RequestHeader(this))
    , m_brief(new RequestBrief(this))
    , m_age(new AgeBand(parts.freshness, this))
    , m_refused(new InlineError(this))
    , m_guard(new ApprovalGuard(parts.drafts, this))
    , m_bundle(new BundleNote(parts.saveBundle, this))
    , m_tabs(new TabBar(this))
    , m_stack(new QStackedWidget(this))
    , m_health(new HealthCard([&review = parts.review](const PluginId &plugin, const QString &range) { return review.health(plugin, range); },
          parts.freshness, parts.state))
    , m_overview(new OverviewTab(m_review, parts.approvals, m_health))
    , m_changes(new ChangesTab({m_review, parts.review, parts.approvals, parts.drafts, parts.state, parts.highlighter}))
    , m_evidence(new EvidenceTab(m_review))
    , m_configKeys(new ConfigKeysTab(m_review))
    , m_discussion(new DiscussionTab(m_review, parts.approvals, parts.requests, parts.drafts))
    , m_timeline(new TimelineTab(m_review, parts.receipts))
    , m_bar(new DecisionBar(this))
    , m_stageCommands(new StageCommands({parts.approvals, parts.delegations, parts.drafts, parts.overlays}, this))
    , m_dialogs(new RequestDialogs({parts.approvals, parts.drafts, parts.overlays, parts.seen}, this))
{
    setObjectName(u"requestDetail"_s);
    setSurface(this, Surface::Pane);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(m_refused);
    column->addWidget(makeTabs());
    column->addWidget(new Separator(Qt::Horizontal, this));
    column->addWidget(m_age);
    column->addWidget(m_guard->bar());
    column->addWidget(m_bundle);
    column->addWidget(m_stack, 1);
    column->addWidget(m_bar);
    connect(m_guard, &ApprovalGuard::lookRequested, this, &RequestDetail::lookAtEvidence);
    connect(m_guard, &ApprovalGuard::changed, this, [this] { m_bar->setRequest(m_review.request(), m_guard->heldBack()); });
    connect(m_header, &RequestHeader::pluginRequested, this, [this] { Q_EMIT pluginRequested(m_review.request().pluginId.text()); });
    connect(m_header, &RequestHeader::withdrawRequested, this, [this] { m_dialogs->withdraw(m_review.request()); });
    connect(m_header, &RequestHeader::resubmitRequested, this, [this] { m_dialogs->resubmit(m_review.request()); });
    connect(m_dialogs, &RequestDialogs::moved, this, [this] { m_approvals.refresh(m_review.request().id); });
    m_header->offerBundle(m_bundle->isOffered());
    connect(m_header, &RequestHeader::bundleRequested, this, [this] { m_bundle->ask(m_review.request()); });
    connectEvidence();
    connect(m_health, &HealthCard::dashboardRequested, this, &RequestDetail::dashboardRequested);
    connect(m_overview, &OverviewTab::dimensionRequested, this, &RequestDetail::showDimension);
    connect(m_configKeys, &ConfigKeysTab::configurationRequested, this,
        [this] { Q_EMIT configurationRequested(m_review.request().pluginId.text()); });
    connect(m_overview, &OverviewTab::evidenceRequested, this, [this] { showTab(Evidence); });
    connect(m_changes, &ChangesTab::findingRequested, this, [this] { showTab(Evidence); });
    connect(m_changes, &ChangesTab::draftsChanged, this, [this] { m_bar->setDrafts(m_changes->remarks().draftCount()); });
    connect(m_changes, &ChangesTab::fileCountChanged, this, &RequestDetail::showCounts);
    connect(m_changes, &ChangesTab::settledChanged, this, &RequestDetail::settledChanged);
    connect(m_brief, &RequestBrief::stepRequested, this, &RequestDetail::stepRequested);
    connect(m_brief, &RequestBrief::leaveRequested, this, &RequestDetail::leaveReadingRequested);
    connect(m_bar, &DecisionBar::draftsRequested, this, &RequestDetail::sendDrafts);
    connect(m_discussion, &DiscussionTab::requestRequested, this, &RequestDetail::requestRequested);
    connect(m_discussion, &DiscussionTab::placeRequested, this, [this](const CommentAnchor &anchor) {
        showTab(Changes);
        m_changes->showPlace(anchor);
    });
    connect(m_bar, &DecisionBar::decisionRequested, this, &RequestDetail::decide);
    connect(m_header, &RequestHeader::stageActionRequested, this, &RequestDetail::doStageAction);
    connect(m_bar, &DecisionBar::reviewRequested, this, [this] { doStageAction(u"after_review"_s); });
    connect(m_stageCommands, &StageCommands::failed, this, [this](const Error &error) {
        m_refused->setError(error);
        m_approvals.noteShown(error);
        m_approvals.refresh(m_review.request().id);
    });
    connect(m_stageCommands, &StageCommands::delegationsChanged, this, [this] { m_approvals.refresh(m_review.request().id); });
    connect(m_bar, &DecisionBar::outboxRequested, this, [this] { Q_EMIT outboxRequested(m_waiting.text()); });
    connect(&m_review, &RequestReview::partRead, this, &RequestDetail::onPartRead);
    connect(&m_review, &RequestReview::partFailed, this, &RequestDetail::onPartFailed);
    connect(m_age, &AgeBand::readAgainRequested, this, &RequestDetail::readAgain);
    rememberScrolling();
}

void RequestDetail::setRequest(const ApprovalRequest &request, const QDateTime &now, const Intent *waiting)
{
    m_now = now;
    m_waiting = waiting ? waiting->id : IntentId();
    const bool another = m_review.request().id != request.id;
    if (another) {
        m_failed.clear();
        m_refused->clear();
        m_age->setIncomplete(false);
        for (ScrollMemory *scrolled : std::as_const(m_scrolled))
            scrolled->setObject(request.id.text());
    }
    m_age->setShown({{}, ReviewService::readsOf(request)});
    m_guard->setRequest(request);
    m_review.show(request);
    m_header->setRequest(request, now);
    m_brief->setRequest(request, now);
    m_changes->setRequest(request, now);
    m_overview->setRequest(request, now);
    m_evidenceCommands->setNow(now);
    m_evidence->setRequest(request, now);
    m_configKeys->showRequest();
    m_discussion->setRequest(request, now);
    m_timeline->setNow(now);
    m_bar->setRequest(request, m_guard->heldBack());
    m_bar->setWaiting(waiting ? outboxwords::waits(*waiting) : QString());
    m_bar->setDrafts(m_changes->remarks().draftCount());
    for (const Tab tab : {Evidence, ConfigKeys})
        m_tabs->setTabVisible(tab, !request.versionId.isEmpty());
    m_tabs->setCount(Discussion, request.commentCount > 0 ? request.commentCount : -1);
    const int mustSolve = requestwords::mustSolve(request);
    m_tabs->setTabText(Discussion, mustSolve > 0 ? tr("Discussion, %n to solve", nullptr, mustSolve) : tr("Discussion"));
    showCounts();
    if (another && m_stack->currentWidget() == m_changes)
        m_changes->activate();
    if (m_stack->currentWidget() == m_changes && isVisible())
        m_seen.noteOpened(request);
}

void RequestDetail::setOffline(bool offline)
{
    m_bar->setOffline(offline);
    m_evidence->setOffline(offline);
    m_discussion->setOffline(offline);
}

void RequestDetail::showTab(Tab tab)
{
    m_tabs->setCurrentIndex(tab);
}

RequestDetail::Tab RequestDetail::tab() const
{
    return Tab(m_tabs->currentIndex());
}

void RequestDetail::decide(Outcome outcome)
{
    if (m_review.request().id.isEmpty())
        return;
    if (!m_waiting.isEmpty()) {
        Q_EMIT outboxRequested(m_waiting.text());
        return;
    }
    m_refused->clear();
    if (const QString held = m_guard->heldBack(); outcome == Outcome::Approve && !held.isEmpty()) {
        m_refused->setError(blockedError(u"held_back"_s, held));
        return;
    }
    m_dialogs->decide(m_review.request(), outcome, m_changes->remarks());
}

void RequestDetail::sendDrafts()
{
    if (m_changes->remarks().draftCount() == 0)
        return;
    deliver(m_changes->remarks().send(), this, [this](const Status &sent) {
        // The card that was refused says why.
        if (!sent)
            showTab(Changes);
        m_bar->setDrafts(m_changes->remarks().draftCount());
    });
}

void RequestDetail::setReading(bool reading)
{
    m_header->setVisible(!reading);
    m_brief->setVisible(reading);
}

void RequestDetail::setPlace(int place, int count)
{
    m_brief->setPlace(place, count);
}

void RequestDetail::comment()
{
    if (tab() == Changes && m_changes->comment())
        return;
    showTab(Discussion);
    m_discussion->focusComposer();
}

void RequestDetail::toggleMark(const QString &mark)
{
    for (QWidget *widget = focusWidget(); widget && mark == "must_solve"_L1; widget = widget->parentWidget()) {
        if (auto *card = qobject_cast<LineDraftCard *>(widget)) {
            card->toggleMustSolve();
            return;
        }
    }
    showTab(Discussion);
    m_discussion->toggleMark(mark);
}

void RequestDetail::doStageAction(const QString &name)
{
    const ApprovalRequest &request = m_review.request();
    if (request.id.isEmpty())
        return;
    m_refused->clear();
    if (name == "delegate"_L1)
        m_stageCommands->handOver(request, m_now);
    else if (name == "escalate"_L1)
        m_stageCommands->escalate(request);
    else if (name == "after_review"_L1)
        m_stageCommands->reviewAfterwards(request);
    else
        m_stageCommands->toggleClaim(request);
}

void RequestDetail::reload()
{
    if (m_review.request().id.isEmpty())
        return;
    m_approvals.refresh(m_review.request().id);
    for (int part = 0; part < RequestReview::PartCount; ++part)
        m_review.reload(RequestReview::Part(part));
}

//! What two published versions differ in is the same today as it was.
void RequestDetail::readAgain()
{
    if (m_review.request().id.isEmpty())
        return;
    m_approvals.refresh(m_review.request().id);
    for (int part = 0; part < RequestReview::PartCount; ++part) {
        if (part != RequestReview::Difference || m_failed.contains(RequestReview::Difference))
            m_review.reload(RequestReview::Part(part));
    }
}

bool RequestDetail::isSettled() const
{
    const auto done = [this](RequestReview::Part part) { return m_review.isRead(part) || m_failed.contains(part); };
    return done(RequestReview::Difference) && done(RequestReview::CommentPart) && (tab() != Changes || m_changes->isSettled())
        && (m_review.request().versionId.isEmpty() || done(RequestReview::EvidencePart));
}

QWidget *RequestDetail::makeTabs()
{
    auto *box = new QWidget;
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(metrics::spaceDetailPaddingX, 0, 0, 0);
    m_tabs->setObjectName(u"requestTabs"_s);
    m_tabs->setAccessibleName(tr("Parts of the request"));
    m_stack->setObjectName(u"requestStack"_s);
    const QStringList names {tr("Overview"), tr("Changes"), tr("Evidence"), tr("Config keys"), tr("Discussion"), tr("Timeline")};
    for (const QString &name : names)
        m_tabs->addTab(name);
    for (QWidget *page : std::initializer_list<QWidget *> {m_overview, m_changes, m_evidence, m_configKeys, m_discussion, m_timeline})
        m_stack->addWidget(page);
    row->addWidget(m_tabs);
    row->addWidget(m_brief, 1);
    row->addStretch(0);
    m_brief->hide();
    connect(m_tabs, &QTabBar::currentChanged, this, &RequestDetail::onTabChanged);
    m_tabs->setCurrentIndex(std::clamp(m_state.value(u"inbox/tab"_s, 0).toInt(), 0, TabCount - 1));
    return box;
}

void RequestDetail::rememberScrolling()
{
    const std::pair<QAbstractScrollArea *, QString> views[] = {{m_overview, u"overview"_s}, {m_evidence, u"evidence"_s},
        {m_discussion->findChild<QAbstractScrollArea *>(u"commentList"_s), u"discussion"_s},
        {m_configKeys->findChild<QAbstractScrollArea *>(u"configKeyList"_s), u"configKeys"_s},
        {m_timeline->findChild<QAbstractScrollArea *>(u"timelineList"_s), u"timeline"_s}};
    for (const auto &[view, name] : views)
        m_scrolled.append(new ScrollMemory(m_state, view, u"inbox/"_s + name));
}

void RequestDetail::onTabChanged(int index)
{
    m_stack->setCurrentIndex(index);
    m_state.setValue(u"inbox/tab"_s, index);
    if (index == Changes) {
        m_changes->activate();
        m_seen.noteOpened(m_review.request());
    }
    if (index == Evidence && m_guard->asksToLook())
        lookAtEvidence();
    Q_EMIT tabChanged();
}

void RequestDetail::onPartRead(RequestReview::Part part)
{
    m_failed.removeAll(part);
    m_age->setIncomplete(!m_failed.isEmpty());
    showCounts();
    Q_EMIT settledChanged();
}

void RequestDetail::onPartFailed(RequestReview::Part part)
{
    m_failed.append(part);
    m_age->setIncomplete(true);
    Q_EMIT settledChanged();
}

void RequestDetail::showCounts()
{
    m_tabs->setCount(Changes, m_review.isRead(RequestReview::Difference) ? m_changes->fileCount() : -1);
    const qsizetype keys = m_review.difference().configKeys.size();
    m_tabs->setCount(ConfigKeys, m_review.isRead(RequestReview::Difference) && keys > 0 ? int(keys) : -1);
    m_tabs->setCount(Evidence, m_review.isRead(RequestReview::EvidencePart) ? m_review.evidence()->rowCount() : -1);
    const int comments = m_review.comments()->rowCount();
    if (m_review.isRead(RequestReview::CommentPart))
        m_tabs->setCount(Discussion, comments > 0 ? comments : -1);
}

void RequestDetail::lookAtEvidence()
{
    m_guard->noteLooked();
    showTab(Evidence);
    m_bar->setRequest(m_review.request(), m_guard->heldBack());
}

void RequestDetail::showDimension(const QString &dimension)
{
    const QString manifest = u"package.json"_s;
    if (dimension == "config_keys"_L1) {
        showTab(ConfigKeys);
    } else if (dimension == "findings"_L1) {
        showTab(Evidence);
        m_evidence->showFindings();
    } else if (dimension == "licence"_L1 || dimension == "publisher"_L1) {
        showTab(Evidence);
        m_evidence->showCheck(dimension == "licence"_L1 ? EvidenceKind::Licence : EvidenceKind::Maintainers);
    } else if (dimension == "code"_L1) {
        showTab(Changes);
    } else {
        const QList<InstallScriptChange> &scripts = m_review.difference().installScripts;
        showTab(Changes);
        m_changes->showPlace(manifest, dimension == "install_scripts"_L1 && !scripts.isEmpty() ? std::max(1, scripts.first().line) : 1);
    }
}

void RequestDetail::connectEvidence()
{
    connect(m_overview, &OverviewTab::rerunRequested, m_evidenceCommands, &EvidenceCommands::run);
    connect(m_evidence, &EvidenceTab::runRequested, m_evidenceCommands, &EvidenceCommands::run);
    connect(m_evidence, &EvidenceTab::cancelRequested, m_evidenceCommands, &EvidenceCommands::cancelRun);
    connect(m_evidence, &EvidenceTab::attachRequested, m_evidenceCommands, &EvidenceCommands::chooseReport);
    connect(m_evidence, &EvidenceTab::suppressRequested, m_evidenceCommands, &EvidenceCommands::suppress);
    connect(m_evidence, &EvidenceTab::decisionRequested, m_evidenceCommands, &EvidenceCommands::decide);
    connect(m_evidence, &EvidenceTab::placeRequested, this, [this](const QString &file, int line) {
        showTab(Changes);
        m_changes->showPlace(file, line);
    });
    connect(m_evidenceCommands, &EvidenceCommands::runChanged, this, [this] { m_evidence->setRunning(m_evidenceCommands->running()); });
    connect(m_evidenceCommands, &EvidenceCommands::answered, this, [this](const std::optional<Error> &error) {
        if (error)
            showTab(Evidence);
        m_evidence->setAnswer(error);
    });
}

} // namespace gatehouse
