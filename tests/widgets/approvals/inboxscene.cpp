// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/approvals/inboxscene.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::widgetstest {

InboxScene::InboxScene(coretest::ScriptedServer::Script portal)
    : PageScene(std::move(portal), u"inbox"_s)
{
}

InboxScene::~InboxScene()
{
    closeWindow();
}

bool InboxScene::openOutbox()
{
    const bool opened = PageScene::openOutbox();
    approvals = std::make_unique<ApprovalService>(client, *outbox, requests);
    review = std::make_unique<ReviewService>(client, *outbox, operations);
    return openDrafts() && opened;
}

InboxPage::Parts InboxScene::parts(const IntentStore *intents)
{
    return {requests, *approvals, *review, connection, freshness, *drafts, *actions, *overlays, state, clock, intents};
}

ApprovalRequest updateUnderReview(const QString &id, const QString &queue, const QString &plugin)
{
    ApprovalRequest r;
    r.id = RequestId(id);
    r.number = u"REQ-"_s + id;
    r.queue = queue;
    r.pluginName = plugin;
    r.type = RequestType::Update;
    r.status = RequestStatus::InReview;
    r.versionId = VersionId(u"ver_"_s + id);
    r.version = u"2.0.0"_s;
    r.versionDigest = u"sha512-abc"_s;
    r.evidenceRevision = 3;
    r.policyVersion = 4;
    r.templateVersion = 1;
    r.createdAt = r.updatedAt = r.expiresAt = QDateTime::fromSecsSinceEpoch(1000, Qt::UTC);
    r.etag = u"e1"_s;
    Stage stage;
    stage.id = StageId(u"stg_"_s + id);
    stage.status = StageStatus::Active;
    stage.callerEligible = queue == u"your_turn"_s;
    r.stages = {stage};
    return r;
}

} // namespace gatehouse::widgetstest
