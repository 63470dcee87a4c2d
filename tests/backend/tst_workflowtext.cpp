// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/workflowcheck.h"
#include "backend/services/workflowstore.h"

#include <QTest>

using namespace gatehouse;
using namespace gatehouse::services;
using namespace Qt::Literals::StringLiterals;

namespace {

//! "security 2 | compliance 1, technical 1": stages of one group are joined by |.
QString shape(const WorkflowDocument &document)
{
    QString text;
    int order = 0;
    for (const StageRule &stage : document.stages) {
        if (!text.isEmpty())
            text += stage.order == order ? u" | "_s : u", "_s;
        text += toWire(stage.discipline) + u' ' + QString::number(stage.quorum.count);
        order = stage.order;
    }
    return text;
}

QList<ActiveWorkflow> shipped()
{
    QList<ActiveWorkflow> workflows;
    const auto texts = shippedWorkflows();
    for (const QByteArray &text : texts.value_or(QMap<QString, QByteArray>()))
        workflows.append({readWorkflow(text).document, 1});
    std::ranges::stable_sort(
        workflows, {}, [](const ActiveWorkflow &workflow) { return workflow.document.precedence; });
    return workflows;
}

//! "line:column code pointer", one a line.
QString problems(const ReadWorkflow &read)
{
    QStringList lines;
    for (const ConfigProblem &problem : read.problems)
        lines.append(u"%1:%2 %3 %4"_s.arg(problem.line).arg(problem.column).arg(problem.code, problem.pointer));
    return lines.join(u'\n');
}

const QString head = u"id: mine\nname: Mine\n"_s;

QString stage(const QString &id, const QString &more = {})
{
    return u"  - id: %1\n    name: N %1\n    discipline: technical\n    people: {roles: [reviewer:technical]}\n"_s
               .arg(id)
        + more;
}

Person person(const QString &name, const QList<Role> &roles)
{
    return {{PersonId(u"per_"_s + name), name}, roles};
}

} // namespace

class TestWorkflowText final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theWorkflowFitsTheRequest_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("environment");
        QTest::addColumn<QString>("risk");
        QTest::addColumn<QString>("id");
        const auto row
            = [](const char *type, const char *environment, const char *risk, const char *id) {
                  QTest::addRow("%s %s %s", type, environment, risk)
                      << QString::fromLatin1(type) << QString::fromLatin1(environment)
                      << QString::fromLatin1(risk) << QString::fromLatin1(id);
              };
        row("update", "production", "critical", "critical-change");
        row("install", "production", "high", "critical-change");
        row("install", "production", "medium", "standard-change");
        row("uninstall", "staging", "high", "standard-change");
        row("update", "staging", "low", "low-risk");
        row("update", "production", "low", "low-risk");
        row("update", "development", "low", "routine-update");
        row("install", "development", "critical", "low-risk");
        row("configuration_change", "production", "medium", "config-production");
        row("configuration_change", "global", "medium", "config-production");
        row("configuration_change", "staging", "low", "low-risk");
        row("exemption", "production", "critical", "exemption");
        row("update", "staging", "unknown", "standard-change");
    }
    void theWorkflowFitsTheRequest()
    {
        QFETCH(QString, type);
        QFETCH(QString, environment);
        QFETCH(QString, risk);
        const QList<ActiveWorkflow> workflows = shipped();
        RequestFacts facts{fromWire<RequestType>(type), fromWire<Environment>(environment),
            fromWire<Risk>(risk), Enforcement::Unknown, false};
        const ActiveWorkflow *chosen = chosenWorkflow(workflows, facts);
        QVERIFY(chosen);
        QTEST(chosen->document.id, "id");
        facts.emergency = true;
        QCOMPARE(chosenWorkflow(workflows, facts)->document.id, u"emergency-change"_s);
    }

    void everyShippedWorkflowHasItsStages_data()
    {
        QTest::addColumn<QString>("stages");
        QTest::newRow("critical-change")
            << u"security 2 | compliance 1, technical 1, business 1, final 1"_s;
        QTest::newRow("standard-change") << u"security 1, technical 1, business 1"_s;
        QTest::newRow("low-risk") << u"technical 1"_s;
        QTest::newRow("routine-update") << u"technical 1"_s;
        QTest::newRow("emergency-change") << u"final 2"_s;
        QTest::newRow("config-production") << u"technical 1, security 1"_s;
        QTest::newRow("exemption") << u"security 1 | compliance 1"_s;
    }
    void everyShippedWorkflowHasItsStages()
    {
        const auto texts = shippedWorkflows();
        QVERIFY(texts);
        QCOMPARE(texts->size(), 7);
        const QString id = QString::fromLatin1(QTest::currentDataTag());
        const ReadWorkflow read = readWorkflow(texts->value(id));
        QCOMPARE(problems(read), QString());
        QCOMPARE(read.document.id, id);
        QTEST(shape(read.document), "stages");
    }

    void theGraphIsRead_data()
    {
        QTest::addColumn<QString>("stages");
        QTest::addColumn<QString>("graph");
        QTest::newRow("a sequence") << stage(u"a"_s) + stage(u"b"_s) << u"a1[] b2[a]"_s;
        QTest::newRow("side by side") << u"  - parallel:\n"
                                         "      - {id: a, name: A, discipline: final, people: {owner: true}}\n"
                                         "      - {id: b, name: B, discipline: final, people: {owner: true}}\n"_s
                + stage(u"c"_s)
                                      << u"a1[] b1[] c2[a b]"_s;
        QTest::newRow("named") << stage(u"a"_s) + stage(u"b"_s) + stage(u"c"_s, u"    after: [a]\n"_s)
                               << u"a1[] b2[a] c2[a]"_s;
        QTest::newRow("at once") << stage(u"a"_s) + stage(u"b"_s, u"    after: []\n"_s) << u"a1[] b1[]"_s;
        QTest::newRow("written late") << stage(u"a"_s, u"    after: [b]\n"_s) + stage(u"b"_s, u"    after: []\n"_s)
                                      << u"b1[] a2[b]"_s;
    }
    void theGraphIsRead()
    {
        QFETCH(QString, stages);
        const ReadWorkflow read = readWorkflow((head + u"stages:\n"_s + stages).toUtf8());
        QCOMPARE(problems(read), QString());
        QStringList graph;
        for (const StageRule &rule : read.document.stages)
            graph.append(u"%1%2[%3]"_s.arg(rule.key).arg(rule.order).arg(rule.after.join(u' ')));
        QTEST(graph.join(u' '), "graph");
    }

    void everythingWrittenIsKept()
    {
        const ReadWorkflow read = readWorkflow(
            u"id: mine\nname: Mine\nappliesTo: All of it\nprecedence: 7\nexpires: 20d\napprovalValid: 10d\n"
            "match:\n  - {types: [update], environments: [staging], risks: [low], policies: [warn]}\n"
            "stages:\n  - id: a\n    name: A\n    discipline: final\n"
            "    people: {roles: [reviewer:security, reviewer:business], groups: [red team], owner: true}\n"
            "    quorum: all\n    due: 2d\n    claim: 3h\n    remind: 5h\n"
            "    escalate: {after: 1h, to: {groups: [blue]}, extend: 4h}\n"
            "  - id: b\n    name: B\n    discipline: final\n    people: {owner: true}\n"
            "    when: [{risks: [low]}]\n    automatic: [{risks: [low], policies: [allow]}]\n"_s.toUtf8());
        // The workflow applies where policy warns: it never passes anything there.
        QCOMPARE(problems(read), u"24:16 unreachable_stage /stages/1/automatic"_s.replace(u"24:16"_s,
                     u"%1:%2"_s.arg(read.problems.value(0).line).arg(read.problems.value(0).column)));
        const WorkflowDocument &document = read.document;
        QCOMPARE(document.expiresHours, 480);
        QCOMPARE(document.validHours, 240);
        QCOMPARE(document.match.first().words(), u"update, staging, risk low, policy says warn"_s);
        const StageRule &a = document.stages.first();
        QCOMPARE(a.people.words(),
            u"a security or business reviewer, or somebody of red team, or an owner of the plugin"_s);
        QCOMPARE(a.quorum.rule(), u"all"_s);
        QCOMPARE(a.dueHours, 48);
        QCOMPARE(a.claimHours, 3);
        QCOMPARE(*a.remindHours, 5);
        QCOMPARE(shownStages(document).first().escalation,
            u"1 h after it is due, to somebody of blue, with 4 h more"_s);
        QCOMPARE(shownStages(document).last().condition, u"risk low"_s);
        // What a request is pinned to says the same.
        const auto again = fromJson<StageRule>(toJson(a));
        QVERIFY(again);
        QCOMPARE(*again, a);
    }

    void aMistakeIsFoundWhereItIs_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("problem");
        const auto row = [](const char *name, const QString &text, const char *problem) {
            QTest::newRow(name) << text << QString::fromLatin1(problem);
        };
        const QString a = stage(u"a"_s);
        row("no yaml", u"id: [\n"_s, "2:1 yaml_syntax ");
        row("no keys", u"- id\n"_s, "1:1 yaml_root ");
        row("no id", u"name: Mine\nstages:\n"_s + a, "1:1 missing ");
        row("an id that is none", u"id: Mine!\nname: Mine\nstages:\n"_s + a, "1:5 wrong_id /id");
        row("an unknown key", head + u"owner: me\nstages:\n"_s + a, "3:1 unknown_key /owner");
        row("no stages", head, "1:1 no_stages ");
        row("an empty group", head + u"stages:\n  - parallel: []\n"_s, "4:5 no_stages /stages/0/parallel");
        row("an unknown role", head + u"stages:\n"_s + QString(a).replace(u":technical]"_s, u":king]"_s),
            "7:22 unknown_role /stages/0/people/roles/0");
        row("a role that never decides",
            head + u"stages:\n"_s + QString(a).replace(u"reviewer:technical]"_s, u"platform-admin]"_s),
            "7:22 role_never_decides /stages/0/people/roles/0");
        row("nobody", head + u"stages:\n"_s + QString(a).replace(u"{roles: [reviewer:technical]}"_s, u"{owner: false}"_s),
            "7:5 nobody_eligible /stages/0/people");
        row("no people", head + u"stages:\n  - {id: a, name: A, discipline: final}\n"_s, "4:6 missing /stages/0");
        row("an unknown discipline", head + u"stages:\n"_s + QString(a).replace(u"discipline: technical"_s, u"discipline: magic"_s),
            "6:17 unknown_value /stages/0/discipline");
        row("no quorum", head + u"stages:\n"_s + stage(u"a"_s, u"    quorum: 0\n"_s), "8:13 wrong_quorum /stages/0/quorum");
        row("half a person", head + u"stages:\n"_s + stage(u"a"_s, u"    quorum: 1.5\n"_s), "8:13 wrong_quorum /stages/0/quorum");
        row("no time", head + u"stages:\n"_s + stage(u"a"_s, u"    due: soon\n"_s), "8:10 wrong_time /stages/0/due");
        row("the same id", head + u"stages:\n"_s + a + stage(u"a"_s), "8:9 duplicate_stage /stages/1/id");
        row("after nothing", head + u"stages:\n"_s + stage(u"a"_s, u"    after: [z]\n"_s), "8:5 unknown_stage /stages/0/after");
        row("a circle", head + u"stages:\n"_s + stage(u"a"_s, u"    after: [b]\n"_s) + stage(u"b"_s, u"    after: [a]\n"_s),
            "13:5 cycle /stages/1/after");
        row("itself", head + u"stages:\n"_s + a + stage(u"b"_s, u"    after: [b]\n"_s), "12:5 cycle /stages/1/after");
        row("never reached", head + u"match: [{environments: [production]}]\nstages:\n"_s + a
                + stage(u"b"_s, u"    when: [{environments: [staging]}]\n"_s),
            "13:5 unreachable_stage /stages/1/when");
        row("all conditional", head + u"stages:\n"_s + stage(u"a"_s, u"    when: [{risks: [high]}]\n"_s), "3:1 all_conditional /stages");
        row("any is no list", head + u"match: [{risks: []}]\nstages:\n"_s + a, "3:10 empty_list /match/0/risks");
        row("an unknown risk", head + u"match: [{risks: [huge]}]\nstages:\n"_s + a, "3:18 unknown_value /match/0/risks/0");
        row("reminded too early", head + u"stages:\n"_s + stage(u"a"_s, u"    due: 4h\n    remind: 4h\n"_s),
            "9:13 contradictory_times /stages/0/remind");
        row("claimed for longer", head + u"stages:\n"_s + stage(u"a"_s, u"    due: 4h\n    claim: 5h\n"_s),
            "9:12 contradictory_times /stages/0/claim");
        row("over before it is done", head + u"expires: 3d\nstages:\n"_s + a + stage(u"b"_s),
            "3:10 contradictory_times /expires");
        row("escalated after it expires", head + u"stages:\n"_s + stage(u"a"_s, u"    due: 29d\n    escalate: {after: 2d, to: {owner: true}}\n"_s),
            "3:1 contradictory_times /stages");
        row("policy passes more than low", head + u"stages:\n"_s + stage(u"a"_s, u"    automatic: [{risks: [low, medium], policies: [allow]}]\n"_s),
            "8:18 automatic_not_low_risk /stages/0/automatic/0");
        row("policy passes what it warns of", head + u"stages:\n"_s + stage(u"a"_s, u"    automatic: [{risks: [low], policies: [warn]}]\n"_s),
            "8:18 automatic_not_low_risk /stages/0/automatic/0");
        row("an emergency by one", head + u"emergency: {reviewWithin: 72h}\nstages:\n"_s + a, "4:1 emergency_needs_two /stages");
        row("an emergency without a look", head + u"emergency: {reviewWithin: 4d}\nstages:\n"_s + stage(u"a"_s, u"    quorum: 2\n"_s),
            "3:27 contradictory_times /emergency/reviewWithin");
        row("a name with a bar", head + u"stages:\n"_s + QString(a).replace(u"roles: [reviewer:technical]"_s, u"groups: [a|b]"_s),
            "7:23 wrong_text /stages/0/people/groups/0");
    }
    void aMistakeIsFoundWhereItIs()
    {
        QFETCH(QString, text);
        const ReadWorkflow read = readWorkflow(text.toUtf8());
        QTEST(problems(read), "problem");
        QVERIFY(!read.isValid());
    }

    void tooMuchIsNotRead()
    {
        QString many = head + u"stages:\n"_s;
        for (int i = 0; i < 30; ++i)
            many += stage(u"s%1"_s.arg(i), u"    due: 1h\n"_s);
        QVERIFY(problems(readWorkflow(many.toUtf8())).contains(u"too_many_stages"_s));
        const QByteArray huge = (head + u"# "_s).toUtf8() + QByteArray(70'000, 'x');
        QCOMPARE(problems(readWorkflow(huge)), u"1:1 too_long "_s);
        QCOMPARE(problems(readWorkflow("%YAML 1.2\n")), u"1:1 yaml_directive "_s);
    }

    void thoseWhoAreKnownMustBeEnough_data()
    {
        QTest::addColumn<QString>("stages");
        QTest::addColumn<QString>("problem");
        QTest::newRow("enough") << stage(u"a"_s, u"    quorum: 2\n"_s) << QString();
        QTest::newRow("too few") << stage(u"a"_s, u"    quorum: 3\n"_s) << u"8:13 quorum_above_eligible /stages/0/quorum"_s;
        QTest::newRow("nobody") << QString(stage(u"a"_s)).replace(u":technical]"_s, u":business]"_s)
                                << u"7:5 nobody_eligible /stages/0/people"_s;
        QTest::newRow("an unknown group") << QString(stage(u"a"_s)).replace(u"roles: [reviewer:technical]"_s, u"groups: [ghosts]"_s)
                                          << u"7:5 nobody_eligible /stages/0/people"_s;
        QTest::newRow("an owner is not counted") << QString(stage(u"a"_s)).replace(u"roles: [reviewer:technical]"_s, u"owner: true"_s)
                                                 << QString();
        QTest::newRow("not enough together") << stage(u"a"_s, u"    quorum: 2\n"_s) + stage(u"b"_s)
                                             << u"3:1 too_few_people /stages"_s;
    }
    void thoseWhoAreKnownMustBeEnough()
    {
        QFETCH(QString, stages);
        ReadWorkflow read = readWorkflow((head + u"stages:\n"_s + stages).toUtf8());
        QCOMPARE(problems(read), QString());
        checkPeople(read,
            {person(u"a"_s, {Role::ReviewerTechnical}), person(u"b"_s, {Role::ReviewerTechnical}),
                person(u"admin"_s, {Role::PlatformAdmin, Role::ReviewerTechnical}),
                person(u"viewer"_s, {Role::Viewer})});
        QTEST(problems(read), "problem");
    }
};

QTEST_GUILESS_MAIN(TestWorkflowText)
#include "tst_workflowtext.moc"
