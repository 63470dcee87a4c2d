// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/review/filecomparison.h"
#include "core/review/readabletext.h"
#include "core/review/worddiff.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>

using namespace gatehouse;
using namespace Qt::Literals::StringLiterals;

namespace {

//! "a/b" is two lines; what is written is what stands in the file.
QString lines(const QString &text)
{
    return text.isEmpty() ? QString() : QString(text).replace(u'/', u'\n') + u'\n';
}

//! One row a line: the left text, what holds between, the right text.
QStringList printed(const FileComparison &comparison)
{
    QStringList rows;
    for (const DiffRow &row : comparison.rows) {
        const QString left = row.left < 0 ? u"."_s : comparison.before.line(row.left).toString();
        const QString right = row.right < 0 ? u"."_s : comparison.after.line(row.right).toString();
        rows += left + (row.changed ? u" ~ "_s : u" = "_s) + right;
    }
    return rows;
}

//! The lines of one side as the rows have them.
QStringList side(const FileComparison &comparison, bool isAfter)
{
    QStringList text;
    for (const DiffRow &row : comparison.rows) {
        const int line = isAfter ? row.right : row.left;
        if (line >= 0)
            text += (isAfter ? comparison.after : comparison.before).line(line).toString();
    }
    return text;
}

QStringList allLines(const SideText &text)
{
    QStringList all;
    for (int i = 0; i < text.count(); ++i)
        all += text.line(i).toString();
    return all;
}

//! What \a before becomes when the rows' changes are made in it.
QStringList applied(const FileComparison &comparison)
{
    QStringList text = allLines(comparison.before);
    for (qsizetype i = qsizetype(comparison.rows.size()) - 1; i >= 0; --i) {
        const DiffRow &row = comparison.rows[size_t(i)];
        if (!row.changed)
            continue;
        // Where a row has no old line, the next row that has one says where it goes.
        qsizetype at = row.left;
        for (size_t next = size_t(i); at < 0 && next < comparison.rows.size(); ++next)
            at = comparison.rows[next].left;
        if (at < 0)
            at = comparison.before.count();
        if (row.left >= 0 && row.right >= 0)
            text[at] = comparison.after.line(row.right).toString();
        else if (row.left >= 0)
            text.removeAt(at);
        else
            text.insert(at, comparison.after.line(row.right).toString());
    }
    return text;
}

//! Marks in brackets.
QString marked(const QString &line, const QList<TextSpan> &spans)
{
    QString text = line;
    for (qsizetype i = spans.size() - 1; i >= 0; --i) {
        text.insert(spans.at(i).end(), u']');
        text.insert(spans.at(i).start, u'[');
    }
    return text;
}

QString randomText(QRandomGenerator &random, int length)
{
    QString text;
    for (int i = 0; i < length; ++i) {
        static const QStringList words {u"return"_s, u"const value"_s, u"  if (a)"_s, u"}"_s, u""_s, u"\tcall(x, 1)"_s, u"ä€"_s, u"end\r"_s};
        text += words.at(random.bounded(int(words.size())));
        if (random.bounded(4) == 0)
            text += QString::number(random.bounded(5));
        text += u'\n';
    }
    if (!text.isEmpty() && random.bounded(3) == 0)
        text.chop(1);
    return text;
}

QString randomEdit(QRandomGenerator &random, const QString &text)
{
    QStringList all = text.split(u'\n');
    for (int edits = random.bounded(6); edits > 0; --edits) {
        const int at = int(random.bounded(all.size()));
        switch (random.bounded(4)) {
        case 0:
            all.removeAt(at);
            break;
        case 1:
            all.insert(at, u"inserted %1"_s.arg(random.bounded(9)));
            break;
        case 2:
            all[at] += u" more"_s;
            break;
        default:
            all[at] = u"  "_s + all.at(at);
        }
        if (all.isEmpty())
            all = QStringList {QString()};
    }
    return all.join(u'\n');
}

QString withoutSpace(QString text)
{
    text.removeIf([](QChar c) { return c.isSpace(); });
    return text;
}

} // namespace

class TestFileComparison final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textsAreLines_data();
    void textsAreLines();
    void rowsStandBesideEachOther_data();
    void rowsStandBesideEachOther();
    void whiteSpaceCanBeLeftOut();
    void changesAppliedToTheOldGiveTheNew();
    void wordsThatDiffer_data();
    void wordsThatDiffer();
    void longLinesAreMarkedInBoundedTime();
    void minifiedTextBecomesReadable_data();
    void minifiedTextBecomesReadable();
    void readableTextLosesNothing();
    void readableLinesKeepTheirNumbers();
    void minifiedFilesAreComparedReadable();
    void hunksAreRowsWithSeams();
    void charactersThatHideAreCounted();
};

void TestFileComparison::textsAreLines_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("lines");
    QTest::newRow("nothing") << QString() << QStringList();
    QTest::newRow("one line") << u"a\n"_s << QStringList {u"a"_s};
    QTest::newRow("no line end") << u"a\nb"_s << QStringList {u"a"_s, u"b"_s};
    QTest::newRow("an empty line") << u"\n"_s << QStringList {u""_s};
    QTest::newRow("carriage returns stay") << u"a\r\nb\r\n"_s << QStringList {u"a\r"_s, u"b\r"_s};
}

void TestFileComparison::textsAreLines()
{
    QFETCH(QString, text);
    QTEST(allLines(SideText(text)), "lines");
}

void TestFileComparison::rowsStandBesideEachOther_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QStringList>("rows");
    QTest::newRow("same") << u"a/b"_s << u"a/b"_s << QStringList {u"a = a"_s, u"b = b"_s};
    QTest::newRow("new file") << QString() << u"a/b"_s << QStringList {u". ~ a"_s, u". ~ b"_s};
    QTest::newRow("lost file") << u"a/b"_s << QString() << QStringList {u"a ~ ."_s, u"b ~ ."_s};
    QTest::newRow("both empty") << QString() << QString() << QStringList();
    QTest::newRow("changed line") << u"one two three/x"_s << u"one two four/x"_s << QStringList {u"one two three ~ one two four"_s, u"x = x"_s};
    QTest::newRow("unlike lines stand alone") << u"alpha/x"_s << u"omega/x"_s << QStringList {u"alpha ~ ."_s, u". ~ omega"_s, u"x = x"_s};
    QTest::newRow("like lines find each other") << u"\"core\": \"1.10\",/\"fetch\": \"4\",/end"_s << u"\"core\": \"1.11\",/\"client\": \"1\",/end"_s
                                               << QStringList {u"\"core\": \"1.10\", ~ \"core\": \"1.11\","_s, u"\"fetch\": \"4\", ~ ."_s,
                                                      u". ~ \"client\": \"1\","_s, u"end = end"_s};
    QTest::newRow("inserted before a like line") << u"value = call(one)/z"_s << u"new/value = call(two)/z"_s
                                                 << QStringList {u". ~ new"_s, u"value = call(one) ~ value = call(two)"_s, u"z = z"_s};
    QTest::newRow("long unlike blocks share rows") << u"a1/b2/c3/d4/z"_s << u"e5/f6/g7/h8/i9/z"_s
                                                   << QStringList {u"a1 ~ e5"_s, u"b2 ~ f6"_s, u"c3 ~ g7"_s, u"d4 ~ h8"_s, u". ~ i9"_s, u"z = z"_s};
}

void TestFileComparison::rowsStandBesideEachOther()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    QTEST(printed(*compareTexts(u"a.txt"_s, lines(before), lines(after))), "rows");
}

void TestFileComparison::whiteSpaceCanBeLeftOut()
{
    const QString before = u"if (a) {\nreturn  1;\n}\n"_s;
    const QString after = u"  if (a) {\n\treturn 2;\n}\n"_s;
    const ComparisonPtr all = compareTexts(u"a.js"_s, before, after);
    QCOMPARE(all->added, 2);
    const ComparisonPtr some = compareTexts(u"a.js"_s, before, after, {Whitespace::Ignored});
    QCOMPARE(some->added, 1);
    QCOMPARE(some->removed, 1);
    QVERIFY(!some->rows.front().changed);
    QCOMPARE(side(*some, true), allLines(some->after));
}

void TestFileComparison::changesAppliedToTheOldGiveTheNew()
{
    QRandomGenerator random(7);
    int changed = 0;
    for (int round = 0; round < 1000; ++round) {
        const QString before = randomText(random, random.bounded(40));
        const QString after = random.bounded(4) == 0 ? randomText(random, random.bounded(40)) : randomEdit(random, before);
        const ComparisonPtr comparison = compareTexts(u"a.txt"_s, before, after);
        QCOMPARE(applied(*comparison), allLines(comparison->after));
        QCOMPARE(side(*comparison, false), allLines(comparison->before));
        QCOMPARE(side(*comparison, true), allLines(comparison->after));
        for (const DiffRow &row : comparison->rows) {
            if (!row.changed)
                QCOMPARE(comparison->before.line(row.left), comparison->after.line(row.right));
        }
        changed += comparison->added + comparison->removed > 0 ? 1 : 0;
    }
    QVERIFY(changed > 600);
}

void TestFileComparison::wordsThatDiffer_data()
{
    QTest::addColumn<QString>("left");
    QTest::addColumn<QString>("right");
    QTest::newRow("a version is one word") << u"\"version\": \"[2.6.0]\","_s << u"\"version\": \"[2.9.0]\","_s;
    QTest::newRow("a range is one word") << u"\"api\": \"[^1.10.2]\","_s << u"\"api\": \"[^1.11.1]\","_s;
    QTest::newRow("only added") << u"\"test\": \"run\""_s << u"\"test\": \"run\"[,]"_s;
    QTest::newRow("a name is one word") << u"call([oldName], 1)"_s << u"call([newName], 1)"_s;
    QTest::newRow("neighbours are one mark") << u"return a[ + b];"_s << u"return a[];"_s.remove(u"[]"_s);
    QTest::newRow("nothing in common") << u"alpha beta"_s << u"gamma(delta)"_s;
    QTest::newRow("indentation") << u"[  ]return 1;"_s << u"[    ]return 1;"_s;
}

void TestFileComparison::wordsThatDiffer()
{
    QFETCH(QString, left);
    QFETCH(QString, right);
    const auto plain = [](QString text) { return text.remove(u'[').remove(u']'); };
    const ChangedWords words = changedWords(plain(left), plain(right));
    QCOMPARE(marked(plain(left), words.left), left);
    QCOMPARE(marked(plain(right), words.right), right);
}

void TestFileComparison::longLinesAreMarkedInBoundedTime()
{
    QString left;
    QRandomGenerator random(3);
    for (int i = 0; i < 100'000; ++i)
        left += u"a%1+"_s.arg(random.bounded(50));
    QString right = left;
    right.replace(50'000, 4, u"zzzz"_s);
    right.replace(300'000, 4, u"yyyy"_s);
    QElapsedTimer clock;
    clock.start();
    const ChangedWords words = changedWords(left, right);
    QVERIFY2(clock.elapsed() < 2000, qPrintable(QString::number(clock.elapsed())));
    QVERIFY(!words.left.isEmpty());
    QVERIFY(words.left.first().start <= 50'000 && words.left.last().end() >= 300'000);
}

void TestFileComparison::minifiedTextBecomesReadable_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("readable");
    QTest::newRow("statements") << u"a=1;b=2;"_s << u"a=1;\nb=2;"_s;
    QTest::newRow("blocks") << u"function f(){return 1}g()"_s << u"function f(){\n  return 1\n}\ng()"_s;
    QTest::newRow("for stays on its line") << u"for(i=0;i<3;i++){x()}"_s << u"for(i=0;i<3;i++){\n  x()\n}"_s;
    QTest::newRow("else stays with its block") << u"if(a){b}else{c}"_s << u"if(a){\n  b\n}else{\n  c\n}"_s;
    QTest::newRow("objects") << u"x={a:1,b:{}}"_s << u"x={\n  a:1,\n  b:{}\n}"_s;
    QTest::newRow("strings") << u"a=\";{\";b='}\\'';c"_s << u"a=\";{\";\nb='}\\'';\nc"_s;
    QTest::newRow("templates") << u"a=`x;${b({c:1})};`;d"_s << u"a=`x;${b({c:1})};`;\nd"_s;
    QTest::newRow("regular expressions") << u"a=/[;/{]\\/;/g;b=c/2;d/e"_s << u"a=/[;/{]\\/;/g;\nb=c/2;\nd/e"_s;
    QTest::newRow("comments") << u"/* a;{ */b;c//d;{\ne;f"_s << u"/* a;{ */b;\nc//d;{\ne;\nf"_s;
    QTest::newRow("what has breaks keeps them") << u"a;\nb;\n"_s << u"a;\nb;\n"_s;
    QTest::newRow("not closed") << u"a={b:'c"_s << u"a={\n  b:'c"_s;
}

void TestFileComparison::minifiedTextBecomesReadable()
{
    QFETCH(QString, text);
    const SideText readable = readableText(text);
    QTEST(readable.text(), "readable");
}

void TestFileComparison::readableTextLosesNothing()
{
    QRandomGenerator random(11);
    const QString signs = u"{}()[];,'\"`/\\*$ab1 \n=.<>+"_s;
    for (int round = 0; round < 1000; ++round) {
        QString text;
        for (int i = random.bounded(200); i > 0; --i)
            text += signs.at(random.bounded(int(signs.size())));
        const SideText readable = readableText(text);
        QCOMPARE(withoutSpace(readable.text()), withoutSpace(text));
        // Every line says which line of the text it is a part of.
        QStringList original(text.count(u'\n') + 1);
        for (int i = 0; i < readable.count(); ++i)
            original[readable.number(i) - 1] += withoutSpace(readable.line(i).toString());
        const QStringList wanted = text.split(u'\n');
        for (qsizetype i = 0; i < wanted.size(); ++i)
            QCOMPARE(original.at(i), withoutSpace(wanted.at(i)));
    }
}

void TestFileComparison::readableLinesKeepTheirNumbers()
{
    const SideText readable = readableText(u"a;b;\nc;d\n"_s);
    QCOMPARE(allLines(readable), (QStringList {u"a;"_s, u"b;"_s, u"c;"_s, u"d"_s}));
    QCOMPARE(readable.number(1), 1);
    QCOMPARE(readable.number(2), 2);
    QCOMPARE(readable.indexOf(2), 2);
    QCOMPARE(readable.indexOf(3), 4);
}

void TestFileComparison::minifiedFilesAreComparedReadable()
{
    QString before;
    for (int i = 0; i < 900; ++i)
        before += u"f%1(a,b);"_s.arg(i);
    QString after = before;
    after.replace(u"f500(a,b);"_s, u"f500(a,c);"_s);
    const ComparisonPtr readable = compareTexts(u"dist/a.min.js"_s, before, after);
    QVERIFY(readable->madeReadable);
    QCOMPARE(readable->added, 1);
    QCOMPARE(readable->after.number(500), 1);
    const ComparisonPtr published = compareTexts(u"dist/a.min.js"_s, before, after, {Whitespace::Counts, false});
    QVERIFY(!published->madeReadable);
    QCOMPARE(published->rows.size(), size_t(1));
    QVERIFY(!compareTexts(u"a.txt"_s, before, after)->madeReadable);
}

void TestFileComparison::hunksAreRowsWithSeams()
{
    FileDiff diff;
    diff.hunks = {{u"@@ -4,2 +4,2 @@"_s, {{u" "_s, 4, 4, u"same"_s}, {u"-"_s, 5, 0, u"value: 1"_s}, {u"+"_s, 0, 5, u"value: 2"_s}}},
        {u"@@ -90 +90,2 @@"_s, {{u"+"_s, 0, 90, u"new"_s}, {u" "_s, 90, 91, u"end"_s}}}};
    const ComparisonPtr comparison = comparisonOf(diff);
    QCOMPARE(printed(*comparison), (QStringList {u"same = same"_s, u"value: 1 ~ value: 2"_s, u". ~ new"_s, u"end = end"_s}));
    QCOMPARE(comparison->seams, (std::vector<int> {0, 2}));
    QCOMPARE(comparison->after.number(2), 90);
    QCOMPARE(comparison->before.number(2), 90);
    QCOMPARE(comparison->added, 2);
    QCOMPARE(comparison->removed, 1);
}

void TestFileComparison::charactersThatHideAreCounted()
{
    const QString text = u"const access = \u202e\"user\u202c\"; // \u200b\n\tok\r\n"_s;
    QCOMPARE(compareTexts(u"a.js"_s, {}, text)->hiddenCharacters, 3);
    QCOMPARE(compareTexts(u"a.js"_s, text, {})->hiddenCharacters, 0);
}

QTEST_GUILESS_MAIN(TestFileComparison)
#include "tst_filecomparison.moc"
