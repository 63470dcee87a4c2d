// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/tables.h"
#include "tests/testsupport/fakeclock.h"
#include "tests/testsupport/stubbornrows.h"
#include "widgets/common/drafts/draftnote.h"
#include "widgets/common/overlay/formdialog.h"
#include "widgets/common/overlay/overlayhost.h"
#include "widgets/common/overlay/reasondialog.h"
#include "widgets/common/textcheck.h"
#include "widgets/common/themecontroller.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPointer>
#include <QSignalSpy>
#include <QTest>

using namespace gatehouse;
using gatehouse::testsupport::StubbornRows;
using namespace Qt::Literals::StringLiterals;

namespace {

const DraftPlace place {u"comment/req_1"_s, u"REQ-1, plugin-quay"_s, u"e1"_s};

} // namespace

class TestDraftBinding final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void keepsWhatIsTyped();
    void givesItBackAfterTheConsoleDied();
    void givesItBackWhenTheStoreIsReadLater();
    void eachPlaceHasItsOwnText();
    void unchangedFieldsNeedNoKeeping();
    void emptiedAgainIsNoDraft();
    void clearingThrowsItAway();
    void followsWhatIsThrownAwayElsewhere();
    void saysWhenItWasKept();
    void saysThatTheDiskRefused();
    void escKeepsAndReopeningGivesBack();
    void sendingForgets();
    void aRefusedSendForgetsNothing();
    void aChoiceComesBackOnceItsListIsThere();
    void noTextIsClipped();

private:
    template <typename T>
    T *child(const char *name) const { return m_window->findChild<T *>(QLatin1String(name)); }
    QString words() const { return child<QLabel>("draftWords")->text(); }
    void restart();
    void type(QWidget *field, const QString &text) { QTest::keyClicks(field, text); }
    ReasonDialog *openReason(const std::optional<Error> &answer = {});
    FormDialog *openForm(QComboBox **list = nullptr);

    testsupport::FakeClock m_clock;
    std::unique_ptr<ThemeController> m_themes;
    std::unique_ptr<StubbornRows> m_rows;
    std::unique_ptr<DraftKeeper> m_drafts;
    std::unique_ptr<QWidget> m_window;
    OverlayHost *m_overlays = nullptr;
};

void TestDraftBinding::initTestCase()
{
    m_themes = std::make_unique<ThemeController>(*qApp);
}

void TestDraftBinding::init()
{
    m_rows = std::make_unique<StubbornRows>();
    m_drafts = std::make_unique<DraftKeeper>(*m_rows, m_clock);
    m_drafts->restore();
    QTRY_VERIFY(m_drafts->isRestored());
    m_window = std::make_unique<QWidget>();
    m_window->resize(1000, 700);
    m_overlays = new OverlayHost(m_window.get());
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void TestDraftBinding::cleanup()
{
    m_window.reset();
    m_drafts.reset();
    m_rows.reset();
}

//! As after kill -9: a new keeper over what the disk has.
void TestDraftBinding::restart()
{
    m_drafts = std::make_unique<DraftKeeper>(*m_rows, m_clock);
    m_drafts->restore();
    QTRY_VERIFY(m_drafts->isRestored());
}

ReasonDialog *TestDraftBinding::openReason(const std::optional<Error> &answer)
{
    auto *dialog = new ReasonDialog(u"Withdraw REQ-1"_s, u"The request closes."_s, u"Withdraw"_s,
        [answer](const QString &, QObject *, const ReasonDialog::Done &done) { done(answer); });
    keepDraft(*dialog, *m_drafts, place);
    connect(dialog, &Dialog::accepted, dialog, &QObject::deleteLater);
    connect(dialog, &Dialog::rejected, dialog, &QObject::deleteLater);
    dialog->openOn(*m_overlays);
    return dialog;
}

FormDialog *TestDraftBinding::openForm(QComboBox **list)
{
    auto *dialog = new FormDialog(u"Edit plugin-quay"_s, {}, u"Save"_s);
    auto *owner = new QLineEdit(u"platform"_s);
    owner->setObjectName(u"editOwner"_s);
    dialog->addRow(u"Owner"_s, owner);
    auto *versions = new QComboBox;
    versions->setObjectName(u"version"_s);
    dialog->addRow(u"Version"_s, versions);
    if (list)
        *list = versions;
    keepDraft(*dialog, *m_drafts, {u"edit/plg_1"_s, u"plugin-quay"_s, {}});
    connect(dialog, &Dialog::rejected, dialog, &QObject::deleteLater);
    dialog->openOn(*m_overlays);
    return dialog;
}

void TestDraftBinding::keepsWhatIsTyped()
{
    QPlainTextEdit text;
    text.setObjectName(u"text"_s);
    DraftBinding binding(*m_drafts);
    binding.add(&text);
    binding.setPlace(place);
    QSignalSpy kept(m_drafts.get(), &DraftKeeper::kept);
    type(&text, u"Looks right"_s);
    QCOMPARE(m_drafts->find(place.key)->values, (QJsonObject {{u"text"_s, u"Looks right"_s}}));
    QCOMPARE(m_drafts->find(place.key)->subject, place.subject);
    QCOMPARE(m_drafts->find(place.key)->basis, place.basis);
    QTRY_COMPARE(kept.count(), 1);
    QCOMPARE(binding.state(), DraftBinding::State::Kept);
}

void TestDraftBinding::givesItBackAfterTheConsoleDied()
{
    QSignalSpy kept(m_drafts.get(), &DraftKeeper::kept);
    m_drafts->keep({place.key, {{u"text"_s, u"Half a sent"_s}}, place.subject, {}, {}});
    QTRY_COMPARE(kept.count(), 1);
    restart();
    QPlainTextEdit text;
    text.setObjectName(u"text"_s);
    DraftBinding binding(*m_drafts);
    binding.add(&text);
    binding.setPlace(place);
    QCOMPARE(text.toPlainText(), u"Half a sent"_s);
    QCOMPARE(binding.state(), DraftBinding::State::Kept);
    type(&text, u"ence"_s);
    QCOMPARE(text.toPlainText(), u"Half a sentence"_s);
}

void TestDraftBinding::givesItBackWhenTheStoreIsReadLater()
{
    QSignalSpy kept(m_drafts.get(), &DraftKeeper::kept);
    m_drafts->keep({place.key, {{u"text"_s, u"Early"_s}}, place.subject, {}, {}});
    QTRY_COMPARE(kept.count(), 1);
    m_drafts = std::make_unique<DraftKeeper>(*m_rows, m_clock);
    QPlainTextEdit text;
    text.setObjectName(u"text"_s);
    DraftBinding binding(*m_drafts);
    binding.add(&text);
    binding.setPlace(place);
    QVERIFY(text.toPlainText().isEmpty());
    m_drafts->restore();
    QTRY_COMPARE(text.toPlainText(), u"Early"_s);
}

void TestDraftBinding::eachPlaceHasItsOwnText()
{
    QPlainTextEdit text;
    text.setObjectName(u"text"_s);
    DraftBinding binding(*m_drafts);
    binding.add(&text);
    binding.setPlace(place);
    type(&text, u"Of the first"_s);
    binding.setPlace({u"comment/req_2"_s, {}, {}});
    QVERIFY(text.toPlainText().isEmpty());
    QCOMPARE(binding.state(), DraftBinding::State::Nothing);
    type(&text, u"Of the second"_s);
    binding.setPlace(place);
    QCOMPARE(text.toPlainText(), u"Of the first"_s);
    QCOMPARE(m_drafts->all().size(), 2);
}

void TestDraftBinding::unchangedFieldsNeedNoKeeping()
{
    QLineEdit owner(u"platform"_s);
    owner.setObjectName(u"owner"_s);
    QLineEdit tags;
    tags.setObjectName(u"tags"_s);
    DraftBinding binding(*m_drafts);
    binding.add(&owner);
    binding.add(&tags);
    binding.setPlace(place);
    QVERIFY(m_drafts->all().isEmpty());
    type(&tags, u"ci"_s);
    QCOMPARE(m_drafts->find(place.key)->values, (QJsonObject {{u"tags"_s, u"ci"_s}}));
    // Taking the only word out is a change like any other.
    owner.clear();
    QCOMPARE(m_drafts->find(place.key)->values.value(u"owner"_s), QJsonValue(u""_s));
}

void TestDraftBinding::emptiedAgainIsNoDraft()
{
    QPlainTextEdit text;
    text.setObjectName(u"text"_s);
    DraftBinding binding(*m_drafts);
    binding.add(&text);
    binding.setPlace(place);
    type(&text, u"No"_s);
    QTest::keyClick(&text, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(&text, Qt::Key_Delete);
    QVERIFY(!m_drafts->find(place.key));
    QCOMPARE(binding.state(), DraftBinding::State::Nothing);
}

void TestDraftBinding::clearingThrowsItAway()
{
    openReason();
    auto *text = child<QPlainTextEdit>("reasonText");
    type(text, u"Wrong version"_s);
    auto *clear = child<QAbstractButton>("draftClear");
    QTRY_VERIFY(clear->isVisible());
    clear->click();
    QVERIFY(text->toPlainText().isEmpty());
    QVERIFY(!m_drafts->find(place.key));
    QVERIFY(!clear->isVisible());
    QVERIFY(text->hasFocus());
}

void TestDraftBinding::followsWhatIsThrownAwayElsewhere()
{
    QPlainTextEdit text;
    text.setObjectName(u"text"_s);
    DraftBinding binding(*m_drafts);
    binding.add(&text);
    binding.setPlace(place);
    type(&text, u"Discarded in the list"_s);
    m_drafts->forget(place.key);
    QVERIFY(text.toPlainText().isEmpty());
    m_drafts->keep({place.key, {{u"text"_s, u"Carried here"_s}}, place.subject, {}, {}});
    QCOMPARE(text.toPlainText(), u"Carried here"_s);
}

void TestDraftBinding::saysWhenItWasKept()
{
    openReason();
    QVERIFY(words().isEmpty());
    type(child<QPlainTextEdit>("reasonText"), u"Wrong version"_s);
    QTRY_COMPARE(words(), u"Kept here 10:46:31. Closing keeps it."_s);
    m_clock.advance(24 * 3600);
    restart();
    QCOMPARE(keptText(m_drafts->find(place.key)->keptAt, m_clock.now()), u"Kept here Yesterday"_s);
}

void TestDraftBinding::saysThatTheDiskRefused()
{
    m_rows->refusal = storageError(u"The disk is full."_s);
    openReason();
    auto *text = child<QPlainTextEdit>("reasonText");
    type(text, u"Wrong version"_s);
    QTRY_COMPARE(words(), u"Only in this window, not on the disk: The disk is full."_s);
    QCOMPARE(text->toPlainText(), u"Wrong version"_s);
    m_rows->refusal.reset();
    type(text, u"!"_s);
    QTRY_COMPARE(words(), u"Kept here 10:46:31. Closing keeps it."_s);
}

void TestDraftBinding::escKeepsAndReopeningGivesBack()
{
    QPointer<ReasonDialog> dialog = openReason();
    QSignalSpy kept(m_drafts.get(), &DraftKeeper::kept);
    type(child<QPlainTextEdit>("reasonText"), u"Wrong version"_s);
    QTest::keyClick(child<QPlainTextEdit>("reasonText"), Qt::Key_Escape);
    QTRY_VERIFY(!dialog);
    // Closing does not wait for the next round.
    QTRY_COMPARE(kept.count(), 1);
    restart();
    openReason();
    QCOMPARE(child<QPlainTextEdit>("reasonText")->toPlainText(), u"Wrong version"_s);
    QVERIFY(words().startsWith(u"Kept here"_s));
    QVERIFY(child<QAbstractButton>("draftClear")->isVisible());
    QVERIFY(child<QAbstractButton>("reasonSend")->isEnabled());
}

void TestDraftBinding::sendingForgets()
{
    QPointer<ReasonDialog> dialog = openReason();
    type(child<QPlainTextEdit>("reasonText"), u"Wrong version"_s);
    QVERIFY(m_drafts->find(place.key));
    child<QAbstractButton>("reasonSend")->click();
    QTRY_VERIFY(!dialog);
    QVERIFY(!m_drafts->find(place.key));
}

void TestDraftBinding::aRefusedSendForgetsNothing()
{
    openReason(networkError(u"The portal cannot be reached."_s));
    type(child<QPlainTextEdit>("reasonText"), u"Wrong version"_s);
    child<QAbstractButton>("reasonSend")->click();
    QVERIFY(m_drafts->find(place.key));
    QCOMPARE(child<QPlainTextEdit>("reasonText")->toPlainText(), u"Wrong version"_s);
}

void TestDraftBinding::aChoiceComesBackOnceItsListIsThere()
{
    QSignalSpy kept(m_drafts.get(), &DraftKeeper::kept);
    m_drafts->keep({u"edit/plg_1"_s, {{u"version"_s, u"ver_2"_s}}, {}, {}, {}});
    QTRY_COMPARE(kept.count(), 1);
    QComboBox *list = nullptr;
    openForm(&list);
    for (int version = 1; version <= 3; ++version)
        list->addItem(u"1.%1.0"_s.arg(version), u"ver_%1"_s.arg(version));
    list->setCurrentIndex(2);
    QTRY_COMPARE(list->currentData().toString(), u"ver_2"_s);
    // What is not touched stays kept.
    type(child<QLineEdit>("editOwner"), u"!"_s);
    QCOMPARE(m_drafts->find(u"edit/plg_1"_s)->values, (QJsonObject {{u"version"_s, u"ver_2"_s}, {u"editOwner"_s, u"platform!"_s}}));
}

void TestDraftBinding::noTextIsClipped()
{
    openReason();
    type(child<QPlainTextEdit>("reasonText"), u"Wrong version"_s);
    QTRY_VERIFY(!words().isEmpty());
    QCOMPARE(clippedTexts(m_window.get()).size(), 0);
}

QTEST_MAIN(TestDraftBinding)
#include "tst_draftbinding.moc"
