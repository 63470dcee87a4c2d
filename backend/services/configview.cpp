// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/configuration.h"
#include "backend/services/rowcodec.h"
#include "backend/services/versionfacts.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

//! The newest approval request about a revision.
struct RevisionRequest
{
    RequestId id;
    QString number;
    bool isOpen = false;
};

Result<std::optional<RevisionRequest>> newestRequest(
    store::UnitOfWork &work, const ConfigRevisionId &revision)
{
    auto query = work.db().query(u"SELECT id, number, is_open FROM approval_requests WHERE tenant "
                                 u"= ? AND config_revision_id = ?"
                                 " ORDER BY number DESC LIMIT 1"_s,
        {work.tenant(), revision.text()});
    if (!query)
        return fail(std::move(query).error());
    if (!query->next())
        return std::nullopt;
    return RevisionRequest{
        RequestId(query->text(0)), u"REQ-%1"_s.arg(query->integer(1)), query->integer(2) != 0};
}

struct ActionFacts
{
    bool isApproved = false;
    std::optional<RevisionRequest> request;
    int activeNumber = 0;
};

bool isWriter(const store::Actor &actor)
{
    return actor.has(Role::ConfigEditor) || actor.has(Role::PlatformAdmin);
}

std::optional<BlockedAction> whyNotDeploy(
    const RevisionRecord &record, const store::Actor &actor, const ActionFacts &facts)
{
    const ConfigRevision &head = record.head;
    const auto blocked = [](const QString &code, const QString &message) {
        return BlockedAction{u"deploy"_s, code, message};
    };
    if (!isWriter(actor))
        return blocked(
            u"forbidden"_s, u"Config editors and platform admins deploy configuration."_s);
    if (head.state == RevisionState::Active)
        return blocked(u"conflict_state"_s, u"r%1 is in force already."_s.arg(head.number));
    if (head.state == RevisionState::Deploying)
        return blocked(u"conflict_state"_s, u"r%1 is being deployed."_s.arg(head.number));
    if (head.state == RevisionState::Superseded || head.number < facts.activeNumber)
        return blocked(u"conflict_state"_s,
            u"r%1 is newer and in force: roll back to r%2 instead."_s.arg(facts.activeNumber)
                .arg(head.number));
    if (!needsApproval(head.overlay) || facts.isApproved)
        return std::nullopt;
    if (facts.request && facts.request->isOpen)
        return blocked(
            u"approval_required"_s, u"%1 must be approved first."_s.arg(facts.request->number));
    return blocked(u"approval_required"_s,
        u"%1 configuration needs an approved request first."_s.arg(
            head.overlay.environment == Environment::Global ? u"Global"_s : u"Production"_s));
}

std::optional<BlockedAction> whyNotAsk(
    const RevisionRecord &record, const store::Actor &actor, const ActionFacts &facts)
{
    const auto blocked = [](const QString &code, const QString &message) {
        return BlockedAction{u"request_approval"_s, code, message};
    };
    if (!isWriter(actor) && !actor.has(Role::Requester))
        return blocked(
            u"forbidden"_s, u"Config editors, requesters and platform admins ask for approval."_s);
    if (!needsApproval(record.head.overlay))
        return blocked(u"conflict_state"_s,
            u"%1 configuration needs no approval."_s.arg(toWire(record.head.overlay.environment)));
    if (facts.request && facts.request->isOpen)
        return blocked(
            u"conflict_state"_s, u"%1 already asks for it."_s.arg(facts.request->number));
    if (facts.isApproved)
        return blocked(u"conflict_state"_s, u"It is approved already."_s);
    const bool waits
        = record.head.state == RevisionState::Draft || record.head.state == RevisionState::Failed;
    if (!waits || record.head.number < facts.activeNumber)
        return blocked(u"conflict_state"_s, u"r%1 is no draft any more."_s.arg(record.head.number));
    return std::nullopt;
}

std::optional<BlockedAction> whyNotRollBack(
    const RevisionRecord &record, const store::Actor &actor, const ActionFacts &facts)
{
    const auto blocked = [](const QString &code, const QString &message) {
        return BlockedAction{u"rollback"_s, code, message};
    };
    if (!isWriter(actor))
        return blocked(
            u"forbidden"_s, u"Config editors and platform admins write configuration."_s);
    if (record.head.number >= facts.activeNumber)
        return blocked(
            u"conflict_state"_s, u"Nothing newer than r%1 is in force."_s.arg(record.head.number));
    return std::nullopt;
}

Actions actionsFor(
    const RevisionRecord &record, const store::Actor &actor, const ActionFacts &facts)
{
    Actions actions;
    const auto add
        = [&actions](const QString &action, const std::optional<BlockedAction> &blocked) {
              if (blocked)
                  actions.blocked.append(*blocked);
              else
                  actions.allowed.append(action);
          };
    add(u"deploy"_s, whyNotDeploy(record, actor, facts));
    add(u"request_approval"_s, whyNotAsk(record, actor, facts));
    add(u"rollback"_s, whyNotRollBack(record, actor, facts));
    return actions;
}

Result<ActionFacts> actionFacts(store::UnitOfWork &work, const RevisionRecord &record)
{
    ActionFacts facts;
    const auto active = activeRevision(work, {record.head.pluginId, record.head.overlay});
    if (!active)
        return fail(active.error());
    facts.activeNumber = *active ? (*active)->head.number : 0;
    if (!needsApproval(record.head.overlay))
        return facts;
    const auto approved = approvedConfigRequest(work, record.head.id);
    const auto request = newestRequest(work, record.head.id);
    if (!approved)
        return fail(approved.error());
    if (!request)
        return fail(request.error());
    facts.isApproved = approved->has_value();
    facts.request = *request;
    return facts;
}

//! A deployment that was cut off leaves "deploying" behind; without a live operation it has failed.
Result<RevisionRecord> settled(store::UnitOfWork &work, RevisionRecord record)
{
    if (record.head.state != RevisionState::Deploying)
        return record;
    auto query
        = work.db().query(u"SELECT COUNT(*) FROM operations WHERE tenant = ? AND subject_id = ?"
                          " AND status IN ('queued', 'running', 'cancelling')"_s,
            {work.tenant(), record.head.id.text()});
    if (!query)
        return fail(std::move(query).error());
    if (!query->next() || query->integer(0) == 0)
        record.head.state = RevisionState::Failed;
    return record;
}

struct PluginName
{
    QString name;
    PluginId id;
    bool hasSchema = false;
};

//! Plugins with a document, by name.
Result<QList<PluginName>> documentedPlugins(
    store::UnitOfWork &work, const QString &afterName, int limit)
{
    auto query = work.db().query(u"SELECT DISTINCT plugin_name, plugin_id FROM config_revisions "
                                 u"WHERE tenant = ? AND plugin_name > ?"
                                 " ORDER BY plugin_name, plugin_id LIMIT ?"_s,
        {work.tenant(), row::toColumn(afterName), limit});
    if (!query)
        return fail(std::move(query).error());
    QList<PluginName> plugins;
    while (query->next())
        plugins.append({query->text(0), PluginId(query->text(1)), false});
    return plugins;
}

Result<QList<PluginName>> treePlugins(store::UnitOfWork &work, const QString &afterName, int limit)
{
    const auto schemas = configurablePlugins(work, afterName, limit);
    if (!schemas)
        return fail(schemas.error());
    const auto documents = documentedPlugins(work, afterName, limit);
    if (!documents)
        return fail(documents.error());
    QMap<QString, PluginName> byName;
    for (const PluginName &plugin : *documents)
        byName.insert(plugin.name, plugin);
    for (const ConfigurablePlugin &plugin : *schemas)
        byName.insert(plugin.name, {plugin.name, plugin.id, plugin.hasSchema});
    return QList<PluginName>(byName.values().mid(0, limit));
}

//! Fills the overlays of \a node: the four base ones always, tenants when they have a document.
Status addOverlays(store::UnitOfWork &work, ConfigTreeNode &node)
{
    for (const Environment environment : {Environment::Global, Environment::Development,
             Environment::Staging, Environment::Production})
        node.overlays.append({{environment, {}}, 0, 0, std::nullopt, 0});
    auto query = work.db().query(
        u"SELECT c.environment, c.overlay_tenant, c.number, c.state, c.leaf_count, (SELECT "
        u"MAX(r.id) FROM approval_requests r"
        " WHERE r.tenant = c.tenant AND r.config_revision_id = c.id AND r.is_open = 1) FROM "
        "config_revisions c"
        " WHERE c.tenant = ? AND c.plugin_id = ? ORDER BY c.overlay_tenant, c.number"_s,
        {work.tenant(), node.pluginId.text()});
    if (!query)
        return fail(std::move(query).error());
    while (query->next()) {
        const OverlayRef ref{fromWire<Environment>(query->text(0)), query->text(1)};
        auto overlay = std::ranges::find(node.overlays, ref, &ConfigTreeNode::Overlay::ref);
        if (overlay == node.overlays.end())
            overlay = node.overlays.insert(node.overlays.end(), {ref, 0, 0, std::nullopt, 0});
        const bool active = query->text(3) == toWire(RevisionState::Active);
        overlay->latestRevision = int(query->integer(2));
        if (active)
            overlay->activeRevision = int(query->integer(2));
        if (active || overlay->activeRevision == 0)
            overlay->keys = int(query->integer(4));
        if (!query->isNull(5))
            overlay->pendingRequest = RequestId(query->text(5));
    }
    return {};
}

} // namespace

Result<ConfigRevision> viewRevision(store::UnitOfWork &work, const RevisionRecord &stored)
{
    const auto settledRecord = settled(work, stored);
    if (!settledRecord)
        return fail(settledRecord.error());
    const RevisionRecord &record = *settledRecord;
    const auto facts = actionFacts(work, record);
    if (!facts)
        return fail(facts.error());
    ConfigRevision view = record.head;
    if (facts->request)
        view.requestId = facts->request->id;
    const bool waits = facts->request && facts->request->isOpen;
    if (waits && (view.state == RevisionState::Draft || view.state == RevisionState::Failed))
        view.state = RevisionState::AwaitingApproval;
    view.etag = etagOf(record);
    view.actions = actionsFor(record, work.actor(), *facts);
    return view;
}

Result<TreePage> configTree(store::UnitOfWork &work, const QString &afterName, int limit)
{
    const auto plugins = treePlugins(work, afterName, limit + 1);
    if (!plugins)
        return fail(plugins.error());
    TreePage page;
    for (const PluginName &plugin : *plugins) {
        if (page.nodes.size() == limit) {
            page.lastName = page.nodes.last().pluginName;
            break;
        }
        ConfigTreeNode node{plugin.id, plugin.name, plugin.hasSchema, {}};
        GATEHOUSE_TRY(addOverlays(work, node));
        page.nodes.append(node);
    }
    return page;
}

} // namespace gatehouse::services
