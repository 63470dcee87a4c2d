// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/yamldocument.h"

#include <QTest>

using namespace gatehouse;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString sample = u"# Kubernetes\n"
                       "kubernetes:\n"
                       "  serviceLocatorMethod:\n"
                       "    type: multiTenant\n"
                       "  clusters:\n"
                       "    - name: one # first\n"
                       "      url: https://one.example\n"
                       "    - name: two\n"
                       "  \"a/b~c\": 1\n"
                       "  note: |\n"
                       "    line one\n"
                       "    line two\n"
                       "  empty:\n"
                       "last: true\n"_s;

} // namespace

class TestYamlDocument final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsPlaces_data();
    void findsPlaces();
    void namesTheKeyAtALine_data();
    void namesTheKeyAtALine();
    void tellsProblemsWithTheirPlace_data();
    void tellsProblemsWithTheirPlace();
    void acceptsWhatIsWellFormed_data();
    void acceptsWhatIsWellFormed();
    void columnsCountCharacters();
};

void TestYamlDocument::findsPlaces_data()
{
    QTest::addColumn<QString>("pointer");
    QTest::addColumn<QString>("place"); //!< line:column+length > valueLine:valueColumn to endLine = scalar
    QTest::newRow("top") << u"/kubernetes"_s << u"2:1+10 > 3:3 to 13 = "_s;
    QTest::newRow("nested") << u"/kubernetes/serviceLocatorMethod/type"_s << u"4:5+4 > 4:11 to 4 = multiTenant"_s;
    QTest::newRow("list") << u"/kubernetes/clusters"_s << u"5:3+8 > 6:5 to 8 = "_s;
    QTest::newRow("item") << u"/kubernetes/clusters/0"_s << u"6:7+0 > 6:7 to 7 = "_s;
    QTest::newRow("in an item") << u"/kubernetes/clusters/1/name"_s << u"8:7+4 > 8:13 to 8 = two"_s;
    QTest::newRow("escaped") << u"/kubernetes/a~1b~0c"_s << u"9:4+5 > 9:12 to 9 = 1"_s;
    QTest::newRow("block text") << u"/kubernetes/note"_s << u"10:3+4 > 11:1 to 12 = line one\nline two\n"_s;
    QTest::newRow("last") << u"/last"_s << u"14:1+4 > 14:7 to 14 = true"_s;
}

void TestYamlDocument::findsPlaces()
{
    QFETCH(QString, pointer);
    QFETCH(QString, place);
    const YamlDocument document = YamlDocument::parse(sample);
    QVERIFY(document.isValid());
    const YamlDocument::Place *found = document.find(pointer);
    QVERIFY(found);
    const QString text = u"%1:%2+%3 > %4:%5 to %6 = "_s.arg(found->line)
                             .arg(found->column)
                             .arg(found->length)
                             .arg(found->valueLine)
                             .arg(found->valueColumn)
                             .arg(found->endLine)
        + found->scalar;
    QCOMPARE(text, place);
}

void TestYamlDocument::namesTheKeyAtALine_data()
{
    QTest::addColumn<int>("line");
    QTest::addColumn<QString>("pointer");
    QTest::newRow("comment before all") << 1 << QString();
    QTest::newRow("map") << 2 << u"/kubernetes"_s;
    QTest::newRow("scalar") << 4 << u"/kubernetes/serviceLocatorMethod/type"_s;
    QTest::newRow("second key of an item") << 7 << u"/kubernetes/clusters/0/url"_s;
    QTest::newRow("inside block text") << 12 << u"/kubernetes/note"_s;
    QTest::newRow("empty value") << 13 << u"/kubernetes/empty"_s;
    QTest::newRow("after the end") << 40 << QString();
}

void TestYamlDocument::namesTheKeyAtALine()
{
    QFETCH(int, line);
    QFETCH(QString, pointer);
    const YamlDocument document = YamlDocument::parse(sample);
    const YamlDocument::Place *place = document.at(line);
    QCOMPARE(place ? place->pointer : QString(), pointer);
}

void TestYamlDocument::tellsProblemsWithTheirPlace_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("code");
    QTest::addColumn<int>("line");
    QTest::newRow("unclosed bracket") << u"a: 1\nb: [1, 2\nc: 3\n"_s << u"yaml_syntax"_s << 4;
    QTest::newRow("tab") << u"a:\n\tb: 1\n"_s << u"yaml_syntax"_s << 2;
    QTest::newRow("bad indentation") << u"a:\n    b: 1\n  c: 2\n"_s << u"yaml_syntax"_s << 3;
    QTest::newRow("twice") << u"a: 1\nb: 2\na: 3\n"_s << u"yaml_duplicate_key"_s << 3;
    QTest::newRow("twice inside") << u"x:\n  a: 1\n  a: 3\n"_s << u"yaml_duplicate_key"_s << 3;
    QTest::newRow("two documents") << u"a: 1\n---\nb: 1\n"_s << u"yaml_documents"_s << 2;
    QTest::newRow("directive") << u"a: 1\n%YAML 1.2\n"_s << u"yaml_directive"_s << 2;
    QTest::newRow("too deep") << QString(u"["_s.repeated(70) + u"]"_s.repeated(70)) << u"yaml_depth"_s << 1;
}

void TestYamlDocument::tellsProblemsWithTheirPlace()
{
    QFETCH(QString, text);
    QFETCH(QString, code);
    QFETCH(int, line);
    const YamlDocument document = YamlDocument::parse(text);
    QVERIFY(!document.isValid());
    const ConfigProblem &problem = document.problems().first();
    QCOMPARE(problem.code, code);
    QCOMPARE(problem.line, line);
    QVERIFY(problem.column >= 1);
    QVERIFY(!problem.message.isEmpty());
    QCOMPARE(problem.severity, Severity::High);
}

void TestYamlDocument::acceptsWhatIsWellFormed_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << u""_s;
    QTest::newRow("only a comment") << u"# x\n"_s;
    QTest::newRow("alias") << u"a: &x {b: 1}\nc: *x\n"_s;
    QTest::newRow("the same key in two maps") << u"a: {k: 1}\nb: {k: 1}\n"_s;
    QTest::newRow("a scalar") << u"hello\n"_s;
}

void TestYamlDocument::acceptsWhatIsWellFormed()
{
    QFETCH(QString, text);
    QVERIFY(YamlDocument::parse(text).isValid());
}

void TestYamlDocument::columnsCountCharacters()
{
    const YamlDocument document = YamlDocument::parse(u"straße: grün\n"_s);
    const YamlDocument::Place *place = document.find(u"/straße"_s);
    QVERIFY(place);
    QCOMPARE(place->length, 6);
    QCOMPARE(place->valueColumn, 9);
}

QTEST_GUILESS_MAIN(TestYamlDocument)
#include "tst_yamldocument.moc"
