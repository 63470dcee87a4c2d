// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/checks/findings.h"
#include "checkfixture.h"

#include <QTest>

#include <stdexcept>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;
using namespace gatehouse::checks;
using testsupport::CheckedPackage;

//! How checks are run, whatever they look for: what breaks or could not run is never a pass.
class TestCheckRunner final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCheckIsListedOnce();
    void brokenChecksAreErrors_data();
    void brokenChecksAreErrors();
    void oneBrokenCheckLeavesTheOthersAlone();
    void slowChecksAreStopped();
    void cancellingEndsTheRun();
    void oneCheckCanBeRunAlone();
    void whatIsReadOnDemandIsNoPassBefore();
    void verdictsAreTheWorstThatCounts();
    void idsStayWhenLinesMove();
    void idsTellRepeatedFindingsApart();
    void hostileCountsAreBounded();
    void whatCannotBeVerifiedCannotBeHeldBack();
};

namespace {

Result<checks::Outcome> throws(const Reading &, const Watch &)
{
    throw std::runtime_error("secret internals");
}

Result<checks::Outcome> fails(const Reading &, const Watch &)
{
    return fail(storageError(u"The disk is full"_s));
}

Result<checks::Outcome> didNotRun(const Reading &, const Watch &)
{
    return checks::Outcome{u"Not run: nothing to look at."_s, {}, {}, false};
}

Result<checks::Outcome> passes(const Reading &, const Watch &)
{
    return checks::Outcome{u"Fine."_s};
}

Result<checks::Outcome> neverEnds(const Reading &, const Watch &watch)
{
    for (;;)
        GATEHOUSE_TRY(watch.goOn());
}

Evidence runOne(Result<checks::Outcome> (*check)(const Reading &, const Watch &),
    std::chrono::milliseconds longest = std::chrono::seconds(5))
{
    const Check only[] = {{EvidenceKind::Licence, 7, Needs::Tarball, check}};
    return CheckedPackage().run({.longest = longest, .all = only})->value(0);
}

} // namespace

void TestCheckRunner::everyCheckIsListedOnce()
{
    QSet<EvidenceKind> kinds;
    for (const Check &check : builtInChecks()) {
        kinds << check.kind;
        QVERIFY(check.run && check.version >= 1);
        QCOMPARE(builtInCheck(check.kind), &check);
    }
    QCOMPARE(kinds.size(), qsizetype(builtInChecks().size()));
    QVERIFY(!builtInCheck(EvidenceKind::Vulnerabilities));
    QVERIFY(!builtInCheck(EvidenceKind::Unknown));
}

void TestCheckRunner::brokenChecksAreErrors_data()
{
    QTest::addColumn<int>("check");
    QTest::addColumn<Verdict>("verdict");
    QTest::newRow("throws") << 0 << Verdict::Error;
    QTest::newRow("fails") << 1 << Verdict::Error;
    QTest::newRow("did not run") << 2 << Verdict::NotRun;
    QTest::newRow("passes") << 3 << Verdict::Pass;
}

void TestCheckRunner::brokenChecksAreErrors()
{
    constexpr Result<checks::Outcome> (*all[])(const Reading &, const Watch &) = {throws, fails, didNotRun, passes};
    QFETCH(int, check);
    const Evidence item = runOne(all[check]);
    QTEST(item.verdict, "verdict");
    QCOMPARE(item.checkVersion, 7);
    QVERIFY(!item.summary.isEmpty());
    QVERIFY(!toJsonBytes(item.facts).contains("secret internals"));
}

void TestCheckRunner::oneBrokenCheckLeavesTheOthersAlone()
{
    const Check two[] = {{EvidenceKind::Licence, 1, Needs::Tarball, throws}, {EvidenceKind::Files, 1, Needs::Tarball, passes}};
    const auto items = CheckedPackage().run({.all = two});
    QCOMPARE(items->at(0).verdict, Verdict::Error);
    QCOMPARE(items->at(1).verdict, Verdict::Pass);
}

void TestCheckRunner::slowChecksAreStopped()
{
    const Evidence item = runOne(neverEnds, std::chrono::milliseconds(20));
    QCOMPARE(item.verdict, Verdict::Error);
    QCOMPARE(item.facts.value("code"_L1).toString(), u"check_too_slow"_s);
    QVERIFY(item.durationMs >= 20);
}

void TestCheckRunner::cancellingEndsTheRun()
{
    std::stop_source source;
    CheckRun run;
    run.stop = source.get_token();
    QList<EvidenceKind> begun;
    run.starting = [&](const Check &check) {
        begun << check.kind;
        if (begun.size() == 3)
            source.request_stop();
    };
    const auto items = CheckedPackage().run(run);
    QVERIFY(!items);
    QCOMPARE(items.error().kind, ErrorKind::Cancelled);
    QCOMPARE(begun.size(), 3);
}

void TestCheckRunner::oneCheckCanBeRunAlone()
{
    const auto items = CheckedPackage().run({.only = {EvidenceKind::Engines}});
    QCOMPARE(items->size(), 1);
    QCOMPARE(items->first().kind, EvidenceKind::Engines);
}

void TestCheckRunner::whatIsReadOnDemandIsNoPassBefore()
{
    for (const auto kind : {EvidenceKind::DependencyTree, EvidenceKind::DependencyLicences}) {
        const Evidence item = CheckedPackage().check(kind);
        QCOMPARE(item.verdict, Verdict::NotRun);
        QVERIFY(item.facts.value("onDemand"_L1).toBool());
    }
    const Result<DependencyTree> unreachable = fail(networkError(u"Unreachable"_s));
    CheckedPackage package;
    package.tree = &unreachable;
    QCOMPARE(package.check(EvidenceKind::DependencyTree).verdict, Verdict::Error);
}

void TestCheckRunner::verdictsAreTheWorstThatCounts()
{
    Finding pass;
    pass.verdict = Verdict::Pass;
    Finding warn;
    warn.verdict = Verdict::Warn;
    Finding failing;
    failing.verdict = Verdict::Fail;
    QCOMPARE(verdictOf({}), Verdict::Pass);
    QCOMPARE(verdictOf({pass, warn}), Verdict::Warn);
    QCOMPARE(verdictOf({failing, warn}), Verdict::Fail);
    failing.suppressed = true;
    QCOMPARE(verdictOf({failing, warn}), Verdict::Warn);
    warn.suppressed = true;
    QCOMPARE(verdictOf({failing, warn}), Verdict::Pass);
}

void TestCheckRunner::idsStayWhenLinesMove()
{
    CheckedPackage before;
    before.files = {{"index.js", "const cp = require('child_process');\n"}};
    CheckedPackage after;
    after.files = {{"index.js", "// a remark\n\n\nconst cp = require('child_process');\n"}};
    const Finding first = before.check(EvidenceKind::RiskyCode).findings.value(0);
    const Finding moved = after.check(EvidenceKind::RiskyCode).findings.value(0);
    QCOMPARE(first.id, moved.id);
    QCOMPARE(first.line, 1);
    QCOMPARE(moved.line, 4);
    QVERIFY(first.id.text().startsWith(u"fnd_"_s));
    CheckedPackage elsewhere;
    elsewhere.files = {{"other.js", "const cp = require('child_process');\n"}};
    QVERIFY(elsewhere.check(EvidenceKind::RiskyCode).findings.value(0).id != first.id);
}

void TestCheckRunner::idsTellRepeatedFindingsApart()
{
    Findings findings(EvidenceKind::RiskyCode);
    findings.add({u"rule"_s, Severity::Low, Verdict::Pass, u"Twice"_s, u"a.js"_s, 1});
    findings.add({u"rule"_s, Severity::Low, Verdict::Pass, u"Twice"_s, u"a.js"_s, 9});
    const QList<Finding> list = findings.take();
    QVERIFY(list.at(0).id != list.at(1).id);
}

void TestCheckRunner::hostileCountsAreBounded()
{
    Findings findings(EvidenceKind::RiskyCode);
    for (int i = 0; i < 5000; ++i)
        findings.add({u"rule"_s, Severity::Low, i == 4999 ? Verdict::Fail : Verdict::Warn, u"x"_s, u"a.js"_s, i});
    const QList<Finding> list = findings.take();
    QCOMPARE(list.size(), Findings::Most);
    QCOMPARE(list.first().verdict, Verdict::Fail);
    QCOMPARE(list.last().ruleId, u"more-findings"_s);
    QVERIFY(list.last().title.contains(u"4801"_s));
    QCOMPARE(list.last().verdict, Verdict::Warn);
}

void TestCheckRunner::whatCannotBeVerifiedCannotBeHeldBack()
{
    Finding finding;
    finding.verdict = Verdict::Fail;
    finding.ruleId = u"digest-mismatch"_s;
    QVERIFY(!isSuppressible(EvidenceKind::Integrity, finding));
    finding.ruleId = u"tarball-refused"_s;
    QVERIFY(!isSuppressible(EvidenceKind::Files, finding));
    finding.ruleId = u"more-findings"_s;
    QVERIFY(!isSuppressible(EvidenceKind::RiskyCode, finding));
    finding.ruleId = u"install-network"_s;
    QVERIFY(isSuppressible(EvidenceKind::RiskyCode, finding));
}

QTEST_GUILESS_MAIN(TestCheckRunner)
#include "tst_checkrunner.moc"
