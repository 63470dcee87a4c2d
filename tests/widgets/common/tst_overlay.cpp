// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/controls/button.h"
#include "widgets/common/overlay/dialog.h"
#include "widgets/common/overlay/formdialog.h"
#include "widgets/common/overlay/overlayhost.h"
#include "widgets/common/overlay/reasondialog.h"
#include "widgets/common/themecontroller.h"

#include <QApplication>
#include <QDateTimeEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

#include <memory>

using namespace gatehouse;
using namespace Qt::Literals::StringLiterals;

class OverlayTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_themes = std::make_unique<ThemeController>(*qApp); }
    void init();
    void cleanup() { m_window.reset(); }
    void coversTheWindowAndItsNewSize();
    void focusStaysInside();
    void tabLeavesADateToo();
    void escapeGivesTheFocusBack();
    void keysDoNotReachWhatIsBehind();
    void aClickBesideClosesUnlessToldNotTo();
    void aSecondPanelReplacesTheFirst();
    void dialogsAnswerOnce();
    void aPanelThatDiesTakesTheScrimAway();
    void aFormThatIsKeptClosesQuietly();
    void aReasonThatIsKeptClosesQuietly();
    void aFormThatFailsStaysOpen();
    void offlineSendingIsKeeping();

private:
    std::unique_ptr<ThemeController> m_themes;
    std::unique_ptr<QWidget> m_window;
    OverlayHost *m_host = nullptr;
    Button *m_opener = nullptr;
    Dialog *m_dialog = nullptr;
    Button *m_confirm = nullptr;
};

void OverlayTest::init()
{
    m_window = std::make_unique<QWidget>();
    m_window->resize(800, 600);
    auto *layout = new QVBoxLayout(m_window.get());
    m_opener = new Button(u"Open"_s);
    layout->addWidget(m_opener);
    layout->addWidget(new Button(u"Behind"_s));
    m_host = new OverlayHost(m_window.get());
    m_dialog = new Dialog(u"Arm production"_s, m_window.get());
    m_dialog->bodyLayout()->addWidget(new QLineEdit);
    m_dialog->addCancelButton();
    m_confirm = m_dialog->addButton(new Button(u"Arm"_s, ButtonVariant::Accent));
    connect(m_confirm, &Button::clicked, m_dialog, &Dialog::accept);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    m_opener->setFocus();
}

void OverlayTest::coversTheWindowAndItsNewSize()
{
    m_dialog->openOn(*m_host);
    QCOMPARE(m_host->geometry(), m_window->rect());
    m_window->resize(1000, 700);
    QTRY_COMPARE(m_host->geometry(), m_window->rect());
    QCOMPARE(m_dialog->geometry().center().x(), m_host->rect().center().x());
}

void OverlayTest::focusStaysInside()
{
    m_dialog->openOn(*m_host);
    QVERIFY(m_dialog->isAncestorOf(QApplication::focusWidget()));
    QSet<QWidget *> visited;
    for (int i = 0; i < 6; ++i) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QVERIFY(m_dialog->isAncestorOf(QApplication::focusWidget()));
        visited.insert(QApplication::focusWidget());
    }
    QCOMPARE(visited.size(), 3);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Backtab);
    QVERIFY(m_dialog->isAncestorOf(QApplication::focusWidget()));
}

void OverlayTest::tabLeavesADateToo()
{
    auto *date = new QDateTimeEdit;
    date->setDisplayFormat(u"ddd d MMM yyyy, HH:mm"_s);
    m_dialog->bodyLayout()->addWidget(date);
    m_dialog->openOn(*m_host);
    date->setFocus(Qt::TabFocusReason);
    for (const Qt::Key key : {Qt::Key_Tab, Qt::Key_Backtab}) {
        // From part to part of the date first.
        for (int part = 0; part < 10 && QApplication::focusWidget() == date; ++part)
            QTest::keyClick(date, key);
        QVERIFY(QApplication::focusWidget() != date);
        date->setFocus(Qt::TabFocusReason);
    }
}

void OverlayTest::escapeGivesTheFocusBack()
{
    QSignalSpy rejected(m_dialog, &Dialog::rejected);
    m_dialog->openOn(*m_host);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    QCOMPARE(rejected.count(), 1);
    QVERIFY(!m_host->isVisible());
    QCOMPARE(QApplication::focusWidget(), m_opener);
}

void OverlayTest::keysDoNotReachWhatIsBehind()
{
    QSignalSpy clicked(m_opener, &Button::clicked);
    m_dialog->openOn(*m_host);
    QTest::keyClick(m_host, Qt::Key_Space);
    QCOMPARE(clicked.count(), 0);
    QVERIFY(m_host->isVisible());
}

void OverlayTest::aClickBesideClosesUnlessToldNotTo()
{
    m_host->setClosesOnScrim(false);
    m_dialog->openOn(*m_host);
    QTest::mouseClick(m_host, Qt::LeftButton, {}, QPoint(5, 5));
    QVERIFY(m_host->isVisible());
    m_host->setClosesOnScrim(true);
    QTest::mouseClick(m_host, Qt::LeftButton, {}, QPoint(5, 5));
    QVERIFY(!m_host->isVisible());
}

void OverlayTest::aSecondPanelReplacesTheFirst()
{
    QSignalSpy rejected(m_dialog, &Dialog::rejected);
    m_dialog->openOn(*m_host);
    auto *second = new Dialog(u"Shortcuts"_s, m_window.get());
    second->addCancelButton();
    second->openOn(*m_host);
    QCOMPARE(rejected.count(), 1);
    QVERIFY(!m_dialog->isVisible());
    second->reject();
    QCOMPARE(QApplication::focusWidget(), m_opener);
}

void OverlayTest::dialogsAnswerOnce()
{
    QSignalSpy accepted(m_dialog, &Dialog::accepted);
    QSignalSpy rejected(m_dialog, &Dialog::rejected);
    m_dialog->openOn(*m_host);
    m_confirm->click();
    m_dialog->reject();
    QCOMPARE(accepted.count(), 1);
    QCOMPARE(rejected.count(), 0);
    m_dialog->openOn(*m_host);
    m_dialog->reject();
    QCOMPARE(rejected.count(), 1);
}

void OverlayTest::aPanelThatDiesTakesTheScrimAway()
{
    m_dialog->openOn(*m_host);
    delete m_dialog;
    QVERIFY(!m_host->isVisible());
    QVERIFY(m_host->panel() == nullptr);
}

void OverlayTest::aFormThatIsKeptClosesQuietly()
{
    FormDialog form(u"Block"_s, {}, u"Block"_s);
    form.openOn(*m_host);
    QSignalSpy accepted(&form, &Dialog::accepted);
    QSignalSpy kept(m_host, &OverlayHost::kept);
    form.await(readyFuture(Result<int>(fail(keptError(u"kept"_s)))));
    QTRY_COMPARE(accepted.size(), 1);
    QCOMPARE(kept.size(), 1);
    QVERIFY(kept.first().first().toString().startsWith(u"Kept in the Outbox "_s));
    QVERIFY(!m_host->panel());
}

void OverlayTest::aReasonThatIsKeptClosesQuietly()
{
    ReasonDialog dialog(u"Withdraw"_s, {}, u"Withdraw"_s,
        ReasonDialog::sending([](const QString &) { return readyFuture(Status(fail(keptError(u"kept"_s)))); }));
    dialog.openOn(*m_host);
    QSignalSpy kept(m_host, &OverlayHost::kept);
    dialog.findChild<QPlainTextEdit *>(u"reasonText"_s)->setPlainText(u"why"_s);
    dialog.findChild<Button *>(u"reasonSend"_s)->click();
    QTRY_COMPARE(kept.size(), 1);
    QVERIFY(!m_host->panel());
}

void OverlayTest::aFormThatFailsStaysOpen()
{
    FormDialog form(u"Block"_s, {}, u"Block"_s);
    form.openOn(*m_host);
    const QSignalSpy kept(m_host, &OverlayHost::kept);
    form.await(readyFuture(Result<int>(fail(networkError(u"No answer."_s)))));
    const auto says = [&form](const QString &words) {
        const auto labels = form.findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(), [&](const QLabel *label) { return label->text() == words; });
    };
    QTRY_VERIFY(says(u"No answer."_s));
    QCOMPARE(m_host->panel(), &form);
    QCOMPARE(kept.size(), 0);
}

void OverlayTest::offlineSendingIsKeeping()
{
    FormDialog form(u"Block"_s, {}, u"Block plugin"_s);
    const auto *send = form.findChild<Button *>(u"formSubmit"_s);
    m_host->setOffline(true);
    form.openOn(*m_host);
    QCOMPARE(send->text(), u"Keep in Outbox"_s);
    form.setSendText(u"Lift block"_s);
    QCOMPARE(send->text(), u"Keep in Outbox"_s);
    m_host->setOffline(false);
    QCOMPARE(send->text(), u"Lift block"_s);
    // What only confirms on this computer sends nothing.
    m_host->setOffline(true);
    m_dialog->openOn(*m_host);
    QCOMPARE(m_confirm->text(), u"Arm"_s);
}

QTEST_MAIN(OverlayTest)
#include "tst_overlay.moc"
