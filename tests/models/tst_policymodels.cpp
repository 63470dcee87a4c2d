// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/policies/backtestmodel.h"
#include "models/policies/policylistmodel.h"
#include "models/policies/policyrulemodel.h"
#include "models/policies/policyshiftmodel.h"
#include "tests/models/modelwatch.h"

#include <QRandomGenerator>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::modelstest;
using namespace Qt::Literals::StringLiterals;

namespace {

//! An item that is told apart by \a key and has contents \a value.
void fill(BacktestItem &item, int key, int value)
{
    item.requestId = RequestId(QString::number(key));
    item.effect = QString::number(value);
}
void fill(PolicyRule &rule, int key, int value)
{
    rule.id = QString::number(key);
    rule.message = QString::number(value);
}
void fill(PolicyShift &shift, int key, int value)
{
    shift.policyId = QString::number(key);
    shift.changed = value == 1;
}
void fill(ListedPolicy &item, int key, int value)
{
    item.policy.id = QString::number(key);
    item.change = ListedPolicy::Change(value);
}

template <typename Model>
void churn()
{
    Model model;
    const Watched watched(model);
    QRandomGenerator random(5);
    using Item = std::decay_t<decltype(model.at(0))>;
    for (int round = 0; round < 120; ++round) {
        QList<Item> items;
        const int first = random.bounded(4);
        for (int key = first; key < first + random.bounded(7); ++key) {
            if (random.bounded(5) != 0)
                fill(items.emplace_back(), key, random.bounded(3));
        }
        model.setItems(items);
        QCOMPARE(model.items(), items);
    }
    model.clear();
    QCOMPARE(model.rowCount(), 0);
}

Policy policy(const QString &id, const QString &title = {})
{
    Policy policy;
    policy.id = id;
    policy.title = title;
    policy.evidence = u"age"_s;
    return policy;
}

} // namespace

//! The policies, their rules, and what trials say, as rows.
class TestPolicyModels final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void surviveChurn();
    void policiesSayHowTheyDiffer();
    void rulesStandInTheirOrder();
    void shiftsShowBothSides();
    void backtestsGiveRawValues();
};

void TestPolicyModels::surviveChurn()
{
    churn<BacktestModel>();
    churn<PolicyListModel>();
    churn<PolicyRuleModel>();
    churn<PolicyShiftModel>();
}

void TestPolicyModels::policiesSayHowTheyDiffer()
{
    using Change = ListedPolicy::Change;
    PolicyListModel model;
    const Watched watched(model);
    const QList<Policy> active {policy(u"a"_s), policy(u"b"_s, u"Old"_s), policy(u"c"_s)};
    model.setPolicies(active, active);
    QCOMPARE(model.changedCount(), 0);
    Policy local = policy(u"b"_s, u"New"_s);
    local.environments = {Environment::Production};
    model.setPolicies({policy(u"a"_s), local, policy(u"d"_s)}, active);
    const auto change = [&](int row) { return Change(model.index(row, 0).data(PolicyListModel::ChangeRole).toInt()); };
    QCOMPARE(change(0), Change::Same);
    QCOMPARE(change(1), Change::Changed);
    QCOMPARE(change(2), Change::Added);
    QCOMPARE(change(3), Change::Removed);
    QCOMPARE(model.changedCount(), 3);
    QCOMPARE(model.rowOf(u"c"_s), 3);
    QCOMPARE(model.rowOf(u"x"_s), -1);
    QCOMPARE(model.index(1, 0).data().toString(), u"New"_s);
    QCOMPARE(model.index(1, 0).data(PolicyListModel::EnvironmentsRole).toList(), (QVariantList {int(Environment::Production)}));
    QCOMPARE(model.index(1, 0).data(PolicyListModel::EvidenceRole).toInt(), int(EvidenceKind::Age));
}

void TestPolicyModels::rulesStandInTheirOrder()
{
    Policy cooldown = policy(u"cooldown"_s);
    cooldown.rules = {{u"young"_s, {{u"fact"_s, u"ageDays"_s}, {u"below"_s, 7}}, Enforcement::Deny, u"Young."_s},
        {u"old"_s, {}, Enforcement::Allow, u"Old."_s}};
    cooldown.unknown = {{}, {}, Enforcement::Warn, u"Who knows."_s};
    PolicyRuleModel model;
    const Watched watched(model);
    model.setPolicy(cooldown);
    QCOMPARE(model.rowCount(), 3);
    const auto data = [&](int row, int role) { return model.index(row, 0).data(role); };
    QCOMPARE(data(0, PolicyRuleModel::RuleRole).toString(), u"young"_s);
    QCOMPARE(data(0, PolicyRuleModel::WhenRole).toMap().value(u"below"_s).toInt(), 7);
    QCOMPARE(data(0, PolicyRuleModel::EnforcementRole).toInt(), int(Enforcement::Deny));
    QVERIFY(data(1, PolicyRuleModel::WhenRole).toMap().isEmpty());
    QVERIFY(!data(1, PolicyRuleModel::NoEvidenceRole).toBool());
    QVERIFY(data(2, PolicyRuleModel::NoEvidenceRole).toBool());
    QCOMPARE(data(2, PolicyRuleModel::MessageRole).toString(), u"Who knows."_s);
    model.setPolicy({});
    QCOMPARE(model.rowCount(), 0);
}

void TestPolicyModels::shiftsShowBothSides()
{
    PolicyEvaluation before;
    before.enforcement = Enforcement::Allow;
    before.message = u"Fine."_s;
    PolicyEvaluation after;
    after.enforcement = Enforcement::Deny;
    after.ruleId = u"young"_s;
    after.message = u"Too young."_s;
    PolicyShiftModel model;
    const Watched watched(model);
    model.setItems({{u"a"_s, before, after, true}, {u"b"_s, before, {}, true}});
    const auto data = [&](int row, int role) { return model.index(row, 0).data(role); };
    QCOMPARE(data(0, PolicyShiftModel::BeforeRole).toInt(), int(Enforcement::Allow));
    QCOMPARE(data(0, PolicyShiftModel::AfterRole).toInt(), int(Enforcement::Deny));
    QCOMPARE(data(0, PolicyShiftModel::RuleRole).toString(), u"young"_s);
    QCOMPARE(data(0, PolicyShiftModel::MessageRole).toString(), u"Too young."_s);
    QVERIFY(data(0, PolicyShiftModel::ChangedRole).toBool());
    QCOMPARE(data(1, PolicyShiftModel::AfterRole).toInt(), int(Enforcement::Unknown));
    QCOMPARE(data(1, PolicyShiftModel::MessageRole).toString(), u"Fine."_s);
}

void TestPolicyModels::backtestsGiveRawValues()
{
    BacktestItem item;
    item.requestId = RequestId(u"req_1"_s);
    item.effect = u"blocked"_s;
    item.status = RequestStatus::Approved;
    item.inProduction = true;
    item.remembered = true;
    item.after = Enforcement::Deny;
    item.reasons = {{u"a"_s, u"r"_s, u"Too young."_s}, {u"b"_s, u"r"_s, u"No licence."_s}};
    BacktestModel model;
    const Watched watched(model);
    model.setItems({item});
    const auto data = [&](int role) { return model.index(0, 0).data(role); };
    QCOMPARE(data(BacktestModel::RequestRole).toString(), u"req_1"_s);
    QCOMPARE(data(BacktestModel::EffectRole).toString(), u"blocked"_s);
    QCOMPARE(data(BacktestModel::StatusRole).toInt(), int(RequestStatus::Approved));
    QCOMPARE(data(BacktestModel::AfterRole).toInt(), int(Enforcement::Deny));
    QVERIFY(data(BacktestModel::InProductionRole).toBool());
    QVERIFY(data(BacktestModel::RememberedRole).toBool());
    QCOMPARE(data(BacktestModel::ReasonsRole).toStringList(), (QStringList {u"a: Too young."_s, u"b: No licence."_s}));
}

QTEST_GUILESS_MAIN(TestPolicyModels)
#include "tst_policymodels.moc"
