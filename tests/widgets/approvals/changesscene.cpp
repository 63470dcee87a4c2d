// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/approvals/changesscene.h"

#include "core/review/filecomparison.h"

#include <QCoreApplication>
#include <QUrlQuery>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::widgetstest {

namespace {

using coretest::jsonAnswer;
using coretest::ScriptedAnswer;
using coretest::SeenRequest;

const VersionId version(u"ver_2"_s);
const VersionId baseVersion(u"ver_1"_s);

template <typename T>
QByteArray items(const QList<T> &list, const QDateTime &asOf)
{
    return toJsonBytes({{u"items"_s, codec::Writer::writeValue(list)}, {u"asOf"_s, toRfc3339(asOf)}});
}

//! Code of some length that differs in a few places.
QString module(const QString &name, int functions, int changedEvery)
{
    QString text = u"import { createApiRef } from '@backstage/core-plugin-api';\n\n"_s;
    for (int i = 0; i < functions; ++i) {
        const bool changed = changedEvery > 0 && i % changedEvery == 1;
        text += u"export async function %1%2(options) {\n"_s.arg(name).arg(i);
        text += changed ? u"  const { items, cursor } = await fetchAll(options, %1);\n"_s.arg(i) : u"  const { items } = await fetchAll(options);\n"_s;
        text += u"  return items.map(item => ({ ...item, kind: '%1' }));\n}\n\n"_s.arg(name);
    }
    return text;
}

QString manifest(bool isNew)
{
    QString text = u"{\n  \"name\": \"@roadiehq/backstage-plugin-argo-cd\",\n  \"version\": \"%1\",\n  \"license\": \"Apache-2.0\",\n"_s.arg(
        isNew ? u"2.9.0"_s : u"2.6.0"_s);
    for (int i = 0; i < 34; ++i)
        text += u"  \"field%1\": \"value\",\n"_s.arg(i);
    text += u"  \"scripts\": {\n    \"start\": \"backstage-cli package start\",\n    \"build\": \"backstage-cli package build\",\n"_s;
    text += isNew ? u"    \"test\": \"backstage-cli package test\",\n    \"postinstall\": \"node scripts/fetch-crds.js\"\n"_s
                  : u"    \"test\": \"backstage-cli package test\"\n"_s;
    text += u"  },\n  \"dependencies\": {\n"_s;
    text += isNew ? u"    \"@backstage/core-plugin-api\": \"^1.11.1\",\n    \"@kubernetes/client-node\": \"^1.3.0\",\n    \"luxon\": \"^3.7.2\",\n    \"undici\": \"6.19.8\"\n"_s
                  : u"    \"@backstage/core-plugin-api\": \"^1.10.2\",\n    \"cross-fetch\": \"^4.0.0\",\n    \"luxon\": \"^3.7.2\"\n"_s;
    return text + u"  }\n}\n"_s;
}

} // namespace

ChangesScene::ChangesScene()
    : settings(directory.filePath(u"ui.json"_s))
    , state(settings)
    , drafts(std::make_unique<DraftKeeper>(rows, clock))
    , m_lock(clock)
    , m_server([this](const SeenRequest &seen) { return answer(seen); })
    , m_client(m_tokens, m_lock, clock)
    , m_connection(clock)
    , m_freshness(m_connection)
    , m_outbox(rows, m_client, m_connection, clock)
    , m_approvals(m_client, m_outbox, requests)
    , m_review(m_client, m_outbox, m_operations)
{
    if (!m_client.setBaseUrl(m_server.url()))
        qFatal("The address of the scripted server is none");
    m_freshness.watch(m_client);
    m_connection.signedIn();
    m_connection.caughtUp();
    m_outbox.restore();
    drafts->restore();
    diff.versionId = version;
    diff.version = u"2.9.0"_s;
    diff.baseId = baseVersion;
    diff.baseVersion = u"2.6.0"_s;
    DiffBase base;
    base.versionId = baseVersion;
    base.version = u"2.6.0"_s;
    base.publishedAt = clock.now();
    base.approvedBy = PersonRef {PersonId(u"per_1"_s), u"Mara Keller"_s};
    base.approvedAt = clock.now();
    DiffBase running = base;
    running.versionId = VersionId(u"ver_0"_s);
    running.version = u"2.8.1"_s;
    running.approvedBy.reset();
    running.approvedAt.reset();
    running.runsIn = {Environment::Production};
    bases = {running, base};
}

ChangesScene::~ChangesScene() = default;

void ChangesScene::addFile(const QString &path, const QString &before, const QString &after, const QString &group, const QStringList &reasons)
{
    FileChange file;
    file.path = path;
    file.kind = before.isEmpty() ? FileChangeKind::Added : after.isEmpty() ? FileChangeKind::Deleted : FileChangeKind::Modified;
    file.group = group;
    file.reasons = reasons;
    file.oldSize = before.size();
    file.newSize = after.size();
    const ComparisonPtr comparison = compareTexts(path, before, after);
    file.added = comparison->added;
    file.removed = comparison->removed;
    diff.files.append(file);
    if (!before.isEmpty())
        m_before.insert(path, before);
    if (!after.isEmpty())
        m_after.insert(path, after);
}

void ChangesScene::addFinding(const QString &path, int line, const QString &title, Severity severity)
{
    Evidence item;
    item.id = EvidenceId(u"evd_%1"_s.arg(evidence.size()));
    item.kind = EvidenceKind::Files;
    item.verdict = Verdict::Warn;
    item.tool = u"Semgrep"_s;
    item.toolVersion = u"1.142"_s;
    item.ranAt = clock.now();
    item.findings = {{severity, title, path, line}};
    evidence.append(item);
}

void ChangesScene::addComment(const QString &text, const CommentAnchor &anchor)
{
    Comment comment;
    comment.id = CommentId(u"cmt_%1"_s.arg(comments.size()));
    comment.author = {PersonId(u"per_2"_s), u"Technical reviewer"_s};
    comment.text = text;
    comment.createdAt = clock.now();
    comment.anchor = anchor;
    comments.append(comment);
}

void ChangesScene::fillAsDrawn()
{
    addFile(u"package.json"_s, manifest(false), manifest(true), u"look_first"_s, {u"manifest"_s});
    addFile(u"scripts/fetch-crds.js"_s, {},
        u"'use strict';\nconst { request } = require('undici');\nconst { execFileSync } = require('node:child_process');\n"
        "const CRDS = process.env.ARGO_CRD_URL;\n"_s
            + module(u"crd"_s, 7, 0),
        u"look_first"_s, {u"install_script"_s, u"finding"_s});
    addFile(u"config.d.ts"_s, u"export interface Config {\n  argocd?: {\n    waitCycles?: number;\n  };\n}\n"_s,
        u"export interface Config {\n  argocd?: {\n    waitCycles?: number;\n    /** @visibility secret */\n    token?: string;\n  };\n}\n"_s, u"look_first"_s,
        {u"config_schema"_s});
    addFile(u"dist/permissions.esm.js"_s, module(u"permission"_s, 9, 0), module(u"permission"_s, 9, 3), u"look_first"_s, {u"finding"_s});
    const QStringList code {u"dist/api/ArgoCDApiClient.esm.js"_s, u"dist/api/index.esm.js"_s, u"dist/hooks/useAppDetails.esm.js"_s,
        u"dist/components/ArgoCDHistoryCard.esm.js"_s, u"dist/components/DetailsDrawer.esm.js"_s, u"dist/components/RevisionCell.esm.js"_s,
        u"dist/plugin.esm.js"_s};
    for (const QString &path : code)
        addFile(path, module(u"load"_s, 20, 0), module(u"load"_s, 20, 4));
    addFile(u"dist/hooks/useArgoClusters.esm.js"_s, {}, module(u"cluster"_s, 30, 0));
    addFile(u"dist/fetchPolyfill.esm.js"_s, module(u"polyfill"_s, 10, 0), {});
    addFile(u"README.md"_s, u"# Argo CD\n\nInstall it.\n"_s, u"# Argo CD\n\nInstall it, then configure it.\n"_s, u"text"_s);
    for (int i = 0; i < 9; ++i)
        addFile(u"dist/map%1.js.map"_s.arg(i), u"{}\n"_s, u"{\"version\":3}\n"_s, u"text"_s, {u"source_map"_s});
    addFinding(u"scripts/fetch-crds.js"_s, 3, u"detect-child-process"_s);
    reviewed = {u"dist/api/ArgoCDApiClient.esm.js"_s, u"dist/api/index.esm.js"_s, u"dist/fetchPolyfill.esm.js"_s, u"README.md"_s};
    diff.installScripts = {{u"postinstall"_s, {}, u"node scripts/fetch-crds.js"_s, 43, u"scripts/fetch-crds.js"_s}};
    diff.dependencies = {{u"undici"_s, u"direct"_s, u"added"_s, {}, u"6.19.8"_s, {u"CVE-2025-22150"_s}},
        {u"@kubernetes/client-node"_s, u"direct"_s, u"added"_s, {}, u"1.3.0"_s, {}}, {u"cross-fetch"_s, u"direct"_s, u"removed"_s, u"4.0.0"_s, {}, {}},
        {u"@backstage/core-plugin-api"_s, u"direct"_s, u"raised"_s, u"1.10.2"_s, u"1.11.1"_s, {}}};
    for (int i = 0; i < 8; ++i)
        diff.dependencies.append({u"@backstage/package-%1"_s.arg(i), u"direct"_s, u"raised"_s, u"1.0.0"_s, u"1.1.0"_s, {}});
    PolicyEvaluation policy;
    policy.policyId = u"install-scripts"_s;
    policy.policyVersion = 3;
    policy.verdict = Verdict::Warn;
    policy.message = u"Two Security approvals are needed."_s;
    policies = {policy};
    fillRequests(7);
}

ApprovalRequest ChangesScene::request(const QString &id, const QString &queue)
{
    ApprovalRequest r;
    r.id = RequestId(u"req_"_s + id);
    r.number = u"REQ-"_s + id;
    r.queue = queue;
    r.pluginId = PluginId(u"plg_1"_s);
    r.pluginName = u"@roadiehq/backstage-plugin-argo-cd"_s;
    r.type = RequestType::Update;
    r.status = RequestStatus::InReview;
    r.environment = Environment::Production;
    r.risk = Risk::High;
    r.versionId = version;
    r.version = u"2.9.0"_s;
    r.baseVersionId = VersionId(u"ver_0"_s);
    r.baseVersion = u"2.8.1"_s;
    r.versionDigest = u"sha512-abc"_s;
    r.evidenceRevision = 3;
    r.policyVersion = 4;
    r.requestedBy = {PersonId(u"per_requester"_s), u"Delivery Tooling lead"_s};
    r.createdAt = r.updatedAt = r.expiresAt = QDateTime::fromSecsSinceEpoch(1000, Qt::UTC);
    r.etag = u"e1"_s;
    Stage stage;
    stage.id = StageId(u"stg_1"_s);
    stage.name = u"Security"_s;
    stage.discipline = Discipline::Security;
    stage.status = StageStatus::Active;
    stage.quorum = 2;
    stage.approvals = 1;
    stage.callerEligible = queue == "your_turn"_L1;
    r.stages = {stage};
    r.preview = StagePreview {stage.callerEligible, u"Your approval makes Security 2 of 2"_s, u"Technical still needs 1."_s, {}};
    r.actions.allowed = {u"approve"_s, u"reject"_s, u"request_changes"_s, u"comment"_s};
    return r;
}

void ChangesScene::fillRequests(int count)
{
    QList<ApprovalRequest> all;
    for (int i = 1; i <= count; ++i)
        all.append(request(QString::number(i), i <= 2 ? u"your_turn"_s : u"waiting"_s));
    requests.replaceAll(all, clock.now());
}

InboxPage::Parts ChangesScene::parts(OverlayHost &overlays)
{
    return {requests, m_approvals, m_review, m_connection, m_freshness, *drafts, actions, overlays, state, clock, &m_outbox.intents(), {}, {}, nullptr, &highlighter};
}

ScriptedAnswer ChangesScene::answer(const SeenRequest &seen)
{
    const QString target = QString::fromLatin1(seen.target);
    asked += target;
    const QString path = target.section(u'?', 0, 0);
    const QUrlQuery query(target.section(u'?', 1));
    if (path.endsWith("/decisions"_L1))
        return decisionAnswer;
    if (path.contains("/config-revisions/"_L1))
        return jsonAnswer(toJsonBytes(toJson(configDiff)));
    if (path.endsWith("/diff"_L1)) {
        VersionDiff answered = diff;
        if (query.queryItemValue(u"base"_s) == "ver_0"_L1) {
            answered.baseId = VersionId(u"ver_0"_s);
            answered.baseVersion = u"2.8.1"_s;
        }
        return jsonAnswer(toJsonBytes(toJson(answered)));
    }
    if (path.endsWith("/file"_L1))
        return file(path.section(u'/', 4, 4), query);
    if (path.endsWith("/bases"_L1))
        return jsonAnswer(items(bases, clock.now()));
    if (path.endsWith("/reviewed-files"_L1)) {
        if (seen.verb == "POST") {
            const QJsonObject body = *parseJsonObject(seen.body);
            for (const QJsonValue &gone : body.value("unreviewed"_L1).toArray())
                reviewed.remove(gone.toString());
            for (const QJsonValue &come : body.value("reviewed"_L1).toArray())
                reviewed.insert(come.toString());
        }
        return jsonAnswer(toJsonBytes(toJson(ReviewedFiles {version, u"sha512-abc"_s, reviewed.values(), clock.now()})));
    }
    if (path.endsWith("/evidence"_L1))
        return jsonAnswer(toJsonBytes(toJson(EvidenceSet {version, 3, evidence, {}, {}, clock.now(), {}})));
    if (path.endsWith("/policy-evaluations"_L1))
        return jsonAnswer(items(policies, clock.now()));
    if (path.endsWith("/comments"_L1) && seen.verb == "POST")
        return commentAnswer ? *commentAnswer : comment(seen.body);
    if (path.endsWith("/comments"_L1)) {
        Page<Comment> page;
        page.items = comments;
        page.limit = 200;
        page.asOf = clock.now();
        return jsonAnswer(toJsonBytes(toJson(page)));
    }
    if (path.contains("/approval-requests/"_L1) && !path.endsWith("/timeline"_L1))
        return jsonAnswer(toJsonBytes(toJson(requests.at(0))));
    return jsonAnswer(items(QList<TimelineEntry>(), clock.now()));
}

ScriptedAnswer ChangesScene::file(const QString &versionId, const QUrlQuery &query) const
{
    const QString path = query.queryItemValue(u"path"_s, QUrl::FullyDecoded);
    const QMap<QString, QString> &texts = versionId == version.text() ? m_after : m_before;
    PackageFile file;
    file.versionId = VersionId(versionId);
    file.path = path;
    file.text = texts.value(path);
    file.size = file.text.size();
    return texts.contains(path) ? jsonAnswer(toJsonBytes(toJson(file))) : coretest::problemAnswer(404, "not_found", "There is no such file");
}

ScriptedAnswer ChangesScene::comment(const QByteArray &body)
{
    const QJsonObject sent = *parseJsonObject(body);
    posted.append(sent);
    addComment(sent.value("text"_L1).toString(), {});
    comments.last().anchor.reset();
    if (sent.contains("mark"_L1)) {
        comments.last().mark = sent.value("mark"_L1).toString();
        comments.last().state = u"open"_s;
    }
    if (sent.contains("anchor"_L1))
        comments.last().anchor = *fromJson<CommentAnchor>(sent.value("anchor"_L1).toObject());
    return jsonAnswer(toJsonBytes(toJson(comments.last())), 201);
}

} // namespace gatehouse::widgetstest
