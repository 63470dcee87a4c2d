// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/backend/packagefixture.h"
#include "tests/backend/tinyregistry.h"
#include "tests/endtoend/consolefixture.h"

#include <QAbstractItemView>
#include <QJsonArray>
#include <QPlainTextEdit>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;
using namespace gatehouse::testsupport;

namespace {

constexpr int inBatch = 12;

//! The last one is meant for production.
QStringList packages()
{
    QStringList names;
    for (int i = 0; i <= inBatch; ++i)
        names.append(u"backstage-plugin-batch-%1"_s.arg(i));
    return names;
}

//! Of low risk, and with evidence that passes in every check.
FixtureVersion harmless(const QString &name)
{
    const QJsonObject manifest {{u"name"_s, name}, {u"version"_s, u"1.2.0"_s}, {u"license"_s, u"MIT"_s},
        {u"backstage"_s, QJsonObject {{u"role"_s, u"frontend-plugin"_s}, {u"pluginId"_s, name}}},
        {u"_npmUser"_s, QJsonObject {{u"name"_s, u"team"_s}}},
        {u"maintainers"_s, QJsonArray {QJsonObject {{u"name"_s, u"team"_s}}}}};
    return {manifest, packPackage(manifest, {{"LICENSE", "MIT"}, {"dist/index.js", "export const plugin = 1;"}}), u"2026-01-10T08:00:00.000Z"_s};
}

} // namespace

//! The low-risk part of a morning's queue, decided together by keys. The slots build on each other.
class TestConsoleBatch final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void aBatchTakesAtMostSixInputs();
    void isTakenBackByOneKey();
    void survivesTheEndOfTheConsole();
    void isSentAndSigned();

private:
    int mine();
    int count(IntentState state);
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    bool approveAll();
    QString heldWords() { return m_desk.wordsOf(u"undoSendBar"_s); }

    QTemporaryDir m_npmCache;
    TinyRegistry m_registry;
    ConsoleFixture m_desk {packages()};
    int m_inputs = 0;
};

int TestConsoleBatch::mine()
{
    int count = 0;
    const RequestStore &requests = m_desk.workspace().requests;
    for (int row = 0; row < requests.count(); ++row)
        count += requests.at(row).queue == "your_turn"_L1 && requests.at(row).pluginName.startsWith("backstage-plugin-batch-"_L1) ? 1 : 0;
    return count;
}

int TestConsoleBatch::count(IntentState state)
{
    int count = 0;
    const IntentStore &intents = m_desk.workspace().outbox.intents();
    for (int row = 0; row < intents.count(); ++row)
        count += intents.at(row).kind == IntentKind::Decision && intents.at(row).state == state ? 1 : 0;
    return count;
}

void TestConsoleBatch::press(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    ++m_inputs;
    m_desk.press(key, modifiers);
}

//! From the list to the batch that waits to be sent; counts the inputs beside the text.
bool TestConsoleBatch::approveAll()
{
    m_inputs = 0;
    m_desk.find(u"requestList"_s)->setFocus();
    press(Qt::Key_Asterisk);
    press(Qt::Key_A);
    press(Qt::Key_B);
    if (!QTest::qWaitFor([this] { return m_desk.find(u"batchReason"_s) && m_desk.find(u"batchReason"_s)->hasFocus(); }, patienceMs))
        return false;
    // After a batch was taken back its reason is there again.
    if (m_desk.find<QPlainTextEdit>(u"batchReason"_s)->toPlainText().isEmpty())
        QTest::keyClicks(m_desk.find(u"batchReason"_s), u"Shared libraries, all checks pass."_s);
    if (!QTest::qWaitFor([this] { return m_desk.find(u"batchSend"_s)->isEnabled(); }, patienceMs))
        return false;
    press(Qt::Key_Return, Qt::ControlModifier);
    return QTest::qWaitFor([this] { return !m_desk.find(u"batchDialog"_s); }, patienceMs);
}

void TestConsoleBatch::initTestCase()
{
    for (const QString &package : packages()) {
        const FixtureVersion version = harmless(package);
        m_registry.script(u"/%1"_s.arg(package).toLatin1(), {{200, packumentOf({version}, u"https://original.example"_s)}});
        m_registry.script(u"/%1/-/1.2.0.tgz"_s.arg(package).toLatin1(), {{200, version.tarball}});
    }
    // What npm keeps of other tests is not asked.
    qputenv("npm_config_registry", m_registry.url().toString().toLatin1());
    qputenv("npm_config_cache", m_npmCache.path().toLocal8Bit());
    QVERIFY2(m_desk.start(u"requester"_s), qPrintable(m_desk.failure()));
    QVERIFY2(m_desk.awaitSandbox(), qPrintable(m_desk.failure()));
    const QStringList names = packages();
    for (const QString &package : names)
        QTRY_VERIFY_WITH_TIMEOUT(m_desk.plugin(package) && !m_desk.plugin(package)->latestVersionId.isEmpty(), patienceMs);
    // The last one goes to production: it drops out.
    for (int i = 0; i < names.size(); ++i)
        QVERIFY2(m_desk.ask(names.at(i), i < inBatch ? Environment::Development : Environment::Production), qPrintable(names.at(i)));
    QVERIFY2(m_desk.become(u"Technical reviewer"_s), qPrintable(m_desk.failure()));
    QVERIFY2(m_desk.openPage(Qt::Key_I), qPrintable(m_desk.failure()));
    QTRY_COMPARE_WITH_TIMEOUT(mine(), inBatch + 1, patienceMs);
}

void TestConsoleBatch::aBatchTakesAtMostSixInputs()
{
    QVERIFY2(approveAll(), qPrintable(m_desk.wordsOf(u"batchDialog"_s)));
    QVERIFY2(m_inputs <= 6, qPrintable(QString::number(m_inputs)));
    QTRY_COMPARE(count(IntentState::Queued), inBatch);
    QTRY_VERIFY2(heldWords().startsWith(u"%1 approvals will be sent in 00:"_s.arg(inBatch)), qPrintable(heldWords()));
}

void TestConsoleBatch::isTakenBackByOneKey()
{
    // Wherever they went meanwhile.
    QVERIFY2(m_desk.openPage(Qt::Key_R), qPrintable(m_desk.failure()));
    QTRY_VERIFY(!m_desk.find(u"inboxPage"_s));
    QTRY_VERIFY2(heldWords().startsWith(u"%1 approvals will be sent in 00:"_s.arg(inBatch)), qPrintable(heldWords()));
    m_desk.press(Qt::Key_Z);
    QTRY_COMPARE(count(IntentState::Withdrawn), inBatch);
    QTRY_VERIFY(!m_desk.find(u"undoSendBar"_s));
    QCOMPARE(count(IntentState::Queued), 0);
    QCOMPARE(mine(), inBatch + 1);
    QVERIFY2(m_desk.openPage(Qt::Key_I), qPrintable(m_desk.failure()));
}

void TestConsoleBatch::survivesTheEndOfTheConsole()
{
    m_desk.press(Qt::Key_Minus);
    QVERIFY2(approveAll(), qPrintable(m_desk.wordsOf(u"batchDialog"_s)));
    QTRY_COMPARE(count(IntentState::Queued), inBatch);
    m_desk.stop();
    m_desk.launch();
    QVERIFY2(m_desk.awaitLists(), qPrintable(m_desk.failure()));
    QVERIFY2(m_desk.openPage(Qt::Key_I), qPrintable(m_desk.failure()));
    QTRY_VERIFY2(heldWords().startsWith(u"%1 approvals will be sent in 00:"_s.arg(inBatch)), qPrintable(heldWords()));
    QCOMPARE(count(IntentState::Accepted), 0);
    QVERIFY2(m_desk.openPage(Qt::Key_O), qPrintable(m_desk.failure()));
    const QAbstractItemModel *rows = m_desk.find<QAbstractItemView>(u"outboxList"_s)->model();
    int heldBack = 0;
    for (int group = 0; group < rows->rowCount(); ++group) {
        const QModelIndex parent = rows->index(group, 0);
        for (int row = 0; row < rows->rowCount(parent); ++row)
            heldBack += rows->index(row, 0, parent).data(Qt::AccessibleTextRole).toString().contains("held back until "_L1) ? 1 : 0;
    }
    QCOMPARE(heldBack, inBatch);
    QVERIFY2(m_desk.openPage(Qt::Key_I), qPrintable(m_desk.failure()));
}

void TestConsoleBatch::isSentAndSigned()
{
    QVERIFY2(m_desk.click(u"sendBatchNow"_s), qPrintable(m_desk.failure()));
    QTRY_COMPARE_WITH_TIMEOUT(count(IntentState::Accepted), inBatch, patienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(mine(), 1, patienceMs);
    const RequestStore &requests = m_desk.workspace().requests;
    int proven = 0;
    for (int row = 0; row < requests.count(); ++row) {
        for (const Stage &stage : requests.at(row).stages) {
            for (const Decision &decision : stage.decisions)
                proven += decision.comment == u"Shared libraries, all checks pass." && decision.signedWith ? 1 : 0;
        }
    }
    QCOMPARE(proven, inBatch);
}

QTEST_MAIN(TestConsoleBatch)
#include "tst_consolebatch.moc"
