// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages.h"

#include "app/changefinder.h"
#include "app/draftplaces.h"
#include "app/keeping.h"
#include "core/base/async.h"
#include "core/outbox/outboxreceipts.h"
#include "widgets/approvals/decisiondialog.h"
#include "widgets/approvals/inboxpage.h"
#include "widgets/audit/auditpage.h"
#include "widgets/common/actionregistry.h"
#include "widgets/common/code/codehighlighting.h"
#include "widgets/common/code/linehighlighter.h"
#include "widgets/insights/dashboardspage.h"
#include "widgets/operations/operationspage.h"
#include "widgets/policies/policiespage.h"
#include "widgets/registry/registrypage.h"
#include "widgets/settings/settingspage.h"
#include "widgets/shell/mainwindow.h"
#include "widgets/workflows/workflowpage.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

//! Where the words of a rethought reason rest until it is decided again.
QString reasonKey(const Intent &intent)
{
    return QLatin1String(intentDrafts) + intent.id.text();
}

} // namespace

Pages::Pages(Parts parts, QObject *parent)
    : QObject(parent)
    , m_parts(std::move(parts))
    , m_settings({m_parts.actions, m_parts.overlays, m_parts.state, m_parts.themes, m_parts.dataDirectory, m_parts.workspace, m_parts.kept})
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
    window.addHiddenPage(u"settings"_s, [this] { return m_settings.makePage(); });
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
    commands.setAlwaysSend = [this, &w](bool on) { keepAlwaysSend(w, m_parts.state, on); };
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
