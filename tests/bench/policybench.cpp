// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/policystore.h"
#include "tests/bench/measurement.h"

#include <QCoreApplication>
#include <QElapsedTimer>

// How many answers of a policy, with rule, message and digest, one core gives in a second.

using namespace gatehouse;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double promisedRate = 10'000;

//! As of a package of some size: half of its evidence passes, the rest asks for a look.
QList<Evidence> evidenceOf(int number)
{
    QList<Evidence> items;
    for (const auto &[kind, name] : enumNames<EvidenceKind>()) {
        Evidence item;
        item.kind = kind;
        item.verdict = items.size() % 2 == 0 ? Verdict::Pass : Verdict::Warn;
        item.subjectDigest = u"sha512-%1"_s.arg(number, 88, 10, QChar(u'A'));
        item.facts = {{u"declared"_s, u"MIT AND (Apache-2.0 OR GPL-3.0-only)"_s}, {u"count"_s, number % 5},
            {u"unpackedBytes"_s, 1'000'000 + number}, {u"ageDays"_s, number % 30}, {u"direct"_s, 12},
            {u"packages"_s, 431}, {u"scanned"_s, 57}, {u"high"_s, 0}, {u"critical"_s, 0}, {u"unknown"_s, 1},
            {u"role"_s, u"frontend-plugin"_s}, {u"files"_s, QJsonArray {u"dist/index.esm.js"_s, u"package.json"_s}}};
        items << item;
    }
    return items;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const auto text = services::shippedPolicyText();
    const auto policies = services::shippedPolicies();
    if (!text || !policies) {
        bench::say(u"the shipped policies cannot be read"_s);
        return 1;
    }
    constexpr int versions = 500;
    QList<QList<Evidence>> inputs;
    for (int number = 0; number < versions; ++number)
        inputs << evidenceOf(number);
    QList<double> rates;
    QList<double> readings;
    for (int round = 0; round < 7; ++round) {
        QElapsedTimer timer;
        timer.start();
        qint64 answers = 0;
        for (const QList<Evidence> &evidence : std::as_const(inputs))
            answers += policies->evaluate(evidence, Environment::Production).size();
        rates << double(answers) * 1e9 / double(timer.nsecsElapsed());
        timer.restart();
        (void)services::readPolicies(*text);
        readings << double(timer.nsecsElapsed()) / 1e6;
    }
    bench::print({u"policy.evaluate.rate"_s, bench::median(rates), u"evaluations/s"_s,
        u"promised"_s, promisedRate});
    bench::print({u"policy.read"_s, bench::median(readings), u"ms"_s, {}, 0});
    return 0;
}
