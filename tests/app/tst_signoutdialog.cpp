// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/signoutdialog.h"
#include "widgets/common/overlay/overlayhost.h"
#include "widgets/common/textcheck.h"
#include "widgets/common/themecontroller.h"

#include <QAbstractButton>
#include <QLabel>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

//! Before anything that only this computer has is removed, the person reads what it is.
class TestSignOutDialog final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_themes = std::make_unique<ThemeController>(*qApp); }
    void namesWhatIsLost_data();
    void namesWhatIsLost();
    void onlyTheRedButtonSignsOut();
    void noTextIsClipped();

private:
    std::unique_ptr<ThemeController> m_themes;
};

namespace {

QString wordsIn(const QWidget &dialog)
{
    QStringList words;
    const auto labels = dialog.findChildren<QLabel *>();
    for (const QLabel *label : labels)
        words.append(label->text());
    return words.join(u'\n').remove(QRegularExpression(u"<[^>]*>"_s));
}

} // namespace

void TestSignOutDialog::namesWhatIsLost_data()
{
    QTest::addColumn<int>("intents");
    QTest::addColumn<int>("drafts");
    QTest::newRow("both") << 3 << 2;
    QTest::newRow("intents") << 3 << 0;
    QTest::newRow("drafts") << 0 << 2;
}

void TestSignOutDialog::namesWhatIsLost()
{
    QFETCH(int, intents);
    QFETCH(int, drafts);
    const SignOutDialog dialog({intents, drafts});
    const QString words = wordsIn(dialog);
    QCOMPARE(words.contains("3 items in the Outbox did not reach the portal."_L1), intents > 0);
    QCOMPARE(words.contains("2 drafts were not sent."_L1), drafts > 0);
    QVERIFY(words.contains("They cannot be brought back."_L1));
}

void TestSignOutDialog::onlyTheRedButtonSignsOut()
{
    QWidget window;
    window.resize(800, 600);
    OverlayHost host(&window);
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    auto *dialog = new SignOutDialog({1, 1});
    QSignalSpy accepted(dialog, &Dialog::accepted);
    QSignalSpy rejected(dialog, &Dialog::rejected);
    dialog->openOn(host);
    // Return removes nothing by itself.
    QTest::keyClick(window.focusWidget(), Qt::Key_Return);
    QCOMPARE(accepted.count(), 0);
    QTest::keyClick(dialog, Qt::Key_Escape);
    QCOMPARE(rejected.count(), 1);
    QCOMPARE(accepted.count(), 0);
    dialog->openOn(host);
    QTest::mouseClick(dialog->findChild<QAbstractButton *>(u"signOutConfirm"_s), Qt::LeftButton);
    QCOMPARE(accepted.count(), 1);
    delete dialog;
}

void TestSignOutDialog::noTextIsClipped()
{
    SignOutDialog dialog({100, 100});
    dialog.show();
    QVERIFY(QTest::qWaitForWindowExposed(&dialog));
    QTRY_COMPARE(clippedTexts(&dialog).size(), 0);
}

} // namespace gatehouse

QTEST_MAIN(gatehouse::TestSignOutDialog)
#include "tst_signoutdialog.moc"
