// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/review/briefevidencemodel.h"
#include "models/review/evidencemodel.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QTest>

using namespace gatehouse;

namespace {

//! One item for each letter: p passed, w a warning, n not run. The kind is the place.
QList<Evidence> items(const QByteArray &verdicts)
{
    QList<Evidence> list;
    for (qsizetype i = 0; i < verdicts.size(); ++i) {
        Evidence item;
        item.kind = EvidenceKind(int(EvidenceKind::Unknown) + 1 + int(i));
        item.verdict = verdicts.at(i) == 'p' ? Verdict::Pass : verdicts.at(i) == 'w' ? Verdict::Warn : Verdict::NotRun;
        list.append(item);
    }
    return list;
}

QByteArray shown(const QAbstractItemModel &model)
{
    QByteArray verdicts;
    for (int row = 0; row < model.rowCount(); ++row) {
        const auto verdict = Verdict(model.index(row, 0).data(EvidenceModel::VerdictRole).toInt());
        verdicts += verdict == Verdict::Pass ? 'p' : verdict == Verdict::Warn ? 'w' : 'n';
    }
    return verdicts;
}

} // namespace

class TestBriefEvidenceModel final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void leavesOutOnlyWhatPassed_data();
    void leavesOutOnlyWhatPassed();
    void survivesChurn();
};

void TestBriefEvidenceModel::leavesOutOnlyWhatPassed_data()
{
    QTest::addColumn<QByteArray>("all");
    QTest::addColumn<QByteArray>("brief");
    QTest::newRow("none") << QByteArray() << QByteArray();
    QTest::newRow("they fit") << QByteArray("ppwpppppnp") << QByteArray("ppwpppppnp");
    QTest::newRow("one too many") << QByteArray("ppwpppppnpp") << QByteArray("ppwpppppnp");
    QTest::newRow("a late warning takes a place") << QByteArray("ppppppppppw") << QByteArray("pppppppppw");
    QTest::newRow("more than fit did not pass") << QByteArray("wnwnwnwnpwnwn") << QByteArray("wnwnwnwnwnwn");
}

void TestBriefEvidenceModel::leavesOutOnlyWhatPassed()
{
    QFETCH(QByteArray, all);
    QFETCH(QByteArray, brief);
    EvidenceModel evidence;
    BriefEvidenceModel model(evidence);
    evidence.setItems(items(all));
    QCOMPARE(shown(model), brief);
    QCOMPARE(model.leftOut(), int(all.size() - brief.size()));
}

void TestBriefEvidenceModel::survivesChurn()
{
    EvidenceModel evidence;
    BriefEvidenceModel model(evidence);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QRandomGenerator random(20261128);
    for (int round = 0; round < 300; ++round) {
        QByteArray verdicts;
        for (quint32 left = random.bounded(16u); left > 0; --left)
            verdicts += "pwnp"[random.bounded(4)];
        evidence.setItems(items(verdicts));
        QByteArray rest = shown(model);
        QCOMPARE(rest.count('w') + rest.count('n'), verdicts.count('w') + verdicts.count('n'));
        QCOMPARE(rest.size(), std::max(std::min<qsizetype>(verdicts.size(), BriefEvidenceModel::mostRows), rest.count('w') + rest.count('n')));
    }
}

QTEST_GUILESS_MAIN(TestBriefEvidenceModel)
#include "tst_briefevidencemodel.moc"
