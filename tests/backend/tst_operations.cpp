// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/operationroutes.h"
#include "backend/services/operationrows.h"
#include "backend/services/pooledoperationrunner.h"
#include "tests/backend/apifixture.h"
#include "tests/testsupport/sandboxsignin.h"
#include "tests/testsupport/serverprocess.h"

#include <QSemaphore>
#include <QTest>
#include <QThread>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;
using services::Job;
using services::JobContext;

class OperationsTest : public QObject
{
    Q_OBJECT
    std::unique_ptr<ApiFixture> m_api;
    std::unique_ptr<store::Database> m_database;
    std::unique_ptr<services::PooledOperationRunner> m_runner;

    Operation submit(std::function<Result<QJsonObject>(JobContext &)> run, const QStringList &steps = {u"one"_s, u"two"_s})
    {
        Operation made;
        store::UnitOfWork work = m_api->work(*m_database);
        const Status done = m_database->write([&]() -> Status {
            auto operation = m_runner->submit(work, {OperationType::Import, u"things"_s, {}, Environment::Development, steps, std::move(run)});
            if (!operation)
                return fail(operation.error());
            made = *operation;
            return {};
        });
        return done ? made : Operation();
    }
    Operation read(const Operation &operation)
    {
        const auto &answer = m_api->client(u"ada"_s).get(u"/api/v1/operations/"_s + operation.id.text());
        return fromJson<Operation>(answer.json()).value_or(Operation());
    }
    bool isOver(const Operation &operation) { return services::operationrows::isOver(read(operation).status); }

private Q_SLOTS:
    void init();
    void cleanup();
    void tellsItsSteps();
    void failsWithItsProblem();
    void startsOnlyAfterTheCommit();
    void isCancelledWhereItObeys();
    void isNotCancelledByAnybody();
    void isInterruptedByTheEndOfTheServer();
    void isInterruptedByAKill();
    void tellsTheFeed();
    void lists();
};

void OperationsTest::init()
{
    m_api = std::make_unique<ApiFixture>();
    m_database = m_api->connection();
    m_runner = std::make_unique<services::PooledOperationRunner>(m_api->location(), m_api->gate, m_api->clock);
    QVERIFY(m_runner->start(*m_database));
    api::registerOperationRoutes(m_api->dispatcher, *m_runner);
    m_api->start();
}

void OperationsTest::cleanup()
{
    m_runner->stop();
    m_database.reset();
    m_api.reset();
    m_runner.reset();
}

void OperationsTest::tellsItsSteps()
{
    const Operation operation = submit([](JobContext &job) -> Result<QJsonObject> {
        job.beginStep(u"one"_s);
        job.setPercent(40);
        job.log(u"info"_s, u"half way"_s);
        job.beginStep(u"two"_s);
        return QJsonObject {{u"made"_s, 3}};
    });
    QCOMPARE(operation.status, OperationStatus::Queued);
    QCOMPARE(operation.number, u"OP-1"_s);
    QTRY_VERIFY(isOver(operation));
    const Operation over = read(operation);
    QCOMPARE(over.status, OperationStatus::Succeeded);
    QCOMPARE(over.percent, 100);
    QCOMPARE(over.result["made"_L1].toInt(), 3);
    QCOMPARE(over.steps.at(0).status, StepStatus::Succeeded);
    QCOMPARE(over.steps.at(1).status, StepStatus::Succeeded);
    QVERIFY(over.steps.at(0).startedAt && over.steps.at(1).finishedAt && over.finishedAt);
    const auto &log = m_api->client(u"ada"_s).get(u"/api/v1/operations/"_s + operation.id.text() + u"/log"_s);
    QCOMPARE(log.items().at(0)["text"_L1].toString(), u"half way"_s);
    QCOMPARE(m_api->client(u"ada"_s).get(u"/api/v1/operations/"_s + operation.id.text() + u"/log?after=1"_s).items().size(), 0);
}

void OperationsTest::failsWithItsProblem()
{
    const Operation operation = submit([](JobContext &job) -> Result<QJsonObject> {
        job.beginStep(u"one"_s);
        return fail(inputError(u"integrity_mismatch"_s, u"The digest is wrong"_s));
    });
    QTRY_VERIFY(isOver(operation));
    const Operation over = read(operation);
    QCOMPARE(over.status, OperationStatus::Failed);
    QCOMPARE(over.problem->code, u"integrity_mismatch"_s);
    QCOMPARE(over.steps.at(0).status, StepStatus::Failed);
    QCOMPARE(over.steps.at(0).message, u"The digest is wrong"_s);
    QCOMPARE(over.steps.at(1).status, StepStatus::Skipped);
}

void OperationsTest::startsOnlyAfterTheCommit()
{
    std::atomic<int> ran = 0;
    store::UnitOfWork work = m_api->work(*m_database);
    QVERIFY(!m_database->write([&]() -> Status {
        const auto made = m_runner->submit(work, {OperationType::Import, u"x"_s, {}, Environment::Unknown, {}, [&](JobContext &) -> Result<QJsonObject> {
            ++ran;
            return QJsonObject();
        }});
        return fail(made ? inputError(u"no"_s, u"no"_s) : made.error());
    }));
    const Operation next = submit([](JobContext &) -> Result<QJsonObject> { return QJsonObject(); });
    QTRY_VERIFY(isOver(next));
    QCOMPARE(ran.load(), 0);
    QCOMPARE(next.number, u"OP-1"_s);
}

void OperationsTest::isCancelledWhereItObeys()
{
    QSemaphore started;
    const Operation operation = submit([&](JobContext &job) -> Result<QJsonObject> {
        job.beginStep(u"one"_s);
        started.release();
        while (!job.isCancelled())
            QThread::yieldCurrentThread();
        return fail(cancelledError());
    });
    started.acquire();
    auto &ada = m_api->client(u"ada"_s);
    const QString cancel = u"/api/v1/operations/"_s + operation.id.text() + u"/cancel"_s;
    const auto accepted = ada.post(cancel);
    QCOMPARE(accepted.status, 202);
    QCOMPARE(accepted.header("location"), "/api/v1/operations/" + operation.id.text().toLatin1());
    QCOMPARE(accepted.json()["status"_L1].toString(), u"cancelling"_s);
    QTRY_VERIFY(isOver(operation));
    QCOMPARE(read(operation).status, OperationStatus::Cancelled);
    QCOMPARE(ada.post(cancel).code(), u"conflict_state"_s);
}

void OperationsTest::isNotCancelledByAnybody()
{
    QSemaphore mayEnd;
    const Operation operation = submit([&](JobContext &) -> Result<QJsonObject> {
        mayEnd.acquire();
        return QJsonObject();
    });
    const auto &refused = m_api->client(u"bob"_s).post(u"/api/v1/operations/"_s + operation.id.text() + u"/cancel"_s);
    mayEnd.release();
    QCOMPARE(refused.status, 403);
    QCOMPARE(m_api->client(u"eve"_s).get(u"/api/v1/operations/"_s + operation.id.text()).status, 404);
    QTRY_VERIFY(isOver(operation));
}

void OperationsTest::isInterruptedByTheEndOfTheServer()
{
    QSemaphore started;
    const Operation operation = submit([&](JobContext &job) -> Result<QJsonObject> {
        job.beginStep(u"one"_s);
        started.release();
        while (!job.isCancelled())
            QThread::yieldCurrentThread();
        return fail(cancelledError());
    });
    started.acquire();
    m_runner->stop();
    const Operation over = read(operation);
    QCOMPARE(over.status, OperationStatus::Failed);
    QCOMPARE(over.problem->code, u"interrupted"_s);
}

void OperationsTest::isInterruptedByAKill()
{
    testsupport::ServerProcess server({u"--sandbox"_s});
    QVERIFY2(server.start(), server.log());
    server.kill();
    QVERIFY2(server.restart(), server.log());
    testsupport::HttpClient admin(server.url());
    admin.setToken(testsupport::accessToken(server.url(), u"admin"_s));
    const auto failed = admin.get(u"/api/v1/operations?status=failed"_s);
    QVERIFY2(failed.items().size() >= 1, failed.describe());
    const QJsonObject first = failed.items().last().toObject();
    QCOMPARE(first["number"_L1].toString(), u"OP-1"_s);
    QCOMPARE(first["problem"_L1]["code"_L1].toString(), u"interrupted"_s);
}

void OperationsTest::tellsTheFeed()
{
    const Operation operation = submit([](JobContext &job) -> Result<QJsonObject> {
        job.setPercent(50);
        return QJsonObject();
    });
    QTRY_VERIFY(isOver(operation));
    auto row = m_database->query(u"SELECT COUNT(*), MAX(summary) FROM events WHERE type = 'operation.progress' AND subject = ?"_s, {operation.id.text()});
    QVERIFY(row->next());
    QVERIFY(row->integer(0) >= 4);
    QVERIFY(row->text(1).contains(u"succeeded"_s));
}

void OperationsTest::lists()
{
    for (int i = 0; i < 3; ++i) {
        const Operation operation = submit([](JobContext &) -> Result<QJsonObject> { return QJsonObject(); });
        QTRY_VERIFY(isOver(operation));
    }
    auto &ada = m_api->client(u"ada"_s);
    const auto first = ada.get(u"/api/v1/operations?limit=2&status=succeeded,failed"_s);
    QCOMPARE(first.items().size(), 2);
    QCOMPARE(first.items().at(0)["number"_L1].toString(), u"OP-3"_s);
    const QString cursor = first.json()["page"_L1]["nextCursor"_L1].toString();
    QCOMPARE(ada.get(u"/api/v1/operations?limit=2&status=succeeded,failed&cursor="_s + cursor).items().size(), 1);
    QCOMPARE(ada.get(u"/api/v1/operations?status=running"_s).items().size(), 0);
    QCOMPARE(ada.get(u"/api/v1/operations?status=dancing"_s).code(), u"validation_failed"_s);
}

QTEST_GUILESS_MAIN(OperationsTest)
#include "tst_operations.moc"
