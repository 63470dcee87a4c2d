// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/review/takeoffline.h"

#include "core/contract/pluginhealth.h"
#include "core/contract/versiondiff.h"
#include "core/review/comparisonreader.h"
#include "core/review/reviewreads.h"
#include "core/sync/keeprule.h"

#include <QtConcurrentRun>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

//! Leaves connections, and most of what the portal allows one person, for what they look at meanwhile.
constexpr int readsAtOnce = 2;
constexpr int firstGapMs = 20;
constexpr int longestGapMs = 1000;
//! How often one thing is asked for when the portal is busy; it waits as long as the portal says each time.
constexpr int mostTries = 10;

//! Both sides of everything that can be compared by itself.
QList<ApiRequest> filesOf(const ApiReply &reply)
{
    QList<ApiRequest> requests;
    const auto diff = readReply<VersionDiff>(reply);
    if (!diff)
        return requests;
    for (const FileChange &file : diff->files) {
        if (file.binary || isLong(file))
            continue;
        if (file.kind != FileChangeKind::Deleted)
            requests.append(reads::file(diff->versionId, file.path));
        if (file.kind != FileChangeKind::Added && diff->baseId)
            requests.append(reads::file(*diff->baseId, file.oldPath.value_or(file.path)));
    }
    return requests;
}

QList<ApiRequest> restOf(const ApiReply &reply)
{
    const auto piece = readReply<PackageFile>(reply);
    if (!piece || !piece->nextOffset)
        return {};
    return {reads::file(piece->versionId, piece->path, *piece->nextOffset)};
}

} // namespace

TakeOffline::TakeOffline(ApiClient &client, const RequestStore &requests, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_requests(requests)
{
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &TakeOffline::next);
    connect(&client, &ApiClient::waitAsked, this, &TakeOffline::slowDown);
}

void TakeOffline::start()
{
    ++m_run;
    m_reading = std::make_unique<QObject>();
    m_waiting.clear();
    m_seen.clear();
    m_problem.reset();
    m_running = m_requestCount = m_done = m_total = 0;
    m_gapMs = firstGapMs;
    m_pause.stop();
    enter(State::Running);
    for (int row = 0; row < m_requests.count(); ++row) {
        if (m_requests.at(row).queue == "your_turn"_L1)
            add(m_requests.at(row));
    }
    Q_EMIT progressed(m_done, m_total);
    next();
}

void TakeOffline::cancel()
{
    if (m_state != State::Running)
        return;
    ++m_run;
    m_reading.reset();
    m_waiting.clear();
    m_pause.stop();
    enter(State::Cancelled);
}

void TakeOffline::add(const ApprovalRequest &request)
{
    ++m_requestCount;
    add(reads::comments(request.id));
    add(reads::timeline(request.id));
    for (const char *range : {healthrange::day, healthrange::week}) {
        if (!request.pluginId.isEmpty())
            add(reads::health(request.pluginId, QLatin1String(range)));
    }
    if (!request.templateId.isEmpty())
        add(reads::reasonTemplates(request));
    if (request.configRevisionId)
        add(reads::configDiff(*request.configRevisionId));
    if (request.versionId.isEmpty())
        return;
    add(reads::version(request.versionId));
    add(reads::evidence(request.versionId));
    add(reads::policy(request.versionId, request.environment));
    add(reads::bases(request.versionId));
    add(reads::diffSinceReview(request.versionId, request.baseVersionId), Leads::ToFiles);
}

void TakeOffline::add(ApiRequest request, Leads leads)
{
    const QString key = keepKeyOf(request);
    if (m_seen.contains(key))
        return;
    m_seen.insert(key);
    // What is kept already may be old: what is taken is what the portal says now.
    request.kept = KeptUse::OnlyWritten;
    m_waiting.append({std::move(request), leads});
    ++m_total;
}

void TakeOffline::next()
{
    if (m_state != State::Running)
        return;
    if (m_waiting.isEmpty() && m_running == 0) {
        enter(m_problem ? State::Incomplete : State::Complete);
        return;
    }
    if (m_waiting.isEmpty() || m_running == readsAtOnce || m_pause.isActive())
        return;
    Item item = m_waiting.takeFirst();
    ++item.tries;
    ++m_running;
    deliver(m_client.send(item.request, m_reading.get()), this, [this, item, run = m_run](const Result<ApiReply> &reply) {
        if (run == m_run)
            onAnswer(item, reply);
    });
    m_pause.start(m_gapMs);
}

//! The portal asked somebody of this computer to wait: nothing new is asked for before that, and then
//! more slowly.
void TakeOffline::slowDown(const Error &error)
{
    if (m_state != State::Running)
        return;
    m_gapMs = std::min(2 * m_gapMs, longestGapMs);
    m_pause.start(std::max(m_pause.remainingTime(), 1000 * std::max(1, error.retryAfterSeconds)));
}

void TakeOffline::onAnswer(const Item &item, const Result<ApiReply> &reply)
{
    if (!reply && reply.error().httpStatus == 429 && item.tries < mostTries) {
        m_waiting.prepend(item);
        --m_running;
        next();
        return;
    }
    // A portal that cannot measure now has nothing to take; no decision waits for that.
    if (!reply && !m_problem && reply.error().code != "source_lost"_L1)
        m_problem = reply.error();
    if (reply && item.leads != Leads::Nowhere)
        follow(item, *reply);
    else
        finishOne();
}

void TakeOffline::follow(const Item &item, const ApiReply &reply)
{
    const bool toFiles = item.leads == Leads::ToFiles;
    const QFuture<QList<ApiRequest>> naming = QtConcurrent::run([reply, toFiles] { return toFiles ? filesOf(reply) : restOf(reply); });
    deliver(naming, this, [this, run = m_run](const QList<ApiRequest> &requests) {
        if (run != m_run)
            return;
        for (const ApiRequest &request : requests)
            add(request, Leads::ToItsRest);
        finishOne();
    });
}

void TakeOffline::finishOne()
{
    --m_running;
    ++m_done;
    Q_EMIT progressed(m_done, m_total);
    next();
}

void TakeOffline::enter(State state)
{
    if (m_state == state)
        return;
    m_state = state;
    Q_EMIT stateChanged(state);
}

} // namespace gatehouse
