// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/housekeeping.h"

#include "backend/api/idempotency.h"
#include "backend/services/approvals.h"
#include "backend/services/installationrecovery.h"
#include "backend/services/persons.h"
#include "backend/services/policybacktest.h"
#include "backend/services/rejudgement.h"
#include "core/base/log.h"
#include "core/base/random.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int checkSeconds = 5;
constexpr int approvalSeconds = 60;
constexpr int forgetSeconds = 3600;

store::UnitOfWork systemWork(store::Database &database, const QString &tenant, const QDateTime &now)
{
    return {database, {{PersonId(u"per_system"_s), u"Gatehouse"_s}, {}, tenant}, now, newUuid()};
}

// One write transaction for each tenant, as the server itself.
Status forEachTenant(store::Database &database, const QDateTime &now, const std::function<Status(store::UnitOfWork &)> &change)
{
    store::UnitOfWork everywhere = systemWork(database, {}, now);
    const auto tenants = services::personTenants(everywhere);
    if (!tenants)
        return fail(tenants.error());
    for (const QString &tenant : *tenants) {
        store::UnitOfWork work = systemWork(database, tenant, now);
        GATEHOUSE_TRY(database.write([&] { return change(work); }));
    }
    return {};
}

Status forgetOld(store::Database &database, const QDateTime &now)
{
    GATEHOUSE_TRY(api::forgetOldReplies(database, now));
    GATEHOUSE_TRY(services::forgetOldBacktests(database, now));
    return services::eventlog::forgetOld(database, now);
}

void report(const char *what, const Status &done)
{
    if (!done)
        log::to(log::App)->error("{}: {} {}", what, describe(done.error()), done.error().detail);
}

} // namespace

Housekeeping::Housekeeping(
    services::EventHub &hub, services::SelfCheck &selfCheck, store::Workers &workers, const Clock &clock,
    services::PolicyShelf &policies, QString environmentsDirectory)
    : m_hub(hub)
    , m_selfCheck(selfCheck)
    , m_workers(workers)
    , m_clock(clock)
    , m_policies(policies)
    , m_environmentsDirectory(std::move(environmentsDirectory))
{
}

void Housekeeping::start()
{
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { everySecond(); });
    m_timer.start(1000);
    m_selfCheck.run();
    forget();
    rejudge();
}

void Housekeeping::everySecond()
{
    ++m_seconds;
    m_hub.tick();
    if (m_seconds % checkSeconds == 0)
        m_selfCheck.run();
    if (m_seconds % approvalSeconds == 0)
        tickApprovals();
    if (m_seconds % forgetSeconds == 0) {
        forget();
        rejudge();
    }
}

void Housekeeping::tickApprovals()
{
    const bool taken = m_workers.tryWrite([&clock = m_clock, &policies = m_policies](store::Database &database) {
        report("the clock of approvals", forEachTenant(database, clock.now(), [&policies](store::UnitOfWork &work) -> Status {
            const auto active = policies.active(work);
            if (!active)
                return fail(active.error());
            // What counts first, then what follows for the requests.
            GATEHOUSE_TRY(services::expireEvidence(work, *active));
            return services::approvalTick(work);
        }));
    });
    if (!taken)
        log::to(log::App)->warn("no worker was free for the clock of approvals");
}

void Housekeeping::forget()
{
    const bool taken = m_workers.tryWrite([&clock = m_clock](store::Database &database) {
        report("forgetting old rows", forgetOld(database, clock.now()));
    });
    if (!taken)
        log::to(log::App)->warn("no worker was free to forget old rows");
}

void Housekeeping::rejudge()
{
    const bool taken = m_workers.tryWrite([&clock = m_clock, &policies = m_policies, directory = m_environmentsDirectory](store::Database &database) {
        report("judging again", forEachTenant(database, clock.now(), [&policies, &directory](store::UnitOfWork &work) -> Status {
            GATEHOUSE_TRY(services::settleInterrupted(work, directory));
            const auto active = policies.active(work);
            if (!active)
                return fail(active.error());
            GATEHOUSE_TRY(services::expireEvidence(work, *active));
            return services::rejudgeStale(work, *active);
        }));
    });
    if (!taken)
        log::to(log::App)->warn("no worker was free to judge again");
}

} // namespace gatehouse
