// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contract/routes.h"
#include "core/contract/workflow.h"
#include "core/outbox/intentcodec.h"
#include "core/storage/tables.h"
#include "tests/testsupport/eventwait.h"
#include "tests/testsupport/filerows.h"
#include "tests/testsupport/httpclient.h"
#include "tests/testsupport/processsupport.h"
#include "tests/testsupport/sandboxsignin.h"
#include "tests/testsupport/serverprocess.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QSet>
#include <QTest>
#include <QUuid>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;
using namespace gatehouse::testsupport;

namespace {

const QString package = u"@backstage-community/plugin-tekton"_s;
constexpr int defaultKills = 300;
constexpr int serverDiesEvery = 25;
constexpr int signInAgainMs = 60000;

//! What one person was told, over all lives of their console.
struct Told
{
    QSet<QString> kept;
    QSet<QString> accepted;
};

} // namespace

//! Kills the console, and now and then the server, at random moments while it decides and comments,
//! then reads both sides and compares their histories: nothing that was kept is lost, nothing is done
//! twice, and what is done was meant for what its author saw.
class TestOutboxCrash final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyKillLeavesOneHistory();

private:
    HttpClient &as(const QString &persona);
    bool mayDecide(const QString &persona);
    void askAgain();
    std::unique_ptr<QProcess> victim(int comments);
    void listen(QProcess &process);
    bool letFinish();
    void compare();

    ServerProcess m_server;
    QTemporaryDir m_rows;
    std::map<QString, std::unique_ptr<HttpClient>> m_clients;
    QElapsedTimer m_signedIn;
    QString m_request;
    QString m_reviewer; //!< Whose console is killed: somebody who may decide.
    Told m_told;
    int m_lines = 0; //!< Of the console that runs.
};

HttpClient &TestOutboxCrash::as(const QString &persona)
{
    if (m_signedIn.hasExpired(signInAgainMs)) {
        m_clients.clear();
        m_signedIn.start();
    }
    auto &client = m_clients[persona];
    if (!client) {
        client = std::make_unique<HttpClient>(m_server.url());
        client->setToken(accessToken(m_server.url(), persona));
    }
    return *client;
}

void TestOutboxCrash::initTestCase()
{
    QVERIFY2(m_server.start(), m_server.log().constData());
    m_signedIn.start();
    HttpClient &admin = as(u"admin"_s);
    const HttpAnswer imported = admin.awaitOperation(admin.post(routes::path(routes::imports), {{u"names"_s, QJsonArray {package}}}));
    QVERIFY2(imported.json().value("status"_L1).toString() == "succeeded"_L1, imported.describe().constData());
    const QJsonObject plugin = admin.get(routes::path(routes::plugins)).items().first().toObject();
    const HttpAnswer submitted = as(u"requester"_s).post(routes::path(routes::requests),
        {{u"type"_s, u"install"_s}, {u"environment"_s, u"production"_s}, {u"versionId"_s, plugin.value("latestVersionId"_L1)},
            {u"justification"_s, u"Teams ask for it."_s}, {u"impact"_s, u"One more tab."_s}, {u"rollbackPlan"_s, u"Uninstall it."_s},
            {u"priority"_s, u"normal"_s}});
    QVERIFY2(submitted.status == 201, submitted.describe().constData());
    m_request = submitted.json().value("id"_L1).toString();
    for (const QString &persona : {u"security"_s, u"compliance"_s, u"technical"_s, u"business"_s}) {
        if (m_reviewer.isEmpty() && mayDecide(persona))
            m_reviewer = persona;
    }
    QVERIFY2(!m_reviewer.isEmpty(), as(u"requester"_s).get(routes::path(routes::request, {m_request})).describe().constData());
}

bool TestOutboxCrash::mayDecide(const QString &persona)
{
    const QJsonArray stages = as(persona).get(routes::path(routes::request, {m_request})).json().value("stages"_L1).toArray();
    return std::any_of(stages.begin(), stages.end(), [](const QJsonValue &stage) {
        return stage["status"_L1].toString() == "active"_L1 && stage["callerEligible"_L1].toBool();
    });
}

//! Changes were asked for: the requester submits again, so that there is something to decide.
void TestOutboxCrash::askAgain()
{
    const HttpAnswer request = as(u"requester"_s).get(routes::path(routes::request, {m_request}));
    if (request.json().value("status"_L1).toString() == "changes_requested"_L1)
        as(u"requester"_s).post(routes::path(routes::requestResubmit, {m_request}), {{u"comment"_s, u"Changed."_s}}, ifMatch(request.etag()));
}

std::unique_ptr<QProcess> TestOutboxCrash::victim(int comments)
{
    auto process = std::make_unique<QProcess>();
    endWithParent(*process);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"GATEHOUSE_TOKEN"_s, as(m_reviewer).token());
    process->setProcessEnvironment(environment);
    process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process->start(QStringLiteral(GATEHOUSE_OUTBOX_VICTIM), {m_server.url().toString(), m_rows.path(), m_request, QString::number(comments)});
    return process;
}

void TestOutboxCrash::listen(QProcess &process)
{
    while (process.canReadLine()) {
        const auto line = parseJsonObject(process.readLine());
        if (!line)
            continue;
        ++m_lines;
        if (line->contains("kept"_L1))
            m_told.kept.insert(line->value("kept"_L1).toString());
        if (line->contains("accepted"_L1))
            m_told.accepted.insert(line->value("accepted"_L1).toString());
    }
}

void TestOutboxCrash::everyKillLeavesOneHistory()
{
    const int kills = qEnvironmentVariableIsSet("GATEHOUSE_KILLS") ? qEnvironmentVariableIntValue("GATEHOUSE_KILLS") : defaultKills;
    const quint32 seed = qEnvironmentVariableIsSet("GATEHOUSE_SEED") ? quint32(qEnvironmentVariableIntValue("GATEHOUSE_SEED"))
                                                                    : QRandomGenerator::global()->generate();
    qInfo("seed %u, %d kills", seed, kills);
    QRandomGenerator random(seed);
    for (int kill = 1; kill <= kills; ++kill) {
        if (kill % 5 == 0)
            askAgain();
        const auto process = victim(2);
        m_lines = 0;
        QVERIFY2(!awaitReadyLine(*process, 20000).isEmpty(), "the console starts from what a kill left");
        // A moment between what its person hears, so that slow machines are hit everywhere, too.
        const int lines = int(random.bounded(4));
        waitUntil([&] { listen(*process); return m_lines >= lines; }, 2000);
        process->waitForFinished(int(random.bounded(25)));
        if (kill % serverDiesEvery == 0)
            m_server.kill();
        process->kill();
        process->waitForFinished();
        listen(*process);
        if (!m_server.isRunning())
            QVERIFY2(m_server.restart(), m_server.log().constData());
    }
    QVERIFY2(letFinish(), "what a kill left is finished by the next run");
    compare();
    if (QTest::currentTestFailed())
        qWarning("GATEHOUSE_SEED=%u GATEHOUSE_KILLS=%d", seed, kills);
}

bool TestOutboxCrash::letFinish()
{
    const auto process = victim(-1);
    const bool ended = process->waitForFinished(60000);
    listen(*process);
    return ended && process->exitStatus() == QProcess::NormalExit;
}

void TestOutboxCrash::compare()
{
    // What the portal did, by the id its author gave it as text.
    QHash<QString, int> effects;
    QHash<QString, Decision> decisions;
    HttpClient &reader = as(m_reviewer);
    const QString comments = routes::path(routes::requestComments, {m_request}) + u"?limit=200"_s;
    QString next;
    do {
        const QString cursor = next.isEmpty() ? QString() : u"&cursor="_s + QString::fromLatin1(QUrl::toPercentEncoding(next));
        const HttpAnswer page = reader.get(comments + cursor);
        QCOMPARE(page.status, 200);
        const QJsonArray items = page.items();
        for (const QJsonValue &comment : items)
            ++effects[comment["text"_L1].toString()];
        next = page.json().value("page"_L1)["nextCursor"_L1].toString();
    } while (!next.isEmpty());
    const auto request = fromJson<ApprovalRequest>(reader.get(routes::path(routes::request, {m_request})).json());
    QVERIFY(request);
    for (const Stage &stage : request->stages) {
        for (const Decision &decision : stage.decisions) {
            ++effects[decision.comment];
            decisions.insert(decision.comment, decision);
        }
    }
    // What the console says of it.
    FileRows rows(m_rows.path());
    const auto kept = rows.readAll(QString::fromLatin1(tables::outbox)).result();
    QVERIFY(kept);
    QHash<QString, int> states;
    int accepted = 0;
    for (const Row &row : *kept) {
        const auto intent = decodeIntent(row.value);
        QVERIFY2(intent, "every row is whole");
        states.insert(intent->id.text(), int(intent->state));
        const bool isDone = intent->state == IntentState::Accepted;
        accepted += isDone ? 1 : 0;
        QVERIFY2(isDone || isOver(intent->state) || intent->state == IntentState::NeedsAnotherLook, qPrintable(toWire(intent->state)));
        QVERIFY2(effects.value(intent->id.text()) == (isDone ? 1 : 0),
            qPrintable(u"%1 is %2 and was done %3 times"_s.arg(intent->id.text(), toWire(intent->state)).arg(effects.value(intent->id.text()))));
        if (isDone && intent->kind == IntentKind::Decision) {
            const Decision decision = decisions.value(intent->id.text());
            QCOMPARE(QString::number(decision.evidenceRevision), intent->relied.at(0).value);
            QCOMPARE(decision.versionDigest, intent->relied.at(1).value);
            QCOMPARE(QString::number(decision.policyVersion), intent->relied.at(2).value);
        }
    }
    for (auto it = effects.cbegin(); it != effects.cend(); ++it)
        QVERIFY2(QUuid::fromString(it.key()).isNull() || states.contains(it.key()), "nothing is done that was never kept");
    for (const QString &id : std::as_const(m_told.kept))
        QVERIFY2(states.contains(id), "what was said to be kept is there");
    for (const QString &id : std::as_const(m_told.accepted))
        QCOMPARE(states.value(id, -1), int(IntentState::Accepted));
    qInfo("%d intents, %d accepted, %d decisions, %d told", int(kept->size()), accepted, int(decisions.size()), int(m_told.accepted.size()));
    QVERIFY2(accepted > 20 && !decisions.isEmpty(), "there is a history to compare");
}

QTEST_GUILESS_MAIN(TestOutboxCrash)
#include "tst_outboxcrash.moc"
