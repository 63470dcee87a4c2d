// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/config/problemmodel.h"
#include "tests/endtoend/consolefixture.h"

#include <QAbstractItemView>
#include <QFile>
#include <QPlainTextEdit>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;
using namespace gatehouse::testsupport;

namespace {

const QString quay = u"@backstage-community/plugin-quay"_s;

} // namespace

//! Job 4: a value is changed, checked, saved, put into force, and taken back. The slots build on each
//! other.
class TestConsoleConfig final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void opensWhatIsConfigured();
    void showsAWrongTypeAtItsLine();
    void savesARevisionWithAReason();
    void deploysToDevelopment();
    void rollsBack();

private:
    QPlainTextEdit *editor() { return m_desk.find<QPlainTextEdit>(u"configEditor"_s); }
    void replaceLine(int line, const QString &text);
    std::optional<ConfigTreeNode::Overlay> overlay();
    QString written();
    bool confirm(const QString &reason);
    bool deploy(const QString &reason);

    ConsoleFixture m_desk {{quay}};
};

//! By keys alone: to the line, over its old text.
void TestConsoleConfig::replaceLine(int line, const QString &text)
{
    QPlainTextEdit *edit = editor();
    edit->setFocus();
    QTest::keyClick(edit, Qt::Key_Home, Qt::ControlModifier);
    for (int step = 1; step < line; ++step)
        QTest::keyClick(edit, Qt::Key_Down);
    QTest::keyClick(edit, Qt::Key_End);
    QTest::keyClick(edit, Qt::Key_Home, Qt::ShiftModifier);
    QTest::keyClick(edit, Qt::Key_Delete);
    QTest::keyClicks(edit, text);
}

std::optional<ConfigTreeNode::Overlay> TestConsoleConfig::overlay()
{
    const ConfigTreeStore &configs = m_desk.workspace().configs;
    for (int row = 0; row < configs.count(); ++row) {
        // A copy: what at() gives lasts as long as the expression.
        const ConfigTreeNode node = configs.at(row);
        for (const auto &candidate : node.overlays) {
            if (node.pluginName == quay && candidate.ref.environment == Environment::Development && candidate.ref.tenant.isEmpty())
                return candidate;
        }
    }
    return std::nullopt;
}

QString TestConsoleConfig::written()
{
    QFile file(m_desk.serverData() + u"/environments/development/app-config.development.yaml"_s);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

bool TestConsoleConfig::confirm(const QString &reason)
{
    if (!m_desk.type(u"configReason"_s, reason))
        return false;
    m_desk.press(Qt::Key_Return, Qt::ControlModifier);
    return true;
}

bool TestConsoleConfig::deploy(const QString &reason)
{
    return m_desk.click(u"configDeploy"_s) && confirm(reason);
}

void TestConsoleConfig::initTestCase()
{
    QVERIFY2(m_desk.start(u"config"_s), qPrintable(m_desk.failure()));
    QVERIFY2(m_desk.awaitSandbox(), qPrintable(m_desk.failure()));
    QVERIFY2(m_desk.chooseEnvironment(u"dev"_s), qPrintable(m_desk.failure()));
    QTRY_VERIFY_WITH_TIMEOUT(overlay() && overlay()->latestRevision == 2, patienceMs);
}

void TestConsoleConfig::opensWhatIsConfigured()
{
    QVERIFY2(m_desk.openPage(Qt::Key_C), qPrintable(m_desk.failure()));
    QTRY_COMPARE(editor()->toPlainText().trimmed(), u"quay:\n  proxyPath: /quay/api\n  uiUrl: https://quay.dev.example"_s);
    QVERIFY(!m_desk.find(u"configSave"_s)->isEnabled());
    QVERIFY2(written().contains("https://quay.dev.example"_L1), qPrintable(written()));
}

void TestConsoleConfig::showsAWrongTypeAtItsLine()
{
    replaceLine(3, u"  uiUrl: 5"_s);
    const auto problems = [this] { return m_desk.find<QAbstractItemView>(u"configProblems"_s); };
    QTRY_VERIFY_WITH_TIMEOUT(problems() && problems()->model()->rowCount() == 1, patienceMs);
    QCOMPARE(problems()->model()->index(0, 0).data(ProblemModel::LineRole).toInt(), 3);
    QCOMPARE(problems()->model()->index(0, 0).data(ProblemModel::PointerRole).toString(), u"/quay/uiUrl"_s);
    replaceLine(3, u"  uiUrl: https://quay.next.example"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!problems() || problems()->model()->rowCount() == 0, patienceMs);
    QTRY_VERIFY(m_desk.find(u"configSave"_s)->isEnabled());
}

void TestConsoleConfig::savesARevisionWithAReason()
{
    m_desk.press(Qt::Key_S, Qt::ControlModifier);
    QTRY_VERIFY(m_desk.find(u"configChangeDialog"_s));
    QVERIFY(m_desk.find(u"configDiff"_s));
    m_desk.press(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(m_desk.find(u"configChangeDialog"_s));
    QVERIFY(!m_desk.find(u"configConfirm"_s)->isEnabled());
    QVERIFY2(confirm(u"The registry moves to its new name."_s), qPrintable(m_desk.failure()));
    QTRY_VERIFY_WITH_TIMEOUT(!m_desk.find(u"configChangeDialog"_s), patienceMs);
    QTRY_COMPARE(overlay()->latestRevision, 3);
    QCOMPARE(overlay()->activeRevision, 2);
    // Saved is not in force.
    QVERIFY(!written().contains("quay.next.example"_L1));
}

void TestConsoleConfig::deploysToDevelopment()
{
    QVERIFY2(deploy(u"Announced for today."_s), qPrintable(m_desk.failure()));
    QTRY_VERIFY_WITH_TIMEOUT(m_desk.find(u"operationsPage"_s), patienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(overlay()->activeRevision, 3, patienceMs);
    QVERIFY2(written().contains("https://quay.next.example"_L1), qPrintable(written()));
}

void TestConsoleConfig::rollsBack()
{
    QVERIFY2(m_desk.openPage(Qt::Key_C), qPrintable(m_desk.failure()));
    QVERIFY2(m_desk.clickRow(u"configHistory"_s, 1), qPrintable(m_desk.failure()));
    QVERIFY2(m_desk.click(u"configRollBack"_s), qPrintable(m_desk.failure()));
    QVERIFY2(confirm(u"The new name does not answer yet."_s), qPrintable(m_desk.failure()));
    QTRY_VERIFY_WITH_TIMEOUT(!m_desk.find(u"configChangeDialog"_s), patienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(overlay()->latestRevision, 4, patienceMs);
    QVERIFY2(deploy(u"Back to the name that answers."_s), qPrintable(m_desk.failure()));
    QTRY_COMPARE_WITH_TIMEOUT(overlay()->activeRevision, 4, patienceMs);
    QVERIFY(written().contains("https://quay.dev.example"_L1));
    QVERIFY(!written().contains("quay.next.example"_L1));
}

QTEST_MAIN(TestConsoleConfig)
#include "tst_consoleconfig.moc"
