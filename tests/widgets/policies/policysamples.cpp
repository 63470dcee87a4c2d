// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/policies/policysamples.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::policytest {

QString activeYaml()
{
    return u"name: Ours\npolicies:\n"
                           "  - id: cooldown\n    version: 1\n    title: A week\n    evidence: age\n    rules:\n"
                           "      - id: young\n        when: {fact: ageDays, below: 7}\n        enforcement: require_review\n"
                           "        message: Only {ageDays} days old.\n"
                           "      - id: old\n        enforcement: allow\n        message: Old enough.\n"
                           "    unknown: {enforcement: warn, message: Who knows.}\n"
                           "  - id: licences\n    version: 1\n    title: Licences\n    evidence: licence\n    rules: []\n"_s;
}

QByteArray asBytes(const QJsonObject &object)
{
    return QJsonDocument(object).toJson();
}

ConfigProblem mistake()
{
    ConfigProblem problem;
    problem.severity = Severity::High;
    problem.code = u"unknown_key"_s;
    problem.message = u"There is no oops here."_s;
    problem.pointer = u"/oops"_s;
    problem.line = int(activeYaml().count(u'\n')) + 1;
    problem.column = 1;
    return problem;
}

Policy cooldown()
{
    Policy policy;
    policy.id = u"cooldown"_s;
    policy.version = 1;
    policy.title = u"A week"_s;
    policy.evidence = u"age"_s;
    policy.rules = {{u"young"_s, {{u"fact"_s, u"ageDays"_s}, {u"below"_s, 7}}, Enforcement::RequireReview, u"Only {ageDays} days old."_s},
        {u"old"_s, {}, Enforcement::Allow, u"Old enough."_s}};
    policy.unknown = {u"no-evidence"_s, {}, Enforcement::Warn, u"Who knows."_s};
    return policy;
}

Policy licences()
{
    Policy policy;
    policy.id = u"licences"_s;
    policy.version = 1;
    policy.title = u"Licences"_s;
    policy.evidence = u"licence"_s;
    policy.rules = {{u"odd"_s, {{u"verdict"_s, QJsonArray {u"warn"_s, u"fail"_s}}}, Enforcement::Deny, u"Odd."_s}};
    policy.unknown = {u"no-evidence"_s, {}, Enforcement::Warn, u"Who knows."_s};
    return policy;
}

static PolicyEvaluation evaluation(const QString &policy, Enforcement enforcement, const QString &message)
{
    PolicyEvaluation said;
    said.policyId = policy;
    said.policyVersion = 1;
    said.enforcement = enforcement;
    said.verdict = Verdict::Warn;
    said.ruleId = u"young"_s;
    said.message = message;
    return said;
}

PolicyDryRun dryRun(const QString &version, const QString &digest, const QDateTime &now)
{
    PolicyDryRun run;
    run.version = 4;
    run.digest = digest;
    run.versionId = VersionId(version);
    run.pluginName = u"@acme/quay"_s;
    run.pluginVersion = u"1.0.0"_s;
    run.environment = Environment::Production;
    run.before = Enforcement::RequireReview;
    run.after = Enforcement::Deny;
    run.items = {{u"cooldown"_s, evaluation(u"cooldown"_s, Enforcement::RequireReview, u"Young."_s),
                     evaluation(u"cooldown"_s, Enforcement::Deny, u"Too young."_s), true},
        {u"licences"_s, evaluation(u"licences"_s, Enforcement::Allow, u"Fine."_s), evaluation(u"licences"_s, Enforcement::Allow, u"Fine."_s), false}};
    run.asOf = now;
    return run;
}

PolicyBacktest backtest(const QString &digest, const QDateTime &now)
{
    PolicyBacktest result;
    result.id = u"pbt_1"_s;
    result.version = 4;
    result.digest = digest;
    result.considered = 20;
    result.remembered = 18;
    result.blocked = 2;
    result.blockedInProduction = 1;
    for (const QString &number : {u"REQ-7"_s, u"REQ-5"_s}) {
        BacktestItem item;
        item.requestId = RequestId(u"req_"_s + number);
        item.number = number;
        item.pluginId = PluginId(u"plg_quay"_s);
        item.pluginName = u"@acme/quay"_s;
        item.versionId = VersionId(u"ver_1"_s);
        item.version = u"1.0.0"_s;
        item.environment = Environment::Production;
        item.status = RequestStatus::Approved;
        item.decidedAt = now;
        item.effect = u"blocked"_s;
        item.before = Enforcement::RequireReview;
        item.after = Enforcement::Deny;
        item.inProduction = number == u"REQ-7"_s;
        item.reasons = {{u"cooldown"_s, u"young"_s, u"Young, \"too\" young"_s}};
        result.items.append(item);
    }
    result.asOf = now;
    return result;
}

Page<PluginVersion> quayVersions(const QDateTime &now)
{
    Page<PluginVersion> page;
    PluginVersion version;
    version.id = VersionId(u"ver_1"_s);
    version.version = u"1.0.0"_s;
    version.publishedAt = now;
    page.items = {version};
    page.asOf = now;
    return page;
}

} // namespace gatehouse::policytest
