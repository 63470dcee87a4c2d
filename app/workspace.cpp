// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace.h"

#include "app/draftplaces.h"
#include "core/base/async.h"
#include "core/contract/routes.h"
#include "core/net/reachproblem.h"
#include "core/outbox/outboxreceipts.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

Workspace::Workspace(TokenSource &tokens, const Clock &clock, RowStore &rowStore, TokenStore &secrets,
    const QString &profileId, QObject *parent)
    : QObject(parent)
    , rows(rowStore)
    , time(clock)
    , answers(rowStore, time)
    , lock(clock)
    , api(tokens, lock, clock)
    , connection(time)
    , freshness(connection)
    , spell(connection)
    , replica(api, connection, rowStore)
    , outbox(rowStore, api, connection, time)
    , drafts(rowStore, time)
    , deviceKey(secrets, rowStore, profileId)
    , keyRing(api, outbox, deviceKey, time)
    , logWatch(api, rowStore, time)
    , receipts(api, rowStore, logWatch, keyRing)
    , bundles(api)
    , registry(api, outbox, plugins, operations)
    , review(api, outbox, operations)
    , approvals(api, outbox, requests)
    , delegations(api, outbox)
    , workflows(api, outbox)
    , configuration(api, outbox, operations)
    , operationService(api, outbox, operations)
    , policies(api, outbox, operations)
    , insights(api)
    , audit(api)
    , takeOffline(api, requests)
{
    api.setAnswerCache(&answers);
    connection.watch(api);
    freshness.watch(api);
    freshness.watch(answers);
    outbox.receipts().setWordsKept([this](const Intent &intent) { return hasWordsInDraft(drafts, intent); });
    connect(&freshness, &Freshness::portalWanted, this, &Workspace::retry);
    connect(&api, &ApiClient::clockSkewChanged, this, [this](qint64 milliseconds) { time.setSkew(milliseconds); });
    // What the first page shows is there first.
    replica.keep(requests, u"requests"_s, routes::requests, routes::request);
    replica.keep(operations, u"operations"_s, routes::operations, routes::operation);
    replica.keep(configs, u"configs"_s, routes::configTree);
    replica.keep(plugins, u"plugins"_s, routes::plugins, routes::plugin, Replica::Wanted::Later);
    connect(&replica, &Replica::phaseChanged, this, [this](Replica::Phase phase) {
        if (phase == Replica::Phase::Following)
            Q_EMIT filled();
    });
    followDecisions();
    connect(&outbox, &Outbox::failed, this, &Workspace::failed);
    connect(&logWatch, &LogWatch::failed, this, &Workspace::failed);
    connect(&drafts, &DraftKeeper::failed, this, &Workspace::failed);
    connect(&replica, &Replica::notKept, this, &Workspace::failed);
    connect(&answers, &AnswerKeeper::failed, this, &Workspace::failed);
}

Workspace::~Workspace()
{
    replica.stop();
}

//! What is decided here is signed, and its receipt is kept when the portal took it.
void Workspace::followDecisions()
{
    approvals.setSigning([this](const DecisionStatement &statement) { return keyRing.sign(statement); });
    outbox.setPreparation([this](const Intent &intent) { return keyRing.prepare(intent); });
    connect(&outbox.intents(), &RecordSignals::changed, this, [this](int row) {
        const Intent &intent = outbox.intents().at(row);
        if (intent.kind == IntentKind::Decision && intent.state == IntentState::Accepted && keyRing.hasLog())
            receipts.keep(DecisionId(intent.receipt));
    });
    // A log that was rewritten is noticed by who comes back to it.
    connect(this, &Workspace::filled, this, [this] {
        if (keyRing.hasLog())
            logWatch.look();
    });
}

//! What the portal wanted of decisions when it was there last.
void Workspace::readKeptMeta()
{
    ApiRequest request;
    request.path = QString::fromLatin1(routes::meta);
    deliver(answers.find(request), this, [this](const std::optional<ApiReply> &kept) {
        const Result<Meta> meta = kept ? readReply<Meta>(*kept) : Result<Meta>(fail(cancelledError()));
        if (meta && keyRing.signing() == KeyRing::Signing::Unknown)
            keyRing.setFeatures(meta->features);
    });
}

QFuture<Result<bool>> Workspace::restore()
{
    // Whether the portal can be reached is not known yet: until somebody says no, we are on the way.
    connection.signedIn();
    auto promise = std::make_shared<QPromise<Result<bool>>>();
    promise->start();
    const auto answer = [promise](const Result<bool> &result) {
        promise->addResult(result);
        promise->finish();
    };
    const auto restored = [this, answer](const Status &replicaRestored) {
        if (!replicaRestored) {
            answer(fail(replicaRestored.error()));
            return;
        }
        ApiRequest who;
        who.path = QString::fromLatin1(routes::me);
        deliver(answers.find(who), this, [this, answer](const std::optional<ApiReply> &kept) {
            const Result<Me> person = kept ? readReply<Me>(*kept) : Result<Me>(fail(cancelledError()));
            if (person)
                know(*person);
            answer(person && replica.isComplete());
        });
    };
    const auto tell = [this](const Status &status) {
        if (!status)
            Q_EMIT failed(status.error());
    };
    deliver(answers.restore(), this, tell);
    deliver(logWatch.restore(), this, tell);
    readKeptMeta();
    // What was half written is here before a page opens: text typed earlier would replace it.
    deliver(drafts.restore(), this, [this, tell, restored](const Status &draftsRestored) {
        tell(draftsRestored);
        deliver(outbox.restore(), this, [this, tell, restored](const Status &outboxRestored) {
            tell(outboxRestored);
            if (outboxRestored) {
                forgetOrphans();
                outbox.receipts().tidy();
            }
            deliver(replica.restore(), this, restored);
        });
    });
    return promise->future();
}

//! Words that were rethought for an intent that is not in the Outbox any more.
void Workspace::forgetOrphans()
{
    const QLatin1String prefix(intentDrafts);
    const QList<Draft> all = drafts.all();
    for (const Draft &draft : all) {
        if (draft.key.startsWith(prefix) && !outbox.intents().find(draft.key.mid(prefix.size())))
            drafts.forget(draft.key);
    }
}

Status Workspace::open(const Profile &profile)
{
    GATEHOUSE_TRY(api.setBaseUrl(QUrl(profile.portalUrl)));
    connection.signedIn();
    readPortal();
    readMe();
    return {};
}

void Workspace::readPortal()
{
    ApiRequest request;
    request.path = QString::fromLatin1(routes::meta);
    request.kept = KeptUse::OnlyWritten;
    deliver(api.sendFor<Meta>(request), this, [this](const Result<Meta> &meta) {
        if (meta)
            keyRing.setFeatures(meta->features);
        const auto problem = meta ? versionProblem(*meta, QStringLiteral(GATEHOUSE_VERSION)) : std::nullopt;
        if (problem)
            Q_EMIT failed(*problem);
    });
}

void Workspace::readMe()
{
    // Signing in is under way, and goes on by itself.
    if (api.baseUrl().isEmpty())
        return;
    deliver(api.get<Me>(QLatin1String(routes::me)), this, [this](const Result<Me> &answer) {
        if (answer)
            know(*answer);
        // Who it is, is known from an earlier time: the replica waits for the portal by itself.
        if (!m_me) {
            Q_EMIT failed(answer.error());
            return;
        }
        replica.start();
    });
}

void Workspace::know(const Me &me)
{
    m_me = me;
    api.setTenant(me.tenant);
    keyRing.refresh();
    Q_EMIT meKnown();
}

} // namespace gatehouse
