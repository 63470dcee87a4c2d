// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace.h"

#include "core/base/async.h"
#include "core/contract/routes.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

Workspace::Workspace(TokenSource &tokens, const Clock &clock, QObject *parent)
    : QObject(parent)
    , lock(clock)
    , api(tokens, lock, clock)
    , connection(clock)
    , replica(api, connection)
    , outbox(rows, api, connection, clock)
    , registry(api, outbox, plugins, operations)
    , review(api, outbox, operations)
    , approvals(api, outbox, requests)
    , configuration(api, outbox, operations)
    , operationService(api, outbox, operations)
    , insights(api)
    , audit(api)
{
    connection.watch(api);
    replica.keep(plugins, u"plugins"_s, routes::plugins, routes::plugin);
    replica.keep(requests, u"requests"_s, routes::requests, routes::request);
    replica.keep(operations, u"operations"_s, routes::operations, routes::operation);
    replica.keep(configs, u"configs"_s, routes::configTree);
    connect(&replica, &Replica::phaseChanged, this, [this](Replica::Phase phase) {
        if (phase == Replica::Phase::Following)
            Q_EMIT filled();
    });
    connect(&outbox, &Outbox::failed, this, &Workspace::failed);
    connect(&api, &ApiClient::signInNeeded, this, [this](const Error &error) { connection.signedOut(error); });
}

Workspace::~Workspace()
{
    replica.stop();
}

Status Workspace::open(const Profile &profile)
{
    GATEHOUSE_TRY(api.setBaseUrl(QUrl(profile.portalUrl)));
    deliver(outbox.restore(), this, [this](const Status &status) {
        if (!status)
            Q_EMIT failed(status.error());
    });
    connection.signedIn();
    readMe();
    return {};
}

void Workspace::readMe()
{
    deliver(api.get<Me>(QLatin1String(routes::me)), this, [this](const Result<Me> &answer) {
        if (!answer) {
            Q_EMIT failed(answer.error());
            return;
        }
        m_me = *answer;
        api.setTenant(m_me->tenant);
        Q_EMIT meKnown();
        replica.start();
    });
}

} // namespace gatehouse
