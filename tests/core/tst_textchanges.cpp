// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/textchanges.h"
#include "core/contract/versiondiff.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace gatehouse;
using namespace Qt::Literals::StringLiterals;

class TestTextChanges final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyLineHasItsMark_data();
    void everyLineHasItsMark();
    void aDiffGivesBothTextsBack_data() { everyLineHasItsMark_data(); }
    void aDiffGivesBothTextsBack();
    void farChangesAreTwoHunks();
    void aNewMapIsOneChange();
    void changedAndLostKeysAreNamed();
    void aListItemIsNamedByItsList();
    void valuesAreReadAsYamlReadsThem();
    void aValueIsOneLine();
    void theSchemaIsFollowedToTheKey();
    void referencesAreTold_data();
    void referencesAreTold();
};

namespace {

//! One letter a line: s same, a added, c changed; ^ before a line: something above is gone.
QString marksOf(const LineChanges &changes)
{
    QString text;
    for (qsizetype line = 0; line <= changes.marks.size(); ++line) {
        if (changes.removedBefore.contains(int(line)))
            text += u'^';
        if (line < changes.marks.size())
            text += u"sac"_s.at(int(changes.marks.at(line)));
    }
    return text;
}

QString joined(const QStringList &lines)
{
    return lines.isEmpty() ? QString() : QString(lines.join(u'\n') + u'\n');
}

} // namespace

void TestTextChanges::everyLineHasItsMark_data()
{
    QTest::addColumn<QString>("base");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("marks");
    QTest::newRow("nothing changed") << u"a\nb\n"_s << u"a\nb\n"_s << u"ss"_s;
    QTest::newRow("from nothing") << QString() << u"a\nb\n"_s << u"aa"_s;
    QTest::newRow("to nothing") << u"a\n"_s << QString() << u"^"_s;
    QTest::newRow("one added in the middle") << u"a\nb\n"_s << u"a\nx\nb\n"_s << u"sas"_s;
    QTest::newRow("one changed") << u"a\nb\nc\n"_s << u"a\nx\nc\n"_s << u"scs"_s;
    QTest::newRow("one gone") << u"a\nb\nc\n"_s << u"a\nc\n"_s << u"s^s"_s;
    QTest::newRow("changed and grown") << u"a\nb\nc\n"_s << u"a\nx\ny\nc\n"_s << u"scas"_s;
    QTest::newRow("two places") << u"a\nb\nc\nd\ne\n"_s << u"x\nb\nc\ne\nf\n"_s << u"css^sa"_s;
}

void TestTextChanges::everyLineHasItsMark()
{
    QFETCH(QString, base);
    QFETCH(QString, text);
    QTEST(marksOf(changedLines(base, text)), "marks");
}

void TestTextChanges::aDiffGivesBothTextsBack()
{
    QFETCH(QString, base);
    QFETCH(QString, text);
    const FileDiff diff = unifiedDiff(u"x.yaml"_s, base, text);
    QCOMPARE(diff.hunks.isEmpty(), base == text);
    if (base == text)
        return;
    QStringList before;
    QStringList after;
    for (const DiffHunk &hunk : diff.hunks) {
        for (const DiffLine &line : hunk.lines) {
            if (line.sign != u"+")
                before.append(line.text);
            if (line.sign != u"-")
                after.append(line.text);
        }
    }
    QCOMPARE(joined(before), base);
    QCOMPARE(joined(after), text);
}

void TestTextChanges::farChangesAreTwoHunks()
{
    QStringList lines;
    for (int i = 1; i <= 30; ++i)
        lines.append(u"line %1"_s.arg(i));
    const QString base = joined(lines);
    lines[1] = u"second"_s;
    lines[25] = u"late"_s;
    const FileDiff diff = unifiedDiff(u"x.yaml"_s, base, joined(lines));
    QCOMPARE(diff.hunks.size(), 2);
    QCOMPARE(diff.hunks.at(0).header, u"@@ -1,5 +1,5 @@"_s);
    QCOMPARE(diff.hunks.at(1).header, u"@@ -23,7 +23,7 @@"_s);
}

void TestTextChanges::aNewMapIsOneChange()
{
    const auto base = YamlDocument::parse(u"a:\n  x: 1\n"_s);
    const auto now = YamlDocument::parse(u"a:\n  x: 1\n  y:\n    z: 2\n    w: 3\n"_s);
    const QList<KeyChange> expected {{u"/a/y"_s, LineMark::Added, false}};
    QCOMPARE(changedKeys(base, now), expected);
}

void TestTextChanges::changedAndLostKeysAreNamed()
{
    const auto base = YamlDocument::parse(u"a:\n  x: 1\n  y:\n    z: 2\n"_s);
    const auto now = YamlDocument::parse(u"a:\n  x: 2\n"_s);
    const QList<KeyChange> expected {{u"/a/x"_s, LineMark::Changed, false}, {u"/a/y"_s, LineMark::Changed, true}};
    QCOMPARE(changedKeys(base, now), expected);
}

void TestTextChanges::aListItemIsNamedByItsList()
{
    QCOMPARE(shortKey(u"/argocd/instances/1"_s), u"instances[1]"_s);
    QCOMPARE(shortKey(u"/argocd/a~1b"_s), u"a/b"_s);
    QCOMPARE(dottedKey(u"/argocd/instances/1/url"_s), u"argocd.instances[1].url"_s);
}

void TestTextChanges::valuesAreReadAsYamlReadsThem()
{
    const auto document = YamlDocument::parse(u"n: 3\nb: true\nt: text\nl:\n  - a\n  - k: v\nm:\n  x: 1\n"_s);
    QCOMPARE(valueAt(document, u"/n"_s), QJsonValue(3));
    QCOMPARE(valueAt(document, u"/b"_s), QJsonValue(true));
    QCOMPARE(valueAt(document, u"/t"_s), QJsonValue(u"text"_s));
    QCOMPARE(valueAt(document, u"/l"_s).toArray().size(), 2);
    QCOMPARE(valueAt(document, u"/m"_s)[u"x"_s], QJsonValue(1));
    QVERIFY(valueAt(document, u"/none"_s).isUndefined());
}

void TestTextChanges::aValueIsOneLine()
{
    QCOMPARE(valueText(u"text"_s), u"text"_s);
    QCOMPARE(valueText(40), u"40"_s);
    QCOMPARE(valueText(true), u"true"_s);
    QCOMPARE(valueText(QJsonArray {1, u"a"_s}), u"[1,\"a\"]"_s);
}

void TestTextChanges::theSchemaIsFollowedToTheKey()
{
    const QJsonObject name {{u"type"_s, u"string"_s}, {u"description"_s, u"What it\n is called."_s}};
    const QJsonObject item {{u"type"_s, u"object"_s}, {u"properties"_s, QJsonObject {{u"name"_s, name}}}};
    const QJsonObject list {{u"type"_s, u"array"_s}, {u"items"_s, item}};
    const QJsonObject schema {{u"type"_s, u"object"_s}, {u"properties"_s, QJsonObject {{u"instances"_s, list}}}};
    QCOMPARE(schemaNote(schema, u"/instances/0/name"_s).type, u"string"_s);
    QCOMPARE(schemaNote(schema, u"/instances/0/name"_s).description, u"What it is called."_s);
    QCOMPARE(schemaNote(schema, u"/other"_s).type, QString());
}

void TestTextChanges::referencesAreTold_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("expected");
    QTest::newRow("variable") << u"${TOKEN}"_s << true;
    QTest::newRow("vault") << u"vault:kv/portal#token"_s << true;
    QTest::newRow("plain") << u"token"_s << false;
    QTest::newRow("half") << u"${TOKEN"_s << false;
}

void TestTextChanges::referencesAreTold()
{
    QFETCH(QString, text);
    QTEST(isSecretReference(text), "expected");
}

QTEST_GUILESS_MAIN(TestTextChanges)
#include "tst_textchanges.moc"
