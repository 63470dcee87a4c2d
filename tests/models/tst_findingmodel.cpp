// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/review/findingmodel.h"
#include "tests/models/modelwatch.h"

#include <QRandomGenerator>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::modelstest;
using namespace Qt::Literals::StringLiterals;

class TestFindingModel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void groupsByCheckWorstFirst();
    void whatIsHeldBackComesLast();
    void suppressionsThatStandGoBeforeEndedOnes();
    void survivesChurn();
};

namespace {

Finding finding(const QString &id, Severity severity, const QString &file = {}, int line = 0)
{
    Finding made;
    made.id = FindingId(id);
    made.severity = severity;
    made.title = u"title "_s + id;
    made.ruleId = u"rule"_s;
    made.file = file;
    made.line = line;
    return made;
}

Evidence check(EvidenceKind kind, const QList<Finding> &findings)
{
    Evidence made;
    made.kind = kind;
    made.findings = findings;
    return made;
}

Suppression suppression(const QString &findingId, SuppressionState state)
{
    Suppression made;
    made.findingId = FindingId(findingId);
    made.state = state;
    return made;
}

QStringList lines(const FindingModel &model)
{
    QStringList rows;
    for (int row = 0; row < model.rowCount(); ++row) {
        const QModelIndex index = model.index(row, 0);
        if (index.data(FindingModel::HeadingRole).toBool())
            rows << u"%1 (%2)"_s.arg(toWire(EvidenceKind(index.data(FindingModel::CheckRole).toInt())), index.data(FindingModel::CountRole).toString());
        else
            rows << index.data(FindingModel::TitleRole).toString() + u' ' + index.data(FindingModel::PlaceRole).toString();
    }
    return rows;
}

} // namespace

void TestFindingModel::groupsByCheckWorstFirst()
{
    FindingModel model;
    Watched watch(model);
    EvidenceSet set;
    set.items = {check(EvidenceKind::Licence, {}), check(EvidenceKind::Files, {finding(u"a"_s, Severity::Low, u"b.js"_s, 2), finding(u"b"_s, Severity::Medium)}),
        check(EvidenceKind::RiskyCode, {finding(u"c"_s, Severity::Low, u"z.js"_s), finding(u"d"_s, Severity::Critical, u"a.js"_s, 7)})};
    model.setEvidence(set);
    QCOMPARE(lines(model),
        QStringList({u"risky_code (2)"_s, u"title d a.js:7"_s, u"title c z.js"_s, u"files (2)"_s, u"title b "_s, u"title a b.js:2"_s}));
    QCOMPARE(model.findingCount(), 4);
}

void TestFindingModel::whatIsHeldBackComesLast()
{
    Finding held = finding(u"a"_s, Severity::Critical);
    held.suppressed = true;
    EvidenceSet set;
    set.items = {check(EvidenceKind::Secrets, {held}), check(EvidenceKind::Files, {held, finding(u"b"_s, Severity::Low)})};
    FindingModel model;
    model.setEvidence(set);
    QCOMPARE(lines(model), QStringList({u"files (2)"_s, u"title b "_s, u"title a "_s, u"secrets (1)"_s, u"title a "_s}));
    QVERIFY(model.index(2, 0).data(FindingModel::SuppressedRole).toBool());
}

void TestFindingModel::suppressionsThatStandGoBeforeEndedOnes()
{
    EvidenceSet set;
    set.items = {check(EvidenceKind::Files, {finding(u"a"_s, Severity::Low), finding(u"b"_s, Severity::Low), finding(u"c"_s, Severity::Low)})};
    set.suppressions = {suppression(u"a"_s, SuppressionState::Rejected), suppression(u"b"_s, SuppressionState::Withdrawn),
        suppression(u"a"_s, SuppressionState::Proposed)};
    FindingModel model;
    model.setEvidence(set);
    const auto state = [&](int row) { return SuppressionState(model.index(row, 0).data(FindingModel::SuppressionStateRole).toInt()); };
    QCOMPARE(state(1), SuppressionState::Proposed);
    QCOMPARE(state(2), SuppressionState::Withdrawn);
    QCOMPARE(state(3), SuppressionState::Unknown);
    QCOMPARE(model.at(1).suppression->findingId.text(), u"a"_s);
}

void TestFindingModel::survivesChurn()
{
    QRandomGenerator random(7);
    FindingModel model;
    Watched watch(model);
    for (int round = 0; round < 300; ++round) {
        EvidenceSet set;
        for (const auto kind : {EvidenceKind::Files, EvidenceKind::Secrets, EvidenceKind::RiskyCode}) {
            QList<Finding> findings;
            for (int i = random.bounded(5); i > 0; --i)
                findings << finding(QString::number(random.bounded(6)), Severity(1 + random.bounded(5)), u"f%1"_s.arg(random.bounded(3)), random.bounded(9));
            set.items << check(kind, findings);
        }
        set.suppressions = {suppression(QString::number(random.bounded(6)), SuppressionState(1 + random.bounded(5)))};
        model.setEvidence(set);
        int findings = 0;
        for (const Evidence &item : set.items)
            findings += int(item.findings.size());
        QCOMPARE(model.findingCount(), findings);
    }
}

QTEST_GUILESS_MAIN(TestFindingModel)
#include "tst_findingmodel.moc"
