// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/npm/policy.h"
#include "backend/npm/risk.h"
#include "backend/services/policystore.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;
using namespace gatehouse::services;

class TestPolicy final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theShippedSetIsValid();
    void judgesEvidence_data();
    void judgesEvidence();
    void whatDidNotRunNeverPasses();
    void theCooldownHoldsInProductionOnly();
    void messagesNameTheFacts();
    void theDigestMovesWithItsInputs();
    void everyAnswerNamesItsRule();
    void ratesRisk();
};

namespace {

Evidence evidence(EvidenceKind kind, Verdict verdict, QJsonObject facts = {})
{
    Evidence item;
    item.kind = kind;
    item.verdict = verdict;
    item.facts = std::move(facts);
    return item;
}

PolicyEvaluation judged(const QString &policy, const QList<Evidence> &items,
    Environment environment = Environment::Production)
{
    const auto set = shippedPolicies();
    for (const PolicyEvaluation &evaluation : set->evaluate(items, environment)) {
        if (evaluation.policyId == policy)
            return evaluation;
    }
    return {};
}

} // namespace

void TestPolicy::theShippedSetIsValid()
{
    const auto set = shippedPolicies();
    QVERIFY2(set, set ? "" : qPrintable(describe(set.error())));
    QVERIFY(set->version() >= 1);
    QVERIFY(set->policies().size() >= 10);
}

void TestPolicy::judgesEvidence_data()
{
    QTest::addColumn<QString>("policy");
    QTest::addColumn<Evidence>("item");
    QTest::addColumn<Enforcement>("enforcement");
    QTest::addColumn<Verdict>("verdict");
    using enum EvidenceKind;
    const auto licence = [](const QString &text) {
        return evidence(EvidenceKind::Licence, Verdict::Pass, {{u"declared"_s, text}});
    };
    QTest::newRow("verified") << u"integrity-verified"_s << evidence(Integrity, Verdict::Pass)
                              << Enforcement::Allow << Verdict::Pass;
    QTest::newRow("wrong bytes") << u"integrity-verified"_s << evidence(Integrity, Verdict::Fail)
                                 << Enforcement::Deny << Verdict::Fail;
    QTest::newRow("sha1 only") << u"integrity-verified"_s
                               << evidence(Integrity, Verdict::Warn, {{u"algorithm"_s, u"sha1"_s}})
                               << Enforcement::RequireReview << Verdict::Warn;
    QTest::newRow("hostile") << u"safe-tarball"_s << evidence(Files, Verdict::Fail)
                             << Enforcement::Deny << Verdict::Fail;
    QTest::newRow("Apache") << u"approved-licences"_s << licence(u"Apache-2.0"_s)
                            << Enforcement::Allow << Verdict::Pass;
    QTest::newRow("EPL") << u"approved-licences"_s << licence(u"EPL-2.0"_s)
                         << Enforcement::RequireReview << Verdict::Warn;
    QTest::newRow("GPL") << u"approved-licences"_s << licence(u"GPL-3.0-only"_s)
                         << Enforcement::Deny << Verdict::Fail;
    QTest::newRow("dual") << u"approved-licences"_s << licence(u"(GPL-3.0-only OR MIT)"_s)
                          << Enforcement::Allow << Verdict::Pass;
    QTest::newRow("no licence") << u"approved-licences"_s << licence({}) << Enforcement::Deny
                                << Verdict::Fail;
    QTest::newRow("script") << u"install-scripts"_s
                            << evidence(InstallScripts, Verdict::Warn, {{u"count"_s, 1}})
                            << Enforcement::RequireReview << Verdict::Warn;
    QTest::newRow("no script") << u"install-scripts"_s
                               << evidence(InstallScripts, Verdict::Pass, {{u"count"_s, 0}})
                               << Enforcement::Allow << Verdict::Pass;
    QTest::newRow("accepted script") << u"install-scripts"_s
                                     << evidence(InstallScripts, Verdict::Pass, {{u"count"_s, 1}})
                                     << Enforcement::Allow << Verdict::Pass;
    const auto found = [](int critical, int high, int unknown) {
        return evidence(Vulnerabilities, Verdict::Fail,
            {{u"critical"_s, critical}, {u"high"_s, high}, {u"unknown"_s, unknown}});
    };
    QTest::newRow("critical vulnerability") << u"vulnerability-limits"_s << found(1, 0, 0)
                                            << Enforcement::Deny << Verdict::Fail;
    QTest::newRow("high vulnerability") << u"vulnerability-limits"_s << found(0, 2, 0)
                                        << Enforcement::Deny << Verdict::Fail;
    QTest::newRow("unrated vulnerability") << u"vulnerability-limits"_s << found(0, 0, 1)
                                           << Enforcement::RequireReview << Verdict::Warn;
    QTest::newRow("lesser vulnerabilities") << u"vulnerability-limits"_s << found(0, 0, 0)
                                            << Enforcement::Allow << Verdict::Pass;
    QTest::newRow("licences of all at once")
        << u"dependency-licences"_s
        << evidence(DependencyLicences, Verdict::Pass,
               {{u"declared"_s, u"MIT AND (MIT OR GPL-3.0)"_s}, {u"packages"_s, 2}})
        << Enforcement::Allow << Verdict::Pass;
    QTest::newRow("a copyleft licence among all")
        << u"dependency-licences"_s
        << evidence(DependencyLicences, Verdict::Pass,
               {{u"declared"_s, u"MIT AND GPL-3.0-only"_s}, {u"packages"_s, 2}})
        << Enforcement::Deny << Verdict::Fail;
    QTest::newRow("network at install") << u"risky-code"_s
                                        << evidence(RiskyCode, Verdict::Fail, {{u"scanned"_s, 1}})
                                        << Enforcement::Deny << Verdict::Fail;
    QTest::newRow("young") << u"release-cooldown"_s
                           << evidence(Age, Verdict::Warn, {{u"ageDays"_s, 6}})
                           << Enforcement::RequireReview << Verdict::Warn;
    QTest::newRow("aged") << u"release-cooldown"_s
                          << evidence(Age, Verdict::Pass, {{u"ageDays"_s, 7}}) << Enforcement::Allow
                          << Verdict::Pass;
}

void TestPolicy::judgesEvidence()
{
    QFETCH(QString, policy);
    QFETCH(Evidence, item);
    const PolicyEvaluation evaluation = judged(policy, {item});
    QTEST(evaluation.enforcement, "enforcement");
    QTEST(evaluation.verdict, "verdict");
    QVERIFY(!evaluation.message.isEmpty() && !evaluation.message.contains(u'{'));
    QVERIFY(!evaluation.rule.isEmpty());
}

void TestPolicy::whatDidNotRunNeverPasses()
{
    const auto set = shippedPolicies();
    QList<Evidence> items;
    for (const auto &[kind, name] : enumNames<EvidenceKind>())
        items << evidence(kind, Verdict::NotRun);
    for (const auto &list : {items, QList<Evidence>()}) {
        for (const PolicyEvaluation &evaluation : set->evaluate(list, Environment::Production)) {
            QCOMPARE(evaluation.verdict, Verdict::NotRun);
            QVERIFY(evaluation.enforcement != Enforcement::Allow);
        }
    }
}

void TestPolicy::theCooldownHoldsInProductionOnly()
{
    const QList<Evidence> items = {evidence(EvidenceKind::Age, Verdict::Warn, {{u"ageDays"_s, 1}})};
    QCOMPARE(judged(u"release-cooldown"_s, items).enforcement, Enforcement::RequireReview);
    QVERIFY(judged(u"release-cooldown"_s, items, Environment::Development).policyId.isEmpty());
}

void TestPolicy::messagesNameTheFacts()
{
    const Evidence young = evidence(EvidenceKind::Age, Verdict::Warn, {{u"ageDays"_s, 3}});
    QVERIFY(judged(u"release-cooldown"_s, {young}).message.startsWith(u"Published 3 days ago"_s));
    const Evidence tricky = evidence(
        EvidenceKind::Licence, Verdict::Warn, {{u"declared"_s, u"{declared}{declared}"_s}});
    QVERIFY(!judged(u"approved-licences"_s, {tricky}).message.contains(u'{'));
}

void TestPolicy::theDigestMovesWithItsInputs()
{
    const QString first = judged(
        u"release-cooldown"_s, {evidence(EvidenceKind::Age, Verdict::Pass, {{u"ageDays"_s, 8}})})
                              .inputsDigest;
    const QString same = judged(
        u"release-cooldown"_s, {evidence(EvidenceKind::Age, Verdict::Pass, {{u"ageDays"_s, 8}})})
                             .inputsDigest;
    const QString other = judged(
        u"release-cooldown"_s, {evidence(EvidenceKind::Age, Verdict::Pass, {{u"ageDays"_s, 9}})})
                              .inputsDigest;
    QCOMPARE(same, first);
    QVERIFY(other != first);
}

void TestPolicy::everyAnswerNamesItsRule()
{
    const Evidence young = evidence(EvidenceKind::Age, Verdict::Warn, {{u"ageDays"_s, 3}});
    QCOMPARE(judged(u"release-cooldown"_s, {young}).ruleId, u"too-young"_s);
    QCOMPARE(judged(u"release-cooldown"_s, {}).ruleId, u"no-evidence"_s);
    const auto set = shippedPolicies();
    for (const PolicyEvaluation &answer : set->evaluate({}, Environment::Production))
        QVERIFY2(answer.policyVersion >= 1 && !answer.ruleId.isEmpty() && !answer.inputsDigest.isEmpty(),
            qPrintable(answer.policyId));
}

void TestPolicy::ratesRisk()
{
    const auto with = [](const QString &role, const QString &maturity, int direct) {
        return QList<Evidence> {evidence(EvidenceKind::Backstage, Verdict::Pass, {{u"role"_s, role}}),
            evidence(EvidenceKind::Age, Verdict::Pass, {{u"maturity"_s, maturity}}),
            evidence(EvidenceKind::Dependencies, Verdict::Pass, {{u"direct"_s, direct}})};
    };
    QCOMPARE(rateRisk({}, {}).level, Risk::Unknown);
    const QList<Evidence> frontend = with(u"frontend-plugin"_s, u"stable"_s, 9);
    QCOMPARE(rateRisk(frontend, {}), (RiskRating {Risk::Low, 8}));
    QCOMPARE(rateRisk(with(u"frontend-plugin"_s, u"initial"_s, 9), {}), (RiskRating {Risk::Medium, 16}));
    QCOMPARE(rateRisk(with(u"backend-plugin"_s, u"initial"_s, 400), {}), (RiskRating {Risk::Medium, 34}));

    Evidence noisy = evidence(EvidenceKind::Files, Verdict::Pass);
    noisy.findings = QList<Finding>(90, Finding {Severity::Low, u"Minified"_s, {}, 0});
    QCOMPARE(rateRisk(frontend + QList<Evidence> {noisy}, {}), (RiskRating {Risk::Medium, 33}));
    PolicyEvaluation gap;
    gap.verdict = Verdict::NotRun;
    gap.enforcement = Enforcement::Warn;
    QCOMPARE(rateRisk(frontend, {gap}), (RiskRating {Risk::Low, 8}));
    PolicyEvaluation review;
    review.verdict = Verdict::Warn;
    review.enforcement = Enforcement::RequireReview;
    QCOMPARE(rateRisk(frontend + QList<Evidence> {noisy}, {review}), (RiskRating {Risk::High, 53}));
    PolicyEvaluation denial;
    denial.verdict = Verdict::Fail;
    denial.enforcement = Enforcement::Deny;
    QCOMPARE(rateRisk(frontend, {denial}), (RiskRating {Risk::Critical, 48}));
}

QTEST_GUILESS_MAIN(TestPolicy)
#include "tst_policy.moc"
