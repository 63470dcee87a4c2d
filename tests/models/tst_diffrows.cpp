// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/review/diffrows.h"

#include <QRandomGenerator>
#include <QTest>

using namespace gatehouse;
using namespace Qt::Literals::StringLiterals;

namespace {

QString numbered(int from, int to)
{
    QString text;
    for (int i = from; i <= to; ++i)
        text += u"line %1\n"_s.arg(i);
    return text;
}

ComparisonPtr compared(const QString &before, const QString &after)
{
    return compareTexts(u"a.txt"_s, before, after);
}

//! One row a line: numbers of both sides, "…N" for a fold of N rows, "*id" for what is attached.
QStringList printed(const FileComparison &comparison, const Folds &folds, DiffMode mode, const QList<LineAttachment> &attachments = {})
{
    QStringList rows;
    const std::vector<ShownRow> shown = shownRows(comparison, folds, mode, attachments);
    for (const ShownRow &row : shown) {
        const auto number = [](int line) { return line < 0 ? u"."_s : QString::number(line + 1); };
        switch (row.kind) {
        case ShownRow::Kind::Fold:
            rows += u"…%1"_s.arg(folds[size_t(row.item)].count);
            break;
        case ShownRow::Kind::Attachment:
            rows += u"*"_s + attachments.at(row.item).id;
            break;
        default:
            rows += number(row.left) + (row.changed ? u"~"_s : u"="_s) + number(row.right);
        }
    }
    return rows;
}

QStringList foldsOfText(const Folds &folds)
{
    QStringList texts;
    for (const Fold &fold : folds)
        texts += u"%1+%2"_s.arg(fold.first).arg(fold.count);
    return texts;
}

} // namespace

class TestDiffRows final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void farFromChangesIsFolded_data();
    void farFromChangesIsFolded();
    void foldsOpenFromBothEnds();
    void aHiddenLineIsBroughtIntoSight();
    void stretchesNameWhereTheyAre();
    void seamsStandBetweenHunks();
    void unifiedRowsRemoveBeforeTheyAdd();
    void attachmentsStandBelowTheirLine();
    void rowsAndFoldsHoldEveryLineOnce();
};

void TestDiffRows::farFromChangesIsFolded_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QStringList>("folds");
    const QString twenty = numbered(1, 20);
    const auto changedAt = [&](int line) { return QString(twenty).replace(u"line %1\n"_s.arg(line), u"line %1!\n"_s.arg(line)); };
    QTest::newRow("nothing changed") << twenty << twenty << QStringList {u"0+20"_s};
    QTest::newRow("all new") << QString() << twenty << QStringList();
    QTest::newRow("first line") << twenty << changedAt(1) << QStringList {u"4+16"_s};
    QTest::newRow("last line") << twenty << changedAt(20) << QStringList {u"0+16"_s};
    QTest::newRow("in the middle") << twenty << changedAt(10) << QStringList {u"0+6"_s, u"13+7"_s};
    QTest::newRow("one hidden line is not worth it") << twenty << changedAt(5) << QStringList {u"8+12"_s};
    QTest::newRow("two are") << twenty << changedAt(6) << QStringList {u"0+2"_s, u"9+11"_s};
}

void TestDiffRows::farFromChangesIsFolded()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    QTEST(foldsOfText(foldsOf(*compared(before, after))), "folds");
}

void TestDiffRows::foldsOpenFromBothEnds()
{
    Folds folds {{10, 100}};
    unfold(folds, 0, Unfold::Below);
    QCOMPARE(foldsOfText(folds), QStringList {u"30+80"_s});
    unfold(folds, 0, Unfold::Above);
    QCOMPARE(foldsOfText(folds), QStringList {u"30+60"_s});
    unfold(folds, 0, Unfold::Above, 59);
    QCOMPARE(foldsOfText(folds), QStringList());
    folds = {{0, 5}, {9, 0}, {20, 7}};
    unfold(folds, 1, Unfold::All);
    QCOMPARE(foldsOfText(folds), (QStringList {u"0+5"_s, u"9+0"_s, u"20+7"_s}));
    unfold(folds, 2, Unfold::All);
    QCOMPARE(foldsOfText(folds), (QStringList {u"0+5"_s, u"9+0"_s}));
}

void TestDiffRows::aHiddenLineIsBroughtIntoSight()
{
    Folds folds {{10, 100}};
    QVERIFY(!reveal(folds, 5));
    QVERIFY(reveal(folds, 60));
    QCOMPARE(foldsOfText(folds), (QStringList {u"10+47"_s, u"64+46"_s}));
    QVERIFY(reveal(folds, 12));
    QCOMPARE(foldsOfText(folds), (QStringList {u"16+41"_s, u"64+46"_s}));
    QVERIFY(!reveal(folds, 12));
}

void TestDiffRows::stretchesNameWhereTheyAre()
{
    QString before = u"{\n  \"name\": \"x\",\n  \"scripts\": {\n"_s;
    for (int i = 0; i < 12; ++i)
        before += u"    \"s%1\": \"run\",\n"_s.arg(i);
    before += u"    \"test\": \"a\"\n  }\n}\n"_s;
    const QString after = QString(before).replace(u"\"test\": \"a\""_s, u"\"test\": \"a\",\n    \"post\": \"b\""_s);
    const ComparisonPtr comparison = compared(before, after);
    const Folds folds = foldsOf(*comparison);
    QCOMPARE(foldsOfText(folds), QStringList {u"0+12"_s});
    const Stretch stretch = stretchAfter(*comparison, folds, 0);
    QCOMPARE(stretch, (Stretch {13, 6, 13, 7, 12, u"\"scripts\""_s}));
}

void TestDiffRows::seamsStandBetweenHunks()
{
    FileDiff diff;
    diff.hunks = {{u"@@ -4 +4 @@"_s, {{u"-"_s, 4, 0, u"a1"_s}, {u"+"_s, 0, 4, u"a2"_s}}}, {u"@@ -90 +90 @@"_s, {{u" "_s, 90, 90, u"same"_s}}}};
    const ComparisonPtr comparison = comparisonOf(diff);
    const Folds folds = foldsOf(*comparison);
    QCOMPARE(printed(*comparison, folds, DiffMode::Unified), (QStringList {u"…0"_s, u"1~."_s, u".~1"_s, u"…0"_s, u"2=2"_s}));
    QCOMPARE(stretchAfter(*comparison, folds, 1).left, 90);
    QCOMPARE(stretchAfter(*comparison, folds, 1).hidden, 0);
}

void TestDiffRows::unifiedRowsRemoveBeforeTheyAdd()
{
    const ComparisonPtr comparison = compared(u"value one\nvalue two\nend\n"_s, u"value 1 one\nnew thing\nvalue 2 two\nend\n"_s);
    QCOMPARE(printed(*comparison, {}, DiffMode::SideBySide), (QStringList {u"1~1"_s, u".~2"_s, u"2~3"_s, u"3=4"_s}));
    QCOMPARE(printed(*comparison, {}, DiffMode::Unified), (QStringList {u"1~."_s, u"2~."_s, u".~1"_s, u".~2"_s, u".~3"_s, u"3=4"_s}));
}

void TestDiffRows::attachmentsStandBelowTheirLine()
{
    const ComparisonPtr comparison = compared(u"one two three\nb\nc\n"_s, u"one two four\nb\nc\nd\n"_s);
    const QList<LineAttachment> attachments {{u"x"_s, DiffSide::After, 4}, {u"y"_s, DiffSide::Before, 1}, {u"z"_s, DiffSide::After, 4},
        {u"top"_s, DiffSide::After, 0}, {u"beyond"_s, DiffSide::After, 99}};
    QCOMPARE(printed(*comparison, {}, DiffMode::SideBySide, attachments),
        (QStringList {u"*top"_s, u"1~1"_s, u"*y"_s, u"2=2"_s, u"3=3"_s, u".~4"_s, u"*x"_s, u"*z"_s, u"*beyond"_s}));
    QCOMPARE(printed(*comparison, {}, DiffMode::Unified, attachments),
        (QStringList {u"*top"_s, u"1~."_s, u"*y"_s, u".~1"_s, u"2=2"_s, u"3=3"_s, u".~4"_s, u"*x"_s, u"*z"_s, u"*beyond"_s}));
    // Out of sight with their line.
    QCOMPARE(printed(*comparison, {{1, 3}}, DiffMode::SideBySide, attachments), (QStringList {u"*top"_s, u"1~1"_s, u"*y"_s, u"…3"_s}));
}

void TestDiffRows::rowsAndFoldsHoldEveryLineOnce()
{
    QRandomGenerator random(5);
    for (int round = 0; round < 400; ++round) {
        QStringList lines;
        for (int i = random.bounded(80); i > 0; --i)
            lines += u"l%1"_s.arg(random.bounded(30));
        QStringList changed = lines;
        for (int i = random.bounded(8); i > 0 && !changed.isEmpty(); --i) {
            const int at = int(random.bounded(changed.size()));
            if (random.bounded(2) == 0)
                changed.removeAt(at);
            else
                changed.insert(at, u"n%1"_s.arg(random.bounded(30)));
        }
        const ComparisonPtr comparison = compared(lines.join(u'\n'), changed.join(u'\n'));
        Folds folds = foldsOf(*comparison);
        for (int i = random.bounded(4); i > 0 && !folds.empty(); --i) {
            if (random.bounded(2) == 0)
                unfold(folds, int(random.bounded(qsizetype(folds.size()))), Unfold(random.bounded(3)), 1 + random.bounded(6));
            else
                reveal(folds, int(random.bounded(qsizetype(comparison->rows.size()))));
        }
        for (const DiffMode mode : {DiffMode::SideBySide, DiffMode::Unified}) {
            std::vector<int> left(size_t(comparison->before.count()));
            std::vector<int> right(size_t(comparison->after.count()));
            const std::vector<ShownRow> shown = shownRows(*comparison, folds, mode, {});
            for (const ShownRow &row : shown) {
                if (row.kind == ShownRow::Kind::Fold) {
                    const Fold &fold = folds[size_t(row.item)];
                    for (int i = fold.first; i < fold.first + fold.count; ++i) {
                        QVERIFY(!comparison->rows[size_t(i)].changed);
                        ++left[size_t(comparison->rows[size_t(i)].left)];
                        ++right[size_t(comparison->rows[size_t(i)].right)];
                    }
                } else {
                    if (row.left >= 0)
                        ++left[size_t(row.left)];
                    if (row.right >= 0)
                        ++right[size_t(row.right)];
                }
            }
            QVERIFY(std::all_of(left.begin(), left.end(), [](int n) { return n == 1; }));
            QVERIFY(std::all_of(right.begin(), right.end(), [](int n) { return n == 1; }));
        }
    }
}

QTEST_GUILESS_MAIN(TestDiffRows)
#include "tst_diffrows.moc"
