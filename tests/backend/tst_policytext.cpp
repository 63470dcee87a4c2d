// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/policystore.h"

#include <QTest>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;
using namespace gatehouse::services;

//! The YAML of the policies: what it may say, and where its mistakes are shown.
class TestPolicyText final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theShippedTextHasNoMistakes();
    void rulesAnswerAsTheyStand();
    void mistakesStandWhereTheyAre_data();
    void mistakesStandWhereTheyAre();
    void allMistakesAreShownAtOnce();
    void longTextsAreRefused();
    void changedPoliciesNeedAnotherVersion_data();
    void changedPoliciesNeedAnotherVersion();
};

namespace {

const QByteArray good = R"(name: Ours
policies:
  - id: cooldown
    version: 2
    title: A week
    evidence: age
    environments: [production]
    rules:
      - id: young
        when: {fact: ageDays, below: 7}
        enforcement: deny
        message: Only {ageDays} days old.
      - id: old
        enforcement: allow
        message: Old enough.
    unknown: {enforcement: warn, message: Who knows.}
)";

QByteArray with(const QByteArray &from, const QByteArray &to)
{
    QByteArray text = good;
    Q_ASSERT(text.contains(from));
    return text.replace(text.indexOf(from), from.size(), to);
}

QByteArray told(const ReadPolicies &read)
{
    QByteArray text;
    for (const ConfigProblem &problem : read.problems)
        text += problem.code.toUtf8() + ' ' + QByteArray::number(problem.line) + ':'
            + QByteArray::number(problem.column) + ' ' + problem.message.toUtf8() + '\n';
    return text;
}

} // namespace

void TestPolicyText::theShippedTextHasNoMistakes()
{
    const auto text = shippedPolicyText();
    QVERIFY(text);
    const ReadPolicies read = readPolicies(*text);
    QVERIFY2(read.problems.isEmpty(), told(read).constData());
    QCOMPARE(read.shown().size(), read.policies.size());
    QVERIFY(shippedPolicies());
}

void TestPolicyText::rulesAnswerAsTheyStand()
{
    const ReadPolicies read = readPolicies(good);
    QVERIFY2(read.isValid(), told(read).constData());
    QCOMPARE(read.name, u"Ours"_s);
    const PolicySet set(9, read.policies);
    QCOMPARE(set.version(), 9);
    Evidence age;
    age.kind = EvidenceKind::Age;
    age.verdict = Verdict::Pass;
    age.facts = {{u"ageDays"_s, 3}};
    const PolicyEvaluation young = set.evaluate({age}, Environment::Production).first();
    QCOMPARE(young.enforcement, Enforcement::Deny);
    QCOMPARE(young.policyVersion, 2);
    QCOMPARE(young.ruleId, u"young"_s);
    QCOMPARE(young.rule, u"ageDays < 7"_s);
    QCOMPARE(young.message, u"Only 3 days old."_s);
    QVERIFY(set.evaluate({age}, Environment::Staging).isEmpty());
    const PolicyEvaluation unknown = set.evaluate({}, Environment::Production).first();
    QCOMPARE(unknown.verdict, Verdict::NotRun);
    QCOMPARE(unknown.enforcement, Enforcement::Warn);
    const Policy shown = read.shown().first();
    QCOMPARE(shown.rules.size(), 2);
    QVERIFY(shown.rules.last().when.isEmpty());
    QCOMPARE(shown.unknown.id, u"no-evidence"_s);
}

void TestPolicyText::mistakesStandWhereTheyAre_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("code");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("column");
    const auto row = [](const char *name, const QByteArray &text, const QString &code, int line, int column) {
        QTest::newRow(name) << text << code << line << column;
    };
    row("no YAML", "name: [a\n", u"yaml_syntax"_s, 2, 1);
    row("an alias", with("version: 2", "version: &v 2").replace("message: Old enough.", "message: *v"), u"yaml_alias"_s, 15, 18);
    row("no policies", "name: Ours\n", u"no_policies"_s, 1, 1);
    row("an empty list", "name: Ours\npolicies: []\n", u"no_policies"_s, 2, 1);
    row("an unknown key", with("title: A week", "titel: A week"), u"unknown_key"_s, 5, 5);
    row("no title", with("    title: A week\n", ""), u"missing"_s, 3, 5);
    row("a bad id", with("id: cooldown", "id: Cool Down"), u"wrong_id"_s, 3, 9);
    row("a bad version", with("version: 2", "version: two"), u"wrong_number"_s, 4, 14);
    row("unknown evidence", with("evidence: age", "evidence: ages"), u"unknown_value"_s, 6, 15);
    row("an unknown place", with("[production]", "[prod]"), u"unknown_value"_s, 7, 20);
    row("an id twice", with("id: old", "id: young"), u"id_taken"_s, 13, 13);
    row("a reserved id", with("id: old", "id: no-evidence"), u"wrong_id"_s, 13, 13);
    row("a misspelt condition", with("below: 7", "bellow: 7"), u"unknown_key"_s, 10, 31);
    row("half a condition", with("fact: ageDays, below", "below"), u"half_condition"_s, 10, 9);
    row("no number", with("below: 7", "below: seven"), u"wrong_number"_s, 10, 38);
    row("no verdict to judge", with("{fact: ageDays, below: 7}", "{verdict: [error]}"), u"unknown_value"_s, 10, 26);
    row("no licence lists", with("{fact: ageDays, below: 7}", "{licence: deny}"), u"no_licences"_s, 10, 25);
    row("unknown enforcement", with("enforcement: deny", "enforcement: denny"), u"unknown_value"_s, 11, 22);
    row("no message", with("        message: Old enough.\n", ""), u"missing"_s, 13, 9);
    row("not exhaustive", with("      - id: old\n", "      - id: old\n        when: {fact: ageDays, above: 7}\n"), u"not_exhaustive"_s, 14, 9);
    row("never reached", with("        when: {fact: ageDays, below: 7}\n", ""), u"never_reached"_s, 9, 9);
    row("allowed without evidence", with("enforcement: warn", "enforcement: allow"), u"unknown_allowed"_s, 16, 28);
    row("nothing without evidence", with("    unknown: {enforcement: warn, message: Who knows.}\n", ""), u"missing"_s, 3, 5);
}

void TestPolicyText::mistakesStandWhereTheyAre()
{
    QFETCH(QByteArray, text);
    const ReadPolicies read = readPolicies(text);
    QVERIFY(!read.isValid());
    QFETCH(QString, code);
    const auto found = std::ranges::find(read.problems, code, &ConfigProblem::code);
    QVERIFY2(found != read.problems.end(), told(read).constData());
    QTEST(found->line, "line");
    QTEST(found->column, "column");
    QVERIFY(!found->message.isEmpty());
}

void TestPolicyText::allMistakesAreShownAtOnce()
{
    QByteArray text = with("evidence: age", "evidence: ages");
    text.replace("enforcement: deny", "enforcement: denny").replace("message: Old enough.", "mesage: x");
    const ReadPolicies read = readPolicies(text);
    QVERIFY2(read.problems.size() == 4, told(read).constData());
    for (qsizetype i = 1; i < read.problems.size(); ++i)
        QVERIFY(read.problems.at(i - 1).line <= read.problems.at(i).line);
}

void TestPolicyText::longTextsAreRefused()
{
    const ReadPolicies read = readPolicies(good + QByteArray(policyTextLimit, '#'));
    QCOMPARE(read.problems.first().code, u"too_long"_s);
}

void TestPolicyText::changedPoliciesNeedAnotherVersion_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("valid");
    QTest::newRow("the same") << good << true;
    QTest::newRow("other comments") << QByteArray("# Why?\n" + good) << true;
    QTest::newRow("a changed rule") << with("below: 7", "below: 8") << false;
    QTest::newRow("a lower version") << with("version: 2", "version: 1") << false;
    QTest::newRow("changed, with a new version") << with("below: 7", "below: 8").replace("version: 2", "version: 3") << true;
    QTest::newRow("another policy") << with("id: cooldown", "id: heat") << true;
}

void TestPolicyText::changedPoliciesNeedAnotherVersion()
{
    QFETCH(QByteArray, text);
    ReadPolicies read = readPolicies(text);
    QVERIFY(read.isValid());
    compareVersions(read, readPolicies(good).policies);
    QTEST(read.isValid(), "valid");
    if (!read.isValid()) {
        QCOMPARE(read.problems.first().code, u"version_kept"_s);
        QCOMPARE(read.problems.first().line, 4);
    }
}

QTEST_GUILESS_MAIN(TestPolicyText)
#include "tst_policytext.moc"
