// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/audit/audittablemodel.h"
#include "models/registry/plugintablemodel.h"
#include "tests/endtoend/consolefixture.h"
#include "widgets/common/controls/button.h"

#include <QAbstractItemView>
#include <QFile>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;
using namespace gatehouse::testsupport;

namespace {

const QString grafana = u"@backstage-community/plugin-grafana"_s;
const QString sentry = u"@backstage-community/plugin-sentry"_s;

} // namespace

//! Job 2: find a plugin, change it, block it, install it, ask for it. The slots build on each other.
class TestConsoleRegistry final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void findsAPluginByTyping();
    void saysWhenNothingMatches();
    void editsOwnerAndTags();
    void refusesAnEditThatChangesNothing();
    void blocksWithAReason();
    void liftsTheBlock();
    void installsInDevelopment();
    void keepsProductionReadOnlyUntilArmed();
    void leavesProductionToAnApprovedRequest();
    void requestsAVersion();
    void findsItAllInTheAudit();

private:
    QAbstractItemView *table() { return m_desk.find<QAbstractItemView>(u"registryTable"_s); }
    QVariant cell(PluginTableModel::Column column) { return table()->model()->index(0, column).data(); }
    bool narrowTo(const QString &text);
    InstallationState stateIn(const QString &plugin, Environment environment);
    QStringList auditedActions();

    ConsoleFixture m_desk {{grafana, sentry}};
};

bool TestConsoleRegistry::narrowTo(const QString &text)
{
    return m_desk.openPage(Qt::Key_R) && m_desk.type(u"registryFilter"_s, text);
}

InstallationState TestConsoleRegistry::stateIn(const QString &plugin, Environment environment)
{
    const std::optional<Plugin> read = m_desk.plugin(plugin);
    for (const InstalledIn &installed : read->installations) {
        if (installed.environment == environment)
            return installed.state;
    }
    return InstallationState::Unknown;
}

QStringList TestConsoleRegistry::auditedActions()
{
    QStringList actions;
    const QAbstractItemModel *model = m_desk.find<QAbstractItemView>(u"auditTable"_s)->model();
    for (int row = 0; row < model->rowCount(); ++row)
        actions.append(model->index(row, AuditTableModel::Action).data(AuditTableModel::ValueRole).toString());
    return actions;
}

void TestConsoleRegistry::initTestCase()
{
    QVERIFY2(m_desk.start(u"admin"_s), qPrintable(m_desk.failure()));
    QVERIFY2(m_desk.awaitSandbox(), qPrintable(m_desk.failure()));
    QTRY_VERIFY_WITH_TIMEOUT(m_desk.plugin(grafana) && m_desk.plugin(sentry), patienceMs);
    QVERIFY2(m_desk.chooseEnvironment(u"dev"_s), qPrintable(m_desk.failure()));
    QCOMPARE(m_desk.console().scope().current(), Environment::Development);
}

void TestConsoleRegistry::findsAPluginByTyping()
{
    QVERIFY2(m_desk.openPage(Qt::Key_R), qPrintable(m_desk.failure()));
    QCOMPARE(table()->model()->rowCount(), 2);
    m_desk.press(Qt::Key_Slash);
    QTRY_COMPARE(QApplication::focusWidget(), m_desk.find(u"registryFilter"_s));
    QTest::keyClicks(QApplication::focusWidget(), u"grafana"_s);
    QTRY_COMPARE(table()->model()->rowCount(), 1);
    QTRY_VERIFY(m_desk.wordsOf(u"pluginDetail"_s).contains(grafana));
}

void TestConsoleRegistry::saysWhenNothingMatches()
{
    QVERIFY2(narrowTo(u"no-such-plugin"_s), qPrintable(m_desk.failure()));
    QTRY_VERIFY(!table());
    QVERIFY2(m_desk.click(u"emptyStateAction"_s), qPrintable(m_desk.failure()));
    QTRY_VERIFY(table());
    QCOMPARE(table()->model()->rowCount(), 2);
}

void TestConsoleRegistry::editsOwnerAndTags()
{
    QVERIFY2(narrowTo(u"grafana"_s), qPrintable(m_desk.failure()));
    QTRY_VERIFY(m_desk.wordsOf(u"pluginDetail"_s).contains(grafana));
    table()->setFocus();
    m_desk.press(Qt::Key_E);
    QVERIFY2(m_desk.type(u"editOwner"_s, u"observability-desk"_s), qPrintable(m_desk.failure()));
    QVERIFY2(m_desk.type(u"editTags"_s, u"metrics, dashboards"_s), qPrintable(m_desk.failure()));
    m_desk.press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(!m_desk.find(u"editPluginDialog"_s));
    QTRY_COMPARE(cell(PluginTableModel::Owner).toString(), u"observability-desk"_s);
    QCOMPARE(m_desk.plugin(grafana)->tags, QStringList({u"metrics"_s, u"dashboards"_s}));
    QTRY_VERIFY(m_desk.wordsOf(u"pluginDetail"_s).contains("metrics, dashboards"_L1));
}

void TestConsoleRegistry::refusesAnEditThatChangesNothing()
{
    QVERIFY2(m_desk.click(u"pluginEdit"_s), qPrintable(m_desk.failure()));
    QTRY_VERIFY(m_desk.find(u"editOwner"_s));
    m_desk.press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(m_desk.wordsOf(u"editPluginDialog"_s).contains("Nothing was changed."_L1));
    m_desk.press(Qt::Key_Escape);
    QTRY_VERIFY(!m_desk.find(u"editPluginDialog"_s));
}

void TestConsoleRegistry::blocksWithAReason()
{
    QVERIFY2(m_desk.chooseFromMenu(u"pluginMore"_s, u"Block…"_s), qPrintable(m_desk.failure()));
    QTRY_VERIFY(m_desk.find(u"blockDialog"_s));
    m_desk.press(Qt::Key_Return, Qt::ControlModifier);
    // Without a reason the server refuses, and its words stand in the dialog.
    QTRY_VERIFY_WITH_TIMEOUT(m_desk.find(u"errorDetails"_s), patienceMs);
    QVERIFY2(m_desk.wordsOf(u"blockDialog"_s).contains("reason is needed."_L1), qPrintable(m_desk.wordsOf(u"blockDialog"_s)));
    QCOMPARE(m_desk.plugin(grafana)->status == PluginStatus::Blocked, false);
    QVERIFY2(m_desk.type(u"reasonText"_s, u"A token was found in its logs."_s), qPrintable(m_desk.failure()));
    QVERIFY2(m_desk.click(u"formSubmit"_s), qPrintable(m_desk.failure()));
    QTRY_VERIFY(!m_desk.find(u"blockDialog"_s));
    QTRY_COMPARE(m_desk.plugin(grafana)->status, PluginStatus::Blocked);
    QTRY_VERIFY(m_desk.wordsOf(u"pluginDetail"_s).contains("A token was found in its logs."_L1));
    QTRY_VERIFY(!m_desk.find(u"pluginInstall"_s)->isEnabled());
}

void TestConsoleRegistry::liftsTheBlock()
{
    QVERIFY2(m_desk.chooseFromMenu(u"pluginMore"_s, u"Lift the block…"_s), qPrintable(m_desk.failure()));
    QVERIFY2(m_desk.type(u"reasonText"_s, u"Fixed, and the token is void."_s), qPrintable(m_desk.failure()));
    m_desk.press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(!m_desk.find(u"blockDialog"_s));
    QTRY_VERIFY(m_desk.plugin(grafana)->status != PluginStatus::Blocked);
    QTRY_VERIFY(m_desk.find(u"pluginInstall"_s)->isEnabled());
}

void TestConsoleRegistry::installsInDevelopment()
{
    QVERIFY2(m_desk.click(u"pluginInstall"_s), qPrintable(m_desk.failure()));
    QVERIFY2(m_desk.type(u"installReason"_s, u"For the teams to try."_s), qPrintable(m_desk.failure()));
    QVERIFY2(m_desk.click(u"formSubmit"_s), qPrintable(m_desk.failure()));
    // The console goes to the operation that was started.
    QTRY_VERIFY2_WITH_TIMEOUT(m_desk.find(u"operationsPage"_s), qPrintable(m_desk.wordsOf(u"installDialog"_s)), patienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(stateIn(grafana, Environment::Development), InstallationState::Observed, patienceMs);
    QTRY_VERIFY(m_desk.wordsOf(u"operationsPage"_s).contains("plugin-grafana"_L1));

    QFile written(m_desk.serverData() + u"/environments/development/dynamic-plugins.yaml"_s);
    QVERIFY(written.open(QIODevice::ReadOnly));
    const QString yaml = QString::fromUtf8(written.readAll());
    QVERIFY2(yaml.contains(QString(u"package: \""_s + grafana + u"@"_s)), qPrintable(yaml));
    QVERIFY2(yaml.contains("integrity: sha512-"_L1), qPrintable(yaml));
}

void TestConsoleRegistry::keepsProductionReadOnlyUntilArmed()
{
    QVERIFY2(m_desk.chooseEnvironment(u"production"_s), qPrintable(m_desk.failure()));
    QVERIFY2(narrowTo(u"sentry"_s), qPrintable(m_desk.failure()));
    QTRY_VERIFY(m_desk.wordsOf(u"pluginDetail"_s).contains(sentry));
    QTRY_VERIFY(!m_desk.find(u"pluginInstall"_s)->isEnabled());
    QCOMPARE(m_desk.find(u"pluginInstall"_s)->toolTip(), u"Read-only: arm first"_s);
    QVERIFY2(m_desk.click(u"productionLock"_s), qPrintable(m_desk.failure()));
    QVERIFY2(m_desk.click(u"armConfirm"_s), qPrintable(m_desk.failure()));
    QTRY_VERIFY(m_desk.workspace().lock.isArmed());
    QTRY_VERIFY(m_desk.find(u"pluginInstall"_s)->isEnabled());
}

void TestConsoleRegistry::leavesProductionToAnApprovedRequest()
{
    QVERIFY2(m_desk.click(u"pluginInstall"_s), qPrintable(m_desk.failure()));
    QVERIFY2(m_desk.type(u"installReason"_s, u"In a hurry."_s), qPrintable(m_desk.failure()));
    QVERIFY2(m_desk.click(u"formSubmit"_s), qPrintable(m_desk.failure()));
    // Armed, so it reached the server; the server's own sentence stands in the dialog.
    QTRY_VERIFY_WITH_TIMEOUT(m_desk.wordsOf(u"installDialog"_s).contains("request"_L1) && m_desk.find(u"errorDetails"_s), patienceMs);
    QCOMPARE(stateIn(sentry, Environment::Production), InstallationState::Unknown);
    QVERIFY2(m_desk.click(u"dialogCancel"_s), qPrintable(m_desk.failure()));
    QTRY_VERIFY(!m_desk.find(u"installDialog"_s));
    QVERIFY2(m_desk.click(u"productionLock"_s), qPrintable(m_desk.failure()));
    QTRY_VERIFY(!m_desk.workspace().lock.isArmed());
    QTRY_VERIFY(!m_desk.find(u"pluginInstall"_s)->isEnabled());
}

void TestConsoleRegistry::requestsAVersion()
{
    QVERIFY2(m_desk.become(u"Delivery Tooling lead"_s), qPrintable(m_desk.failure()));
    QVERIFY2(narrowTo(u"sentry"_s), qPrintable(m_desk.failure()));
    QTRY_VERIFY(m_desk.wordsOf(u"pluginDetail"_s).contains(sentry));
    QVERIFY(!m_desk.find(u"pluginEdit"_s)->isEnabled());
    table()->setFocus();
    m_desk.press(Qt::Key_Q);
    QVERIFY2(m_desk.type(u"requestWhy"_s, u"Errors belong beside the service."_s), qPrintable(m_desk.failure()));
    QVERIFY2(m_desk.type(u"requestImpact"_s, u"One more tab."_s), qPrintable(m_desk.failure()));
    QVERIFY2(m_desk.type(u"requestUndo"_s, u"Remove it."_s), qPrintable(m_desk.failure()));
    QVERIFY2(m_desk.click(u"formSubmit"_s), qPrintable(m_desk.failure()));
    QTRY_VERIFY_WITH_TIMEOUT(!m_desk.find(u"requestDialog"_s), patienceMs);
    const RequestStore &requests = m_desk.workspace().requests;
    const auto asked = [&requests]() -> const ApprovalRequest * {
        for (int row = 0; row < requests.count(); ++row) {
            if (requests.at(row).pluginName == sentry)
                return &requests.at(row);
        }
        return nullptr;
    };
    QTRY_VERIFY_WITH_TIMEOUT(asked(), patienceMs);
    QCOMPARE(asked()->environment, Environment::Production);
    QCOMPARE(asked()->justification, u"Errors belong beside the service."_s);
    QCOMPARE(asked()->requestedBy.id.text(), u"per_requester"_s);
}

void TestConsoleRegistry::findsItAllInTheAudit()
{
    QVERIFY2(m_desk.become(u"Auditor"_s), qPrintable(m_desk.failure()));
    QVERIFY2(m_desk.openPage(Qt::Key_A), qPrintable(m_desk.failure()));
    QTRY_VERIFY_WITH_TIMEOUT(auditedActions().contains(u"request.submit"_s), patienceMs);
    for (const QString &action : {u"plugin.edit"_s, u"plugin.block"_s, u"plugin.unblock"_s})
        QVERIFY2(auditedActions().contains(action), qPrintable(QString(action + u" is not among "_s + auditedActions().join(u' '))));
}

QTEST_MAIN(TestConsoleRegistry)
#include "tst_consoleregistry.moc"
