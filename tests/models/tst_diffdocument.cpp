// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/review/diffcaret.h"
#include "models/review/diffgeometry.h"
#include "models/review/diffsearch.h"

#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace gatehouse;
using namespace Qt::Literals::StringLiterals;

namespace {

FileChange file(const QString &path, FileChangeKind kind = FileChangeKind::Modified)
{
    FileChange change;
    change.path = path;
    change.kind = kind;
    change.added = 3;
    change.removed = 1;
    return change;
}

QString numbered(int lines)
{
    QString text;
    for (int i = 1; i <= lines; ++i)
        text += u"line %1\n"_s.arg(i);
    return text;
}

ComparisonPtr changedAt(int line, int lines = 40)
{
    const QString text = numbered(lines);
    return compareTexts(u"a"_s, text, QString(text).replace(u"line %1\n"_s.arg(line), u"line %1 new\n"_s.arg(line)));
}

QString placeText(const DiffCaret &caret)
{
    const DiffPlace &place = caret.place();
    return u"%1/%2%3%4"_s.arg(place.section).arg(place.row).arg(place.side == DiffSide::Before ? u"<"_s : u">"_s).arg(place.column);
}

//! A caret that hears of its document, as a pane's does.
class Caret final : public DiffCaret
{
public:
    explicit Caret(DiffDocument &document)
        : DiffCaret(document)
    {
        connect(&document, &DiffDocument::filesChanged, this, &DiffCaret::noteFiles);
        connect(&document, &DiffDocument::sectionChanged, this, &DiffCaret::noteSection);
        connect(&document, &DiffDocument::rowsChanged, this, [this] { noteSection(place().section); });
    }
};

} // namespace

class TestDiffDocument final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatStandsInsteadOfLines();
    void readsWhatIsAllowed();
    void changesAreFoundAcrossFiles();
    void remarksBringTheirLineIntoSight();
    void optionsKeepWhatIsShownUntilTheNewCame();
    void geometryFindsWhatIsUnderAHeight();
    void geometryKeepsItsHeightsUnderChurn();
    void theCaretWalksOverFilesAndSides();
    void theCaretStaysOnItsLine();
    void selectionsAreTextOfOneSide();
    void aSelectionGoesOverFiles();
    void findsTextOnceALine();
};

void TestDiffDocument::saysWhatStandsInsteadOfLines()
{
    DiffDocument document;
    FileChange binary = file(u"a.png"_s);
    binary.binary = true;
    FileChange huge = file(u"huge.js"_s);
    huge.newSize = 50 << 20;
    document.setFiles({file(u"a.js"_s), binary, huge, file(u"b.js"_s, FileChangeKind::Renamed), file(u"c.js"_s), file(u"d.js"_s)});
    QCOMPARE(document.notes(0), QList {DiffNote::Reading});
    QCOMPARE(document.notes(1), QList {DiffNote::Binary});
    QCOMPARE(document.notes(2), QList {DiffNote::Long});
    document.ask(2);
    QCOMPARE(document.notes(2), QList {DiffNote::Reading});
    document.setComparison(3, compareTexts(u"b"_s, u"x\n"_s, u"x\n"_s));
    QCOMPARE(document.notes(3), QList {DiffNote::Renamed});
    document.setComparison(4, compareTexts(u"c"_s, u"x\n"_s, u"x\n"_s));
    QCOMPARE(document.notes(4), QList {DiffNote::SameText});
    document.setComparison(5, compareTexts(u"c"_s, u"x\n"_s, u" x\n"_s, {Whitespace::Ignored}));
    QCOMPARE(document.notes(5), QList {DiffNote::OnlyWhitespace});
    document.setError(0, networkError(u"No answer"_s));
    QCOMPARE(document.notes(0), QList {DiffNote::Failed});
    document.setCollapsed(0, true);
    QVERIFY(document.notes(0).isEmpty());
    document.setComparison(0, compareTexts(u"c"_s, {}, u"a\u202e\n"_s, {}, true));
    document.setCollapsed(0, false);
    QCOMPARE(document.notes(0), (QList {DiffNote::Cut, DiffNote::HiddenCharacters}));
}

void TestDiffDocument::readsWhatIsAllowed()
{
    DiffDocument document;
    FileChange huge = file(u"huge.js"_s);
    huge.oldSize = 50 << 20;
    document.setFiles({file(u"a.js"_s), huge});
    QVERIFY(document.canBeRead(0));
    QVERIFY(!document.canBeRead(1));
    document.ask(1);
    QVERIFY(document.canBeRead(1));
    document.setReading(0);
    QVERIFY(!document.canBeRead(0));
    document.setError(0, networkError(u"No answer"_s));
    QVERIFY(!document.canBeRead(0));
    document.ask(0);
    QVERIFY(document.canBeRead(0));
    document.setCollapsed(0, true);
    QVERIFY(!document.canBeRead(0));
    document.setCollapsed(0, false);
    document.setComparison(0, changedAt(5));
    QVERIFY(!document.canBeRead(0));
    document.release(0);
    QVERIFY(document.canBeRead(0));
    QVERIFY(document.section(0).rows.empty());
}

void TestDiffDocument::changesAreFoundAcrossFiles()
{
    DiffDocument document;
    document.setFiles({file(u"a"_s), file(u"b"_s), file(u"c"_s)});
    document.setComparison(0, changedAt(20));
    document.setComparison(2, compareTexts(u"c"_s, u"x\n"_s, u"y y\nx\nz z\n"_s));
    using Place = DiffDocument::RowPlace;
    const Place first = document.nextChange({0, -1}, 1);
    QCOMPARE(first, (Place {0, 4}));
    const Place second = document.nextChange(first, 1);
    QCOMPARE(second, (Place {2, 0}));
    QCOMPARE(document.nextChange(second, 1), (Place {2, 2}));
    QCOMPARE(document.nextChange({2, 2}, 1), Place());
    QCOMPARE(document.nextChange(second, -1), first);
    QCOMPARE(document.nextChange(first, -1), Place());
}

void TestDiffDocument::remarksBringTheirLineIntoSight()
{
    DiffDocument document;
    document.setFiles({file(u"a"_s)});
    document.setAttachments(u"a"_s, {{u"r"_s, DiffSide::After, 39}});
    document.setComparison(0, changedAt(5));
    const DiffDocument::RowPlace remark = document.nextAttachment({0, -1}, 1);
    QVERIFY(remark.row > 0);
    QCOMPARE(document.section(0).rows[size_t(remark.row - 1)].right, 38);
    QSignalSpy changed(&document, &DiffDocument::sectionChanged);
    document.setAttachments(u"a"_s, {{u"r"_s, DiffSide::After, 39}});
    QCOMPARE(changed.count(), 0);
    document.setAttachments(u"a"_s, {});
    QCOMPARE(document.nextAttachment({0, -1}, 1), DiffDocument::RowPlace());
}

void TestDiffDocument::optionsKeepWhatIsShownUntilTheNewCame()
{
    DiffDocument document;
    document.setFiles({file(u"a"_s)});
    document.setComparison(0, changedAt(5));
    const size_t rows = document.section(0).rows.size();
    document.setOptions({Whitespace::Ignored, true});
    QCOMPARE(document.section(0).rows.size(), rows);
    QVERIFY(document.canBeRead(0));
}

void TestDiffDocument::geometryFindsWhatIsUnderAHeight()
{
    DiffDocument document;
    document.setFiles({file(u"a"_s), file(u"b"_s)});
    document.setComparison(0, compareTexts(u"a"_s, u"x\n"_s, u"x\ny\n"_s));
    DiffGeometry geometry;
    const DiffMetrics metrics;
    geometry.rebuild(document, metrics);
    QCOMPARE(geometry.top(1), 36 + 2 * 20);
    using Part = DiffGeometry::Part;
    QCOMPARE(geometry.at(0).part, Part::Header);
    QCOMPARE(geometry.at(36).part, Part::Row);
    QCOMPARE(geometry.at(56).row, 1);
    QCOMPARE(geometry.at(76).section, 1);
    QCOMPARE(geometry.at(76 + 36).part, Part::Note);
    QCOMPARE(geometry.at(76 + 36 + 28).part, Part::Filler);
    QCOMPARE(geometry.at(-5).section, 0);
    QCOMPARE(geometry.at(1 << 30).section, 1);
    // What was read before keeps its height when it is given back.
    const int height = geometry.height();
    document.release(0);
    geometry.update(document, metrics, 0);
    QVERIFY(geometry.height() >= height);
    document.setFiles({});
    geometry.rebuild(document, metrics);
    QCOMPARE(geometry.at(0).part, Part::None);
}

void TestDiffDocument::geometryKeepsItsHeightsUnderChurn()
{
    QRandomGenerator random(4);
    DiffDocument document;
    QList<FileChange> files;
    for (int i = 0; i < 30; ++i)
        files.append(file(u"f%1"_s.arg(i)));
    document.setFiles(files);
    const DiffMetrics metrics;
    DiffGeometry geometry;
    geometry.rebuild(document, metrics);
    connect(&document, &DiffDocument::sectionChanged, this, [&](int section) { geometry.update(document, metrics, section); });
    for (int round = 0; round < 600; ++round) {
        const int section = random.bounded(document.count());
        switch (random.bounded(5)) {
        case 0:
            document.setComparison(section, changedAt(1 + random.bounded(40)));
            break;
        case 1:
            document.setCollapsed(section, random.bounded(2) == 0);
            break;
        case 2:
            document.unfold(section, random.bounded(2), Unfold(random.bounded(3)));
            break;
        case 3:
            document.setAttachments(u"f%1"_s.arg(section), {{u"id"_s, DiffSide::After, random.bounded(40)}});
            break;
        default:
            document.setError(section, networkError(u"No"_s));
        }
        for (int i = 0; i < document.count(); ++i) {
            QCOMPARE(geometry.rowCount(i), int(document.section(i).rows.size()));
            QVERIFY(geometry.rowTop(i, geometry.rowCount(i)) <= geometry.bottom(i));
            QVERIFY(geometry.bottom(i) > geometry.top(i));
        }
        const int y = random.bounded(geometry.height());
        const DiffGeometry::Place place = geometry.at(y);
        QVERIFY(geometry.top(place.section) <= y && y < geometry.bottom(place.section));
        if (place.part == DiffGeometry::Part::Row)
            QVERIFY(geometry.rowTop(place.section, place.row) <= y && y < geometry.rowTop(place.section, place.row + 1));
    }
}

void TestDiffDocument::theCaretWalksOverFilesAndSides()
{
    DiffDocument document;
    Caret caret(document);
    QCOMPARE(placeText(caret), u"-1/-1>0"_s);
    document.setFiles({file(u"a"_s), file(u"b"_s)});
    document.setComparison(0, compareTexts(u"a"_s, u"one\n"_s, u"one\ntwo three\n"_s));
    QCOMPARE(placeText(caret), u"0/-1>0"_s);
    caret.moveRows(2, false);
    QCOMPARE(placeText(caret), u"0/1>0"_s);
    QCOMPARE(*caret.line(), (DiffCaret::Line {u"a"_s, DiffSide::After, 2}));
    caret.moveToLineEnd(true, false);
    QCOMPARE(placeText(caret), u"0/1>9"_s);
    caret.moveRows(-1, false);
    QCOMPARE(placeText(caret), u"0/0>3"_s);
    caret.moveRows(1, false);
    QCOMPARE(placeText(caret), u"0/1>9"_s);
    caret.moveColumns(1, false);
    QCOMPARE(placeText(caret), u"1/-1<0"_s);
    caret.moveColumns(-1, false);
    QCOMPARE(placeText(caret), u"0/1>9"_s);
    caret.moveToLineEnd(false, false);
    caret.moveColumns(-1, false);
    QCOMPARE(placeText(caret), u"0/1<0"_s);
    // The old side has no line here; the new one is meant.
    QCOMPARE(caret.line()->side, DiffSide::After);
    caret.moveToEnd(false, false);
    QVERIFY(!caret.line());
}

void TestDiffDocument::theCaretStaysOnItsLine()
{
    DiffDocument document;
    Caret caret(document);
    document.setFiles({file(u"a"_s)});
    document.setComparison(0, changedAt(20));
    const int row = document.reveal(0, DiffSide::After, 22);
    caret.moveTo({0, row, DiffSide::After, 2});
    document.unfold(0, 0, Unfold::All);
    QCOMPARE(caret.line()->number, 22);
    QVERIFY(caret.place().row > row);
    document.setMode(DiffMode::Unified);
    QCOMPARE(caret.line()->number, 22);
    document.setCollapsed(0, true);
    QCOMPARE(caret.place().row, -1);
}

void TestDiffDocument::selectionsAreTextOfOneSide()
{
    DiffDocument document;
    Caret caret(document);
    document.setFiles({file(u"a"_s)});
    document.setComparison(0, compareTexts(u"a"_s, u"first line\nold words here\nlast\n"_s, u"first line\nnew words here\nlast\n"_s));
    caret.moveTo({0, 0, DiffSide::Before, 6});
    caret.moveTo({0, 2, DiffSide::After, 2}, true);
    QCOMPARE(caret.selectedText(), u"line\nold words here\nla"_s);
    QVERIFY(!caret.selectedIn(0, 1, DiffSide::After));
    QCOMPARE(*caret.selectedIn(0, 1, DiffSide::Before), (TextSpan {0, 14}));
    caret.moveTo({0, 2, DiffSide::After, 2});
    QVERIFY(!caret.hasSelection());
    caret.selectAllOfFile();
    QCOMPARE(caret.selectedText(), u"first line\nnew words here\nlast"_s);
    caret.moveRows(-1, false);
    QVERIFY(caret.selectedText().isEmpty());
    document.setMode(DiffMode::Unified);
    caret.selectAllOfFile();
    QCOMPARE(caret.selectedText(), u"first line\nold words here\nnew words here\nlast"_s);
}

void TestDiffDocument::aSelectionGoesOverFiles()
{
    DiffDocument document;
    Caret caret(document);
    document.setFiles({file(u"a"_s), file(u"b"_s), file(u"c"_s)});
    document.setComparison(0, compareTexts(u"a"_s, {}, u"a1\na2\n"_s));
    document.setComparison(2, compareTexts(u"c"_s, {}, u"c1\nc2\n"_s));
    caret.moveTo({2, 0, DiffSide::After, 1});
    caret.moveTo({0, 1, DiffSide::After, 1}, true);
    QCOMPARE(caret.selectedText(), u"2\nc"_s);
}

void TestDiffDocument::findsTextOnceALine()
{
    const ComparisonPtr comparison = compareTexts(u"a"_s, u"Find me\nother\n"_s, u"Find me\nfind it, find\n"_s);
    const auto matches = matchesIn({{3, comparison}}, u"find"_s);
    QCOMPARE(matches.size(), 3);
    QCOMPARE(matches.at(0), (DiffMatch {3, 0, DiffSide::After, 1, {0, 4}}));
    QCOMPARE(matches.at(2).span, (TextSpan {9, 4}));
    QCOMPARE(matchesIn({{3, comparison}}, u"Find"_s).size(), 1);
    QCOMPARE(matchesIn({{3, comparison}}, u"other"_s).at(0).side, DiffSide::Before);
    QVERIFY(matchesIn({{3, comparison}}, QString()).isEmpty());
}

QTEST_GUILESS_MAIN(TestDiffDocument)
#include "tst_diffdocument.moc"
