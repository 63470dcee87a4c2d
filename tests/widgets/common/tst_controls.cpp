// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/controls/button.h"
#include "widgets/common/controls/chip.h"
#include "widgets/common/controls/searchfield.h"
#include "widgets/common/controls/segmentedcontrol.h"
#include "widgets/common/controls/splitter.h"
#include "widgets/common/controls/tabbar.h"
#include "widgets/common/controls/toggle.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/textcheck.h"
#include "widgets/common/themecontroller.h"

#include <QApplication>
#include <QFocusFrame>
#include <QHBoxLayout>
#include <QSignalSpy>
#include <QSplitterHandle>
#include <QTest>

#include <functional>
#include <memory>

using namespace gatehouse;
using namespace Qt::Literals::StringLiterals;

using MakeButton = std::function<QAbstractButton *()>;
Q_DECLARE_METATYPE(MakeButton)

class ControlsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyButtonIsReachedAndPressedByKeys_data();
    void everyButtonIsReachedAndPressedByKeys();
    void aBlockedButtonSaysWhy();
    void buttonsHaveTheHeightsOfTheDesign();
    void controlsGrowWithTheText();
    void theFocusRingFollowsTheKeyboard();
    void aClickLeavesNoRing();
    void segmentsMoveByArrowKeys();
    void escapeClearsASearchThenLeavesIt();
    void tabsCarryCounts();
    void splittersPaintOnePixelAndGrabSeven();
    void labelsFollowTheTheme();
    void clippedTextIsFound();
    void elidedLabelsAreNotClipped();

private:
    std::unique_ptr<ThemeController> m_themes;
};

void ControlsTest::initTestCase()
{
    m_themes = std::make_unique<ThemeController>(*qApp);
    m_themes->setChoice(ThemeChoice::Light);
}

void ControlsTest::everyButtonIsReachedAndPressedByKeys_data()
{
    QTest::addColumn<MakeButton>("make");
    const auto variant = [](ButtonVariant value) -> MakeButton {
        return [value] { return new Button(u"Approve…"_s, value); };
    };
    QTest::newRow("outline") << variant(ButtonVariant::Outline);
    QTest::newRow("accent") << variant(ButtonVariant::Accent);
    QTest::newRow("danger") << variant(ButtonVariant::Danger);
    QTest::newRow("quiet") << variant(ButtonVariant::Quiet);
    QTest::newRow("link") << variant(ButtonVariant::Link);
    QTest::newRow("icon") << MakeButton([] { return new Button(IconName::Star, u"Watch"_s); });
    QTest::newRow("chip") << MakeButton([] { return new Chip(u"Live"_s); });
    QTest::newRow("toggle") << MakeButton([] { return new Toggle(u"Changes"_s); });
}

void ControlsTest::everyButtonIsReachedAndPressedByKeys()
{
    QFETCH(const MakeButton, make);
    QWidget window;
    auto *layout = new QHBoxLayout(&window);
    auto *before = new Button(u"Before"_s);
    QAbstractButton *button = make();
    layout->addWidget(before);
    layout->addWidget(button);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    before->setFocus();
    QTest::keyClick(before, Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget(), button);
    QSignalSpy clicked(button, &QAbstractButton::clicked);
    QTest::keyClick(button, Qt::Key_Space);
    QCOMPARE(clicked.count(), 1);
    QVERIFY(!button->accessibleName().isEmpty() || !button->text().isEmpty());
}

void ControlsTest::aBlockedButtonSaysWhy()
{
    Button button(u"Disable…"_s);
    button.setToolTip(u"Ctrl+D"_s);
    button.setBlockedReason(u"Read-only: arm first"_s);
    QVERIFY(!button.isEnabled());
    QCOMPARE(button.toolTip(), u"Read-only: arm first"_s);
    QCOMPARE(button.accessibleDescription(), u"Read-only: arm first"_s);
    button.setBlockedReason({});
    QVERIFY(button.isEnabled());
    QCOMPARE(button.toolTip(), u"Ctrl+D"_s);
}

void ControlsTest::buttonsHaveTheHeightsOfTheDesign()
{
    Button button(u"Logs"_s);
    QCOMPARE(button.sizeHint().height(), 28);
    button.setSize(ButtonSize::Small);
    QCOMPARE(button.sizeHint().height(), 24);
    button.setSize(ButtonSize::Large);
    QCOMPARE(button.sizeHint().height(), 32);
    const int plain = button.sizeHint().width();
    button.setKeyCaps({u"A"_s, u"R"_s});
    QVERIFY(button.sizeHint().width() > plain + 30);
    const Button star(IconName::Star, u"Watch"_s);
    QCOMPARE(star.sizeHint(), QSize(28, 28));
}

void ControlsTest::controlsGrowWithTheText()
{
    const Button button(u"Logs"_s);
    const QSize before = button.sizeHint();
    m_themes->setScale(1.5);
    QVERIFY(button.sizeHint().height() > before.height());
    QVERIFY(button.sizeHint().width() > before.width());
    m_themes->setScale(1.0);
    QCOMPARE(button.sizeHint(), before);
}

void ControlsTest::theFocusRingFollowsTheKeyboard()
{
    QWidget window;
    auto *layout = new QHBoxLayout(&window);
    auto *first = new Button(u"First"_s);
    auto *second = new Button(u"Second"_s);
    layout->addWidget(first);
    layout->addWidget(second);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    second->setFocus(Qt::OtherFocusReason);
    first->setFocus(Qt::BacktabFocusReason);
    const auto *ring = window.findChild<QFocusFrame *>();
    QVERIFY(ring != nullptr);
    QCOMPARE(ring->widget(), first);
    QVERIFY(ring->isVisible());
    QCOMPARE(ring->geometry(), first->geometry().adjusted(-2, -2, 2, 2));
    QTest::keyClick(first, Qt::Key_Tab);
    QCOMPARE(ring->widget(), second);
}

void ControlsTest::aClickLeavesNoRing()
{
    QWidget window;
    auto *layout = new QHBoxLayout(&window);
    auto *button = new Button(u"First"_s);
    layout->addWidget(button);
    layout->addWidget(new Button(u"Second"_s));
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    window.setFocus();
    QTest::mouseClick(button, Qt::LeftButton);
    const auto *ring = window.findChild<QFocusFrame *>();
    QVERIFY(ring == nullptr || ring->widget() != button);
}

void ControlsTest::segmentsMoveByArrowKeys()
{
    SegmentedControl control(SegmentedControl::Look::Underline);
    for (const Environment environment :
        {Environment::Development, Environment::Staging, Environment::Production})
        control.addSegment(environment);
    QSignalSpy changed(&control, &SegmentedControl::currentChanged);
    control.setCurrentIndex(0);
    control.show();
    QVERIFY(QTest::qWaitForWindowActive(&control));
    auto *segment = control.findChildren<QAbstractButton *>().first();
    segment->setFocus();
    QTest::keyClick(segment, Qt::Key_Right);
    QCOMPARE(control.currentIndex(), 1);
    QCOMPARE(changed.count(), 2);
    QCOMPARE(changed.last().first().toInt(), 1);
}

void ControlsTest::escapeClearsASearchThenLeavesIt()
{
    SearchField field;
    field.setText(u"risk:critical"_s);
    QSignalSpy left(&field, &SearchField::left);
    QTest::keyClick(&field, Qt::Key_Escape);
    QVERIFY(field.text().isEmpty());
    QCOMPARE(left.count(), 0);
    QTest::keyClick(&field, Qt::Key_Escape);
    QCOMPARE(left.count(), 1);
}

void ControlsTest::tabsCarryCounts()
{
    TabBar tabs;
    tabs.addTab(u"Overview"_s);
    tabs.addTab(u"Changes"_s);
    const int plain = tabs.sizeHint().width();
    QCOMPARE(tabs.count(1), -1);
    tabs.setCount(1, 37);
    QCOMPARE(tabs.count(1), 37);
    QVERIFY(tabs.sizeHint().width() > plain);
    tabs.setCount(1, -1);
    QCOMPARE(tabs.sizeHint().width(), plain);
}

void ControlsTest::splittersPaintOnePixelAndGrabSeven()
{
    Splitter splitter(Qt::Horizontal);
    splitter.addWidget(new QWidget);
    splitter.addWidget(new QWidget);
    splitter.resize(400, 200);
    splitter.show();
    QVERIFY(QTest::qWaitForWindowExposed(&splitter));
    QCOMPARE(splitter.handleWidth(), 1);
    QCOMPARE(splitter.handle(1)->width(), 7);
    QCOMPARE(splitter.handle(1)->contentsRect().width(), 1);
}

void ControlsTest::labelsFollowTheTheme()
{
    QWidget window;
    setSurface(&window, Surface::Pane);
    auto *label = new TextLabel(u"score 72"_s, TextStyle::Small, ColorRole::Muted, &window);
    const auto shown = [label] { return label->palette().color(label->foregroundRole()); };
    QCOMPARE(shown(), lightTheme().muted);
    m_themes->setChoice(ThemeChoice::Dark);
    QTRY_COMPARE(shown(), darkTheme().muted);
    m_themes->setChoice(ThemeChoice::Light);
    QTRY_COMPARE(shown(), lightTheme().muted);
}

void ControlsTest::clippedTextIsFound()
{
    QWidget window;
    auto *label = new TextLabel(
        u"Requested by Delivery Tooling lead"_s, TextStyle::Body, ColorRole::Text, &window);
    label->setObjectName(u"requester"_s);
    label->setGeometry(0, 0, 60, 20);
    auto *button = new Button(u"Request changes…"_s, ButtonVariant::Outline, &window);
    button->setGeometry(0, 30, 40, 28);
    auto *fits = new TextLabel(u"ok"_s, TextStyle::Body, ColorRole::Text, &window);
    fits->setGeometry(0, 60, 60, 20);
    window.show();
    const QList<ClippedText> found = clippedTexts(&window);
    QCOMPARE(found.size(), 2);
    QCOMPARE(found.first().widget, u"requester"_s);
    QVERIFY(found.first().needed > found.first().available);
}

void ControlsTest::elidedLabelsAreNotClipped()
{
    QWidget window;
    auto *label = new TextLabel(
        u"Requested by Delivery Tooling lead"_s, TextStyle::Body, ColorRole::Text, &window);
    label->setElided(Qt::ElideRight);
    label->setGeometry(0, 0, 60, 20);
    window.show();
    window.grab();
    QVERIFY(clippedTexts(&window).isEmpty());
    QCOMPARE(label->toolTip(), label->text());
}

QTEST_MAIN(ControlsTest)
#include "tst_controls.moc"
