// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/async.h"
#include "widgets/common/controls/button.h"
#include "widgets/common/overlay/overlayhost.h"
#include "widgets/common/states/states.h"
#include "widgets/common/textcheck.h"
#include "widgets/common/themecontroller.h"
#include "widgets/settings/signingcard.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QTest>
#include <QVBoxLayout>

using namespace gatehouse;
using namespace Qt::Literals::StringLiterals;

namespace {

SigningKey key(char letter, const QString &label, SigningKeyState state = SigningKeyState::Active)
{
    SigningKey key;
    key.id = SigningKeyId(ed25519::keyIdOf(QByteArray(32, letter)));
    key.label = label;
    key.state = state;
    key.enrolledAt = QDateTime(QDate(2026, 11, 20), QTime(9, 0), Qt::UTC);
    if (state == SigningKeyState::Active)
        key.actions.allowed = {u"revoke"_s};
    else
        key.endedAt = key.enrolledAt.addDays(1);
    if (state == SigningKeyState::Revoked)
        key.reason = u"Left on a train."_s;
    return key;
}

} // namespace

class TestSigningCard final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_themes = std::make_unique<ThemeController>(*qApp); }
    void init();
    void cleanup() { m_window.reset(); }
    void isNotThereWhereNothingIsSigned();
    void saysThatThereIsNoKeyYet();
    void showsThisDevice();
    void saysWhatBecameOfThisDevice_data();
    void saysWhatBecameOfThisDevice();
    void showsTheOtherDevices();
    void rowsStayWhileNothingChanges();
    void rotatingAsks();
    void rotatingNeedsTheNetwork();
    void saysWhyRotatingFailed();
    void revokingNeedsAReason();
    void revokingAnotherDevice();
    void saysWhyNothingCanBeSigned();
    void showsTheLog();
    void tellsABrokenLogLoudly_data();
    void tellsABrokenLogLoudly();
    void goingOnWithABrokenLogAsks();
    void keysReachEveryControl();
    void everyControlHasAName();
    void noTextIsClipped_data();
    void noTextIsClipped();

private:
    template <typename T>
    T *child(const char *name) const { return m_window->findChild<T *>(QLatin1StringView(name)); }
    QString label(const char *name) const { return child<QLabel>(name)->text(); }
    bool shows(const QWidget *root, const QString &words) const;
    void setNow(const SigningNow &now);
    SigningNow enrolled() const;
    SigningCommands commands();

    std::unique_ptr<ThemeController> m_themes;
    std::unique_ptr<QWidget> m_window;
    OverlayHost *m_overlays = nullptr;
    SigningCard *m_card = nullptr;
    SigningNow m_now;
    Status m_answer;
    QStringList m_done;
};

void TestSigningCard::init()
{
    m_now = {};
    m_now.signing = KeyRing::Signing::Required;
    m_now.deviceLabel = u"ines-laptop, Debian GNU/Linux 12"_s;
    m_answer = {};
    m_done.clear();
    m_window = std::make_unique<QWidget>();
    m_window->resize(900, 800);
    m_overlays = new OverlayHost(m_window.get());
    auto *scroll = new QScrollArea(m_window.get());
    auto *body = new QWidget;
    auto *column = new QVBoxLayout(body);
    m_card = new SigningCard(commands(), *m_overlays, body);
    column->addWidget(m_card);
    column->addStretch(1);
    scroll->setWidget(body);
    scroll->setWidgetResizable(true);
    scroll->resize(m_window->size());
    m_overlays->raise();
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

SigningCommands TestSigningCard::commands()
{
    SigningCommands commands;
    commands.now = [this] { return m_now; };
    commands.makeKey = [this] {
        m_done.append(u"make"_s);
        return readyFuture(m_answer);
    };
    commands.revoke = [this](const SigningKey &key, const QString &reason) {
        m_done.append(u"revoke %1: %2"_s.arg(key.label, reason));
        return readyFuture(m_answer);
    };
    commands.alarmEvidence = [] { return QByteArray("{\"before\":1,\"after\":2}"); };
    commands.acceptLog = [this] {
        m_done.append(u"accept"_s);
        m_now.alarm.reset();
        return readyFuture(m_answer);
    };
    return commands;
}

bool TestSigningCard::shows(const QWidget *root, const QString &words) const
{
    const auto labels = root->findChildren<QLabel *>();
    return std::ranges::any_of(labels, [&](const QLabel *label) { return label->isVisible() && label->text().contains(words); });
}

void TestSigningCard::setNow(const SigningNow &now)
{
    m_now = now;
    m_card->refresh();
}

SigningNow TestSigningCard::enrolled() const
{
    SigningNow now = m_now;
    const SigningKey device = key('a', u"ines-laptop, Debian GNU/Linux 12"_s);
    now.deviceKey = device.id;
    now.keys = {device};
    return now;
}

void TestSigningCard::isNotThereWhereNothingIsSigned()
{
    QVERIFY(m_card->isVisible());
    SigningNow now = m_now;
    now.signing = KeyRing::Signing::Unused;
    setNow(now);
    QVERIFY(!m_card->isVisible());
}

void TestSigningCard::saysThatThereIsNoKeyYet()
{
    QCOMPARE(label("signingDevice"), u"This device: ines-laptop, Debian GNU/Linux 12"_s);
    QVERIFY(label("signingState").contains(u"One is made when you first decide"_s));
    for (const char *name : {"signingFingerprint", "signingRotate", "signingRevoke"})
        QVERIFY2(!child<QWidget>(name)->isVisible(), name);
}

void TestSigningCard::showsThisDevice()
{
    setNow(enrolled());
    QCOMPARE(label("signingFingerprint"), ed25519::fingerprintOf(m_now.deviceKey.text()));
    QVERIFY(label("signingFingerprint").startsWith(u"SHA256:"_s));
    QVERIFY(label("signingState").contains(u"nothing signed yet"_s));
    QCOMPARE(child<Button>("signingRotate")->text(), u"Rotate…"_s);
    QVERIFY(child<Button>("signingRevoke")->isVisible());
    QVERIFY(shows(m_card, u"required by this portal"_s));
}

void TestSigningCard::saysWhatBecameOfThisDevice_data()
{
    QTest::addColumn<SigningKeyState>("state");
    QTest::addColumn<QString>("words");
    QTest::newRow("retired") << SigningKeyState::Retired << u"What it signed before stays valid."_s;
    QTest::newRow("revoked") << SigningKeyState::Revoked << u"Left on a train."_s;
}

void TestSigningCard::saysWhatBecameOfThisDevice()
{
    QFETCH(SigningKeyState, state);
    QFETCH(QString, words);
    SigningNow now = enrolled();
    now.keys = {key('a', u"ines-laptop"_s, state)};
    setNow(now);
    QVERIFY(label("signingState").contains(words));
    QCOMPARE(child<Button>("signingRotate")->text(), u"Make a new key…"_s);
    QVERIFY(!child<Button>("signingRevoke")->isVisible());
}

void TestSigningCard::showsTheOtherDevices()
{
    SigningNow now = enrolled();
    now.keys += {key('b', u"ines-desktop"_s), key('c', u"ines-old"_s, SigningKeyState::Revoked)};
    setNow(now);
    QTRY_VERIFY(shows(m_card, u"ines-desktop"_s));
    QVERIFY(shows(m_card, ed25519::fingerprintOf(now.keys.last().id.text())));
    QVERIFY(shows(m_card, u"Left on a train."_s));
    QCOMPARE(m_card->findChildren<Button *>(u"signingRevokeOther"_s).size(), 1);
}

void TestSigningCard::rowsStayWhileNothingChanges()
{
    SigningNow now = enrolled();
    now.keys += key('b', u"ines-desktop"_s);
    setNow(now);
    auto *revoke = child<Button>("signingRevokeOther");
    revoke->setFocus();
    m_card->refresh();
    QCOMPARE(child<Button>("signingRevokeOther"), revoke);
    QVERIFY(revoke->hasFocus());
    now.keys.removeLast();
    setNow(now);
    QVERIFY(!child<Button>("signingRevokeOther"));
}

void TestSigningCard::rotatingAsks()
{
    setNow(enrolled());
    child<Button>("signingRotate")->click();
    QVERIFY(m_done.isEmpty());
    QVERIFY(shows(m_overlays->panel(), u"What the one before signed stays valid"_s));
    QTest::keyClick(m_overlays->panel(), Qt::Key_Escape);
    QVERIFY(m_done.isEmpty());
    QTRY_VERIFY(!child<QWidget>("signingDialog"));
    child<Button>("signingRotate")->click();
    child<Button>("signingMakeConfirm")->click();
    QCOMPARE(m_done, QStringList {u"make"_s});
}

void TestSigningCard::rotatingNeedsTheNetwork()
{
    SigningNow now = enrolled();
    now.isOnline = false;
    setNow(now);
    QVERIFY(!child<Button>("signingRotate")->isEnabled());
    QVERIFY(child<Button>("signingRotate")->toolTip().contains(u"this needs a network"_s));
    QVERIFY(child<Button>("signingRevoke")->isEnabled());
}

void TestSigningCard::saysWhyRotatingFailed()
{
    setNow(enrolled());
    m_answer = fail(networkError(u"The portal cannot be reached."_s));
    child<Button>("signingRotate")->click();
    child<Button>("signingMakeConfirm")->click();
    QTRY_VERIFY(shows(m_card, u"The portal cannot be reached."_s));
}

void TestSigningCard::revokingNeedsAReason()
{
    setNow(enrolled());
    child<Button>("signingRevoke")->click();
    QVERIFY(shows(m_overlays->panel(), u"This cannot be undone."_s));
    auto *reason = m_overlays->panel()->findChild<QPlainTextEdit *>();
    QTest::keyClick(reason, Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(m_done.isEmpty());
    QTest::keyClicks(reason, u"stolen"_s);
    QTest::keyClick(reason, Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(m_done, QStringList {u"revoke ines-laptop, Debian GNU/Linux 12: stolen"_s});
    QTRY_VERIFY(!m_overlays->panel());
}

void TestSigningCard::revokingAnotherDevice()
{
    SigningNow now = enrolled();
    now.keys += key('b', u"ines-desktop"_s);
    setNow(now);
    m_answer = fail(inputError(u"no_reason"_s, u"Say why."_s));
    child<Button>("signingRevokeOther")->click();
    auto *reason = m_overlays->panel()->findChild<QPlainTextEdit *>();
    QTest::keyClicks(reason, u"sold"_s);
    QTest::keyClick(reason, Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(m_done, QStringList {u"revoke ines-desktop: sold"_s});
    // Not taken: the dialog stays, with the words.
    QTRY_VERIFY(shows(m_overlays->panel(), u"Say why."_s));
    QCOMPARE(reason->toPlainText(), u"sold"_s);
}

void TestSigningCard::saysWhyNothingCanBeSigned()
{
    SigningNow now = enrolled();
    now.problem = u"The key in this desktop's key store is damaged."_s;
    setNow(now);
    QCOMPARE(label("signingState"), now.problem);
}

void TestSigningCard::showsTheLog()
{
    QVERIFY(label("signingLog").startsWith(u"Not seen yet."_s));
    SigningNow now = enrolled();
    now.logKey = u"SHA256:log"_s;
    now.logSize = 1203;
    now.logTime = QDateTime(QDate(2026, 11, 23), QTime(10, 0), Qt::UTC);
    setNow(now);
    QCOMPARE(label("signingLogKey"), u"SHA256:log"_s);
    QVERIFY(label("signingLog").startsWith(u"1,203 decisions"_s));
    QVERIFY(!child<QWidget>("signingAlarm")->isVisible());
}

void TestSigningCard::tellsABrokenLogLoudly_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("words");
    QTest::newRow("forked") << int(LogAlarm::Kind::Forked) << u"It now holds something else than it held"_s;
    QTest::newRow("shortened") << int(LogAlarm::Kind::Shortened) << u"Decisions that this computer saw in it are gone."_s;
    QTest::newRow("another key") << int(LogAlarm::Kind::KeyChanged) << u"It is signed with another key than before."_s;
}

void TestSigningCard::tellsABrokenLogLoudly()
{
    QFETCH(int, kind);
    QFETCH(QString, words);
    SigningNow now = enrolled();
    now.alarm = LogAlarm::Kind(kind);
    setNow(now);
    const auto *alarm = child<QWidget>("signingAlarm");
    QVERIFY(alarm->isVisible());
    QVERIFY(shows(alarm, words));
    child<Button>("signingCopyHeads")->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"{\"before\":1,\"after\":2}"_s);
}

void TestSigningCard::goingOnWithABrokenLogAsks()
{
    SigningNow now = enrolled();
    now.alarm = LogAlarm::Kind::Forked;
    setNow(now);
    child<Button>("signingAcceptLog")->click();
    QVERIFY(m_done.isEmpty());
    child<Button>("signingAcceptConfirm")->click();
    QCOMPARE(m_done, QStringList {u"accept"_s});
    QTRY_VERIFY(!child<QWidget>("signingAlarm")->isVisible());
}

void TestSigningCard::keysReachEveryControl()
{
    SigningNow now = enrolled();
    now.keys += key('b', u"ines-desktop"_s);
    now.alarm = LogAlarm::Kind::Forked;
    setNow(now);
    QTRY_VERIFY(child<Button>("signingRevokeOther")->isVisible());
    QSet<QWidget *> missed;
    const auto all = m_card->findChildren<QAbstractButton *>();
    for (QAbstractButton *button : all) {
        if (button->isVisible() && button->isEnabled())
            missed.insert(button);
    }
    QCOMPARE(missed.size(), 5);
    child<Button>("signingRotate")->setFocus();
    for (int stop = 0; stop < 20; ++stop) {
        missed.remove(m_window->focusWidget());
        QTest::keyClick(m_window->focusWidget(), Qt::Key_Tab);
    }
    QVERIFY(missed.isEmpty());
}

void TestSigningCard::everyControlHasAName()
{
    SigningNow now = enrolled();
    now.keys += {key('b', u"ines-desktop"_s), key('c', u"ines-phone"_s)};
    setNow(now);
    QSet<QString> names;
    const auto all = m_card->findChildren<QAbstractButton *>();
    for (const QAbstractButton *button : all) {
        const QString name = button->accessibleName().isEmpty() ? button->text() : button->accessibleName();
        QVERIFY2(!name.isEmpty(), qPrintable(button->objectName()));
        if (button->isVisible())
            QVERIFY2(!names.contains(name), qPrintable(name));
        names.insert(name);
    }
}

void TestSigningCard::noTextIsClipped_data()
{
    QTest::addColumn<int>("width");
    QTest::newRow("narrow") << 560;
    QTest::newRow("usual") << 900;
    QTest::newRow("wide") << 1400;
}

void TestSigningCard::noTextIsClipped()
{
    QFETCH(int, width);
    m_window->resize(width, 900);
    m_window->findChild<QScrollArea *>()->resize(m_window->size());
    SigningNow now = enrolled();
    now.keys += {key('b', u"a computer with quite a long name that somebody chose, Debian GNU/Linux 12 (bookworm)"_s),
        key('c', u"ines-old"_s, SigningKeyState::Revoked), key('e', u"ines-older"_s, SigningKeyState::Retired)};
    now.alarm = LogAlarm::Kind::Shortened;
    now.logKey = ed25519::fingerprintOf(key('l', {}).id.text());
    now.logSize = 100000;
    now.logTime = QDateTime(QDate(2026, 11, 23), QTime(10, 0), Qt::UTC);
    setNow(now);
    QTRY_COMPARE(clippedTexts(m_window.get()).size(), 0);
}

QTEST_MAIN(TestSigningCard)
#include "tst_signingcard.moc"
