// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/measurement.h"
#include "tests/bench/processcost.h"
#include "tests/bench/wrk.h"

#include <QTest>

using namespace gatehouse::bench;

namespace {

const QByteArray goodRun = R"(Running 5s test @ http://127.0.0.1:4000/api/v1/meta
  2 threads and 8 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency     1.02ms    2.11ms  45.03ms   93.51%
  Latency Distribution
     50%  612.00us
     75%    1.11ms
     90%    2.04ms
     99%    1.20s
  61234 requests in 5.00s, 10.00MB read
Requests/sec:  12246.80
Transfer/sec:      2.00MB
)";

} // namespace

class TestWrk final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsRateAndQuantiles()
    {
        const auto report = readWrk(goodRun);
        QVERIFY(report);
        QCOMPARE(report->requestsPerSecond, 12246.8);
        QCOMPARE(report->p50Milliseconds, 0.612);
        QCOMPARE(report->p99Milliseconds, 1200.0);
    }

    void refusesARunWithRefusals_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("status") << QByteArray("  Non-2xx or 3xx responses: 12\n");
        QTest::newRow("socket") << QByteArray(
            "  Socket errors: connect 0, read 3, write 0, timeout 0\n");
    }

    void refusesARunWithRefusals()
    {
        QFETCH(QByteArray, line);
        QVERIFY(!readWrk(goodRun + line));
        QVERIFY(!readWrk("unable to connect"));
    }

    void findsTheMiddle()
    {
        QCOMPARE(median({9, 1, 5}), 5.0);
        QCOMPARE(median({1, 2, 4, 9}), 3.0);
        QCOMPARE(median({}), 0.0);
    }

    void seesWhatThisProcessCosts()
    {
        const ProcessCost cost = costOf(QCoreApplication::applicationPid());
        QVERIFY(cost.rssMegabytes >= cost.pssMegabytes);
        QVERIFY(cost.pssMegabytes > 1);
        QCOMPARE(costOf(0).rssMegabytes, 0.0);
    }
};

QTEST_GUILESS_MAIN(TestWrk)
#include "tst_wrk.moc"
