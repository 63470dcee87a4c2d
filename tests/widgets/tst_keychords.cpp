// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/keychords.h"

#include <QAction>
#include <QApplication>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

using namespace gatehouse;
using namespace Qt::Literals::StringLiterals;

class TestKeyChords final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void actsOnKeys_data();
    void actsOnKeys();
    void leavesLettersToATextField();
    void actsOnModifiersInATextField();
    void forgetsAHalfChordAfterTheTimeout();
    void doesNotReadAWrongSecondStepAsAFirstOne();
    void ignoresCommandsOfOtherPages();
    void ignoresBlockedCommands();
    void canBeSwitchedOffAsASet();
    void leavesAPagesKeysToWhatLiesOverIt();
    void leavesEscapeToWhatLiesOverTheWindow();

private:
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(QApplication::focusWidget(), key, modifiers); }
    int triggered(const QString &id) const { return m_counts.value(id); }

    std::unique_ptr<ActionRegistry> m_actions;
    std::unique_ptr<QWidget> m_window;
    QWidget *m_list = nullptr;
    QLineEdit *m_field = nullptr;
    KeyChords *m_chords = nullptr;
    QHash<QString, int> m_counts;
};

void TestKeyChords::init()
{
    m_counts.clear();
    m_actions = std::make_unique<ActionRegistry>();
    m_window = std::make_unique<QWidget>();
    auto *layout = new QVBoxLayout(m_window.get());
    m_list = new QWidget;
    m_list->setFocusPolicy(Qt::StrongFocus);
    m_field = new QLineEdit;
    layout->addWidget(m_list);
    layout->addWidget(m_field);
    const QList<ActionSpec> specs {
        {u"approve"_s, u"Approve…"_s, {}, u"inbox"_s, {QKeySequence(Qt::Key_A, Qt::Key_A)}},
        {u"reject"_s, u"Reject…"_s, {}, u"inbox"_s, {QKeySequence(Qt::Key_A, Qt::Key_R)}},
        {u"open"_s, u"Open"_s, {}, u"inbox"_s, {Qt::Key_Return, Qt::Key_O}},
        {u"help"_s, u"Keys"_s, {}, {}, {Qt::Key_Question}},
        {u"palette"_s, u"Palette"_s, {}, {}, {QKeySequence(Qt::CTRL | Qt::Key_K)}},
        {u"up"_s, u"Up"_s, {}, {}, {Qt::Key_Escape}},
        {u"next"_s, u"Next"_s, {}, u"config"_s, {Qt::Key_N}},
        {u"extend"_s, u"Extend"_s, {}, u"inbox"_s, {QKeySequence(Qt::SHIFT | Qt::Key_J)}},
    };
    for (const ActionSpec &spec : specs)
        connect(m_actions->add(spec), &QAction::triggered, this, [this, id = spec.id] { ++m_counts[id]; });
    m_actions->setCurrentPage(u"inbox"_s);
    m_chords = new KeyChords(*m_actions, m_window.get());
    qApp->installEventFilter(m_chords);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    m_list->setFocus();
}

void TestKeyChords::cleanup()
{
    qApp->removeEventFilter(m_chords);
    m_window.reset();
}

void TestKeyChords::actsOnKeys_data()
{
    QTest::addColumn<QList<int>>("keys");
    QTest::addColumn<QString>("command");
    QTest::newRow("chord") << QList<int> {Qt::Key_A, Qt::Key_R} << u"reject"_s;
    QTest::newRow("same letter twice") << QList<int> {Qt::Key_A, Qt::Key_A} << u"approve"_s;
    QTest::newRow("letter") << QList<int> {Qt::Key_O} << u"open"_s;
    QTest::newRow("alternative") << QList<int> {Qt::Key_Return} << u"open"_s;
    QTest::newRow("enter of the number pad") << QList<int> {Qt::Key_Enter} << u"open"_s;
    QTest::newRow("a shifted sign") << QList<int> {int(Qt::SHIFT) | Qt::Key_Question} << u"help"_s;
    QTest::newRow("a shifted letter") << QList<int> {int(Qt::SHIFT) | Qt::Key_J} << u"extend"_s;
    QTest::newRow("with a modifier") << QList<int> {int(Qt::CTRL) | Qt::Key_K} << u"palette"_s;
}

void TestKeyChords::actsOnKeys()
{
    QFETCH(QList<int>, keys);
    QFETCH(QString, command);
    for (const int key : keys) {
        const auto combination = QKeyCombination::fromCombined(key);
        press(combination.key(), combination.keyboardModifiers());
    }
    QCOMPARE(triggered(command), 1);
    QCOMPARE(m_counts.size(), 1);
}

void TestKeyChords::leavesLettersToATextField()
{
    m_field->setFocus();
    press(Qt::Key_A);
    press(Qt::Key_A);
    QCOMPARE(m_field->text(), u"aa"_s);
    QCOMPARE(triggered(u"approve"_s), 0);
}

void TestKeyChords::actsOnModifiersInATextField()
{
    m_field->setFocus();
    press(Qt::Key_K, Qt::ControlModifier);
    QCOMPARE(triggered(u"palette"_s), 1);
}

void TestKeyChords::forgetsAHalfChordAfterTheTimeout()
{
    QSignalSpy pending(m_chords, &KeyChords::pendingChanged);
    press(Qt::Key_A);
    QCOMPARE(pending.takeFirst().at(0).toString(), u"A"_s);
    QTRY_COMPARE_WITH_TIMEOUT(pending.size(), 1, 3 * KeyChords::chordTimeoutMs);
    press(Qt::Key_R);
    QCOMPARE(triggered(u"reject"_s), 0);
}

void TestKeyChords::doesNotReadAWrongSecondStepAsAFirstOne()
{
    press(Qt::Key_A);
    press(Qt::Key_O);
    QCOMPARE(triggered(u"open"_s), 0);
    press(Qt::Key_O);
    QCOMPARE(triggered(u"open"_s), 1);
}

void TestKeyChords::ignoresCommandsOfOtherPages()
{
    press(Qt::Key_N);
    QCOMPARE(triggered(u"next"_s), 0);
    m_actions->setCurrentPage(u"config"_s);
    press(Qt::Key_N);
    QCOMPARE(triggered(u"next"_s), 1);
}

void TestKeyChords::ignoresBlockedCommands()
{
    m_actions->setBlocked(u"open"_s, u"Nothing is selected"_s);
    press(Qt::Key_O);
    QCOMPARE(triggered(u"open"_s), 0);
    QCOMPARE(m_actions->blockedReason(u"open"_s), u"Nothing is selected"_s);
}

void TestKeyChords::canBeSwitchedOffAsASet()
{
    m_actions->setSingleKeysEnabled(false);
    press(Qt::Key_O);
    press(Qt::Key_K, Qt::ControlModifier);
    QCOMPARE(triggered(u"open"_s), 0);
    QCOMPARE(triggered(u"palette"_s), 1);
}

void TestKeyChords::leavesAPagesKeysToWhatLiesOverIt()
{
    const QSignalSpy shown(m_actions->add({u"tab"_s, u"Show a tab"_s, u"Page"_s, u"inbox"_s, {QKeySequence(Qt::ALT | Qt::Key_1)}}), &QAction::triggered);
    m_actions->setCurrentPage(u"inbox"_s);
    m_chords->setSuspended(true);
    press(Qt::Key_1, Qt::AltModifier);
    QCOMPARE(shown.size(), 0);
    // What works everywhere works there, too.
    press(Qt::Key_K, Qt::ControlModifier);
    QCOMPARE(triggered(u"palette"_s), 1);
    m_chords->setSuspended(false);
    press(Qt::Key_1, Qt::AltModifier);
    QCOMPARE(shown.size(), 1);
}

void TestKeyChords::leavesEscapeToWhatLiesOverTheWindow()
{
    m_chords->setSuspended(true);
    press(Qt::Key_Escape);
    QCOMPARE(triggered(u"up"_s), 0);
    m_chords->setSuspended(false);
    press(Qt::Key_Escape);
    QCOMPARE(triggered(u"up"_s), 1);
}

QTEST_MAIN(TestKeyChords)
#include "tst_keychords.moc"
