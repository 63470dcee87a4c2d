// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/testsupport/fakeclock.h"
#include "tests/testsupport/stubbornrows.h"
#include "widgets/common/states/states.h"
#include "widgets/common/textcheck.h"
#include "widgets/common/themecontroller.h"
#include "widgets/drafts/draftdelegate.h"
#include "widgets/drafts/draftdetail.h"
#include "widgets/drafts/draftlist.h"

#include <QAbstractButton>
#include <QClipboard>
#include <QFile>
#include <QGuiApplication>
#include <QLabel>
#include <QListView>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QVBoxLayout>

using namespace gatehouse;
using namespace Qt::Literals::StringLiterals;

//! What was begun and not sent: the list below the Outbox, and one of it whole.
class TestDraftList final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void countsThem();
    void isNotThereWithoutAny();
    void saysOneSentenceARow_data();
    void saysOneSentenceARow();
    void knowsWhereItWasWritten_data();
    void knowsWhereItWasWritten();
    void whatIsDiscardedCanBeTakenBack();
    void oneThatIsWrittenOnStaysTheChosenOne();
    void movesByRows();
    void showsTheWholeText();
    void saysThatTheDiskDoesNotHaveIt();
    void aClosedPlaceOffersTheNext();
    void exportsTheText();
    void saysWhyItWasNotExported();
    void noTextIsClipped();

private:
    template <typename T>
    T *child(const char *name) const { return m_window->findChild<T *>(QLatin1String(name)); }
    QString text(const char *name) const { return child<QLabel>(name)->text(); }
    void keep(const QString &key, const QString &text, const QString &subject);
    void choose(int row);

    testsupport::FakeClock m_clock;
    QString m_closed;
    QString m_next;
    QStringList m_carried;
    std::unique_ptr<ThemeController> m_themes;
    std::unique_ptr<testsupport::StubbornRows> m_rows;
    std::unique_ptr<DraftKeeper> m_drafts;
    std::unique_ptr<QWidget> m_window;
    DraftList *m_list = nullptr;
    DraftDetail *m_detail = nullptr;
};

void TestDraftList::initTestCase()
{
    m_themes = std::make_unique<ThemeController>(*qApp);
}

void TestDraftList::init()
{
    m_closed.clear();
    m_next.clear();
    m_carried.clear();
    m_rows = std::make_unique<testsupport::StubbornRows>();
    m_drafts = std::make_unique<DraftKeeper>(*m_rows, m_clock);
    m_drafts->restore();
    QTRY_VERIFY(m_drafts->isRestored());
    m_window = std::make_unique<QWidget>();
    m_list = new DraftList(*m_drafts, m_clock);
    DraftDetail::Sources sources;
    sources.closed = [this](const Draft &) { return m_closed; };
    sources.next = [this](const Draft &) { return m_next; };
    sources.carry = [this](const Draft &draft) {
        m_carried.append(draft.key);
        return u"comment/2"_s;
    };
    m_detail = new DraftDetail(*m_drafts, m_clock, sources);
    auto *column = new QVBoxLayout(m_window.get());
    column->addWidget(m_detail, 1);
    column->addWidget(m_list);
    connect(m_list, &DraftList::currentChanged, m_detail, &DraftDetail::setDraft);
    m_window->resize(760, 600);
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void TestDraftList::cleanup()
{
    m_window.reset();
    m_drafts.reset();
}

void TestDraftList::keep(const QString &key, const QString &text, const QString &subject)
{
    m_clock.advance(1);
    m_drafts->keep({key, {{u"text"_s, text}}, subject, {}, {}});
}

void TestDraftList::choose(int row)
{
    QTRY_VERIFY(m_list->count() > row && m_list->isVisible());
    auto *rows = child<QListView>("draftRows");
    QTest::mouseClick(rows->viewport(), Qt::LeftButton, {}, rows->visualRect(rows->model()->index(row, 0)).center());
}

void TestDraftList::countsThem()
{
    keep(u"comment/1"_s, u"a"_s, u"REQ-1"_s);
    keep(u"comment/2"_s, u"b"_s, u"REQ-2"_s);
    keep(u"filter/inbox"_s, u"c"_s, {});
    keep(u"intent/1"_s, u"d"_s, {});
    QTRY_COMPARE(child<QAbstractButton>("draftHeader")->accessibleName(), u"Drafts, 2"_s);
    QCOMPARE(m_list->count(), 2);
    // The header folds them away.
    QTest::mouseClick(child<QAbstractButton>("draftHeader"), Qt::LeftButton);
    QVERIFY(!child<QListView>("draftRows")->isVisible());
    QVERIFY(!m_list->enter());
    QTest::keyClick(child<QAbstractButton>("draftHeader"), Qt::Key_Space);
    QVERIFY(child<QListView>("draftRows")->isVisible());
}

void TestDraftList::isNotThereWithoutAny()
{
    QVERIFY(m_list->isHidden());
    keep(u"comment/1"_s, u"a"_s, u"REQ-1"_s);
    QTRY_VERIFY(m_list->isVisible());
    m_drafts->forget(u"comment/1"_s);
    QTRY_VERIFY(m_list->isHidden());
}

void TestDraftList::saysOneSentenceARow_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("comment") << u"comment/1"_s << u"Comment, REQ-1, Kept here 10:46:32, Please sign it"_s;
    QTest::newRow("rejection") << u"decision/1/reject"_s << u"Reason to reject, REQ-1, Kept here 10:46:32, Please sign it"_s;
    QTest::newRow("approval") << u"decision/1/approve"_s << u"Words to approve with, REQ-1, Kept here 10:46:32, Please sign it"_s;
    QTest::newRow("configuration") << u"config/1/production"_s << u"Configuration, REQ-1, Kept here 10:46:32, Please sign it"_s;
    QTest::newRow("of a later console") << u"poem/1"_s << u"Text, REQ-1, Kept here 10:46:32, Please sign it"_s;
}

void TestDraftList::saysOneSentenceARow()
{
    QFETCH(QString, key);
    QFETCH(QString, sentence);
    m_clock = {};
    QSignalSpy kept(m_drafts.get(), &DraftKeeper::kept);
    keep(key, u"Please\nsign it"_s, u"REQ-1"_s);
    QTRY_COMPARE(kept.count(), 1);
    QCOMPARE(child<QListView>("draftRows")->model()->index(0, 0).data(Qt::AccessibleTextRole).toString(), sentence);
}

void TestDraftList::knowsWhereItWasWritten_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("page");
    QTest::addColumn<QString>("object");
    QTest::newRow("comment") << u"comment/req_1"_s << u"inbox"_s << u"req_1/comment"_s;
    QTest::newRow("decision") << u"decision/req_1/approve"_s << u"inbox"_s << u"req_1/decision/approve"_s;
    QTest::newRow("batch") << u"batch/approve"_s << u"inbox"_s << u""_s;
    QTest::newRow("block") << u"block/plg_1"_s << u"registry"_s << u"plg_1"_s;
    QTest::newRow("configuration") << u"config/plg_1/production/north"_s << u"config"_s << u"plg_1/production/north"_s;
    QTest::newRow("workflow") << u"workflow/low-risk"_s << u"workflows"_s << u"low-risk"_s;
    QTest::newRow("policies") << u"policies/text"_s << u"policies"_s << u""_s;
    QTest::newRow("its reason") << u"config-save/plg_1/production"_s << u"config"_s << u"plg_1/production"_s;
}

void TestDraftList::knowsWhereItWasWritten()
{
    QFETCH(QString, key);
    QFETCH(QString, page);
    QFETCH(QString, object);
    QCOMPARE(draftPage(key.section(u'/', 0, 0)), page);
    QCOMPARE(draftObject(key), object);
    keep(key, u"a"_s, u"Something"_s);
    QSignalSpy opened(m_list, &DraftList::opened);
    choose(0);
    QTest::keyClick(child<QListView>("draftRows"), Qt::Key_Return);
    QCOMPARE(opened.size(), 1);
    QCOMPARE(m_list->current(), key);
}

void TestDraftList::whatIsDiscardedCanBeTakenBack()
{
    keep(u"comment/1"_s, u"a"_s, u"REQ-1"_s);
    choose(0);
    QSignalSpy changed(m_list, &DraftList::currentChanged);
    m_list->discard();
    QVERIFY(!m_drafts->find(u"comment/1"_s));
    QCOMPARE(text("undoSentence"), u"Discarded: REQ-1."_s);
    QTRY_COMPARE(changed.size(), 1);
    QCOMPARE(changed.first().first().toString(), QString());
    // The last one: what can be taken back is still there to be seen.
    QVERIFY(m_list->isVisible());
    child<QAbstractButton>("undoAction")->click();
    QCOMPARE(m_drafts->find(u"comment/1"_s)->values.value(u"text"_s).toString(), u"a"_s);
    QVERIFY(!child<QWidget>("undoRow")->isVisible());
}

void TestDraftList::oneThatIsWrittenOnStaysTheChosenOne()
{
    keep(u"comment/1"_s, u"a"_s, u"REQ-1"_s);
    keep(u"comment/2"_s, u"b"_s, u"REQ-2"_s);
    choose(1);
    QCOMPARE(m_list->current(), u"comment/1"_s);
    QSignalSpy changed(m_list, &DraftList::currentChanged);
    keep(u"comment/1"_s, u"a and more"_s, u"REQ-1"_s);
    QTRY_COMPARE(child<QPlainTextEdit>("draftText")->toPlainText(), u"a and more"_s);
    QTRY_COMPARE(child<QListView>("draftRows")->currentIndex().row(), 0);
    QCOMPARE(m_list->current(), u"comment/1"_s);
    QCOMPARE(changed.size(), 0);
}

void TestDraftList::movesByRows()
{
    QVERIFY(!m_list->enter());
    keep(u"comment/1"_s, u"a"_s, u"REQ-1"_s);
    keep(u"comment/2"_s, u"b"_s, u"REQ-2"_s);
    QTRY_VERIFY(m_list->isVisible());
    QVERIFY(m_list->enter());
    QCOMPARE(m_list->current(), u"comment/2"_s);
    QVERIFY(m_list->move(1));
    QVERIFY(m_list->move(1));
    QCOMPARE(m_list->current(), u"comment/1"_s);
    QTest::keyClick(child<QListView>("draftRows"), Qt::Key_Up);
    QCOMPARE(m_list->current(), u"comment/2"_s);
    QVERIFY(!m_list->move(-1));
    m_list->leave();
    QVERIFY(m_list->current().isEmpty());
}

void TestDraftList::showsTheWholeText()
{
    m_clock = {};
    m_clock.advance(1);
    QSignalSpy kept(m_drafts.get(), &DraftKeeper::kept);
    m_drafts->keep({u"request/plg_1/production"_s, {{u"requestWhy"_s, u"It is needed."_s}, {u"requestUndo"_s, u"Roll back."_s}}, u"plugin-grafana"_s, {}, {}});
    QTRY_COMPARE(kept.size(), 1);
    choose(0);
    QCOMPARE(text("draftSubject"), u"plugin-grafana"_s);
    QCOMPARE(text("draftKind"), u"Request"_s);
    QCOMPARE(text("draftKept"), u"Kept here 10:46:32"_s);
    QCOMPARE(child<QPlainTextEdit>("draftText")->toPlainText(), u"Roll back.\n\nIt is needed."_s);
    QVERIFY(child<QPlainTextEdit>("draftText")->isReadOnly());
    QVERIFY(child<QWidget>("draftBand")->isHidden());
    QVERIFY(child<QAbstractButton>("draftCarry")->isHidden());
    child<QAbstractButton>("draftCopy")->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"Roll back.\n\nIt is needed."_s);
    QSignalSpy opened(m_detail, &DraftDetail::openRequested);
    QSignalSpy discarded(m_detail, &DraftDetail::discardRequested);
    child<QAbstractButton>("draftOpen")->click();
    child<QAbstractButton>("draftDiscard")->click();
    QCOMPARE(opened.size(), 1);
    QCOMPARE(discarded.size(), 1);
}

void TestDraftList::saysThatTheDiskDoesNotHaveIt()
{
    m_rows->refusal = storageError(u"The disk is full."_s);
    keep(u"comment/1"_s, u"a"_s, u"REQ-1"_s);
    choose(0);
    QCOMPARE(text("draftKept"), u"Not on the disk yet"_s);
    m_rows->refusal.reset();
    m_drafts->flush();
    QTRY_VERIFY(text("draftKept").startsWith("Kept here"_L1));
}

void TestDraftList::aClosedPlaceOffersTheNext()
{
    m_closed = u"REQ-1 is closed: withdrawn."_s;
    keep(u"comment/1"_s, u"a"_s, u"REQ-1"_s);
    choose(0);
    const auto *band = child<QWidget>("draftBand");
    QVERIFY(band->isVisible());
    QCOMPARE(band->accessibleName(), u"REQ-1 is closed: withdrawn. What you wrote was not sent and stays kept here, to be exported."_s);
    QVERIFY(child<QAbstractButton>("draftCarry")->isHidden());
    m_next = u"REQ-2"_s;
    m_detail->setDraft(u"comment/1"_s);
    QVERIFY(band->accessibleName().endsWith("It can go along with REQ-2."_L1));
    QCOMPARE(child<QAbstractButton>("draftCarry")->text(), u"Carry to REQ-2"_s);
    QSignalSpy carried(m_detail, &DraftDetail::carried);
    child<QAbstractButton>("draftCarry")->click();
    QCOMPARE(m_carried, QStringList {u"comment/1"_s});
    QCOMPARE(carried.first().first().toString(), u"comment/2"_s);
}

void TestDraftList::exportsTheText()
{
    const QTemporaryDir directory;
    const QString path = directory.filePath(u"draft.txt"_s);
    keep(u"comment/1"_s, u"Please sign it – thanks"_s, u"REQ-1"_s);
    choose(0);
    m_detail->exportTo(path);
    const auto written = [&path] {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    };
    QTRY_COMPARE(written(), u"Please sign it – thanks"_s);
    QVERIFY(m_drafts->find(u"comment/1"_s));
}

void TestDraftList::saysWhyItWasNotExported()
{
    keep(u"comment/1"_s, u"a"_s, u"REQ-1"_s);
    choose(0);
    const QTemporaryDir directory;
    QFile file(directory.filePath(u"afile"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    auto *error = m_detail->findChild<InlineError *>();
    m_detail->exportTo(directory.filePath(u"afile/draft.txt"_s));
    QTRY_VERIFY(error->isVisible());
    m_detail->exportTo(directory.filePath(u"draft.txt"_s));
    QTRY_VERIFY(QFile::exists(directory.filePath(u"draft.txt"_s)));
    QVERIFY(!error->isVisible());
}

void TestDraftList::noTextIsClipped()
{
    m_closed = u"REQ-1 is closed: withdrawn."_s;
    m_next = u"REQ-2"_s;
    keep(u"comment/1"_s, u"a"_s, u"REQ-1"_s);
    keep(u"comment/2"_s, u"a"_s, u"REQ-2"_s);
    choose(0);
    m_list->discard();
    choose(0);
    QTRY_COMPARE(clippedTexts(m_window.get()).size(), 0);
}

QTEST_MAIN(TestDraftList)
#include "tst_draftlist.moc"
