// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/verifycommand.h"

#include "backend/services/bundlecheck.h"

#include <QCommandLineParser>
#include <QFile>

#include <cstdio>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

enum ExitCode { AllHolds = 0, SomethingBroken = 1, NothingChecked = 2 };

using services::BundleFinding;

int complain(const QString &text)
{
    std::fprintf(stderr, "gatehouse-server: %s\n", qPrintable(text));
    return NothingChecked;
}

const char *word(BundleFinding::Verdict verdict)
{
    switch (verdict) {
    case BundleFinding::Verdict::Holds:
        return "ok    ";
    case BundleFinding::Verdict::Note:
        return "note  ";
    case BundleFinding::Verdict::Broken:
        break;
    }
    return "BROKEN";
}

//! "SHA256:…" as it is shown, or key_… as it is called.
SigningKeyId keyNamed(const QString &text)
{
    const QString prefix = u"SHA256:"_s;
    return SigningKeyId(text.startsWith(prefix) ? QString(u"key_"_s + text.mid(prefix.size())) : text);
}

} // namespace

int runVerifyCommand(const QStringList &arguments)
{
    const QCommandLineOption logKey(
        u"log-key"_s, u"The fingerprint of the portal's log key, as you know it from elsewhere."_s, u"fingerprint"_s);
    QCommandLineParser parser;
    parser.addOption(logKey);
    if (!parser.parse(QStringList {u"verify"_s} + arguments))
        return complain(parser.errorText());
    if (parser.positionalArguments().size() != 1)
        return complain(u"Usage: gatehouse-server verify BUNDLE [--log-key FINGERPRINT]"_s);
    const QString path = parser.positionalArguments().first();
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return complain(u"%1 cannot be read: %2"_s.arg(path, file.errorString()));
    const auto trusted = parser.isSet(logKey) ? std::optional(keyNamed(parser.value(logKey))) : std::nullopt;
    const services::BundleReport report = services::checkBundle(file.readAll(), trusted);
    for (const BundleFinding &finding : report.findings)
        std::printf("%s  %s: %s\n", word(finding.verdict), qPrintable(finding.item), qPrintable(finding.words));
    std::printf("%s\n", report.holds() ? "The bundle holds." : "The bundle does not hold.");
    return report.holds() ? AllHolds : SomethingBroken;
}

} // namespace gatehouse
