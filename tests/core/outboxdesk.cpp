// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/outboxdesk.h"

#include "core/base/random.h"
#include "core/outbox/intentcodec.h"
#include "core/outbox/reliances.h"
#include "tests/testsupport/eventwait.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::coretest {

QFuture<Status> WatchedRows::write(RowBatch batch)
{
    if (refuses)
        return readyFuture(Status(fail(storageError(u"The disk is full."_s))));
    if (m_writesLeft == 0) {
        ++missed;
        QPromise<Status> &lost = m_lost.emplace_back();
        lost.start();
        return lost.future();
    }
    if (holds) {
        Held &held = m_held.emplace_back(Held {std::move(batch), {}});
        held.promise.start();
        return held.promise.future();
    }
    apply(batch);
    return readyFuture(Status());
}

void WatchedRows::apply(const RowBatch &batch)
{
    if (m_writesLeft > 0)
        --m_writesLeft;
    for (const auto &[table, key] : batch.remove)
        m_rows.remove(key);
    for (const Row &row : batch.put) {
        m_rows.insert(row.key, row.value);
        if (const auto intent = decodeIntent(row.value))
            m_history.append({row.key, intent->state});
    }
}

void WatchedRows::release()
{
    Held held = std::move(m_held.front());
    m_held.erase(m_held.begin());
    apply(held.batch);
    held.promise.addResult(Status());
    held.promise.finish();
}

void WatchedRows::revive()
{
    m_writesLeft = -1;
    m_lost.clear();
}

QList<IntentState> WatchedRows::history(const IntentId &id) const
{
    QList<IntentState> states;
    for (const auto &[key, state] : m_history) {
        if (key == id.text())
            states.append(state);
    }
    return states;
}

QFuture<Result<std::optional<QByteArray>>> WatchedRows::read(const QString &, const QString &key)
{
    using Answer = Result<std::optional<QByteArray>>;
    const auto found = m_rows.constFind(key);
    return readyFuture(found == m_rows.cend() ? Answer(std::nullopt) : Answer(*found));
}

QFuture<Result<QList<Row>>> WatchedRows::readAll(const QString &table)
{
    QList<Row> rows;
    for (auto it = m_rows.cbegin(); it != m_rows.cend(); ++it)
        rows.append({table, it.key(), it.value()});
    return readyFuture(Result<QList<Row>>(std::move(rows)));
}

FakePortal::FakePortal()
    : server([this](const SeenRequest &seen) { return answer(seen); })
{
    const QDateTime time = testsupport::FakeClock().now();
    request.id = RequestId(u"req_1"_s);
    request.number = u"REQ-1"_s;
    request.status = RequestStatus::InReview;
    request.versionDigest = u"sha512-a"_s;
    request.evidenceRevision = 4;
    request.policyVersion = 14;
    request.etag = u"r1"_s;
    request.expiresAt = request.createdAt = request.updatedAt = time;
    Stage stage;
    stage.id = StageId(u"stg_1"_s);
    stage.name = u"Security"_s;
    stage.quorum = 2;
    stage.status = StageStatus::Active;
    request.stages.append(stage);
    plugin.id = PluginId(u"plg_1"_s);
    plugin.etag = u"p1"_s;
    plugin.createdAt = plugin.updatedAt = time;
}

int FakePortal::writes() const
{
    int count = 0;
    for (const SeenRequest &seen : server.seen())
        count += seen.verb == "GET" ? 0 : 1;
    return count;
}

QList<SeenRequest> FakePortal::arrived(const IntentId &id) const
{
    QList<SeenRequest> found;
    for (const SeenRequest &seen : server.seen()) {
        if (seen.header("idempotency-key") == id.text().toLatin1())
            found.append(seen);
    }
    return found;
}

ScriptedAnswer FakePortal::answer(const SeenRequest &seen)
{
    if (fault) {
        if (const auto given = fault(seen))
            return *given;
    }
    if (seen.verb == "GET")
        return read(seen);
    const QByteArray key = seen.header("idempotency-key");
    ScriptedAnswer given = m_stored.contains(key) ? m_stored.value(key) : done(seen);
    if (losesAnswers > 0 && given.status < 300) {
        --losesAnswers;
        given.cutOff = true;
    }
    return given;
}

ScriptedAnswer FakePortal::read(const SeenRequest &seen) const
{
    if (seen.target.endsWith("/timeline"))
        return jsonAnswer(timeline);
    if (seen.target.startsWith("/api/v1/approval-requests/"))
        return jsonAnswer(toJsonBytes(toJson(request)));
    if (seen.target.startsWith("/api/v1/plugins/"))
        return jsonAnswer(toJsonBytes(toJson(plugin)));
    return problemAnswer(404, "not_found", "Nothing here");
}

ScriptedAnswer FakePortal::done(const SeenRequest &seen)
{
    const QByteArray ifMatch = seen.header("if-match");
    const bool onPlugin = seen.verb == "PATCH";
    QString &etag = onPlugin ? plugin.etag : request.etag;
    if (!ifMatch.isEmpty() && ifMatch != '"' + etag.toLatin1() + '"')
        return problemAnswer(412, "precondition_failed", "It was changed after you read it.");
    if (!ifMatch.isEmpty())
        etag += u'+';
    if (seen.target.endsWith("/decisions"))
        ++request.stages.first().approvals;
    const QByteArray key = seen.header("idempotency-key");
    const auto body = parseJsonObject(seen.body);
    m_effects.append(key);
    m_texts.append(body ? body->value("text"_L1).toString() : QString());
    ScriptedAnswer given = jsonAnswer(R"({"id":"done_)" + QByteArray::number(m_effects.size()) + R"("})", 201);
    if (onPlugin)
        given.headers.append("ETag: \"" + etag.toLatin1() + '"');
    m_stored.insert(key, given);
    return given;
}

OutboxDesk::OutboxDesk(FakePortal &portal, RowStore &rows)
    : outbox(rows, api, connection, clock)
{
    if (!api.setBaseUrl(portal.server.url()))
        qFatal("no loopback url");
    api.setRetryPolicy({1, 1, 2, 0});
    outbox.setRetryPolicy({0, 2, 8, 0});
    connection.watch(api);
    connection.signedIn();
}

void OutboxDesk::restore()
{
    const QFuture<Status> restored = outbox.restore();
    if (!testsupport::waitUntil([&] { return restored.isFinished(); }, 5000) || !restored.result())
        qFatal("the outbox cannot be read");
}

Intent OutboxDesk::comment(const QString &object, const QString &text) const
{
    Intent intent = intentTo(IntentKind::Comment, "POST", u"/api/v1/approval-requests/%1/comments"_s.arg(object), {{u"text"_s, text}});
    intent.id = IntentId(newUuid());
    intent.topic = u"requests"_s;
    intent.objectId = object;
    intent.verbWord = u"comment"_s;
    intent.reason = text;
    return intent;
}

Intent OutboxDesk::decision(const ApprovalRequest &seen, const QString &outcome) const
{
    const QString path = u"/api/v1/approval-requests/"_s + seen.id.text();
    Intent intent = intentTo(IntentKind::Decision, "POST", path + u"/decisions"_s, {{u"stageId"_s, u"stg_1"_s}, {u"text"_s, outcome}});
    intent.id = IntentId(newUuid());
    intent.topic = u"requests"_s;
    intent.objectId = seen.id.text();
    intent.verbWord = outcome;
    intent.ifMatch = seen.etag;
    intent.basisPath = path;
    intent.relied = relied::on(seen, StageId(u"stg_1"_s));
    return intent;
}

Intent OutboxDesk::edit(const Plugin &seen, const QString &owner) const
{
    const QString path = u"/api/v1/plugins/"_s + seen.id.text();
    Intent intent = intentTo(IntentKind::RegistryEdit, "PATCH", path, {{u"owner"_s, owner}, {u"text"_s, owner}});
    intent.id = IntentId(newUuid());
    intent.topic = u"plugins"_s;
    intent.objectId = seen.id.text();
    intent.verbWord = u"edit"_s;
    intent.ifMatch = seen.etag;
    intent.basisPath = path;
    intent.relied = relied::on(seen);
    return intent;
}

Intent OutboxDesk::deployment() const
{
    Intent intent = intentTo(IntentKind::Configuration, "POST", u"/api/v1/config-deployments"_s, {{u"text"_s, u"deploy"_s}});
    intent.id = IntentId(newUuid());
    intent.topic = u"configs"_s;
    intent.objectId = u"plg_1"_s;
    intent.verbWord = u"deploy"_s;
    intent.environment = Environment::Production;
    intent.productionWrite = true;
    return intent;
}

IntentState OutboxDesk::state(const IntentId &id) const
{
    const Intent *known = outbox.intents().find(id.text());
    return known ? known->state : IntentState::Composed;
}

} // namespace gatehouse::coretest
