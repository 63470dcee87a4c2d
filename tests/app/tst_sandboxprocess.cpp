// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandboxprocess.h"
#include "app/terminationsignals.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

class TestSandboxProcess final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void endsItsServerInOrder();
};

void TestSandboxProcess::endsItsServerInOrder()
{
    // Out of npm's reach: what it imports is of no matter here.
    qputenv("npm_config_registry", "http://127.0.0.1:9");
    // As the console has it: from here on this process holds the signals back.
    const TerminationSignals termination;
    const QTemporaryDir folder;
    QFile packages(folder.filePath(u"packages.json"_s));
    QVERIFY(packages.open(QIODevice::WriteOnly) && packages.write(R"(["@acme/plugin"])") > 0);
    packages.close();
    const QString data = folder.filePath(u"sandbox"_s);
    {
        SandboxProcess sandbox(data, packages.fileName());
        QSignalSpy ready(&sandbox, &SandboxProcess::ready);
        sandbox.start();
        QTRY_COMPARE_WITH_TIMEOUT(ready.size(), 1, 60000);
        QVERIFY(QFile::exists(data + u"/gatehouse.db-wal"_s));
    }
    // A server that was killed leaves its log behind.
    QVERIFY(QFile::exists(data + u"/gatehouse.db"_s));
    QVERIFY(!QFile::exists(data + u"/gatehouse.db-wal"_s));
}

} // namespace gatehouse

QTEST_GUILESS_MAIN(gatehouse::TestSandboxProcess)
#include "tst_sandboxprocess.moc"
