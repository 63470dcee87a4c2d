// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/themecontroller.h"
#include "widgets/shell/commandpalette.h"

#include <QFocusFrame>
#include <QLineEdit>
#include <QTest>

using namespace gatehouse;
using namespace Qt::Literals::StringLiterals;

class CommandPaletteTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_themes = std::make_unique<ThemeController>(*qApp); }
    void drawsNoRingInsideItsFrame();

private:
    std::unique_ptr<ThemeController> m_themes;
};

void CommandPaletteTest::drawsNoRingInsideItsFrame()
{
    QWidget window;
    auto *other = new QLineEdit(&window);
    auto *palette = new CommandPalette({}, {}, &window);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    other->setFocus(Qt::TabFocusReason);
    const auto ringed = [&]() -> QWidget * {
        const auto *ring = window.findChild<QFocusFrame *>();
        return ring ? ring->widget() : nullptr;
    };
    QCOMPARE(ringed(), other);
    palette->start({});
    QCOMPARE(QApplication::focusWidget(), palette->findChild<QLineEdit *>());
    QVERIFY(!ringed());
}

QTEST_MAIN(CommandPaletteTest)
#include "tst_commandpalette.moc"
