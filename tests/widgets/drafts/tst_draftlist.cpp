// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/testsupport/fakeclock.h"
#include "tests/testsupport/stubbornrows.h"
#include "widgets/common/textcheck.h"
#include "widgets/common/themecontroller.h"
#include "widgets/drafts/draftdelegate.h"
#include "widgets/drafts/draftlist.h"

#include <QAbstractButton>
#include <QLabel>
#include <QListView>
#include <QSignalSpy>
#include <QTest>

using namespace gatehouse;
using namespace Qt::Literals::StringLiterals;

class TestDraftList final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void countsThem();
    void saysOneSentenceARow_data();
    void saysOneSentenceARow();
    void opensWhereItWasWritten_data();
    void opensWhereItWasWritten();
    void whatIsDiscardedCanBeTakenBack();
    void theDeleteKeyDiscards();
    void saysThatThereIsNone();
    void noTextIsClipped();

private:
    template <typename T>
    T *child(const char *name) const { return m_list->findChild<T *>(QLatin1String(name)); }
    QStringList labels() const;
    void keep(const QString &key, const QString &text, const QString &subject);
    void choose(int row) { child<QListView>("draftRows")->setCurrentIndex(child<QListView>("draftRows")->model()->index(row, 0)); }

    testsupport::FakeClock m_clock;
    std::unique_ptr<ThemeController> m_themes;
    std::unique_ptr<testsupport::StubbornRows> m_rows;
    std::unique_ptr<DraftKeeper> m_drafts;
    std::unique_ptr<QWidget> m_window;
    DraftList *m_list = nullptr;
};

void TestDraftList::initTestCase()
{
    m_themes = std::make_unique<ThemeController>(*qApp);
}

void TestDraftList::init()
{
    m_rows = std::make_unique<testsupport::StubbornRows>();
    m_drafts = std::make_unique<DraftKeeper>(*m_rows, m_clock);
    m_drafts->restore();
    QTRY_VERIFY(m_drafts->isRestored());
    m_window = std::make_unique<QWidget>();
    m_list = new DraftList(*m_drafts, m_clock, m_window.get());
    m_list->resize(760, 400);
    m_window->resize(m_list->size());
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
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

QStringList TestDraftList::labels() const
{
    QStringList texts;
    const auto all = m_list->findChildren<QLabel *>();
    for (const QLabel *label : all) {
        if (label->isVisible())
            texts.append(label->text());
    }
    return texts;
}

void TestDraftList::countsThem()
{
    keep(u"comment/1"_s, u"a"_s, u"REQ-1"_s);
    keep(u"comment/2"_s, u"b"_s, u"REQ-2"_s);
    keep(u"filter/inbox"_s, u"c"_s, {});
    QVERIFY(labels().contains(u"Drafts on this computer: 2"_s));
    QCOMPARE(m_list->count(), 2);
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
    testsupport::FakeClock clock;
    m_clock = clock;
    QSignalSpy kept(m_drafts.get(), &DraftKeeper::kept);
    keep(key, u"Please\nsign it"_s, u"REQ-1"_s);
    QTRY_COMPARE(kept.count(), 1);
    QCOMPARE(child<QListView>("draftRows")->model()->index(0, 0).data(Qt::AccessibleTextRole).toString(), sentence);
}

void TestDraftList::opensWhereItWasWritten_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("page");
    QTest::addColumn<QString>("object");
    QTest::newRow("comment") << u"comment/req_1"_s << u"inbox"_s << u"req_1"_s;
    QTest::newRow("decision") << u"decision/req_1/approve"_s << u"inbox"_s << u"req_1"_s;
    QTest::newRow("block") << u"block/plg_1"_s << u"registry"_s << u"plg_1"_s;
    QTest::newRow("configuration") << u"config/plg_1/production"_s << u"config"_s << u"plg_1"_s;
    QTest::newRow("its reason") << u"config-save/plg_1/production"_s << u"config"_s << u"plg_1"_s;
}

void TestDraftList::opensWhereItWasWritten()
{
    QFETCH(QString, key);
    QFETCH(QString, page);
    QFETCH(QString, object);
    keep(key, u"a"_s, u"Something"_s);
    QSignalSpy opened(m_list, &DraftList::navigationRequested);
    QVERIFY(!child<QAbstractButton>("draftOpen")->isEnabled());
    choose(0);
    child<QAbstractButton>("draftOpen")->click();
    QCOMPARE(opened.first(), (QVariantList {page, object}));
}

void TestDraftList::whatIsDiscardedCanBeTakenBack()
{
    keep(u"comment/1"_s, u"a"_s, u"REQ-1"_s);
    keep(u"comment/2"_s, u"b"_s, u"REQ-2"_s);
    choose(1);
    child<QAbstractButton>("draftDiscard")->click();
    QVERIFY(!m_drafts->find(u"comment/1"_s));
    QVERIFY(labels().contains(u"Discarded: REQ-1."_s));
    child<QAbstractButton>("draftTakeBack")->click();
    QCOMPARE(m_drafts->find(u"comment/1"_s)->values.value(u"text"_s).toString(), u"a"_s);
    QVERIFY(!child<QAbstractButton>("draftTakeBack")->isVisible());
}

void TestDraftList::theDeleteKeyDiscards()
{
    keep(u"comment/1"_s, u"a"_s, u"REQ-1"_s);
    choose(0);
    QTest::keyClick(child<QListView>("draftRows"), Qt::Key_Delete);
    QVERIFY(m_drafts->all().isEmpty());
}

void TestDraftList::saysThatThereIsNone()
{
    QVERIFY(labels().contains(u"Nothing is half written on this computer."_s));
    QVERIFY(!child<QAbstractButton>("draftDiscard")->isEnabled());
}

void TestDraftList::noTextIsClipped()
{
    keep(u"comment/1"_s, u"a"_s, u"REQ-1"_s);
    choose(0);
    child<QAbstractButton>("draftDiscard")->click();
    QTRY_COMPARE(clippedTexts(m_list).size(), 0);
}

QTEST_MAIN(TestDraftList)
#include "tst_draftlist.moc"
