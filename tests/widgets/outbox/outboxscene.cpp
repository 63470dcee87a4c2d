// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/outbox/outboxscene.h"

#include "core/base/async.h"

#include <QTimeZone>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::widgetstest {

namespace {

Intent decision(const QString &id, const QString &word, const QString &subject, const QString &detail, const QDateTime &at)
{
    Intent i;
    i.id = IntentId(id);
    i.kind = IntentKind::Decision;
    i.state = IntentState::Queued;
    i.topic = u"requests"_s;
    i.objectId = u"req_"_s + id;
    i.subject = subject;
    i.subjectDetail = detail;
    i.verbWord = word;
    i.stageName = u"Security"_s;
    i.environment = Environment::Production;
    i.sequence = id.toLongLong();
    i.composedAt = at;
    i.composedOffline = true;
    i.expiresAt = at.addDays(1);
    return i;
}

Movement same(const Reliance &side)
{
    return {side, side, {}, {}};
}

void rely(Intent &intent, const QList<Reliance> &relied)
{
    intent.relied = relied;
    for (const Reliance &side : relied)
        intent.movements.append(same(side));
    intent.checkedAt = OutboxScene::at(10, 46, 30);
}

void move(Intent &intent, const QString &name, const Reliance &now, const QString &who = {}, std::optional<QDateTime> when = {})
{
    for (Movement &movement : intent.movements) {
        if (movement.then.name == name)
            movement = {movement.then, now, who, when};
    }
}

} // namespace

OutboxScene::OutboxScene()
    : connection(clock)
    , spell(connection)
    , settings(directory.filePath(u"ui.json"_s))
    , state(settings)
    , drafts(rows, clock)
{
    clock.time = at(9, 30);
    connection.signedIn();
    connection.caughtUp();
    clock.time = at(9, 41);
    connection.unreachable(networkError(u"No network"_s));
    clock.time = at(10, 44);
    connection.answered();
    connection.caughtUp();
    clock.time = at(10, 46, 31);
    connection.noteAsOf(u"requests"_s, clock.time);
    fillWaiting();
    fillOver();
    fillRequest();
}

QDateTime OutboxScene::at(int hour, int minute, int second)
{
    return QDateTime(QDate(2026, 11, 23), QTime(hour, minute, second), QTimeZone::utc());
}

void OutboxScene::put(const QString &id, const std::function<void(Intent &)> &change)
{
    Intent changed = intent(id);
    change(changed);
    intents.put(changed);
}

void OutboxScene::fillWaiting()
{
    const QList<Reliance> relied {{u"evidence"_s, u"4"_s, u"Revision 4\n0 high, 1 medium"_s}, {u"stage"_s, u"active, 0 of 2"_s, u"0 of 2\nyou would be the 1st"_s},
        {u"digest"_s, u"sha512-41beQxmZl2rT8nJkQ9c02w"_s, {}}, {u"policy"_s, u"14"_s, u"policy v14"_s}, {u"status"_s, u"in_review"_s, u"in review"_s}};
    Intent moved = decision(u"1"_s, u"approve"_s, u"@backstage-community/plugin-azure-devops"_s, u"0.12.0 → 0.13.1"_s, at(9, 58, 14));
    moved.state = IntentState::NeedsAnotherLook;
    moved.reason = u"Diff read in full: UI strings and one new table column. No new scopes, no install scripts."_s;
    rely(moved, relied);
    move(moved, u"evidence"_s, {u"evidence"_s, u"5"_s, u"Revision 5\n1 high, 1 medium"_s});
    move(moved, u"stage"_s, {u"stage"_s, u"active, 1 of 2"_s, u"1 of 2"_s}, u"Reviewer B approved"_s, at(10, 12));
    Intent grafana = decision(u"2"_s, u"approve"_s, u"@backstage-community/plugin-grafana"_s, u"0.4.1 → 0.4.3"_s, at(10, 7));
    grafana.effect = u"Security becomes 2 of 2"_s;
    grafana.environment = Environment::Staging;
    rely(grafana, relied);
    Intent topology = decision(u"3"_s, u"request_changes"_s, u"@backstage-community/plugin-topology"_s, u"2.6.0 → 2.7.0"_s, at(10, 19));
    topology.reason = u"The new cluster role reads secrets. Say why, or leave it out."_s;
    rely(topology, relied);
    intents.putAll({moved, grafana, topology});
}

void OutboxScene::fillOver()
{
    Intent quay = decision(u"4"_s, u"approve"_s, u"@backstage-community/plugin-quay"_s, u"1.22.0 → 1.23.0"_s, at(10, 2));
    quay.state = IntentState::Refused;
    quay.endedAt = at(10, 31);
    quay.httpStatus = 409;
    quay.errorCode = u"conflict_state"_s;
    quay.errorMessage = u"requester withdrew it"_s;
    quay.correlationId = u"0af7651916cd43dd8448eb211c80319c"_s;
    quay.reason = u"Small fix, tests read."_s;
    Intent techdocs = decision(u"5"_s, u"approve"_s, u"@backstage/plugin-techdocs"_s, u"1.12.5 → 1.13.0"_s, at(9, 12));
    Intent rbac = decision(u"6"_s, u"comment"_s, u"@backstage-community/plugin-rbac"_s, u"1.43.0"_s, at(9, 4));
    rbac.kind = IntentKind::Comment;
    rbac.stageName.clear();
    rbac.reason = u"Which roles does the new page read?"_s;
    Intent gitlab = decision(u"7"_s, u"request_changes"_s, u"@immobiliarelabs/backstage-plugin-gitlab"_s, u"6.8.0 → 6.9.1"_s, at(8, 51));
    for (Intent *sentOne : {&techdocs, &rbac, &gitlab}) {
        sentOne->state = IntentState::Accepted;
        sentOne->composedOffline = false;
        sentOne->endedAt = sentOne->composedAt;
        sentOne->receipt = u"dec_01JD9"_s + sentOne->id.text();
        sentOne->correlationId = u"4bf92f3577b34da6a3ce929d0e0e4736"_s;
    }
    intents.putAll({quay, techdocs, rbac, gitlab});
}

void OutboxScene::fillRequest()
{
    ApprovalRequest request;
    request.id = RequestId(u"req_1"_s);
    request.number = u"REQ-2411"_s;
    request.type = RequestType::Update;
    request.environment = Environment::Production;
    request.pluginName = u"@backstage-community/plugin-azure-devops"_s;
    request.versionId = VersionId(u"ver_1"_s);
    request.evidenceRevision = 5;
    request.dueAt = at(14, 0);
    request.actions.allowed = {u"approve"_s, u"approve_with_conditions"_s, u"reject"_s, u"request_changes"_s, u"comment"_s};
    requests.put(request);

    Evidence scan;
    scan.kind = EvidenceKind::Dependencies;
    scan.verdict = Verdict::Fail;
    scan.tool = u"Trivy"_s;
    scan.toolVersion = u"0.68"_s;
    scan.ranAt = at(10, 20);
    scan.findings = {{Severity::High, u"CVE-2025-64756: Command injection through the glob command line, option -c."_s, u"node_modules/glob/package.json"_s, 3}};
    Evidence old = scan;
    old.ranAt = at(8, 0);
    old.findings = {{Severity::Medium, u"Known before"_s, {}, 0}};
    evidence.items = {old, scan};
}

OutboxPage::Parts OutboxScene::parts(OverlayHost &overlays)
{
    const auto answer = [this] { return readyFuture(failure ? Status(fail(*failure)) : Status()); };
    OutboxPage::Commands commands;
    commands.send = [this](const QList<IntentId> &ids) { sent.append(ids); };
    commands.withdraw = [this, answer](const IntentId &id) {
        withdrawn.append(id);
        return answer();
    };
    commands.forget = [this, answer](const QList<IntentId> &ids) {
        forgotten += ids;
        for (const IntentId &id : ids) {
            if (!failure)
                intents.remove(id.text());
        }
        return answer();
    };
    commands.bringBack = [this, answer](const QList<Intent> &back) {
        broughtBack += back;
        intents.putAll(back);
        return answer();
    };
    commands.alwaysSends = [this] { return always; };
    commands.setAlwaysSend = [this](bool on) { always = on; };
    commands.decideAgain = [this](const Intent &i, Outcome outcome, const QString &reason) { again.append({i.id.text(), outcome, reason}); };
    IntentDetail::Sources sources;
    sources.request = [this](const QString &id) { return requests.find(id); };
    sources.receipt = [this](const DecisionId &id) {
        receiptsRead.append(id.text());
        ReceiptView view;
        view.state = ReceiptView::State::Verified;
        view.decisionId = id;
        view.signedWith = SigningKeyId(ed25519::keyIdOf(QByteArray(32, 'a')));
        view.isThisDevice = true;
        view.leafIndex = 411;
        view.logSize = 1203;
        view.signedAt = view.recordedAt = at(9, 12);
        view.file = "{}";
        return readyFuture(view);
    };
    sources.evidence = [this](const VersionId &) { return readyFuture(Result<EvidenceSet>(evidence)); };
    DraftDetail::Sources places;
    places.closed = [this](const Draft &) { return closed; };
    places.next = [this](const Draft &) { return closed.isEmpty() ? QString() : u"REQ-2420"_s; };
    places.carry = [this](const Draft &draft) {
        carried.append(draft.key);
        return u"comment/req_9"_s;
    };
    return {intents, commands, sources, drafts, places, spell, connection, actions, overlays, state, clock};
}

} // namespace gatehouse::widgetstest
