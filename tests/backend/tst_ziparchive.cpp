// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/ziparchive.h"

#include <QTest>

using namespace gatehouse;
using namespace gatehouse::services;
using namespace Qt::Literals::StringLiterals;

namespace {

const QDateTime someTime = QDateTime::fromSecsSinceEpoch(1764000000, Qt::UTC);

QByteArray packed(const ZipFiles &files)
{
    return writeZip(files, someTime).value_or(QByteArray());
}

QString codeOf(const Result<ZipFiles> &read)
{
    return read ? u"read"_s : read.error().code;
}

} // namespace

//! Archives of strangers are read whole and harmless, or not at all.
class TestZipArchive final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatItWrote()
    {
        const ZipFiles files {{u"manifest.json"_s, "{}"}, {u"decisions/dec_1.json"_s, QByteArray(200000, 'a')}, {u"empty"_s, {}}};
        const QByteArray bytes = packed(files);
        QCOMPARE(*readZip(bytes), files);
        QCOMPARE(packed(files), bytes);
    }

    void refusesNames_data()
    {
        QTest::addColumn<QString>("name");
        for (const char *name : {"/etc/passwd", "../up", "a/../b", "a/./b", "a//b", ".hidden", "C:a", "a b", "a\n", "a/", "a\tb"})
            QTest::newRow(qPrintable(QString::fromLatin1(name).replace(u'\n', u"newline"_s))) << QString::fromLatin1(name);
        QTest::newRow("long") << QString(201, u'a');
        QTest::newRow("not ASCII") << u"\u00e4"_s;
    }
    void refusesNames()
    {
        QFETCH(QString, name);
        QCOMPARE(codeOf(readZip(packed({{name, "x"}}))), u"zip_refused"_s);
    }

    void refusesASecondFileOfOneName()
    {
        QByteArray bytes = packed({{u"name-1"_s, "one"}, {u"name-2"_s, "two"}});
        QCOMPARE(codeOf(readZip(bytes)), u"read"_s);
        bytes.replace("name-2", "name-1");
        QCOMPARE(codeOf(readZip(bytes)), u"zip_refused"_s);
    }

    void refusesWhatIsTooLarge()
    {
        const QByteArray bytes = packed({{u"a"_s, QByteArray(1000, 'a')}, {u"b"_s, QByteArray(1000, 'b')}, {u"c"_s, "c"}});
        QVERIFY(bytes.size() < 1500);
        QCOMPARE(codeOf(readZip(bytes, {1500, 10, 200})), u"zip_refused"_s);
        QCOMPARE(codeOf(readZip(bytes, {100'000, 2, 200})), u"zip_refused"_s);
        QCOMPARE(codeOf(readZip(bytes, {100'000, 3, 200})), u"read"_s);
    }

    //! Packed a thousand times smaller than it is.
    void refusesABomb()
    {
        const QByteArray bomb = packed({{u"a"_s, QByteArray(2 << 20, '\0')}});
        QVERIFY(bomb.size() < 64 * 1024);
        QCOMPARE(codeOf(readZip(bomb, {1 << 20, 10, 200})), u"zip_refused"_s);
    }

    void refusesWhatIsCutShort()
    {
        const QByteArray bytes = packed({{u"a"_s, QByteArray(1000, 'a')}, {u"b"_s, "b"}});
        for (qsizetype size = 0; size < bytes.size(); size += 7)
            QVERIFY2(!readZip(bytes.first(size)), qPrintable(QString::number(size)));
        QVERIFY(!readZip("PK"));
        QVERIFY(!readZip(QByteArray(5000, 'x')));
    }
};

QTEST_GUILESS_MAIN(TestZipArchive)
#include "tst_ziparchive.moc"
