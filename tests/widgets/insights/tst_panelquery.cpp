// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/insights/insightsservice.h"
#include "core/net/answercache.h"
#include "core/sync/productionlock.h"
#include "tests/core/fixedtokens.h"
#include "tests/testsupport/fakeclock.h"
#include "widgets/insights/panelquery.h"

#include <QSignalSpy>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::coretest;
using namespace Qt::Literals::StringLiterals;

namespace {

//! Has an answer for each target, read at a time of its own.
class KeptAnswers final : public AnswerCache
{
public:
    bool keeps(const ApiRequest &) const override { return true; }
    void keep(const ApiRequest &, const ApiReply &) override {}
    QFuture<std::optional<ApiReply>> find(const ApiRequest &request) override
    {
        const auto found = answers.constFind(request.query.queryItemValue(u"target"_s));
        return readyFuture(found == answers.constEnd() ? std::optional<ApiReply>() : std::optional<ApiReply>(*found));
    }
    QHash<QString, ApiReply> answers;
};

ApiReply range(const QDateTime &to, int stepSeconds, int points)
{
    QByteArrayList values;
    for (int i = points - 1; i >= 0; --i)
        values.append("[" + QByteArray::number(to.toSecsSinceEpoch() - i * stepSeconds) + ", \"1\"]");
    ApiReply reply;
    reply.status = 200;
    reply.body = R"({"status": "success", "data": {"resultType": "matrix", "result": [{"metric": {}, "values": [)"
        + values.join(", ") + "]}]}}";
    reply.keptAt = to;
    return reply;
}

} // namespace

class PanelQueryTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void showsWhatWasKeptAtItsOwnTime();
    void isAsOldAsTheOldestOfItsTargets();
    void failsWhenATargetWasNeverRead();

private:
    Panel panel(const QStringList &targets) const;

    const QDateTime readAt = QDateTime::fromSecsSinceEpoch(1775124000, Qt::UTC);
    testsupport::FakeClock m_clock;
    FixedTokens m_tokens;
    KeptAnswers m_kept;
    std::unique_ptr<ProductionLock> m_lock;
    std::unique_ptr<ApiClient> m_client;
    std::unique_ptr<InsightsService> m_insights;
};

void PanelQueryTest::init()
{
    m_kept.answers.clear();
    m_lock = std::make_unique<ProductionLock>(m_clock);
    m_client = std::make_unique<ApiClient>(m_tokens, *m_lock, m_clock);
    // Nobody listens on the discard port of this computer.
    QVERIFY(m_client->setBaseUrl(QUrl(u"http://127.0.0.1:9"_s)).has_value());
    RetryPolicy once;
    once.attempts = 1;
    m_client->setRetryPolicy(once);
    m_client->setAnswerCache(&m_kept);
    m_insights = std::make_unique<InsightsService>(*m_client);
}

Panel PanelQueryTest::panel(const QStringList &targets) const
{
    Panel p;
    p.id = u"requests"_s;
    for (const QString &target : targets)
        p.targets.append({target, {}, {}});
    return p;
}

void PanelQueryTest::showsWhatWasKeptAtItsOwnTime()
{
    m_kept.answers.insert(u"rate"_s, range(readAt, 60, 31));
    PanelQuery query(*m_insights, u"overview"_s, panel({u"rate"_s}));
    QSignalSpy answered(&query, &PanelQuery::answered);
    query.run({30 * 60}, 800);
    QTRY_COMPARE(answered.count(), 1);
    QCOMPARE(answered.first().at(1).toDateTime(), readAt);
    QVERIFY(answered.first().at(2).toBool());
    QCOMPARE(query.to(), readAt);
    QCOMPARE(query.from(), readAt.addSecs(-30 * 60));
    QCOMPARE(query.step(), 60);
}

void PanelQueryTest::isAsOldAsTheOldestOfItsTargets()
{
    m_kept.answers.insert(u"rate"_s, range(readAt, 60, 31));
    m_kept.answers.insert(u"errors"_s, range(readAt.addSecs(-300), 60, 31));
    PanelQuery query(*m_insights, u"overview"_s, panel({u"rate"_s, u"errors"_s}));
    QSignalSpy answered(&query, &PanelQuery::answered);
    query.run({30 * 60}, 800);
    QTRY_COMPARE(answered.count(), 1);
    QCOMPARE(answered.first().at(1).toDateTime(), readAt.addSecs(-300));
    QCOMPARE(query.to(), readAt.addSecs(-300));
}

void PanelQueryTest::failsWhenATargetWasNeverRead()
{
    m_kept.answers.insert(u"rate"_s, range(readAt, 60, 31));
    PanelQuery query(*m_insights, u"overview"_s, panel({u"rate"_s, u"errors"_s}));
    QSignalSpy answered(&query, &PanelQuery::answered);
    QSignalSpy failed(&query, &PanelQuery::failed);
    query.run({30 * 60}, 800);
    QTRY_COMPARE(failed.count(), 1);
    QCOMPARE(answered.count(), 0);
}

QTEST_MAIN(PanelQueryTest)
#include "tst_panelquery.moc"
