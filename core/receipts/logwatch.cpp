// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/receipts/logwatch.h"

#include "core/contract/merkle.h"
#include "core/contract/routes.h"
#include "core/storage/tables.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr qsizetype mostWaypoints = 2000;
const QString stateKey = u"state"_s;

QString table()
{
    return QString::fromLatin1(tables::decisionLog);
}

QByteArray rootOf(const TreeHead &head)
{
    return dsse::fromBase64(head.root).value_or(QByteArray());
}

} // namespace

LogWatch::LogWatch(ApiClient &client, RowStore &rows, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_rows(rows)
    , m_clock(clock)
{
}

QFuture<Status> LogWatch::restore()
{
    using Kept = Result<std::optional<QByteArray>>;
    return transformed(m_rows.read(table(), stateKey), this, [this](const Kept &kept) -> Status {
        if (!kept)
            return fail(kept.error());
        if (!*kept)
            return {};
        const auto object = parseJsonObject(**kept);
        auto state = object ? fromJson<State>(*object) : Result<State>(fail(object.error()));
        if (!state)
            return fail(std::move(state).error());
        m_state = std::move(*state);
        if (m_state.newest) {
            const auto head = checkHead(m_state.newest->head, m_state.newest->logKey);
            m_seen = head ? std::optional(*head) : std::nullopt;
        }
        Q_EMIT changed();
        if (m_state.alarm)
            Q_EMIT alarmRaised();
        return {};
    });
}

QFuture<LogWatch::Standing> LogWatch::look()
{
    auto promise = std::make_shared<QPromise<Standing>>();
    promise->start();
    const auto end = [promise](Standing standing) {
        promise->addResult(standing);
        promise->finish();
    };
    ApiRequest request;
    request.path = QString::fromLatin1(routes::decisionLog);
    request.kept = KeptUse::None;
    deliver(m_client.sendFor<DecisionLogHead>(request), this, [this, end, before = seenSize()](const Result<DecisionLogHead> &head) {
        if (head)
            deliver(consider(*head, before), this, end);
        else
            end(Standing::NotCompared);
    });
    return promise->future();
}

QFuture<LogWatch::Standing> LogWatch::consider(const DecisionLogHead &head, qint64 seenBefore)
{
    Question question {head, seenBefore, std::make_shared<QPromise<Standing>>()};
    question.answer->start();
    m_questions.enqueue(question);
    next();
    return question.answer->future();
}

LogWatch::Standing LogWatch::known(const DecisionLogHead &head) const
{
    if (m_state.alarm && m_state.alarm->after.head == head.head)
        return Standing::Broken;
    const auto read = checkHead(head.head, head.logKey);
    if (!read || !m_state.newest || head.logKey != m_state.newest->logKey || !isWaypoint(*read))
        return Standing::NotCompared;
    return Standing::Consistent;
}

//! One after the other: each is held against what the one before left.
void LogWatch::next()
{
    if (m_isJudging || m_questions.isEmpty())
        return;
    m_isJudging = true;
    judge(m_questions.dequeue());
}

void LogWatch::judge(const Question &question)
{
    const auto head = checkHead(question.head.head, question.head.logKey);
    if (!head)
        return answer(question, Standing::NotCompared);
    if (!m_seen)
        return take(question, *head);
    if (question.head.logKey != m_state.newest->logKey)
        return raise(LogAlarm::Kind::KeyChanged, question);
    if (head->log != m_seen->log)
        return raise(LogAlarm::Kind::Forked, question);
    if (head->size < question.seenBefore)
        return raise(LogAlarm::Kind::Shortened, question);
    if (head->size == m_seen->size && head->root != m_seen->root)
        return raise(LogAlarm::Kind::Forked, question);
    if (isWaypoint(*head))
        return answer(question, Standing::Consistent);
    askForProof(question, *head);
}

void LogWatch::askForProof(const Question &question, const TreeHead &head)
{
    ApiRequest request;
    request.path = QString::fromLatin1(routes::decisionLogConsistency);
    request.query = {{u"first"_s, QString::number(std::min(head.size, m_seen->size))},
        {u"second"_s, QString::number(std::max(head.size, m_seen->size))}};
    request.kept = KeptUse::None;
    deliver(m_client.sendFor<ConsistencyProof>(request), this,
        [this, question, head](const Result<ConsistencyProof> &proof) { onProof(question, head, proof); });
}

void LogWatch::onProof(const Question &question, const TreeHead &head, const Result<ConsistencyProof> &proof)
{
    // Only the portal itself can refuse to prove that its log grew; a network that fails proves nothing.
    const bool isRefusal = !proof && proof.error().kind == ErrorKind::Problem && proof.error().httpStatus == 422;
    if (!proof && !isRefusal)
        return answer(question, Standing::NotCompared);
    const bool isOlder = head.size < m_seen->size;
    const TreeHead &first = isOlder ? head : *m_seen;
    const TreeHead &second = isOlder ? *m_seen : head;
    const auto path = proof ? readPath(proof->path) : Result<QList<QByteArray>>(fail(proof.error()));
    if (!path || !merkle::holdsConsistency(first.size, rootOf(first), second.size, rootOf(second), *path))
        return raise(LogAlarm::Kind::Forked, question);
    take(question, head);
}

//! Found consistent.
void LogWatch::take(const Question &question, const TreeHead &head)
{
    if (!m_seen || head.size > m_seen->size) {
        m_state.newest = question.head;
        m_seen = head;
    }
    m_state.waypoints.append({head.size, head.root});
    if (m_state.waypoints.size() > mostWaypoints)
        m_state.waypoints.removeFirst();
    Q_EMIT changed();
    keepAndAnswer(question, Standing::Consistent);
}

void LogWatch::raise(LogAlarm::Kind kind, const Question &question)
{
    const bool isNew = !m_state.alarm;
    if (isNew)
        m_state.alarm = LogAlarm {kind, *m_state.newest, question.head, m_clock.now()};
    Q_EMIT changed();
    if (isNew)
        Q_EMIT alarmRaised();
    keepAndAnswer(question, Standing::Broken);
}

void LogWatch::keepAndAnswer(const Question &question, Standing standing)
{
    deliver(save(), this, [this, question, standing](const Status &saved) {
        if (!saved)
            Q_EMIT failed(saved.error());
        answer(question, standing);
    });
}

void LogWatch::answer(const Question &question, Standing standing)
{
    question.answer->addResult(standing);
    question.answer->finish();
    m_isJudging = false;
    next();
}

bool LogWatch::isWaypoint(const TreeHead &head) const
{
    return std::ranges::any_of(m_state.waypoints, [&head](const Waypoint &w) { return w.size == head.size && w.root == head.root; });
}

QFuture<Status> LogWatch::save()
{
    RowBatch batch;
    batch.put.append({table(), stateKey, toJsonBytes(toJson(m_state))});
    // What was seen must not be forgotten by pulling a plug.
    batch.durability = Durability::Fsynced;
    return m_rows.write(std::move(batch));
}

QString LogWatch::keyFingerprint() const
{
    const auto key = m_state.newest ? dsse::fromBase64(m_state.newest->logKey) : std::nullopt;
    return key ? ed25519::fingerprintOf(ed25519::keyIdOf(*key)) : QString();
}

QByteArray LogWatch::alarmEvidence() const
{
    if (!m_state.alarm)
        return {};
    return toJsonBytes({{u"before"_s, toJson(m_state.alarm->before)}, {u"after"_s, toJson(m_state.alarm->after)}});
}

QFuture<Status> LogWatch::acceptLog()
{
    if (!m_state.alarm)
        return readyFuture(Status());
    const DecisionLogHead now = m_state.alarm->after;
    const auto head = checkHead(now.head, now.logKey);
    m_state = {};
    m_seen.reset();
    if (head) {
        m_state.newest = now;
        m_state.waypoints.append({head->size, head->root});
        m_seen = *head;
    }
    Q_EMIT changed();
    return save();
}

} // namespace gatehouse
