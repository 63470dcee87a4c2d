// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/operationroutes.h"
#include "backend/api/policyroutes.h"
#include "backend/services/policystore.h"
#include "backend/services/pooledoperationrunner.h"
#include "core/contract/policy.h"
#include "core/contract/routes.h"
#include "tests/backend/apifixture.h"

#include <QSemaphore>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;
using namespace gatehouse::services;
using testsupport::HttpAnswer;

namespace {

constexpr int decisions = 120;

//! Stops at every progress of the job until the test lets it go on.
class HaltingContext final : public JobContext
{
public:
    HaltingContext(JobContext &job, QSemaphore &halted, QSemaphore &mayGo)
        : m_job(job)
        , m_halted(halted)
        , m_mayGo(mayGo)
    {
    }

    void beginStep(const QString &name) override { m_job.beginStep(name); }
    void setPercent(int percent) override
    {
        m_job.setPercent(percent);
        m_halted.release();
        m_mayGo.acquire();
    }
    void log(const QString &level, const QString &text) override { m_job.log(level, text); }
    bool isCancelled() const override { return m_job.isCancelled(); }
    Status write(const std::function<Status(store::UnitOfWork &)> &work) override { return m_job.write(work); }
    Status read(const std::function<Status(store::UnitOfWork &)> &work) override { return m_job.read(work); }

private:
    JobContext &m_job;
    QSemaphore &m_halted;
    QSemaphore &m_mayGo;
};

//! The server's own runner; its jobs halt where they tell how far they are.
class HaltingRunner final : public OperationRunner
{
public:
    explicit HaltingRunner(OperationRunner &runner)
        : m_runner(runner)
    {
    }

    Result<Operation> submit(store::UnitOfWork &work, Job job) override
    {
        job.run = [this, run = std::move(job.run)](JobContext &context) {
            HaltingContext halting(context, halted, mayGo);
            return run(halting);
        };
        return m_runner.submit(work, std::move(job));
    }
    Result<Operation> cancel(store::UnitOfWork &work, const OperationId &id) override { return m_runner.cancel(work, id); }

    QSemaphore halted;
    QSemaphore mayGo;

private:
    OperationRunner &m_runner;
};

} // namespace

//! A back-test that somebody stops: it ends between two decisions, and nothing of it is left.
class TestPolicyBacktest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aBacktestThatGoesOnIsKept();
    void aCancelledBacktestLeavesNothing();
    void onlyThoseWhoMayStartOneStopIt();

private:
    Status decideOften();
    HttpAnswer start();
    QString end(const HttpAnswer &accepted);
    int rowsIn(const QString &table);
    bool wasTried();

    std::unique_ptr<ApiFixture> m_api;
    std::unique_ptr<store::Database> m_database;
    std::unique_ptr<PooledOperationRunner> m_pool;
    std::unique_ptr<HaltingRunner> m_runner;
    std::unique_ptr<PolicyShelf> m_shelf;
};

void TestPolicyBacktest::init()
{
    m_api = std::make_unique<ApiFixture>();
    m_database = m_api->connection();
    m_pool = std::make_unique<PooledOperationRunner>(m_api->location(), m_api->gate, m_api->clock);
    QVERIFY(m_pool->start(*m_database));
    m_runner = std::make_unique<HaltingRunner>(*m_pool);
    const auto shipped = shippedPolicies();
    QVERIFY(shipped);
    m_shelf = std::make_unique<PolicyShelf>(*shipped);
    api::registerOperationRoutes(m_api->dispatcher, *m_runner);
    api::registerPolicyRoutes(m_api->dispatcher, *m_shelf, *m_runner);
    m_api->start();
    const Status decided = decideOften();
    QVERIFY2(decided, decided ? "" : qPrintable(describe(decided.error())));
    auto &ada = m_api->client(u"ada"_s);
    const QString yaml = QString::fromUtf8(*shippedPolicyText());
    const HttpAnswer drafted = ada.put(routes::path(routes::policyDraft), {{u"yaml"_s, yaml}},
        {{"If-Match", ada.get(routes::path(routes::policies)).etag()}});
    QVERIFY2(drafted.status == 200, drafted.describe().constData());
}

void TestPolicyBacktest::cleanup()
{
    m_runner->mayGo.release(1000);
    m_pool->stop();
    m_database.reset();
    m_api.reset();
    m_pool.reset();
}

Status TestPolicyBacktest::decideOften()
{
    // The versions that were decided on are no part of this.
    GATEHOUSE_TRY(m_database->execute(u"PRAGMA foreign_keys = OFF"_s, {}));
    return m_database->write([&]() -> Status {
        GATEHOUSE_TRY(m_database->execute(
            u"INSERT INTO decided_inputs (version_id, evidence_revision, inputs) VALUES ('ver_a', 1, '{\"inputs\":[]}')"_s, {}));
        for (int i = 0; i < decisions; ++i)
            GATEHOUSE_TRY(m_database->execute(
                u"INSERT INTO approval_requests (id, tenant, number, type, status, is_open, priority, priority_rank, environment, risk,"
                " risk_score, plugin_id, plugin_name, version_id, version, version_digest, evidence_revision, policy_version, denial,"
                " evidence_gap, template_id, template_version, requested_by, requested_by_name, justification, impact, rollback_plan,"
                " conditions, due_at, expires_at, created_at, updated_at, decided_at, comment_count, revision)"
                " VALUES (?, 'acme', ?, 'install', 'approved', 0, 'normal', 1, 'production', 'low', 1, 'plg_a', '@acme/a', 'ver_a', '1.0.0',"
                " 'sha512-a', 1, 3, '', '', 'low-risk', 1, 'per_x', 'X', '', '', '', '[]', ?, ?, ?, ?, ?, 0, 1)"_s,
                {u"req_%1"_s.arg(i), i + 1, toRfc3339(m_api->clock.now()), toRfc3339(m_api->clock.now()), toRfc3339(m_api->clock.now()),
                    toRfc3339(m_api->clock.now()), toRfc3339(m_api->clock.now())}));
        return {};
    });
}

HttpAnswer TestPolicyBacktest::start()
{
    return m_api->client(u"ada"_s).post(routes::path(routes::policyBacktests), {{u"decisions"_s, 200}});
}

//! Its status once it is over.
QString TestPolicyBacktest::end(const HttpAnswer &accepted)
{
    return m_api->client(u"ada"_s).awaitOperation(accepted).json().value("status"_L1).toString();
}

int TestPolicyBacktest::rowsIn(const QString &table)
{
    auto query = m_database->query(u"SELECT COUNT(*) FROM "_s + table, {});
    return query && query->next() ? int(query->integer(0)) : -1;
}

bool TestPolicyBacktest::wasTried()
{
    return m_api->client(u"ada"_s).get(routes::path(routes::policies)).json().value("allowedActions"_L1).toArray().contains(u"activate"_s);
}

void TestPolicyBacktest::aBacktestThatGoesOnIsKept()
{
    m_runner->mayGo.release(1000);
    const HttpAnswer accepted = start();
    QVERIFY2(accepted.status == 202, accepted.describe().constData());
    QCOMPARE(end(accepted), u"succeeded"_s);
    const auto result = fromJson<PolicyBacktest>(
        m_api->client(u"ada"_s).get(routes::path(routes::policyBacktest, {accepted.json().value("subjectId"_L1).toString()})).json());
    QVERIFY(result);
    QCOMPARE(result->considered, decisions);
    QCOMPARE(result->remembered, decisions);
    QCOMPARE(rowsIn(u"policy_backtests"_s), 1);
    QVERIFY(wasTried());
}

void TestPolicyBacktest::aCancelledBacktestLeavesNothing()
{
    const HttpAnswer accepted = start();
    const QString id = accepted.json().value("id"_L1).toString();
    // It has judged some, and not all.
    m_runner->halted.acquire();
    auto &ada = m_api->client(u"ada"_s);
    const HttpAnswer running = ada.get(routes::path(routes::operation, {id}));
    QCOMPARE(running.json().value("status"_L1).toString(), u"running"_s);
    QVERIFY(running.json().value("percent"_L1).toInt() > 0);
    QVERIFY(running.json().value("allowedActions"_L1).toArray().contains(u"cancel"_s));
    const HttpAnswer cancel = ada.post(routes::path(routes::operationCancel, {id}));
    QVERIFY2(cancel.status == 202, cancel.describe().constData());
    QCOMPARE(cancel.json().value("status"_L1).toString(), u"cancelling"_s);
    m_runner->mayGo.release(1000);
    QCOMPARE(end(accepted), u"cancelled"_s);
    // What was left to judge was not judged.
    QCOMPARE(m_runner->halted.available(), 0);
    QCOMPARE(ada.get(routes::path(routes::policyBacktest, {accepted.json().value("subjectId"_L1).toString()})).status, 404);
    QCOMPARE(rowsIn(u"policy_backtests"_s), 0);
    QVERIFY(!wasTried());
}

void TestPolicyBacktest::onlyThoseWhoMayStartOneStopIt()
{
    const HttpAnswer accepted = start();
    m_runner->halted.acquire();
    const QString cancel = routes::path(routes::operationCancel, {accepted.json().value("id"_L1).toString()});
    QCOMPARE(m_api->client(u"bob"_s).post(cancel).status, 403);
    QCOMPARE(m_api->client(u"eve"_s).post(cancel).status, 404);
    m_runner->mayGo.release(1000);
    QCOMPARE(end(accepted), u"succeeded"_s);
    QCOMPARE(m_api->client(u"eve"_s).get(routes::path(routes::policyBacktest, {accepted.json().value("subjectId"_L1).toString()})).status, 404);
}

QTEST_GUILESS_MAIN(TestPolicyBacktest)
#include "tst_policybacktest.moc"
