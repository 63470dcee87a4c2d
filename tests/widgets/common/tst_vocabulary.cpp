// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/vocabulary.h"

#include <QSet>
#include <QTest>

using namespace gatehouse;
using namespace Qt::Literals::StringLiterals;

class VocabularyTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyValueHasAWordAndASign();
    void aValueFromTheFutureIsSaidToBeUnknown();
    void toolErrorFailAndNotRunDiffer();
    void statesFollowTheTokens();
    void riskIsBarsAndAWord();
    void environmentsHaveShortNames();

private:
    template <typename E>
    void checkAll(const char *name)
    {
        QSet<QString> words;
        for (const auto &[value, wire] : enumNames<E>()) {
            const Term known = term(value);
            const QString what = QString::fromLatin1(name) + u' ' + QString::fromLatin1(wire);
            QVERIFY2(!known.word.isEmpty(), qPrintable(what));
            QVERIFY2(known.word != term(E::Unknown).word, qPrintable(what));
            QVERIFY2(known.icon != IconName::None || known.riskBars > 0, qPrintable(what));
            QVERIFY2(!words.contains(known.word), qPrintable(what));
            words.insert(known.word);
        }
    }
};

void VocabularyTest::everyValueHasAWordAndASign()
{
    checkAll<Verdict>("verdict");
    checkAll<PluginStatus>("plugin status");
    checkAll<Risk>("risk");
    checkAll<RequestType>("request type");
    checkAll<RequestStatus>("request status");
    checkAll<Priority>("priority");
    checkAll<Discipline>("discipline");
    checkAll<StageStatus>("stage status");
    checkAll<Outcome>("outcome");
    checkAll<SlaState>("sla state");
    checkAll<Severity>("severity");
    checkAll<Enforcement>("enforcement");
    checkAll<Lifecycle>("lifecycle");
    checkAll<EvidenceKind>("evidence kind");
    checkAll<SuppressionState>("suppression state");
    checkAll<OperationStatus>("operation status");
    checkAll<OperationType>("operation type");
    checkAll<StepStatus>("step status");
    checkAll<InstallationState>("installation state");
    checkAll<FileChangeKind>("file change");
    checkAll<RevisionState>("revision state");
    checkAll<Role>("role");
}

void VocabularyTest::aValueFromTheFutureIsSaidToBeUnknown()
{
    QCOMPARE(term(PluginStatus::Unknown).word, u"Unknown"_s);
    QCOMPARE(term(PluginStatus::Unknown).tone, Tone::Neutral);
}

void VocabularyTest::toolErrorFailAndNotRunDiffer()
{
    const Term fail = term(Verdict::Fail);
    const Term error = term(Verdict::Error);
    const Term notRun = term(Verdict::NotRun);
    QVERIFY(fail.icon != error.icon && error.icon != notRun.icon);
    QCOMPARE(error.word, u"Tool error"_s);
    QVERIFY(notRun.tone != Tone::Ok);
}

void VocabularyTest::statesFollowTheTokens()
{
    QCOMPARE(term(PluginStatus::Blocked).badge().tone, Tone::Bad);
    QCOMPARE(term(PluginStatus::Blocked).icon, IconName::Ban);
    QCOMPARE(term(PluginStatus::InReview).tone, Tone::Accent);
    QCOMPARE(term(PluginStatus::Approved).icon, IconName::BadgeCheck);
    QVERIFY(term(PluginStatus::Deprecated).exceptional);
    QVERIFY(!term(PluginStatus::Installed).exceptional);
}

void VocabularyTest::riskIsBarsAndAWord()
{
    QCOMPARE(term(Risk::Low).riskBars, 1);
    QCOMPARE(term(Risk::Critical).riskBars, 4);
    QCOMPARE(term(Risk::High).badge().riskBars, 3);
    QCOMPARE(riskShortName(Risk::Medium), u"Med"_s);
    QVERIFY(!term(Risk::Medium).exceptional);
}

void VocabularyTest::environmentsHaveShortNames()
{
    QCOMPARE(environmentShortName(Environment::Production), u"prod"_s);
    QCOMPARE(environmentShortName(Environment::Development), u"dev"_s);
    QVERIFY(environmentBadge(Environment::Staging).outline);
}

QTEST_MAIN(VocabularyTest)
#include "tst_vocabulary.moc"
