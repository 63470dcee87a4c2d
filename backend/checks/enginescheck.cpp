// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/checks/check.h"

#include "backend/checks/findings.h"
#include "backend/checks/manifestline.h"
#include "backend/npm/plaintext.h"
#include "backend/npm/semverrange.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::checks {

namespace {

// The lines of Node.js that get fixes and that Backstage runs on.
constexpr int NodeLines[] = {20, 22, 24};

} // namespace

Result<Outcome> engines(const Reading &reading, const Watch &)
{
    const QJsonObject needed = reading.manifest.value("engines"_L1).toObject();
    const QString node = needed.value("node"_L1).toString();
    const QString shownNode = plainText(node, 80);
    const auto range = SemVerRange::parse(node);
    QJsonArray lines;
    for (const int line : NodeLines) {
        if (range && range->allowsMajor(line))
            lines.append(line);
    }
    Findings findings(EvidenceKind::Engines);
    Outcome outcome{node.isEmpty() ? u"Names no Node.js version it needs."_s
                                   : u"Needs Node.js %1."_s.arg(shownNode)};
    Found found{.rule = {}, .severity = Severity::Low, .verdict = Verdict::Warn, .title = {},
        .file = u"package.json"_s, .line = manifestLine(reading.files, {u"engines"_s, u"node"_s})};
    if (!node.isEmpty() && !range) {
        found.rule = u"unreadable-engine"_s;
        found.title = u"“%1” is no range of Node.js versions"_s.arg(shownNode);
        findings.add(found);
    } else if (!node.isEmpty() && lines.isEmpty()) {
        found.rule = u"engine-without-support"_s;
        found.severity = Severity::Medium;
        found.title = u"Runs on no supported line of Node.js: it needs %1"_s.arg(shownNode);
        found.detail = u"Node.js 20, 22 and 24 get security fixes."_s;
        findings.add(found);
    }
    if (!findings.isEmpty())
        outcome.summary = findings.worst() + u'.';
    outcome.findings = findings.take();
    outcome.facts = {{u"engines"_s, needed}, {u"nodeLines"_s, lines}};
    return outcome;
}

} // namespace gatehouse::checks
