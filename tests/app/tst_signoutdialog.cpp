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
    void namesWhatStays_data();
    void namesWhatStays();
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

void TestSignOutDialog::namesWhatStays_data()
{
    QTest::addColumn<QString>("signingKey");
    QTest::addColumn<QString>("data");
    QTest::addColumn<QString>("signIn");
    QTest::addColumn<bool>("isTold");
    QTest::addColumn<QStringList>("words");
    const QString none;
    const QString kept = keystore::failed;
    const QString thereIsNone = keystore::unavailable;
    const QString entries = u"remove the entries that begin with “prf_1”."_s;
    QTest::newRow("nothing") << none << none << none << true << QStringList();
    QTest::newRow("no key store, so nothing") << none << thereIsNone << none << true << QStringList();
    QTest::newRow("nothing, and nobody was told") << none << none << none << false
                                                   << QStringList {u"Signed out on this computer."_s, u"was not told."_s};
    QTest::newRow("the signing key") << kept << none << none << true
                                     << QStringList {u"not everything"_s, u"the key that signs your decisions"_s, u"revoke it"_s, u"It said: Locked."_s, entries};
    QTest::newRow("the key of the store") << none << kept << none << true << QStringList {u"the key of what was kept here"_s, entries};
    QTest::newRow("the sign-in") << none << none << kept << true << QStringList {u"holds your sign-in"_s, entries};
    QTest::newRow("the data") << none << u"disk_full"_s << none << true << QStringList {u"What was kept here could not be removed: It failed."_s};
}

void TestSignOutDialog::namesWhatStays()
{
    QFETCH(QString, signingKey);
    QFETCH(QString, data);
    QFETCH(QString, signIn);
    QFETCH(bool, isTold);
    QFETCH(QStringList, words);
    const auto errorOf = [](const QString &code) -> std::optional<Error> {
        if (code.isEmpty())
            return std::nullopt;
        Error error = storageError(u"It failed."_s, u"Locked"_s);
        error.code = code;
        return error;
    };
    Session::SignOutReport report;
    report.problem = errorOf(signIn);
    report.revocation = isTold ? Revocations::Outcome::Done : Revocations::Outcome::Lost;
    const auto notice = signOutNotice(report, {u"prf_1"_s, errorOf(signingKey), errorOf(data)});
    QCOMPARE(notice.has_value(), !words.isEmpty());
    for (const QString &word : std::as_const(words)) {
        const QString said = notice->lead + u' ' + notice->rest;
        QVERIFY2(said.contains(word), qPrintable(said));
    }
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
