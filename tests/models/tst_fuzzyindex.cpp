// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/common/fuzzyindex.h"

#include <QTest>

using namespace gatehouse;
using namespace Qt::Literals::StringLiterals;

class TestFuzzyIndex final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ranks_data();
    void ranks();
    void keepsTheBest();
    void tellsWhichLettersMatched();
};

void TestFuzzyIndex::ranks_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("nothing typed") << u""_s << QStringList {};
    QTest::newRow("substring") << u"tekton"_s << QStringList {u"plugin-tekton"_s};
    QTest::newRow("start of a word first") << u"doc"_s << QStringList {u"doc-tools"_s, u"plugin-techdocs"_s};
    QTest::newRow("exact first") << u"adr"_s << QStringList {u"adr"_s, u"plugin-adr"_s};
    QTest::newRow("letters in order") << u"plgtk"_s << QStringList {u"plugin-tekton"_s};
    QTest::newRow("case") << u"ADR"_s << QStringList {u"adr"_s, u"plugin-adr"_s};
    QTest::newRow("missing letter") << u"adrx"_s << QStringList {};
    QTest::newRow("a guess when nothing has it") << u"avk"_s << QStringList {u"aardvark"_s};
    QTest::newRow("words in any order") << u"tools doc"_s << QStringList {u"doc-tools"_s};
    QTest::newRow("all words are needed") << u"tools adr"_s << QStringList {};
    QTest::newRow("no guesses beside what was typed") << u"ad"_s << QStringList {u"adr"_s, u"plugin-adr"_s};
    QTest::newRow("wrong order") << u"rvd"_s << QStringList {};
}

void TestFuzzyIndex::ranks()
{
    QFETCH(QString, typed);
    QFETCH(QStringList, expected);
    const QStringList names {u"plugin-tekton"_s, u"plugin-adr"_s, u"adr"_s, u"plugin-techdocs"_s, u"doc-tools"_s, u"aardvark"_s};
    FuzzyIndex index;
    for (const QString &name : names)
        index.add(name);
    QStringList found;
    for (const FuzzyIndex::Hit &hit : index.rank(typed, 10))
        found += names.at(hit.entry);
    QCOMPARE(found, expected);
}

void TestFuzzyIndex::keepsTheBest()
{
    FuzzyIndex index;
    for (int i = 0; i < 100; ++i)
        index.add(u"entry-%1"_s.arg(i));
    index.add(u"entry"_s);
    const QList<FuzzyIndex::Hit> hits = index.rank(u"entry"_s, 3);
    QCOMPARE(hits.size(), 3);
    QCOMPARE(hits.first().entry, 100);
    QCOMPARE(hits.at(1).entry, 0);
}

void TestFuzzyIndex::tellsWhichLettersMatched()
{
    QCOMPARE(FuzzyIndex::matchedPositions(u"plugin-Tekton"_s, u"tek"_s), (QList<int> {7, 8, 9}));
    QCOMPARE(FuzzyIndex::matchedPositions(u"plugin-tekton"_s, u"pt"_s), (QList<int> {0, 7}));
    QCOMPARE(FuzzyIndex::matchedPositions(u"plugin-tekton"_s, u"tek plu"_s), (QList<int> {0, 1, 2, 7, 8, 9}));
    QCOMPARE(FuzzyIndex::matchedPositions(u"plugin"_s, u"x"_s), QList<int> {});
}

QTEST_GUILESS_MAIN(TestFuzzyIndex)
#include "tst_fuzzyindex.moc"
