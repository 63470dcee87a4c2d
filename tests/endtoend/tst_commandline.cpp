// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QProcess>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

//! What the console prints and exits for, as packagers and scripts ask it: without a display.
class TestCommandLine final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void answersWithoutADisplay_data();
    void answersWithoutADisplay();
};

void TestCommandLine::answersWithoutADisplay_data()
{
    QTest::addColumn<QString>("argument");
    QTest::addColumn<QString>("words");
    const QString version = u"gatehouse "_s + QStringLiteral(GATEHOUSE_VERSION);
    QTest::newRow("version") << u"--version"_s << version;
    QTest::newRow("short version") << u"-v"_s << version;
    QTest::newRow("help") << u"--help"_s << u"--tour <directory>"_s;
    QTest::newRow("short help") << u"-h"_s << u"--sandbox"_s;
}

void TestCommandLine::answersWithoutADisplay()
{
    QFETCH(QString, argument);
    QFETCH(QString, words);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString &name : {u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s, u"QT_QPA_PLATFORM"_s})
        environment.remove(name);
    QProcess console;
    console.setProcessEnvironment(environment);
    console.start(QStringLiteral(GATEHOUSE_PROGRAM), {argument});
    QVERIFY2(console.waitForFinished(), qPrintable(console.errorString()));
    const QByteArray said = console.readAllStandardError();
    QVERIFY2(console.exitStatus() == QProcess::NormalExit, said.constData());
    QCOMPARE(console.exitCode(), 0);
    QVERIFY2(QString::fromUtf8(console.readAllStandardOutput()).contains(words), said.constData());
}

QTEST_GUILESS_MAIN(TestCommandLine)
#include "tst_commandline.moc"
