// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages.h"

#include "app/changefinder.h"
#include "app/draftplaces.h"
#include "core/base/async.h"
#include "core/outbox/outboxreceipts.h"
#include "widgets/approvals/decisiondialog.h"
#include "widgets/approvals/inboxpage.h"
#include "widgets/audit/auditpage.h"
#include "widgets/common/actionregistry.h"
#include "widgets/common/code/codehighlighting.h"
#include "widgets/common/code/linehighlighter.h"
#include "widgets/common/controls/button.h"
#include "widgets/common/display/card.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/uistate.h"
#include "widgets/insights/dashboardspage.h"
#include "widgets/operations/operationspage.h"
#include "widgets/policies/policiespage.h"
#include "widgets/registry/registrypage.h"
#include "widgets/settings/noticescard.h"
#include "widgets/settings/settingspage.h"
#include "widgets/shell/desktopnotices.h"
#include "widgets/shell/mainwindow.h"
#include "widgets/workflows/workflowpage.h"

#include <QHBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

const QString alwaysSendKey = u"outbox/alwaysSend"_s;
const QString keepRuleKey = u"kept/rule"_s;

//! Where the words of a rethought reason rest until it is decided again.
QString reasonKey(const Intent &intent)
{
    return QLatin1String(intentDrafts) + intent.id.text();
}

bool &partOf(KeepRule &rule, KeptPart part)
{
    switch (part) {
    case KeptPart::Queue:
        return rule.review;
    case KeptPart::Plugins:
        return rule.registry;
    case KeptPart::Configurations:
        return rule.configuration;
    case KeptPart::Dashboards:
        return rule.dashboards;
    case KeptPart::Audit:
        break;
    }
    return rule.audit;
}

KeepClass classOf(KeptPart part)
{
    switch (part) {
    case KeptPart::Queue:
        return KeepClass::Review;
    case KeptPart::Plugins:
        return KeepClass::Registry;
    case KeptPart::Configurations:
        return KeepClass::Configuration;
    case KeptPart::Dashboards:
        return KeepClass::Dashboards;
    case KeptPart::Audit:
        break;
    }
    return KeepClass::Audit;
}

void keepRule(Workspace &workspace, UiState &state, const KeepRule &rule)
{
    workspace.answers.setRule(rule);
    state.setValue(keepRuleKey, toJson(rule).toVariantMap());
}

} // namespace

void restoreKeeping(Workspace &workspace, const UiState &state)
{
    workspace.outbox.setAlwaysSend(state.value(alwaysSendKey, false).toBool());
    const auto rule = fromJson<KeepRule>(QJsonObject::fromVariantMap(state.value(keepRuleKey).toMap()));
    if (rule)
        workspace.answers.setRule(*rule);
}

Pages::Pages(Parts parts, QObject *parent)
    : QObject(parent)
    , m_parts(std::move(parts))
{
    const auto work = m_parts.workspace;
    MainWindow &window = m_parts.window;
    window.addPage({u"inbox"_s, tr("Inbox"), IconName::Inbox}, [this, work] {
        Workspace &w = work();
        return new InboxPage({w.requests, w.approvals, w.review, w.connection, w.freshness, w.drafts, m_parts.actions, m_parts.overlays, m_parts.state,
            w.time, &w.outbox.intents(), [&w](const DecisionId &id) { return w.receipts.view(id); },
            [&w](const RequestId &id, const QString &path) { return w.bundles.save(id, path); }, &w.delegations, &lineHighlighter(),
            m_parts.undoBar()});
    });
    window.addPage({u"registry"_s, tr("Registry"), IconName::Package}, [this, work] {
        Workspace &w = work();
        const auto submit = [work](const VersionRequest &request) {
            RequestDraft draft;
            draft.type = request.type;
            draft.environment = request.environment;
            draft.versionId = request.versionId;
            draft.justification = request.justification;
            draft.impact = request.impact;
            draft.rollbackPlan = request.rollbackPlan;
            draft.exempts = request.exempts;
            return work().approvals.submit(draft);
        };
        return new RegistryPage(w.plugins, w.registry, submit, w.lock, m_parts.scope, m_parts.actions, w.drafts, m_parts.overlays, m_parts.state,
            w.freshness);
    });
    window.addPage({u"config"_s, tr("Configuration"), IconName::Sliders}, [this] { return new ConfigPage(configParts()); });
    window.addPage({u"operations"_s, tr("Operations"), IconName::Operations}, [this, work] {
        return new OperationsPage(work().operations, work().operationService, m_parts.actions, m_parts.state, m_parts.overlays,
            work().freshness);
    });
    window.addPage({u"dashboards"_s, tr("Dashboards"), IconName::Dashboard}, [this, work] {
        const auto changes = [work](const QDateTime &from, const QDateTime &to, Environment environment) {
            return changesBetween(work().operations, work().requests, from, to, environment);
        };
        const auto health = [work](const PluginId &plugin, const QString &range) { return work().review.health(plugin, range); };
        auto *page = new DashboardsPage(work().insights, changes, health, m_parts.scope, m_parts.actions, m_parts.state, work().freshness);
        connect(&work().replica, &Replica::happened, page, [page](const Event &event) {
            if (event.topic == "dashboards"_L1)
                page->noteChanged();
        });
        return page;
    });
    window.addPage({u"audit"_s, tr("Audit"), IconName::Scroll},
        [this] { return makeAudit(); });
    window.addPage({u"outbox"_s, tr("Outbox"), IconName::Send}, [this] { return new OutboxPage(outboxParts()); });
    window.addHiddenPage(u"workflows"_s, [this] { return makeWorkflows(); });
    window.addHiddenPage(u"policies"_s, [this] { return makePolicies(); });
    window.addHiddenPage(u"settings"_s, [this] { return makeSettings(); });
}

Pages::~Pages() = default;

ConfigPage::Parts Pages::configParts()
{
    const auto work = m_parts.workspace;
    const auto latestVersion = [work](const PluginId &id) {
        const auto plugin = work().plugins.find(id.text());
        return plugin ? plugin->latestVersionId : VersionId();
    };
    const auto askApproval = [work](const ConfigRevision &revision, const QString &justification) {
        RequestDraft draft;
        draft.type = RequestType::ConfigurationChange;
        draft.environment = revision.overlay.environment;
        draft.configRevisionId = revision.id;
        draft.justification = justification;
        ApprovalService &approvals = work().approvals;
        return transformed(approvals.submit(draft), &approvals, [](const Result<ApprovalRequest> &request) {
            return request ? Result<RequestId>(request->id) : Result<RequestId>(fail(request.error()));
        });
    };
    Workspace &w = work();
    return {w.configs, w.configuration, latestVersion, askApproval, w.lock, w.freshness, m_parts.scope, m_parts.actions, w.drafts, m_parts.overlays,
        m_parts.state, highlighting()};
}

OutboxPage::Parts Pages::outboxParts()
{
    Workspace &w = m_parts.workspace();
    OutboxPage::Commands commands;
    commands.send = [&w](const QList<IntentId> &ids) { w.outbox.send(ids); };
    commands.withdraw = [&w](const IntentId &id) { return w.outbox.withdraw(id); };
    commands.forget = [&w](const QList<IntentId> &ids) { return w.outbox.receipts().forget(ids); };
    commands.bringBack = [&w](const QList<Intent> &intents) { return w.outbox.receipts().bringBack(intents); };
    commands.alwaysSends = [&w] { return w.outbox.alwaysSend(); };
    commands.setAlwaysSend = [this, &w](bool on) {
        w.outbox.setAlwaysSend(on);
        m_parts.state.setValue(alwaysSendKey, on);
    };
    commands.decideAgain = [this](const Intent &intent, Outcome outcome, const QString &reason) { decideAgain(intent, outcome, reason); };
    IntentDetail::Sources sources;
    sources.request = [&w](const QString &id) { return w.requests.find(id); };
    sources.evidence = [&w](const VersionId &id) { return w.review.evidence(id); };
    sources.receipt = [&w](const DecisionId &id) { return w.receipts.view(id); };
    sources.keptReason = [&w](const Intent &intent) {
        const auto draft = w.drafts.find(reasonKey(intent));
        return draft ? draft->values.value("text"_L1).toString() : QString();
    };
    sources.keepReason = [&w](const Intent &intent, const QString &text) {
        if (text == intent.reason)
            w.drafts.forget(reasonKey(intent));
        else
            w.drafts.keep({reasonKey(intent), {{u"text"_s, text}}, intent.subject, {}, {}});
    };
    return {w.outbox.intents(), commands, sources, w.drafts, draftSources(w), w.spell, w.connection, m_parts.actions, m_parts.overlays, m_parts.state, w.time};
}

void Pages::decideAgain(const Intent &intent, Outcome outcome, const QString &reason)
{
    Workspace &w = m_parts.workspace();
    const ApprovalRequest *request = w.requests.find(intent.objectId);
    if (!request) {
        Q_EMIT w.failed(blockedError(u"not_here"_s, tr("This request is not on this computer any more. What you wrote stays in the Outbox.")));
        return;
    }
    auto *dialog = new DecisionDialog(w.approvals, *request, outcome);
    dialog->setReason(reason);
    connect(dialog, &Dialog::accepted, &w, [&w, intent] {
        deliver(w.outbox.withdraw(intent.id), &w, [&w, id = intent.id](const Status &withdrawn) {
            // The Outbox itself gives up the old one when the new one was accepted at once.
            const Intent *left = w.outbox.intents().find(id.text());
            if (!withdrawn && left && !isOver(left->state))
                Q_EMIT w.failed(withdrawn.error());
        });
        w.drafts.forget(reasonKey(intent));
    });
    connect(dialog, &Dialog::accepted, dialog, &QObject::deleteLater);
    connect(dialog, &Dialog::rejected, dialog, &QObject::deleteLater);
    dialog->openOn(m_parts.overlays);
}

AuditPage *Pages::makeAudit()
{
    Workspace &w = m_parts.workspace();
    auto *page = new AuditPage(w.audit, m_parts.actions, w.drafts, m_parts.state, w.freshness);
    connect(&w.replica, &Replica::happened, page, [page, &w](const Event &event) {
        // Who may not read all of the log is not told of its records, but what they see of it moves with the rest.
        const QList<Role> roles = w.me() ? w.me()->roles : QList<Role>();
        const bool isTold = roles.contains(Role::Auditor) || roles.contains(Role::PlatformAdmin);
        if (!isTold || event.topic == "audit"_L1)
            page->noteNews();
    });
    return page;
}

WorkflowPage *Pages::makeWorkflows()
{
    Workspace &w = m_parts.workspace();
    auto *page = new WorkflowPage({w.workflows, m_parts.actions, w.drafts, m_parts.overlays, m_parts.state, w.freshness, highlighting()});
    connect(&w.replica, &Replica::happened, page, [page](const Event &event) {
        if (event.topic == "workflows"_L1)
            page->refresh();
    });
    return page;
}

PoliciesPage *Pages::makePolicies()
{
    Workspace &w = m_parts.workspace();
    auto *page = new PoliciesPage({w.policies, w.operationService, w.operations, w.registry, w.plugins, m_parts.actions, w.drafts, m_parts.overlays,
        m_parts.state, w.freshness, highlighting()});
    connect(&w.replica, &Replica::happened, page, [page](const Event &event) {
        if (event.topic == "policies"_L1)
            page->refresh();
    });
    return page;
}

QWidget *Pages::makeDoor(SettingsPage &page, const QString &target, IconName icon, const QString &title, const QString &words, const QString &action)
{
    auto *card = new Card(title, icon);
    card->setBodyPadded(true);
    auto *label = new TextLabel(words, TextStyle::Body);
    label->setWordWrap(true);
    auto *open = new Button(action);
    open->setObjectName(u"open/"_s + target);
    auto *row = new QHBoxLayout;
    row->addWidget(label, 1);
    row->addWidget(open);
    card->bodyLayout()->addLayout(row);
    connect(open, &QAbstractButton::clicked, &page, [&page, target] { Q_EMIT page.navigationRequested(target, {}); });
    return card;
}

SettingsPage *Pages::makeSettings()
{
    auto *page = new SettingsPage(m_parts.themes, m_parts.actions, m_parts.state, makeKeptHere(), {
        {tr("Version"), QStringLiteral(GATEHOUSE_VERSION)},
        {tr("Qt"), QString::fromLatin1(qVersion())},
        {tr("Data"), m_parts.dataDirectory},
        {tr("Licence"), tr("GPL-3.0-or-later")},
    });
    page->addCard(new NoticesCard(m_parts.state, TrayNotices::isAvailable(), page));
    page->addCard(makeSigning(page));
    page->addCard(makeDoor(*page, u"workflows"_s, IconName::Signpost, tr("Approval workflows"),
        tr("Which stages requests go through, who decides them, and by when."), tr("Open approval workflows")));
    page->addCard(makeDoor(*page, u"policies"_s, IconName::Scales, tr("Policies"),
        tr("What evidence is asked for, and which versions it blocks or sends to a review."), tr("Open policies")));
    return page;
}

KeptHereCard *Pages::makeKeptHere()
{
    Workspace &w = m_parts.workspace();
    KeptHereCommands commands = m_parts.kept;
    commands.now = [this] { return keptHereNow(); };
    commands.keepPart = [this](KeptPart part, bool on) {
        KeepRule rule = m_parts.workspace().answers.rule();
        partOf(rule, part) = on;
        keepRule(m_parts.workspace(), m_parts.state, rule);
    };
    commands.setBudget = [this](qint64 bytes) {
        KeepRule rule = m_parts.workspace().answers.rule();
        rule.budgetBytes = bytes;
        keepRule(m_parts.workspace(), m_parts.state, rule);
    };
    commands.takeQueueOffline = [&w] { w.takeOffline.start(); };
    commands.stopTaking = [&w] { w.takeOffline.cancel(); };
    connectReceipts(commands);
    commands.alwaysSend = [this, &w](bool on) {
        w.outbox.setAlwaysSend(on);
        m_parts.state.setValue(alwaysSendKey, on);
    };
    auto *card = new KeptHereCard(std::move(commands), m_parts.overlays);
    m_keptHere = card;
    connect(&w.answers, &AnswerKeeper::changed, card, &KeptHereCard::refresh);
    connect(&w.takeOffline, &TakeOffline::progressed, card, &KeptHereCard::refresh);
    connect(&w.takeOffline, &TakeOffline::stateChanged, card, [this, &w, card](TakeOffline::State state) {
        if (state == TakeOffline::State::Complete)
            m_takenAt = w.time.now();
        card->refresh();
    });
    const RecordSignals &intents = w.outbox.intents();
    connect(&intents, &RecordSignals::inserted, card, &KeptHereCard::refresh);
    connect(&intents, &RecordSignals::removed, card, &KeptHereCard::refresh);
    connect(&intents, &RecordSignals::changed, card, &KeptHereCard::refresh);
    return card;
}

void Pages::refreshKeptHere()
{
    if (m_keptHere)
        m_keptHere->refresh();
}

void Pages::connectReceipts(KeptHereCommands &commands)
{
    Workspace &w = m_parts.workspace();
    m_removedReceipts.clear();
    const auto tell = [&w](const Status &status) {
        if (!status)
            Q_EMIT w.failed(status.error());
    };
    commands.removeReceipts = [this, &w, tell] {
        QList<IntentId> ids;
        m_removedReceipts.clear();
        for (int row = 0; row < w.outbox.intents().count(); ++row) {
            const Intent &intent = w.outbox.intents().at(row);
            if (intent.state != IntentState::Accepted)
                continue;
            m_removedReceipts.append(intent);
            ids.append(intent.id);
        }
        deliver(w.outbox.receipts().forget(ids), &w, tell);
    };
    commands.bringReceiptsBack = [this, &w, tell] { deliver(w.outbox.receipts().bringBack(std::exchange(m_removedReceipts, {})), &w, tell); };
}

SigningCard *Pages::makeSigning(QWidget *page)
{
    Workspace &w = m_parts.workspace();
    SigningCommands commands;
    commands.now = [this] { return signingNow(); };
    commands.makeKey = [&w] { return w.keyRing.rotate(); };
    commands.revoke = [&w](const SigningKey &key, const QString &reason) { return w.keyRing.revoke(key, reason); };
    commands.alarmEvidence = [&w] { return w.logWatch.alarmEvidence(); };
    commands.acceptLog = [&w] { return w.logWatch.acceptLog(); };
    auto *card = new SigningCard(std::move(commands), m_parts.overlays, page);
    connect(&w.keyRing, &KeyRing::changed, card, &SigningCard::refresh);
    connect(&w.logWatch, &LogWatch::changed, card, &SigningCard::refresh);
    connect(&w.connection, &ConnectionState::stateChanged, card, &SigningCard::refresh);
    return card;
}

SigningNow Pages::signingNow() const
{
    const Workspace &w = m_parts.workspace();
    SigningNow now;
    now.signing = w.keyRing.signing();
    now.deviceKey = w.keyRing.deviceKey();
    now.deviceLabel = deviceLabel();
    now.keys = w.keyRing.keys();
    now.problem = w.keyRing.problem() ? w.keyRing.problem()->message : QString();
    now.isOnline = w.connection.isOnline();
    now.logKey = w.logWatch.keyFingerprint();
    if (w.logWatch.seen()) {
        now.logSize = w.logWatch.seen()->size;
        now.logTime = w.logWatch.seen()->time;
    }
    if (w.logWatch.alarm())
        now.alarm = w.logWatch.alarm()->kind;
    return now;
}

KeptHere Pages::keptHereNow()
{
    Workspace &w = m_parts.workspace();
    KeptHere now = m_parts.kept.now();
    KeepRule rule = w.answers.rule();
    for (const KeptPart part : {KeptPart::Queue, KeptPart::Plugins, KeptPart::Configurations, KeptPart::Dashboards, KeptPart::Audit})
        now.parts.insert(part, {partOf(rule, part), w.answers.bytesOf(classOf(part))});
    now.usedBytes = w.answers.bytes();
    now.budgetBytes = rule.budgetBytes;
    const TakeOffline &taking = w.takeOffline;
    if (taking.state() == TakeOffline::State::Running)
        now.percent = taking.total() > 0 ? 100 * taking.done() / taking.total() : 0;
    now.completeAt = taking.state() == TakeOffline::State::Complete ? m_takenAt : QDateTime();
    now.completeRequests = taking.requests();
    now.isStopped = taking.state() == TakeOffline::State::Cancelled;
    for (int row = 0; row < w.outbox.intents().count(); ++row)
        now.receipts += w.outbox.intents().at(row).state == IntentState::Accepted ? 1 : 0;
    now.removedReceipts = int(m_removedReceipts.size());
    now.problem = taking.problem() ? taking.problem()->message : QString();
    now.alwaysSend = w.outbox.alwaysSend();
    now.unsentIntents = w.outbox.waiting();
    now.drafts = w.drafts.listedCount();
    return now;
}

const CodeHighlighting &Pages::highlighting()
{
    if (!m_highlighting)
        m_highlighting = std::make_unique<CodeHighlighting>();
    return *m_highlighting;
}

LineHighlighter &Pages::lineHighlighter()
{
    if (!m_lineHighlighter)
        m_lineHighlighter = std::make_unique<LineHighlighter>();
    return *m_lineHighlighter;
}

} // namespace gatehouse
