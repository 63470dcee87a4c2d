// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/actionregistry.h"
#include "widgets/common/environmentscope.h"
#include "widgets/common/textcheck.h"
#include "widgets/common/themecontroller.h"
#include "widgets/common/uistate.h"
#include "widgets/session/lockpage.h"
#include "widgets/session/passphrase.h"
#include "widgets/session/passphrasedialog.h"
#include "widgets/shell/mainwindow.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace gatehouse;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString secret = u"Confidential finding"_s;

LockPage::Facts facts(int intents = 2, int drafts = 1)
{
    return {u"Priya Raman"_s, u"Northwind"_s, true, intents, drafts};
}

//! Every name and value that assistive technology can reach below \a interface.
QStringList spokenBelow(QAccessibleInterface *interface)
{
    QStringList texts {interface->text(QAccessible::Name), interface->text(QAccessible::Value), interface->text(QAccessible::Description)};
    for (int i = 0; i < interface->childCount(); ++i) {
        if (QAccessibleInterface *child = interface->child(i))
            texts += spokenBelow(child);
    }
    texts.removeAll(QString());
    return texts;
}

class SecretPage final : public PageWidget
{
public:
    SecretPage()
    {
        auto *label = new QLabel(secret, this);
        label->setAccessibleName(secret);
        auto *line = new QLineEdit(secret, this);
        line->setObjectName(u"secretLine"_s);
        setFocusProxy(line);
    }
    QStringList crumb() const override { return {secret}; }
};

} // namespace

class TestLockPage final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void handsTheBytesOverAndForgetsThem();
    void anEmptyPassphraseIsNotTried();
    void theKeyStoreNeedsNone();
    void returnOpensWithoutAPassphrase_data();
    void returnOpensWithoutAPassphrase();
    void aWrongOneWaitsLongerEachTime();
    void nothingIsTriedWhileItWaits();
    void saysWhyItCouldNotBeTried();
    void signingOutSaysWhatIsLost_data();
    void signingOutSaysWhatIsLost();
    void nothingOfTheWorkCanBeReached();
    void takingEmptiesTheField();
    void wipingReachesEveryCopy();
    void theDialogWantsALongOneTwice();
    void theDialogHandsOverAndForgets();
    void everythingHasAName();
    void noTextIsClipped();

private:
    template <typename T>
    T *child(const char *name) const { return m_page->findChild<T *>(QLatin1String(name)); }
    void show(const LockPage::Facts &what);
    void attempt(const QString &passphrase);

    std::unique_ptr<ThemeController> m_themes;
    std::unique_ptr<QWidget> m_window;
    LockPage *m_page = nullptr;
    QByteArrayList m_attempts;
};

void TestLockPage::initTestCase()
{
    m_themes = std::make_unique<ThemeController>(*qApp);
}

void TestLockPage::init()
{
    show(facts());
}

void TestLockPage::show(const LockPage::Facts &what)
{
    m_attempts.clear();
    m_window = std::make_unique<QWidget>();
    m_window->resize(1000, 700);
    m_page = new LockPage(what, m_window.get());
    m_page->resize(m_window->size());
    connect(m_page, &LockPage::unlockRequested, this,
        [this](const QByteArray &passphrase) { m_attempts.append(QByteArray(passphrase.constData(), passphrase.size())); });
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void TestLockPage::attempt(const QString &passphrase)
{
    QTest::keyClicks(child<QLineEdit>("lockPassphrase"), passphrase);
    QTest::keyClick(child<QLineEdit>("lockPassphrase"), Qt::Key_Return);
}

void TestLockPage::handsTheBytesOverAndForgetsThem()
{
    QByteArray kept;
    connect(m_page, &LockPage::unlockRequested, this, [&kept](const QByteArray &passphrase) { kept = passphrase; });
    attempt(u"correct horse"_s);
    QCOMPARE(m_attempts, QByteArrayList {"correct horse"});
    QVERIFY(child<QLineEdit>("lockPassphrase")->text().isEmpty());
    QVERIFY(!child<QLineEdit>("lockPassphrase")->isUndoAvailable());
    // Whoever only shares the bytes has zeros now.
    QCOMPARE(kept, QByteArray(13, '\0'));
    QVERIFY(!child<QAbstractButton>("lockUnlock")->isEnabled());
}

void TestLockPage::anEmptyPassphraseIsNotTried()
{
    child<QAbstractButton>("lockUnlock")->click();
    QVERIFY(m_attempts.isEmpty());
}

void TestLockPage::theKeyStoreNeedsNone()
{
    LockPage::Facts byKeyStore = facts();
    byKeyStore.hasPassphrase = false;
    show(byKeyStore);
    QVERIFY(!child<QLineEdit>("lockPassphrase")->isVisible());
    child<QAbstractButton>("lockUnlock")->click();
    QCOMPARE(m_attempts, QByteArrayList {QByteArray()});
}

void TestLockPage::returnOpensWithoutAPassphrase_data()
{
    QTest::addColumn<Qt::Key>("key");
    QTest::newRow("Return") << Qt::Key_Return;
    QTest::newRow("Enter") << Qt::Key_Enter;
}

void TestLockPage::returnOpensWithoutAPassphrase()
{
    QFETCH(Qt::Key, key);
    LockPage::Facts byKeyStore = facts();
    byKeyStore.hasPassphrase = false;
    show(byKeyStore);
    m_page->setFocus();
    QCOMPARE(m_window->focusWidget(), child<QWidget>("lockUnlock"));
    QTest::keyClick(m_window->focusWidget(), key);
    QCOMPARE(m_attempts, QByteArrayList {QByteArray()});
    // Asked once: it is being opened.
    QTest::keyClick(m_window->focusWidget(), key);
    QCOMPARE(m_attempts.size(), 1);
    m_page->showFailed(storageError(u"The key store is locked."_s));
    QTest::keyClick(child<QWidget>("lockSignOut"), key);
    QCOMPARE(m_attempts.size(), 1);
}

void TestLockPage::aWrongOneWaitsLongerEachTime()
{
    QList<int> waits;
    for (int i = 0; i < 8; ++i) {
        m_page->showWrong();
        waits.append(m_page->waitSeconds());
    }
    QCOMPARE(waits, (QList<int> {1, 2, 4, 8, 16, 32, 60, 60}));
    QVERIFY(child<QLabel>("lockSaid")->isVisible());
    QCOMPARE(child<QLabel>("lockSaid")->text(), u"That is not the passphrase. You can try again in 1 min 00 s."_s);
}

void TestLockPage::nothingIsTriedWhileItWaits()
{
    attempt(u"wrong"_s);
    m_page->showWrong();
    attempt(u"too early"_s);
    QCOMPARE(m_attempts.size(), 1);
    QCOMPARE(child<QLineEdit>("lockPassphrase")->text(), u"too early"_s);
    QTRY_COMPARE(m_page->waitSeconds(), 0);
    QCOMPARE(child<QLabel>("lockSaid")->text(), u"That is not the passphrase."_s);
    QTest::keyClick(child<QLineEdit>("lockPassphrase"), Qt::Key_Return);
    QCOMPARE(m_attempts.size(), 2);
}

void TestLockPage::saysWhyItCouldNotBeTried()
{
    attempt(u"correct horse"_s);
    m_page->showFailed(storageError(u"The store cannot be read."_s));
    const auto labels = m_page->findChildren<QLabel *>();
    QVERIFY(std::any_of(labels.begin(), labels.end(),
        [](const QLabel *label) { return label->isVisible() && label->text() == u"The store cannot be read."_s; }));
    QVERIFY(child<QAbstractButton>("lockUnlock")->isEnabled());
    QCOMPARE(m_page->waitSeconds(), 0);
}

void TestLockPage::signingOutSaysWhatIsLost_data()
{
    QTest::addColumn<int>("intents");
    QTest::addColumn<int>("drafts");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("both") << 2 << 3 << u"2 intents and 3 drafts were not sent."_s;
    QTest::newRow("intents") << 2 << 0 << u"2 intents were not sent."_s;
    QTest::newRow("drafts") << 0 << 3 << u"3 drafts were not sent."_s;
    QTest::newRow("nothing") << 0 << 0 << u"Nothing waits to be sent."_s;
    QTest::newRow("nobody knows") << -1 << 0 << u"What was not sent is lost with it: unlock first to see what that is."_s;
}

void TestLockPage::signingOutSaysWhatIsLost()
{
    QFETCH(int, intents);
    QFETCH(int, drafts);
    QFETCH(QString, sentence);
    LockPage::Facts known = facts(std::max(intents, 0), drafts);
    known.isUnsentKnown = intents >= 0;
    show(known);
    QSignalSpy signedOut(m_page, &LockPage::signOutRequested);
    child<QAbstractButton>("lockSignOut")->click();
    QCOMPARE(signedOut.count(), 0);
    QVERIFY(child<QLabel>("lockLoss")->isVisible());
    QString loss = child<QLabel>("lockLoss")->text();
    loss.remove(QRegularExpression(u"<[^>]*>"_s));
    QCOMPARE(loss, QString(u"Wipes what is kept on this computer for Northwind. "_s + sentence));
    QVERIFY(child<QAbstractButton>("lockStay")->hasFocus());
    child<QAbstractButton>("lockSignOutWipe")->click();
    QCOMPARE(signedOut.count(), 1);
}

void TestLockPage::nothingOfTheWorkCanBeReached()
{
    QTemporaryDir directory;
    ActionRegistry actions;
    EnvironmentScope scope;
    SettingsFile settings(directory.filePath(u"ui.json"_s));
    UiState state(settings);
    MainWindow window(actions, scope, state);
    window.addPage({u"secret"_s, u"Secret"_s, IconName::Lock}, [] { return new SecretPage; });
    QSignalSpy run(actions.add({u"shell.run"_s, u"Run"_s, {}, {}, {QKeySequence(Qt::CTRL | Qt::Key_K)}}), &QAction::triggered);
    window.showWorkspace();
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QVERIFY(spokenBelow(QAccessible::queryAccessibleInterface(&window)).contains(secret));
    QTest::keyClick(window.focusWidget(), Qt::Key_K, Qt::ControlModifier);
    QCOMPARE(run.count(), 1);

    auto *page = new LockPage(facts());
    window.showLocked(page);
    QVERIFY(!spokenBelow(QAccessible::queryAccessibleInterface(&window)).join(u'\n').contains(secret));
    QVERIFY(page->isVisible());
    QVERIFY(!window.pages()->isVisible());
    QTest::keyClick(window.focusWidget(), Qt::Key_K, Qt::ControlModifier);
    QCOMPARE(run.count(), 1);
    for (int stop = 0; stop < 20; ++stop) {
        QTest::keyClick(window.focusWidget(), Qt::Key_Tab);
        QVERIFY(page->isAncestorOf(window.focusWidget()));
    }
    const QPixmap locked = window.grab();
    QCOMPARE(locked.size(), window.size() * window.devicePixelRatio());

    window.showWorkspace();
    QVERIFY(window.pages()->isVisible());
    QTest::keyClick(window.findChild<QLineEdit *>(u"secretLine"_s), Qt::Key_K, Qt::ControlModifier);
    QCOMPARE(run.count(), 2);
}

void TestLockPage::takingEmptiesTheField()
{
    QWidget owner;
    QLineEdit *field = passphrase::makeField(u"field"_s, u"Field"_s, &owner);
    field->insert(u"süß"_s);
    const QString shared = field->text();
    QCOMPARE(passphrase::take(*field), u"süß"_s.toUtf8());
    QVERIFY(field->text().isEmpty());
    // The very memory the field used.
    QCOMPARE(shared, QString(3, QChar(0)));
}

void TestLockPage::wipingReachesEveryCopy()
{
    QByteArray bytes("correct horse");
    const QByteArray copy = bytes;
    passphrase::wipe(bytes);
    QVERIFY(bytes.isEmpty());
    QCOMPARE(copy, QByteArray(13, '\0'));
}

void TestLockPage::theDialogWantsALongOneTwice()
{
    PassphraseDialog dialog(PassphraseDialog::Task::Set);
    auto *next = dialog.findChild<QLineEdit *>(u"passphraseNext"_s);
    auto *again = dialog.findChild<QLineEdit *>(u"passphraseAgain"_s);
    const auto *button = dialog.findChild<QAbstractButton *>(u"passphraseSubmit"_s);
    const auto *hint = dialog.findChild<QLabel *>(u"passphraseHint"_s);
    QTest::keyClicks(next, u"short"_s);
    QTest::keyClicks(again, u"short"_s);
    QVERIFY(!button->isEnabled());
    QCOMPARE(hint->text(), u"5 characters: too short."_s);
    QTest::keyClicks(next, u" but longer"_s);
    QVERIFY(!button->isEnabled());
    QCOMPARE(hint->text(), u"16 characters: good."_s);
    QTest::keyClicks(again, u" but longer"_s);
    QVERIFY(button->isEnabled());
}

void TestLockPage::theDialogHandsOverAndForgets()
{
    PassphraseDialog dialog(PassphraseDialog::Task::Change);
    QByteArrayList given;
    connect(&dialog, &PassphraseDialog::submitted, this, [&given](const QByteArray &present, const QByteArray &next) {
        given = {QByteArray(present.constData(), present.size()), QByteArray(next.constData(), next.size())};
    });
    QTest::keyClicks(dialog.findChild<QLineEdit *>(u"passphrasePresent"_s), u"the old one"_s);
    QTest::keyClicks(dialog.findChild<QLineEdit *>(u"passphraseNext"_s), u"the new one"_s);
    QTest::keyClicks(dialog.findChild<QLineEdit *>(u"passphraseAgain"_s), u"the new one"_s);
    dialog.findChild<QAbstractButton *>(u"passphraseSubmit"_s)->click();
    QCOMPARE(given, (QByteArrayList {"the old one", "the new one"}));
    const auto fields = dialog.findChildren<QLineEdit *>();
    QVERIFY(std::all_of(fields.begin(), fields.end(), [](const QLineEdit *field) { return field->text().isEmpty(); }));
    dialog.done(inputError(u"wrong_passphrase"_s, u"That is not the present passphrase."_s));
    const auto labels = dialog.findChildren<QLabel *>();
    QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel *label) { return label->text() == u"That is not the present passphrase."_s; }));
}

void TestLockPage::everythingHasAName()
{
    child<QAbstractButton>("lockSignOut")->click();
    const auto widgets = m_page->findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        if (widget->isVisible() && (button || qobject_cast<const QLineEdit *>(widget)))
            QVERIFY2(!widget->accessibleName().isEmpty() || (button && !button->text().isEmpty()), qPrintable(widget->objectName()));
    }
}

void TestLockPage::noTextIsClipped()
{
    child<QAbstractButton>("lockSignOut")->click();
    m_page->showWrong();
    QTRY_COMPARE(clippedTexts(m_page).size(), 0);
}

QTEST_MAIN(TestLockPage)
#include "tst_lockpage.moc"
