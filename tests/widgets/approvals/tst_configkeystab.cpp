// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidencescene.h"

#include "widgets/common/display/textlabel.h"
#include "widgets/common/states/states.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QGuiApplication>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::test;
using namespace Qt::Literals::StringLiterals;

namespace {

const ConfigKey url {u"string"_s, true, u"frontend"_s, u"Where Argo CD answers."_s, {}};
const ConfigKey waitBefore {u"integer"_s, false, u"backend"_s, {}, u"25"_s};
const ConfigKey waitAfter {u"string"_s, true, u"backend"_s, {}, u"40"_s};
const ConfigKey token {u"string"_s, false, u"secret"_s, {}, {}};

} // namespace

//! What a new version asks of whoever configures it, beside the request for it.
class TestConfigKeysTab final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void keysAreToldInWords();
    void whatMustBeSetIsSaidFirst();
    void aKeyIsCopied();
    void leadsToTheConfiguration();
    void whatCannotBeToldSaysWhy();
    void noKeyDiffers();
    void aLineOpensItsPlace_data();
    void aLineOpensItsPlace();
    void versionsNobodyReadAreCounted();
    void anotherBaseIsChosen();

private:
    //! The portal answers with this from now on, and the request is shown.
    void show(const VersionDiff &diff);
    template <typename T>
    T *child(const char *name) const
    {
        return m_scene->child<T>(name);
    }
    RequestDetail::Tab tab() const { return m_scene->detail().tab(); }

    std::unique_ptr<EvidenceScene> m_scene;
};

namespace {

VersionDiff threeKeys()
{
    VersionDiff diff;
    diff.versionId = VersionId(u"ver_1"_s);
    diff.version = u"2.0.0"_s;
    diff.baseId = VersionId(u"ver_0"_s);
    diff.baseVersion = u"1.0.0"_s;
    diff.configKeys = {{u"argocd.url"_s, u"added"_s, true, {}, url}, {u"argocd.wait"_s, u"changed"_s, false, waitBefore, waitAfter},
        {u"argocd.token"_s, u"removed"_s, false, token, {}}};
    FileChange manifest;
    manifest.path = u"package.json"_s;
    manifest.kind = FileChangeKind::Modified;
    manifest.group = u"look_first"_s;
    diff.files = {manifest};
    diff.installScripts = {{u"postinstall"_s, {}, u"node a.js"_s, 12, {}}};
    for (const QString &dimension : {u"code"_s, u"install_scripts"_s, u"config_keys"_s, u"findings"_s, u"licence"_s})
        diff.delta.append({dimension, dimension, 1, 0, 0, Verdict::Warn});
    diff.delta.append({u"publisher"_s, u"The registry does not tell who publishes"_s, 0, 0, 0, Verdict::NotRun});
    return diff;
}

DiffBase base(const QString &version)
{
    DiffBase made;
    made.versionId = VersionId(u"ver_"_s + version);
    made.version = version;
    made.publishedAt = QDateTime({2026, 10, 1}, {12, 0}, Qt::UTC);
    return made;
}

} // namespace

void TestConfigKeysTab::init()
{
    m_scene = std::make_unique<EvidenceScene>();
}

void TestConfigKeysTab::show(const VersionDiff &diff)
{
    m_scene->difference = diff;
    m_scene->evidence.items = {check(EvidenceKind::InstallScripts, Verdict::Warn, {finding(u"fnd_1"_s, u"Runs node a.js"_s)}),
        check(EvidenceKind::Licence, Verdict::Pass), check(EvidenceKind::Maintainers, Verdict::NotRun)};
    m_scene->show(m_scene->evidence);
    m_scene->detail().showTab(RequestDetail::ConfigKeys);
    QTRY_VERIFY(m_scene->isRead());
}

void TestConfigKeysTab::keysAreToldInWords()
{
    show(threeKeys());
    const QAbstractItemModel *rows = child<QListView>("configKeyList")->model();
    QAbstractItemModelTester tester(const_cast<QAbstractItemModel *>(rows), QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(rows->rowCount(), 3);
    const auto spoken = [rows](int row) { return rows->index(row, 0).data(Qt::AccessibleTextRole).toString(); };
    QCOMPARE(spoken(0), u"argocd.url, New, Must be set, string, required, readable in the browser, Where Argo CD answers."_s);
    QCOMPARE(spoken(1), u"argocd.wait, Changed, integer → string, required now, default 25 → 40, backend only"_s);
    QCOMPARE(spoken(2), u"argocd.token, Gone, string, secret"_s);
    QCOMPARE(child<QTabBar>("requestTabs")->tabText(RequestDetail::ConfigKeys), u"Config keys"_s);
}

void TestConfigKeysTab::whatMustBeSetIsSaidFirst()
{
    VersionDiff diff = threeKeys();
    diff.configKeys[1].asksForValue = true;
    show(diff);
    QCOMPARE(child<TextLabel>("configKeyWords")->text(), u"Compared with 1.0.0. 2 keys must be set before this version is installed."_s);
}

void TestConfigKeysTab::aKeyIsCopied()
{
    show(threeKeys());
    auto *list = child<QListView>("configKeyList");
    list->setCurrentIndex(list->model()->index(1, 0));
    list->setFocus();
    QTest::keySequence(list, QKeySequence::Copy);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"argocd.wait"_s);
}

void TestConfigKeysTab::leadsToTheConfiguration()
{
    show(threeKeys());
    QSignalSpy wanted(&m_scene->detail(), &RequestDetail::configurationRequested);
    child<QPushButton>("configKeysOpen")->click();
    auto *list = child<QListView>("configKeyList");
    list->setFocus();
    list->setCurrentIndex(list->model()->index(0, 0));
    QTest::keyClick(list, Qt::Key_Return);
    QCOMPARE(wanted.size(), 2);
}

void TestConfigKeysTab::whatCannotBeToldSaysWhy()
{
    VersionDiff diff = threeKeys();
    diff.configKeys.clear();
    diff.configKeysUnknown = u"configSchema names config.json, which the package does not hold."_s;
    show(diff);
    QVERIFY(!child<QListView>("configKeyList")->isVisible());
    const auto *words = child<QWidget>("configKeysTab")->findChild<EmptyState *>()->findChild<TextLabel *>();
    QCOMPARE(words->text(), u"Which keys differ cannot be told. configSchema names config.json, which the package does not hold."_s);
}

void TestConfigKeysTab::noKeyDiffers()
{
    VersionDiff diff = threeKeys();
    diff.configKeys.clear();
    show(diff);
    const auto *words = child<QWidget>("configKeysTab")->findChild<EmptyState *>()->findChild<TextLabel *>();
    QCOMPARE(words->text(), u"No configuration key came, went or changed."_s);
}

void TestConfigKeysTab::aLineOpensItsPlace_data()
{
    QTest::addColumn<int>("row");
    QTest::addColumn<int>("tab");
    QTest::addColumn<QByteArray>("focus");
    QTest::newRow("code") << 0 << int(RequestDetail::Changes) << QByteArray();
    QTest::newRow("install scripts") << 1 << int(RequestDetail::Changes) << QByteArray("diffPane");
    QTest::newRow("configuration keys") << 2 << int(RequestDetail::ConfigKeys) << QByteArray();
    QTest::newRow("findings") << 3 << int(RequestDetail::Evidence) << QByteArray("findingList");
    QTest::newRow("licence") << 4 << int(RequestDetail::Evidence) << QByteArray("checkList");
    QTest::newRow("publisher") << 5 << int(RequestDetail::Evidence) << QByteArray("checkList");
}

void TestConfigKeysTab::aLineOpensItsPlace()
{
    QFETCH(int, row);
    QFETCH(QByteArray, focus);
    show(threeKeys());
    m_scene->detail().showTab(RequestDetail::Overview);
    auto *list = child<QListView>("deltaList");
    list->setFocus();
    list->setCurrentIndex(list->model()->index(row, 0));
    QTest::keyClick(list, Qt::Key_Return);
    QTEST(int(tab()), "tab");
    if (!focus.isEmpty())
        QCOMPARE(m_scene->window().focusWidget(), child<QWidget>(focus.constData()));
    if (row >= 4)
        QCOMPARE(child<QListView>("checkList")->currentIndex().row(), row == 4 ? 1 : 2);
}

void TestConfigKeysTab::versionsNobodyReadAreCounted()
{
    VersionDiff diff = threeKeys();
    diff.approvedByPolicy = {u"1.4.0"_s, u"1.3.0"_s, u"1.2.0"_s, u"1.1.0"_s};
    show(diff);
    const auto labels = child<QWidget>("deltaCard")->findChildren<TextLabel *>();
    QVERIFY(std::any_of(labels.begin(), labels.end(), [](const TextLabel *label) {
        return label->text() == u"4 versions since then were approved by policy, not by people."_s && !label->isHidden();
    }));
}

void TestConfigKeysTab::anotherBaseIsChosen()
{
    m_scene->bases = {base(u"1"_s), base(u"0"_s)};
    m_scene->bases.last().approvedBy = PersonRef {PersonId(u"per_a"_s), u"Maria Keller"_s};
    m_scene->bases.last().approvedAt = QDateTime({2026, 10, 2}, {12, 0}, Qt::UTC);
    show(threeKeys());
    m_scene->detail().showTab(RequestDetail::Overview);
    auto *button = child<QPushButton>("deltaBase");
    QTRY_COMPARE(button->menu()->actions().size(), 2);
    QVERIFY2(button->text().startsWith(u"1.0.0 · "_s) && button->text().endsWith(u"ago"_s), qPrintable(button->text()));
    QVERIFY(button->menu()->actions().last()->isChecked());
    button->menu()->actions().first()->trigger();
    QTRY_VERIFY(m_scene->sent("GET", "/diff").target.endsWith("base=ver_1"));
}

QTEST_MAIN(TestConfigKeysTab)
#include "tst_configkeystab.moc"
