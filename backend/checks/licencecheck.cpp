// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/checks/check.h"

#include "backend/checks/findings.h"
#include "backend/checks/manifestline.h"
#include "backend/npm/manifest.h"
#include "backend/npm/plaintext.h"
#include "backend/npm/spdx.h"

#include <QJsonArray>
#include <QRegularExpression>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::checks {

namespace {

bool hasLicenceFile(const TarFiles &files)
{
    static const QRegularExpression name(
        u"^(licen[cs]e|copying)([.-].*)?$"_s, QRegularExpression::CaseInsensitiveOption);
    for (auto it = files.keyBegin(); it != files.keyEnd(); ++it) {
        if (name.match(*it).hasMatch())
            return true;
    }
    return false;
}

} // namespace

Result<Outcome> licence(const Reading &reading, const Watch &)
{
    const QString declared = declaredLicence(reading.manifest);
    const bool hasFile = hasLicenceFile(reading.files);
    const auto expression = parseSpdx(declared);
    Findings findings(EvidenceKind::Licence);
    Outcome outcome{u"Declares %1."_s.arg(plainText(declared, 80))};
    const int line = manifestLine(reading.files, {u"license"_s});
    if (declared.isEmpty() || declared == u"UNLICENSED"_s) {
        outcome.summary = declared.isEmpty() ? u"Declares no licence."_s
                                             : u"Declares that nobody may use it."_s;
        findings.add({.rule = u"no-licence"_s,
            .severity = Severity::High,
            .verdict = Verdict::Fail,
            .title = outcome.summary,
            .file = u"package.json"_s,
            .line = line,
            .fix = u"Ask the publisher for a licence."_s});
    } else if (!expression) {
        outcome.summary
            = u"“%1” is no SPDX licence expression."_s.arg(plainText(declared, 80));
        findings.add({.rule = u"no-spdx-expression"_s,
            .severity = Severity::Medium,
            .verdict = Verdict::Warn,
            .title = outcome.summary,
            .file = u"package.json"_s,
            .line = line,
            .detail = expression.error().message});
    }
    if (!hasFile)
        findings.add({u"no-licence-text"_s, Severity::Low, Verdict::Pass,
            u"The package holds no licence text."_s});
    outcome.findings = findings.take();
    outcome.facts = {{u"declared"_s, declared},
        {u"expression"_s, expression ? toText(*expression) : QString()},
        {u"licences"_s,
            expression ? QJsonArray::fromStringList(licencesOf(*expression)) : QJsonArray()},
        {u"hasLicenceFile"_s, hasFile}};
    return outcome;
}

} // namespace gatehouse::checks
