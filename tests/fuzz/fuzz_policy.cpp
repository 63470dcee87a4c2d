// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/policyreader.h"

using namespace gatehouse;

namespace {

QList<Evidence> everything(Verdict verdict)
{
    QList<Evidence> items;
    for (const auto &[kind, name] : enumNames<EvidenceKind>()) {
        Evidence item;
        item.kind = kind;
        item.verdict = verdict;
        item.facts = {{QStringLiteral("declared"), QStringLiteral("MIT OR GPL-3.0-only")},
            {QStringLiteral("count"), 3}};
        items << item;
    }
    return items;
}

} // namespace

//! Whatever the text is: mistakes have words and stand on a line that it has, and what has none can
//! be evaluated: every answer names its policy, its rule and its inputs, and nothing is allowed
//! without evidence.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray text(reinterpret_cast<const char *>(data), qsizetype(size));
    services::ReadPolicies read = services::readPolicies(text);
    const int lines = 1 + int(text.count('\n'));
    for (const ConfigProblem &problem : read.problems) {
        if (problem.message.isEmpty() || problem.code.isEmpty() || problem.line < 1 || problem.line > lines || problem.column < 1)
            __builtin_trap();
    }
    if (!read.isValid())
        return 0;
    const PolicySet set(1, read.policies);
    for (const Verdict verdict : {Verdict::Pass, Verdict::Warn, Verdict::Fail, Verdict::NotRun}) {
        for (const PolicyEvaluation &answer : set.evaluate(everything(verdict), Environment::Production)) {
            const bool known = verdict != Verdict::NotRun;
            if (answer.policyId.isEmpty() || answer.ruleId.isEmpty() || answer.inputsDigest.isEmpty()
                || answer.enforcement == Enforcement::Unknown
                || (!known && answer.enforcement == Enforcement::Allow))
                __builtin_trap();
        }
    }
    (void)read.shown();
    services::compareVersions(read, read.policies);
    if (!read.isValid())
        __builtin_trap();
    return 0;
}
