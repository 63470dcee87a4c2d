// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/controls/button.h"
#include "widgets/common/overlay/formdialog.h"
#include "widgets/common/overlay/overlayhost.h"
#include "widgets/common/themecontroller.h"

#include <QApplication>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace gatehouse;
using namespace Qt::Literals::StringLiterals;

//! A form by keys alone: where the work starts, how it goes on and how it is sent.
class FormDialogTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_themes = std::make_unique<ThemeController>(*qApp); }
    void init();
    void cleanup() { m_window.reset(); }
    void startsInItsFirstField();
    void startsThereAgainWhenItOpensAgain();
    void tabGoesFromFieldToFieldToTheButtons();
    void controlEnterSendsFromAnyField();
    void aHeldFormIsNotSentByKeysEither();
    void anErrorLeavesTheFocusInTheField();

private:
    std::unique_ptr<ThemeController> m_themes;
    std::unique_ptr<QWidget> m_window;
    OverlayHost *m_host = nullptr;
    FormDialog *m_form = nullptr;
    QLineEdit *m_owner = nullptr;
    QPlainTextEdit *m_reason = nullptr;
};

void FormDialogTest::init()
{
    m_window = std::make_unique<QWidget>();
    m_window->resize(800, 600);
    auto *behind = new QLineEdit(m_window.get());
    m_host = new OverlayHost(m_window.get());
    m_form = new FormDialog(u"Edit plugin-grafana"_s, u"Who owns it."_s, u"Save"_s, m_window.get());
    m_owner = new QLineEdit;
    m_form->addRow(u"Owner"_s, m_owner);
    m_reason = m_form->addText(u"Reason"_s, u"reason"_s);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    behind->setFocus();
}

void FormDialogTest::startsInItsFirstField()
{
    m_form->openOn(*m_host);
    QCOMPARE(QApplication::focusWidget(), m_owner);
    QTest::keyClicks(QApplication::focusWidget(), u"desk"_s);
    QCOMPARE(m_owner->text(), u"desk"_s);
}

void FormDialogTest::startsThereAgainWhenItOpensAgain()
{
    m_form->openOn(*m_host);
    m_reason->setFocus();
    m_form->reject();
    m_form->openOn(*m_host);
    QCOMPARE(QApplication::focusWidget(), m_owner);
}

void FormDialogTest::tabGoesFromFieldToFieldToTheButtons()
{
    m_form->openOn(*m_host);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget(), m_reason);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QVERIFY(qobject_cast<QAbstractButton *>(QApplication::focusWidget()));
    QCOMPARE(m_reason->toPlainText(), QString());
}

void FormDialogTest::controlEnterSendsFromAnyField()
{
    QSignalSpy submitted(m_form, &FormDialog::submitted);
    m_form->openOn(*m_host);
    QTest::keyClick(m_owner, Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(submitted.size(), 1);
    QTest::keyClick(m_reason, Qt::Key_Enter, Qt::ControlModifier);
    QCOMPARE(submitted.size(), 2);
    QTest::keyClick(m_owner, Qt::Key_Return);
    QCOMPARE(submitted.size(), 2);
}

void FormDialogTest::aHeldFormIsNotSentByKeysEither()
{
    QSignalSpy submitted(m_form, &FormDialog::submitted);
    m_form->setBlockedReason(u"Choose a version first"_s);
    m_form->openOn(*m_host);
    QTest::keyClick(m_owner, Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(submitted.size(), 0);
    m_form->setBlockedReason({});
    QTest::keyClick(m_owner, Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(submitted.size(), 1);
}

void FormDialogTest::anErrorLeavesTheFocusInTheField()
{
    m_form->openOn(*m_host);
    m_reason->setFocus();
    m_form->showError(storageError(u"The disk is full."_s, {}));
    QCOMPARE(QApplication::focusWidget(), m_reason);
    QVERIFY(m_host->isVisible());
}

QTEST_MAIN(FormDialogTest)
#include "tst_formdialog.moc"
