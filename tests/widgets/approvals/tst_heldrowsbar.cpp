// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/approvals/requestlistmodel.h"
#include "widgets/approvals/heldrowsbar.h"
#include "widgets/common/themecontroller.h"

#include <QAbstractButton>
#include <QLabel>
#include <QTest>
#include <QTreeView>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

//! Requests that arrive while somebody points at the list wait behind a count, and come in when they
//! are let in or the pointer goes.
class TestHeldRowsBar final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_themes = std::make_unique<ThemeController>(*qApp); }
    void init();
    void letsInWhileNobodyPoints();
    void holdsBackUnderThePointer();
    void letsInByClick();
    void letsInByKey();
    void staysOnTheWayFromTheListToTheBar();
    void letsInWhenThePointerGoes();
    void holdsNothingWhereNothingWaits();
    void saysWhatItDoes();

private:
    static ApprovalRequest request(const QString &id);
    void arrive(const QString &id) { m_store->put(request(id)); }
    int rows() const { return m_model->rowCount(m_model->index(0, 0)); }
    QAbstractButton *letIn() const { return m_window->findChild<QAbstractButton *>(u"letIn"_s); }
    void point(QWidget *widget);

    std::unique_ptr<ThemeController> m_themes;
    std::unique_ptr<RequestStore> m_store;
    std::unique_ptr<RequestListModel> m_model;
    std::unique_ptr<QWidget> m_window;
    QTreeView *m_view = nullptr;
    HeldRowsBar *m_bar = nullptr;
    QLabel *m_elsewhere = nullptr;
};

void TestHeldRowsBar::init()
{
    m_window.reset();
    m_model.reset();
    m_store = std::make_unique<RequestStore>();
    m_model = std::make_unique<RequestListModel>(*m_store);
    m_window = std::make_unique<QWidget>();
    m_window->resize(400, 400);
    m_view = new QTreeView;
    m_view->setModel(m_model.get());
    m_bar = new HeldRowsBar(*m_model, *m_view);
    m_elsewhere = new QLabel(u"elsewhere"_s);
    auto *column = new QVBoxLayout(m_window.get());
    column->addWidget(m_elsewhere);
    column->addWidget(m_view);
    column->addWidget(m_bar);
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    point(m_elsewhere);
    m_store->replaceAll({request(u"1"_s)}, QDateTime::currentDateTimeUtc());
    QTRY_COMPARE(rows(), 1);
}

ApprovalRequest TestHeldRowsBar::request(const QString &id)
{
    ApprovalRequest request;
    request.id = RequestId(id);
    request.queue = u"your_turn"_s;
    request.pluginName = u"plugin "_s + id;
    return request;
}

void TestHeldRowsBar::point(QWidget *widget)
{
    QTest::mouseMove(widget);
    QTRY_VERIFY(widget->underMouse());
    // The bar looks once control is back in the event loop.
    QCoreApplication::processEvents();
}

void TestHeldRowsBar::letsInWhileNobodyPoints()
{
    arrive(u"2"_s);
    QTRY_COMPARE(rows(), 2);
    QVERIFY(!m_bar->isVisible());
}

void TestHeldRowsBar::holdsBackUnderThePointer()
{
    point(m_view->viewport());
    arrive(u"2"_s);
    arrive(u"3"_s);
    QTRY_VERIFY(m_bar->isVisible());
    QTRY_COMPARE(letIn()->text(), u"2 new"_s);
    QCOMPARE(rows(), 1);
}

void TestHeldRowsBar::letsInByClick()
{
    point(m_view->viewport());
    arrive(u"2"_s);
    QTRY_VERIFY(m_bar->isVisible());
    QTest::mouseClick(letIn(), Qt::LeftButton);
    QTRY_COMPARE(rows(), 2);
    QTRY_VERIFY(!m_bar->isVisible());
}

void TestHeldRowsBar::letsInByKey()
{
    point(m_view->viewport());
    m_view->setFocus();
    arrive(u"2"_s);
    QTRY_VERIFY(m_bar->isVisible());
    QTest::keyClick(m_view, Qt::Key_Tab);
    QVERIFY(letIn()->hasFocus());
    QTest::keyClick(letIn(), Qt::Key_Space);
    QTRY_COMPARE(rows(), 2);
}

void TestHeldRowsBar::staysOnTheWayFromTheListToTheBar()
{
    point(m_view->viewport());
    arrive(u"2"_s);
    QTRY_VERIFY(m_bar->isVisible());
    point(m_bar);
    QCOMPARE(rows(), 1);
    QVERIFY(m_bar->isVisible());
}

void TestHeldRowsBar::letsInWhenThePointerGoes()
{
    point(m_view->viewport());
    arrive(u"2"_s);
    QTRY_VERIFY(m_bar->isVisible());
    point(m_elsewhere);
    QTRY_COMPARE(rows(), 2);
    QTRY_VERIFY(!m_bar->isVisible());
}

void TestHeldRowsBar::holdsNothingWhereNothingWaits()
{
    point(m_view->viewport());
    arrive(u"1"_s);
    QCOMPARE(m_model->heldCount(), 0);
    QVERIFY(!m_bar->isVisible());
}

void TestHeldRowsBar::saysWhatItDoes()
{
    QVERIFY(!letIn()->toolTip().isEmpty());
    QVERIFY(!letIn()->text().isEmpty() || !letIn()->accessibleName().isEmpty());
}

} // namespace gatehouse

QTEST_MAIN(gatehouse::TestHeldRowsBar)
#include "tst_heldrowsbar.moc"
