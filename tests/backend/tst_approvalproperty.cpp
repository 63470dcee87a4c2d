// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/workflowreader.h"
#include "backend/services/workflowstore.h"
#include "tests/backend/workflowworld.h"

#include <QTest>

using namespace gatehouse;
using namespace gatehouse::services;
using namespace gatehouse::test;
using namespace Qt::Literals::StringLiterals;

//! Random people do random things to requests of random workflows, hand them over, escalate them, and
//! lose and gain their roles while evidence, policy, owners and time move; whatever they try, no history
//! may break a rule.
class TestApprovalProperty final : public QObject
{
    Q_OBJECT

private:
    static constexpr int histories = 10'000;
    static constexpr int steps = 50;
    static constexpr int randomWorkflows = 60;

    quint32 m_seed = 0;
    QRandomGenerator m_random;
    QList<WorkflowDocument> m_documents;

private Q_SLOTS:
    void initTestCase()
    {
        const QString wanted = qEnvironmentVariable("GATEHOUSE_SEED");
        m_seed = wanted.isEmpty() ? QRandomGenerator::system()->generate() : wanted.toUInt();
        m_random = QRandomGenerator(m_seed);
        qInfo("seed %u (repeat with GATEHOUSE_SEED=%u)", m_seed, m_seed);
        const auto shipped = shippedWorkflows();
        QVERIFY(shipped);
        for (const QByteArray &text : *shipped) {
            const ReadWorkflow read = readWorkflow(text);
            QVERIFY2(read.isValid(), text.constData());
            m_documents.append(read.document);
        }
        int refused = 0;
        for (int i = 0; i < randomWorkflows; ++i) {
            const ReadWorkflow read
                = readWorkflow(WorkflowWorld::randomText(m_random, i).toUtf8());
            if (read.isValid())
                m_documents.append(read.document);
            else
                ++refused;
        }
        qInfo("%lld workflows; %d random ones were refused", qlonglong(m_documents.size()), refused);
        QVERIFY(m_documents.size() > randomWorkflows / 2);
    }

    void noHistoryBreaksARule()
    {
        int approved = 0;
        int byPolicy = 0;
        int escalated = 0;
        int reviewed = 0;
        qint64 refused = 0;
        qint64 forOthers = 0;
        qint64 keptBack = 0;
        for (int i = 0; i < histories; ++i) {
            WorkflowWorld world(m_random, m_documents);
            for (int step = 0; step < steps; ++step) {
                const QString rule = world.step();
                QVERIFY2(rule.isEmpty(),
                    qPrintable(u"seed %1, history %2: %3\n  %4"_s.arg(m_seed).arg(i).arg(
                        rule, world.history())));
            }
            approved += world.approved() ? 1 : 0;
            byPolicy += world.byPolicyAlone() ? 1 : 0;
            escalated += world.wasEscalated() ? 1 : 0;
            reviewed += world.wasReviewed() ? 1 : 0;
            refused += world.refusals();
            forOthers += world.votesForOthers();
            keptBack += world.keptBack();
        }
        qInfo("%d histories of %d steps: %d approved (%d by policy alone), %d escalated, %d reviewed "
              "afterwards, %lld votes for somebody else, %lld attempts refused, %lld of them by a thread that must be solved",
            histories, steps, approved, byPolicy, escalated, reviewed, forOthers, refused, keptBack);
        // Too few of anything, and the rules would mean nothing.
        QVERIFY(approved > histories / 20);
        QVERIFY(byPolicy > histories / 200);
        QVERIFY(escalated > histories / 50);
        QVERIFY(reviewed > 10);
        QVERIFY(forOthers > histories / 50);
        QVERIFY(keptBack > histories / 20);
    }
};

QTEST_GUILESS_MAIN(TestApprovalProperty)
#include "tst_approvalproperty.moc"
