// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/clock.h"
#include "core/review/reportfile.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;

class TestReportFile final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsText();
    void refuses_data();
    void refuses();
    void timesAsPeopleTypeThem_data();
    void timesAsPeopleTypeThem();

private:
    QString write(const QString &name, const QByteArray &bytes);
    QTemporaryDir m_directory;
};

QString TestReportFile::write(const QString &name, const QByteArray &bytes)
{
    QFile file(m_directory.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("no file to test with");
    return file.fileName();
}

void TestReportFile::readsText()
{
    const auto draft = readReportFile(write(u"scan.sarif"_s, "{\"a\":\"\xc3\xa9\"}"));
    QVERIFY(draft);
    QCOMPARE(draft->fileName, u"scan.sarif"_s);
    QCOMPARE(draft->content, u"{\"a\":\"é\"}"_s);
}

void TestReportFile::refuses_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("code");
    QTest::newRow("missing") << m_directory.filePath(u"none.json"_s) << u"report_unreadable"_s;
    QTest::newRow("a folder") << m_directory.path() << u"report_unreadable"_s;
    QTest::newRow("empty") << write(u"empty.json"_s, {}) << u"report_no_text"_s;
    QTest::newRow("bytes") << write(u"bytes.json"_s, "\xff\xfe\x00") << u"report_no_text"_s;
    QTest::newRow("too large") << write(u"large.json"_s, QByteArray(LargestReportBytes + 1, ' ')) << u"report_too_large"_s;
}

void TestReportFile::refuses()
{
    QFETCH(QString, path);
    const auto draft = readReportFile(path);
    QVERIFY(!draft);
    QTEST(draft.error().code, "code");
    QVERIFY(!draft.error().message.isEmpty());
}

void TestReportFile::timesAsPeopleTypeThem_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("time");
    QTest::newRow("minutes") << u"2026-11-23 07:40"_s << u"2026-11-23T07:40:00.000Z"_s;
    QTest::newRow("seconds") << u" 2026-11-23 07:40:12 "_s << u"2026-11-23T07:40:12.000Z"_s;
    QTest::newRow("as in a report") << u"2026-11-23T07:40:12Z"_s << u"2026-11-23T07:40:12.000Z"_s;
    QTest::newRow("with an offset") << u"2026-11-23T07:40:12+02:00"_s << u"2026-11-23T05:40:12.000Z"_s;
    QTest::newRow("a day only") << u"2026-11-23"_s << QString();
    QTest::newRow("words") << u"yesterday"_s << QString();
}

void TestReportFile::timesAsPeopleTypeThem()
{
    QFETCH(QString, text);
    const auto time = typedTime(text);
    QTEST(time ? toRfc3339(*time) : QString(), "time");
}

QTEST_GUILESS_MAIN(TestReportFile)
#include "tst_reportfile.moc"
