// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/checks/check.h"

#include "backend/checks/findings.h"
#include "backend/checks/manifestline.h"
#include "backend/npm/manifest.h"
#include "backend/npm/plaintext.h"

#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::checks {

namespace {

const QStringList &knownRoles()
{
    static const QStringList roles = {u"frontend"_s, u"backend"_s, u"cli"_s, u"cli-module"_s,
        u"web-library"_s, u"node-library"_s, u"common-library"_s, u"frontend-plugin"_s,
        u"frontend-plugin-module"_s, u"backend-plugin"_s, u"backend-plugin-module"_s};
    return roles;
}

//! A dependency that a package of this role cannot use where it runs; empty when there is none.
QString strangerTo(const QString &role, const QJsonObject &manifest)
{
    static const QStringList serverOnly = {u"@backstage/backend-plugin-api"_s,
        u"@backstage/backend-common"_s, u"@backstage/backend-defaults"_s, u"express"_s, u"knex"_s};
    static const QStringList browserOnly = {u"@backstage/core-components"_s,
        u"@backstage/core-plugin-api"_s, u"@backstage/frontend-plugin-api"_s,
        u"@material-ui/core"_s, u"react-dom"_s};
    const bool inBrowser = role.startsWith(u"frontend"_s) || role == u"web-library"_s;
    const bool onServer = role.startsWith(u"backend"_s) || role == u"node-library"_s;
    const QStringList &wrong = inBrowser ? serverOnly : browserOnly;
    if (!inBrowser && !onServer)
        return {};
    const QList<Dependency> dependencies = dependenciesOf(manifest);
    for (const Dependency &dependency : dependencies) {
        if (dependency.kind == u"direct"_s && wrong.contains(dependency.name))
            return dependency.name;
    }
    return {};
}

} // namespace

Result<Outcome> backstage(const Reading &reading, const Watch &)
{
    const QJsonObject declared = reading.manifest.value("backstage"_L1).toObject();
    const QString role = declared.value("role"_L1).toString();
    const QString pluginId = declared.value("pluginId"_L1).toString();
    const int line = manifestLine(reading.files, {u"backstage"_s});
    Findings findings(EvidenceKind::Backstage);
    const auto add = [&](const QString &rule, Severity severity, Verdict verdict, const QString &title, const QString &detail = {}) {
        findings.add({.rule = rule, .severity = severity, .verdict = verdict, .title = title,
            .file = u"package.json"_s, .line = line, .detail = detail});
    };
    if (role.isEmpty())
        add(u"no-role"_s, Severity::Low, Verdict::Warn, u"Declares no Backstage role."_s);
    else if (!knownRoles().contains(role))
        add(u"unknown-role"_s, Severity::Low, Verdict::Warn,
            u"Declares a role that Backstage does not know: %1."_s.arg(plainText(role, 60)));
    if (pluginId.isEmpty() && role.contains(u"-plugin"_s))
        add(u"no-plugin-id"_s, Severity::Info, Verdict::Pass, u"Declares no plugin id."_s,
            u"Tools of newer Backstage versions need it."_s);
    if (const QString stranger = strangerTo(role, reading.manifest); !stranger.isEmpty())
        add(u"role-mismatch"_s, Severity::Medium, Verdict::Warn,
            u"Declared as %1, but depends on %2"_s.arg(role, stranger),
            u"What it depends on does not run where packages of this role run."_s);
    Outcome outcome{u"Backstage %1, plugin id %2."_s.arg(
        plainText(role, 60), pluginId.isEmpty() ? u"not given"_s : plainText(pluginId, 60))};
    outcome.findings = findings.take();
    if (verdictOf(outcome.findings) != Verdict::Pass)
        outcome.summary = outcome.findings.first().title;
    outcome.facts = {{u"role"_s, role}, {u"pluginId"_s, pluginId},
        {u"supportedVersions"_s, declared.value("supported-versions"_L1).toString()},
        {u"pluginPackages"_s, declared.value("pluginPackages"_L1).toArray()},
        {u"features"_s, declared.value("features"_L1).toObject()}};
    return outcome;
}

} // namespace gatehouse::checks
