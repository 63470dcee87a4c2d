// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/actionregistry.h"
#include "widgets/common/themecontroller.h"
#include "widgets/shell/shortcutcolumns.h"
#include "widgets/shell/shortcutsheet.h"

#include <QLineEdit>
#include <QScrollArea>
#include <QScrollBar>
#include <QTest>

using namespace gatehouse;
using namespace Qt::Literals::StringLiterals;

class ShortcutSheetTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void commandsOfOneLineStandTogether();
    void aLineIsFoundByAnyOfItsCommands_data();
    void aLineIsFoundByAnyOfItsCommands();
    void columnsAreAsLowAsTheyCanBe();
    void growsBeforeItScrolls_data();
    void growsBeforeItScrolls();

private:
    void addCommands(const QString &section, int count);
    int heightOf(const QString &filter = {});

    std::unique_ptr<ThemeController> m_themes;
    std::unique_ptr<ActionRegistry> m_actions;
};

void ShortcutSheetTest::initTestCase()
{
    m_themes = std::make_unique<ThemeController>(*qApp);
}

void ShortcutSheetTest::init()
{
    m_actions = std::make_unique<ActionRegistry>();
}

void ShortcutSheetTest::addCommands(const QString &section, int count)
{
    for (int i = 0; i < count; ++i)
        m_actions->add({section + QString::number(i), u"%1 %2"_s.arg(section).arg(i), section, {}, {Qt::Key_F1}});
}

int ShortcutSheetTest::heightOf(const QString &filter)
{
    ShortcutColumns columns(*m_actions);
    columns.setFilter(filter);
    return columns.sizeHint().height();
}

void ShortcutSheetTest::commandsOfOneLineStandTogether()
{
    m_actions->add({u"a"_s, u"Next row"_s, u"List"_s, {}, {Qt::Key_J}, false, u"Next, previous row"_s});
    const int one = heightOf();
    m_actions->add({u"b"_s, u"Previous row"_s, u"List"_s, {}, {Qt::Key_K}, false, u"Next, previous row"_s});
    QCOMPARE(heightOf(), one);
    m_actions->add({u"c"_s, u"Open"_s, u"List"_s, {}, {Qt::Key_O}});
    QVERIFY(heightOf() > one);
    QCOMPARE(ShortcutColumns(*m_actions).commandCount(), 3);
}

void ShortcutSheetTest::aLineIsFoundByAnyOfItsCommands_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<int>("found");
    QTest::newRow("its words") << u"previous row"_s << 2;
    QTest::newRow("its second command") << u"back up"_s << 1;
    QTest::newRow("a key") << u"F2"_s << 1;
    QTest::newRow("nothing") << u"nowhere"_s << 0;
}

void ShortcutSheetTest::aLineIsFoundByAnyOfItsCommands()
{
    QFETCH(QString, typed);
    QFETCH(int, found);
    m_actions->add({u"a"_s, u"Go on"_s, u"List"_s, {}, {Qt::Key_F2}, false, u"Next, previous row"_s});
    m_actions->add({u"b"_s, u"Back up"_s, u"List"_s, {}, {Qt::Key_F3}, false, u"Next, previous row"_s});
    ShortcutColumns columns(*m_actions);
    columns.setFilter(typed);
    QCOMPARE(columns.accessibleDescription().count(u": "_s), found);
}

void ShortcutSheetTest::columnsAreAsLowAsTheyCanBe()
{
    // In order, 6 | 6 | 1 + 5 is the lowest; cutting by thirds of the whole would not find it.
    addCommands(u"One"_s, 6);
    const int six = heightOf();
    addCommands(u"Two"_s, 6);
    addCommands(u"Three"_s, 6);
    QCOMPARE(heightOf(), six);
    addCommands(u"Four"_s, 1);
    const int eight = heightOf();
    QVERIFY(eight > six);
    QVERIFY2(eight < 2 * six, "two long sections share a column");
}

void ShortcutSheetTest::growsBeforeItScrolls_data()
{
    QTest::addColumn<int>("commands");
    QTest::addColumn<bool>("grows");
    QTest::newRow("few") << 12 << false;
    QTest::newRow("as many as a column of the design") << 22 << false;
    QTest::newRow("more") << 27 << true;
}

void ShortcutSheetTest::growsBeforeItScrolls()
{
    QFETCH(int, commands);
    QFETCH(bool, grows);
    for (const QString &section : {u"One"_s, u"Two"_s, u"Three"_s})
        addCommands(section, commands);
    ShortcutSheet sheet(*m_actions);
    sheet.show();
    QCOMPARE(sheet.height() > 712, grows);
    QVERIFY(sheet.height() <= 852);
    QCOMPARE(sheet.findChild<QScrollArea *>()->verticalScrollBar()->maximum(), 0);
}

QTEST_MAIN(ShortcutSheetTest)
#include "tst_shortcutsheet.moc"
