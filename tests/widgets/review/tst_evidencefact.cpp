// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "models/review/evidencemodel.h"
#include "widgets/common/textstyle.h"
#include "widgets/review/evidencefact.h"

#include <QFontMetrics>
#include <QTest>

using namespace gatehouse;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString sentence = u"The whole sentence of the check."_s;

} // namespace

class EvidenceFactTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void saysWhatWasFoundInAFewWords_data();
    void saysWhatWasFoundInAFewWords();
};

void EvidenceFactTest::saysWhatWasFoundInAFewWords_data()
{
    QTest::addColumn<EvidenceKind>("kind");
    QTest::addColumn<Verdict>("verdict");
    QTest::addColumn<QByteArray>("facts");
    QTest::addColumn<QString>("fact");
    using enum EvidenceKind;
    const auto row = [](const char *name, EvidenceKind kind, Verdict verdict, const char *facts, const QString &fact) {
        QTest::newRow(name) << kind << verdict << QByteArray(facts) << fact;
    };
    row("signed", Integrity, Verdict::Pass, R"({"algorithm":"sha512","registrySignatures":1})", u"sha512, signed"_s);
    row("provenance", Integrity, Verdict::Pass, R"({"algorithm":"sha512","registrySignatures":1,"hasProvenance":true})", u"sha512, provenance"_s);
    row("bare digest", Integrity, Verdict::Warn, R"({"algorithm":"sha1","registrySignatures":0})", u"sha1"_s);
    row("two manifests", Integrity, Verdict::Warn, R"({"algorithm":"sha512","manifestDiffers":["bin"]})", u"Manifest differs"_s);
    row("licence", Licence, Verdict::Pass, R"({"declared":"Apache-2.0","hasLicenceFile":true})", u"Apache-2.0"_s);
    row("licence without text", Licence, Verdict::Pass, R"({"declared":"MIT","hasLicenceFile":false})", u"MIT, no text"_s);
    row("no licence", Licence, Verdict::Fail, R"({"declared":""})", u"None declared"_s);
    row("no scripts", InstallScripts, Verdict::Pass, R"({"scripts":{},"count":0})", u"None"_s);
    row("scripts", InstallScripts, Verdict::Warn, R"({"scripts":{"install":"x","postinstall":"y"}})", u"install, postinstall"_s);
    row("files", Files, Verdict::Pass, R"({"count":214,"unpackedBytes":1240000,"native":[]})", u"214 files, 1.2 MB"_s);
    row("native code", Files, Verdict::Warn, R"({"count":214,"unpackedBytes":1240000,"native":["a.node","b.node"]})", u"2 compiled"_s);
    row("dependencies", Dependencies, Verdict::Pass, R"({"direct":21,"peer":3})", u"21 direct, 3 peers"_s);
    row("no peers", Dependencies, Verdict::Pass, R"({"direct":4,"peer":0})", u"4 direct"_s);
    row("role", Backstage, Verdict::Pass, R"({"role":"frontend-plugin"})", u"frontend-plugin"_s);
    row("no role", Backstage, Verdict::Warn, R"({"role":""})", u"No role"_s);
    row("engines", Engines, Verdict::Pass, R"({"engines":{"node":">=20"}})", u"Node >=20"_s);
    row("no engines", Engines, Verdict::Pass, R"({"engines":{}})", u"None named"_s);
    row("keys", ConfigSchema, Verdict::Pass, R"({"keys":["a","b"],"secrets":0,"source":"config.json"})", u"2 keys"_s);
    row("secret keys", ConfigSchema, Verdict::Pass, R"({"keys":["a","b"],"secrets":2,"source":"config.d.ts"})", u"2 keys, 2 secret"_s);
    row("no schema", ConfigSchema, Verdict::Pass, R"({"keys":[],"secrets":0,"source":"none"})", u"None declared"_s);
    row("age", Age, Verdict::Pass, R"({"ageDays":41,"inCooldown":false})", u"41 days"_s);
    row("cooldown", Age, Verdict::Warn, R"({"ageDays":2,"cooldownDays":7,"inCooldown":true})", u"2 of 7 days"_s);
    row("same people", Maintainers, Verdict::Pass, R"({"maintainers":["a"],"previousVersion":"1.2.0"})", u"As in 1.2.0"_s);
    row("first version", Maintainers, Verdict::Pass, R"({"maintainers":["a"],"previousVersion":""})", u"First known version"_s);
    row("new people", Maintainers, Verdict::Warn, R"({"maintainers":["a"],"added":["a","b"],"previousVersion":"1"})", u"2 new"_s);
    row("other publisher", Maintainers, Verdict::Warn,
        R"({"maintainers":["a"],"added":[],"publisher":"b","previousPublisher":"a","previousVersion":"1"})", u"Another publisher"_s);
    row("current", Deprecation, Verdict::Pass, "{}", u"Not deprecated"_s);
    row("deprecated", Deprecation, Verdict::Warn, R"({"text":"Use another."})", u"By its publisher"_s);
    row("not run", Maintainers, Verdict::NotRun, R"({"maintainers":["a"]})", sentence);
    row("tool error", Files, Verdict::Error, R"({"count":3})", sentence);
    row("stopped at an error", ConfigSchema, Verdict::Fail, R"({"code":"schema_invalid","keys":[]})", sentence);
    row("no facts", Files, Verdict::Pass, "{}", sentence);
    row("unknown check", EvidenceKind::Unknown, Verdict::Pass, "{}", sentence);
}

void EvidenceFactTest::saysWhatWasFoundInAFewWords()
{
    QFETCH(EvidenceKind, kind);
    QFETCH(Verdict, verdict);
    QFETCH(QByteArray, facts);
    Evidence evidence;
    evidence.kind = kind;
    evidence.verdict = verdict;
    evidence.summary = sentence;
    evidence.facts = *parseJsonObject(facts);
    EvidenceModel model;
    model.setItems({evidence});
    const QString fact = evidenceFact(model.index(0, 0));
    QTEST(fact, "fact");
    // What the Overview has for it beside the verdict, the check and the age.
    if (fact != sentence)
        QVERIFY(QFontMetrics(textFont(TextStyle::Small)).horizontalAdvance(fact) <= 146);
}

QTEST_MAIN(EvidenceFactTest)
#include "tst_evidencefact.moc"
