// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/npm/tarball.h"
#include "packagefixture.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;
using testsupport::FixtureEntry;
using Kind = testsupport::FixtureEntry::Kind;

class TestTarball final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsFilesBelowTheTopFolder();
    void refusesHostileEntries_data();
    void refusesHostileEntries();
    void refusesABomb();
    void refusesTooManyFiles();
    void refusesAHugeFile();
    void refusesTooMuchInAll();
    void refusesTooManyPackedBytes();
    void neverGivesHalfAPackage();
    void refusesWhatIsNoTar_data();
    void refusesWhatIsNoTar();
};

void TestTarball::readsFilesBelowTheTopFolder()
{
    const QByteArray packed = testsupport::packTarball({{"package", {}, Kind::Directory, 0755},
        {"package/b.txt", "two"}, {"package/bin/run", "#!/bin/sh\n", Kind::File, 0755},
        {"./package/a.txt", "one"}, {"package/grüße.txt", "ok"}});
    const auto files = readTarball(packed);
    QVERIFY2(files, files ? "" : qPrintable(describe(files.error())));
    QCOMPARE(files->keys(), QStringList({u"a.txt"_s, u"b.txt"_s, u"bin/run"_s, u"grüße.txt"_s}));
    QCOMPARE(files->value(u"b.txt"_s).bytes, "two");
    QCOMPARE(files->value(u"bin/run"_s).mode, 0755);
}

void TestTarball::refusesHostileEntries_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("code");
    const QByteArray none;
    QTest::newRow("climbs out") << QByteArray("package/../../etc/cron.d/x") << none << Kind::File
                                << u"tarball_path_escape"_s;
    QTest::newRow("climbs at the start")
        << QByteArray("../x") << none << Kind::File << u"tarball_path_escape"_s;
    QTest::newRow("absolute") << QByteArray("/etc/passwd") << none << Kind::File
                              << u"tarball_path_escape"_s;
    QTest::newRow("drive letter") << QByteArray("C:/x/y") << none << Kind::File
                                  << u"tarball_path_escape"_s;
    QTest::newRow("backslashes") << QByteArray("package/..\\..\\x") << none << Kind::File
                                 << u"tarball_path_invalid"_s;
    QTest::newRow("newline") << QByteArray("package/a\nb") << none << Kind::File
                             << u"tarball_path_invalid"_s;
    QTest::newRow("escape sequence")
        << QByteArray("package/\x1b[31m") << none << Kind::File << u"tarball_path_invalid"_s;
    QTest::newRow("right-to-left override") << QByteArray("package/\xe2\x80\xaesj.txt") << none
                                            << Kind::File << u"tarball_path_invalid"_s;
    QTest::newRow("no UTF-8") << QByteArray("package/\xff\xfe") << none << Kind::File
                              << u"tarball_path_invalid"_s;
    QTest::newRow("too long") << QByteArray("package/" + QByteArray(600, 'a')) << none << Kind::File
                              << u"tarball_path_invalid"_s;
    QTest::newRow("no top folder")
        << QByteArray("loose.txt") << none << Kind::File << u"tarball_path_invalid"_s;
    QTest::newRow("symbolic link") << QByteArray("package/l") << QByteArray("/etc/passwd")
                                   << Kind::SymbolicLink << u"tarball_link"_s;
    QTest::newRow("hard link") << QByteArray("package/l") << QByteArray("package/package.json")
                               << Kind::HardLink << u"tarball_link"_s;
    QTest::newRow("device") << QByteArray("package/null") << none << Kind::CharacterDevice
                            << u"tarball_special_file"_s;
    QTest::newRow("duplicate") << QByteArray("package/package.json") << none << Kind::File
                               << u"tarball_duplicate"_s;
    QTest::newRow("hidden duplicate")
        << QByteArray("package/./package.json") << none << Kind::File << u"tarball_duplicate"_s;
}

void TestTarball::refusesHostileEntries()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, target);
    QFETCH(Kind, kind);
    const auto files = readTarball(
        testsupport::packTarball({{"package/package.json", "{}"}, {path, target, kind}}));
    QVERIFY(!files);
    QTEST(files.error().code, "code");
    QCOMPARE(files.error().kind, ErrorKind::Input);
    QVERIFY2(!files.error().message.contains(u'\n') && !files.error().message.contains(u'\x1b'),
        "the reason must not carry the hostile characters on");
}

void TestTarball::refusesABomb()
{
    const auto files
        = readTarball(testsupport::packTarball({{"package/zero", QByteArray(40 << 20, '\0')}}));
    QVERIFY(!files);
    QCOMPARE(files.error().code, u"tarball_bomb"_s);
}

void TestTarball::refusesTooManyFiles()
{
    QList<FixtureEntry> entries;
    for (int i = 0; i < 30; ++i)
        entries << FixtureEntry{"package/" + QByteArray::number(i), "x"};
    const QByteArray packed = testsupport::packTarball(entries);
    QCOMPARE(readTarball(packed, {.files = 29}).error().code, u"tarball_too_many_files"_s);
    QVERIFY(readTarball(packed, {.files = 30}));
}

void TestTarball::refusesAHugeFile()
{
    const QByteArray packed = testsupport::packTarball({{"package/a", QByteArray(5000, 'a')}});
    QCOMPARE(readTarball(packed, {.fileBytes = 4999}).error().code, u"tarball_too_large"_s);
    QVERIFY(readTarball(packed, {.fileBytes = 5000}));
}

void TestTarball::refusesTooMuchInAll()
{
    const QByteArray packed = testsupport::packTarball(
        {{"package/a", QByteArray(5000, 'a')}, {"package/b", QByteArray(5000, 'b')}});
    QCOMPARE(readTarball(packed, {.unpackedBytes = 9999}).error().code, u"tarball_too_large"_s);
    QVERIFY(readTarball(packed, {.unpackedBytes = 10000}));
}

void TestTarball::refusesTooManyPackedBytes()
{
    const QByteArray packed = testsupport::packTarball({{"package/a", "a"}});
    QCOMPARE(readTarball(packed, {.compressedBytes = packed.size() - 1}).error().code,
        u"tarball_too_large"_s);
}

void TestTarball::neverGivesHalfAPackage()
{
    QByteArray text;
    for (int i = 0; i < 4000; ++i)
        text += QByteArray::number(i * 7919) + '\n';
    const QByteArray packed = testsupport::packTarball({{"package/a", text}, {"package/b", text}});
    const auto whole = readTarball(packed);
    QVERIFY(whole);
    for (qsizetype size = 1; size < packed.size(); size += 97) {
        const auto files = readTarball(packed.left(size));
        // Only the end marks behind the last file may be missing.
        if (files)
            QCOMPARE(*files, *whole);
        else
            QCOMPARE(files.error().code, u"tarball_corrupt"_s);
    }
}

void TestTarball::refusesWhatIsNoTar_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("text") << QByteArray("<html>sign in first</html>");
    QTest::newRow("gzip of text") << QByteArray::fromBase64(
        "H4sIAAAAAAAAA8tIzcnJVyjPL8pJAQCFEUoNCwAAAA==");
    QTest::newRow("zip") << QByteArray("PK\x03\x04 and so on");
}

void TestTarball::refusesWhatIsNoTar()
{
    QFETCH(QByteArray, bytes);
    const auto files = readTarball(bytes);
    QVERIFY(!files);
    QVERIFY2(files.error().code == u"tarball_corrupt"_s || files.error().code == u"tarball_empty"_s,
        qPrintable(describe(files.error())));
}

QTEST_GUILESS_MAIN(TestTarball)
#include "tst_tarball.moc"
