// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/csv.h"

#include <QTest>

using namespace gatehouse;
using namespace Qt::Literals::StringLiterals;

class CsvTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void fieldsSurviveASpreadsheet_data();
    void fieldsSurviveASpreadsheet();
};

void CsvTest::fieldsSurviveASpreadsheet_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("field");
    QTest::newRow("plain") << u"catalog"_s << u"catalog"_s;
    QTest::newRow("empty") << QString() << QString();
    QTest::newRow("comma") << u"a,b"_s << u"\"a,b\""_s;
    QTest::newRow("quote") << u"say \"no\""_s << u"\"say \"\"no\"\"\""_s;
    QTest::newRow("line break") << u"a\nb"_s << u"\"a\nb\""_s;
    QTest::newRow("carriage return") << u"a\rb"_s << u"\"a\rb\""_s;
    QTest::newRow("formula") << u"=HYPERLINK(1)"_s << u"'=HYPERLINK(1)"_s;
    QTest::newRow("formula with a comma") << u"=SUM(1,2)"_s << u"\"'=SUM(1,2)\""_s;
    QTest::newRow("mention") << u"@backstage/plugin"_s << u"'@backstage/plugin"_s;
    QTest::newRow("tab") << u"\tx"_s << u"'\tx"_s;
    QTest::newRow("negative number") << u"-1.5"_s << u"-1.5"_s;
    QTest::newRow("signed number") << u"+3e2"_s << u"+3e2"_s;
    QTest::newRow("minus sign before words") << u"-cmd"_s << u"'-cmd"_s;
}

void CsvTest::fieldsSurviveASpreadsheet()
{
    QFETCH(QString, text);
    QTEST(csvField(text), "field");
}

QTEST_GUILESS_MAIN(CsvTest)
#include "tst_csv.moc"
