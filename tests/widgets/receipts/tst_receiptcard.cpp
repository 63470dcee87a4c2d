// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/async.h"
#include "widgets/common/controls/button.h"
#include "widgets/common/states/states.h"
#include "widgets/common/textcheck.h"
#include "widgets/common/themecontroller.h"
#include "widgets/receipts/bundlenote.h"
#include "widgets/receipts/receiptcard.h"
#include "widgets/receipts/receiptwords.h"

#include <QClipboard>
#include <QFile>
#include <QGuiApplication>
#include <QLabel>
#include <QPromise>
#include <QTemporaryDir>
#include <QTest>
#include <QVBoxLayout>

using namespace gatehouse;
using namespace Qt::Literals::StringLiterals;

Q_DECLARE_METATYPE(gatehouse::ReceiptView)

namespace {

using State = ReceiptView::State;

ReceiptView receipt(State state)
{
    ReceiptView view;
    view.state = state;
    view.decisionId = DecisionId(u"dec_412"_s);
    view.signedWith = SigningKeyId(ed25519::keyIdOf(QByteArray(32, 'd')));
    view.isThisDevice = true;
    view.leafIndex = 411;
    view.logSize = 1203;
    view.signedAt = QDateTime(QDate(2026, 11, 23), QTime(10, 0), Qt::UTC);
    view.recordedAt = view.signedAt.addSecs(1);
    view.file = "{\"receipt\":1}";
    return view;
}

ReceiptView unread(const Error &why)
{
    ReceiptView view;
    view.decisionId = DecisionId(u"dec_412"_s);
    view.problem = why;
    return view;
}

} // namespace

class TestReceiptCard final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_themes = std::make_unique<ThemeController>(*qApp); }
    void init();
    void cleanup() { m_window.reset(); }
    void saysWhatIsProven_data();
    void saysWhatIsProven();
    void neverShowsTheReceiptOfAnotherDecision();
    void copiesTheReceipt();
    void exportsTheReceipt();
    void saysWhyItWasNotSaved();
    void withoutAReceiptThereIsNothingToHandOn();
    void saysHowTheBundleEnded();
    void saysWhyThereIsNoBundle();
    void everyControlHasAName();
    void noTextIsClipped_data();
    void noTextIsClipped();

private:
    template <typename T>
    T *child(const char *name) const { return m_window->findChild<T *>(QLatin1StringView(name)); }
    QString label(const char *name) const { return child<QLabel>(name)->text(); }
    void show(const ReceiptView &view);
    QFuture<ReceiptView> read(const DecisionId &id);
    QFuture<Result<qint64>> save(const QString &path);
    void finish(qsizetype index, const ReceiptView &view);

    QTemporaryDir m_directory;
    std::unique_ptr<ThemeController> m_themes;
    std::unique_ptr<QWidget> m_window;
    ReceiptCard *m_card = nullptr;
    BundleNote *m_note = nullptr;
    QList<std::shared_ptr<QPromise<ReceiptView>>> m_reads;
    QStringList m_read;
    std::shared_ptr<QPromise<Result<qint64>>> m_saving;
    QStringList m_saved;
};

void TestReceiptCard::init()
{
    m_reads.clear();
    m_read.clear();
    m_saved.clear();
    m_window = std::make_unique<QWidget>();
    m_window->resize(620, 400);
    m_card = new ReceiptCard([this](const DecisionId &id) { return read(id); });
    m_note = new BundleNote([this](const RequestId &, const QString &path) { return save(path); });
    auto *column = new QVBoxLayout(m_window.get());
    column->addWidget(m_note);
    column->addWidget(m_card);
    column->addStretch(1);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

QFuture<ReceiptView> TestReceiptCard::read(const DecisionId &id)
{
    m_read.append(id.text());
    m_reads.append(std::make_shared<QPromise<ReceiptView>>());
    m_reads.last()->start();
    return m_reads.last()->future();
}

QFuture<Result<qint64>> TestReceiptCard::save(const QString &path)
{
    m_saved.append(path);
    m_saving = std::make_shared<QPromise<Result<qint64>>>();
    m_saving->start();
    return m_saving->future();
}

void TestReceiptCard::finish(qsizetype index, const ReceiptView &view)
{
    m_reads.at(index)->addResult(view);
    m_reads.at(index)->finish();
}

void TestReceiptCard::show(const ReceiptView &view)
{
    m_card->showDecision(view.decisionId);
    finish(m_reads.size() - 1, view);
    QTRY_VERIFY(m_card->isVisible());
}

void TestReceiptCard::saysWhatIsProven_data()
{
    QTest::addColumn<ReceiptView>("view");
    QTest::addColumn<QString>("headline");
    QTest::addColumn<QString>("badge");
    QTest::addColumn<QString>("explanation");
    const QString place = u" · in the log at 412 of 1,203 · "_s;
    QTest::newRow("verified") << receipt(State::Verified) << QString(u"Signed on this device"_s + place + u"verified"_s) << u"Verified"_s << QString();
    ReceiptView other = receipt(State::Verified);
    other.isThisDevice = false;
    QTest::newRow("by somebody") << other << QString(u"Signed by who decided"_s + place + u"verified"_s) << u"Verified"_s << QString();
    other.deviceLabel = u"ines-desktop"_s;
    QTest::newRow("another device") << other << QString(u"Signed on ines-desktop"_s + place + u"verified"_s) << u"Verified"_s << QString();
    ReceiptView kept = receipt(State::Verified);
    kept.isFromHere = true;
    QTest::newRow("offline") << kept << QString(u"Signed on this device"_s + place + u"verified here, offline"_s) << u"Verified"_s << QString();
    ReceiptView bare = receipt(State::Unsigned);
    bare.signedWith = {};
    QTest::newRow("not signed") << bare << QString(u"Not signed"_s + place + u"verified"_s) << u"Not signed"_s << u"without a signature"_s;
    QTest::newRow("not compared") << receipt(State::NotCompared)
                                  << QString(u"Signed on this device"_s + place + u"not compared with what this computer saw before"_s) << u"Not compared"_s
                                  << u"whether its log only grew"_s;
    ReceiptView broken = receipt(State::Broken);
    broken.problem = cryptoError(u"The proof does not lead to the head."_s);
    QTest::newRow("broken") << broken << u"This receipt does not hold."_s << u"Does not hold"_s << u"The proof does not lead to the head."_s;
    QTest::newRow("older") << receipt(State::NotLogged) << u"Not in the log: it is older than the log of decisions."_s << u"Not in the log"_s << QString();
    QTest::newRow("unread") << unread(networkError(u"The portal cannot be reached."_s)) << u"The receipt is not here."_s << u"Not read"_s
                            << u"The portal cannot be reached."_s;
}

void TestReceiptCard::saysWhatIsProven()
{
    QFETCH(ReceiptView, view);
    QFETCH(QString, headline);
    QFETCH(QString, badge);
    QFETCH(QString, explanation);
    show(view);
    QCOMPARE(label("receiptHeadline"), headline);
    QCOMPARE(m_card->accessibleDescription(), headline);
    QCOMPARE(receiptwords::badge(view).text, badge);
    QCOMPARE(child<QLabel>("receiptExplanation")->isVisible(), !explanation.isEmpty());
    QVERIFY(label("receiptExplanation").contains(explanation));
}

void TestReceiptCard::neverShowsTheReceiptOfAnotherDecision()
{
    show(receipt(State::Verified));
    m_card->showDecision(DecisionId(u"dec_413"_s));
    QVERIFY(!m_card->isVisible());
    m_card->showDecision(DecisionId(u"dec_414"_s));
    ReceiptView late = receipt(State::Verified);
    late.decisionId = DecisionId(u"dec_413"_s);
    finish(1, late);
    ReceiptView last = receipt(State::Verified);
    last.decisionId = DecisionId(u"dec_414"_s);
    finish(2, last);
    QTRY_VERIFY(m_card->isVisible());
    QCOMPARE(m_card->view().decisionId.text(), u"dec_414"_s);
    // A row that is no decision.
    m_card->showDecision({});
    QVERIFY(!m_card->isVisible());
    QCOMPARE(m_read.size(), 3);
}

void TestReceiptCard::copiesTheReceipt()
{
    show(receipt(State::Verified));
    child<Button>("receiptCopy")->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"{\"receipt\":1}"_s);
    QCOMPARE(label("receiptDone"), u"Copied."_s);
}

void TestReceiptCard::exportsTheReceipt()
{
    show(receipt(State::Verified));
    const QString path = m_directory.filePath(u"receipt.json"_s);
    m_card->exportTo(path);
    QTRY_COMPARE(label("receiptDone"), QString(u"Saved as "_s + path + u'.'));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("{\"receipt\":1}"));
}

void TestReceiptCard::saysWhyItWasNotSaved()
{
    show(receipt(State::Verified));
    QVERIFY(QDir(m_directory.path()).mkpath(u"taken.json/inside"_s));
    m_card->exportTo(m_directory.filePath(u"taken.json"_s));
    QTRY_VERIFY(child<QLabel>("receiptDone")->isVisible());
    QVERIFY(!label("receiptDone").startsWith(u"Saved"_s));
}

void TestReceiptCard::withoutAReceiptThereIsNothingToHandOn()
{
    show(unread(networkError(u"The portal cannot be reached."_s)));
    for (const char *name : {"receiptCopy", "receiptExport"}) {
        QVERIFY(!child<Button>(name)->isEnabled());
        QVERIFY(child<Button>(name)->toolTip().contains(u"There is no receipt to hand on."_s));
    }
}

void TestReceiptCard::saysHowTheBundleEnded()
{
    ApprovalRequest request;
    request.id = RequestId(u"req_1"_s);
    request.number = u"REQ-2291"_s;
    m_note->start(request, u"/tmp/req-2291.zip"_s);
    QVERIFY(m_note->isVisible());
    QVERIFY(!child<Button>("bundleDismiss")->isVisible());
    m_saving->addResult(Result<qint64>(qint64(200 * 1024)));
    m_saving->finish();
    QTRY_VERIFY(child<Button>("bundleDismiss")->isVisible());
    const auto labels = m_note->findChildren<QLabel *>();
    QVERIFY(std::ranges::any_of(labels, [](const QLabel *l) { return l->text() == u"The evidence bundle of REQ-2291 is saved, 200 kB."_s; }));
    QVERIFY(std::ranges::any_of(labels, [](const QLabel *l) { return l->text().contains(u"/tmp/req-2291.zip"_s); }));
    child<Button>("bundleDismiss")->click();
    QVERIFY(!m_note->isVisible());
}

void TestReceiptCard::saysWhyThereIsNoBundle()
{
    ApprovalRequest request;
    request.number = u"REQ-2291"_s;
    m_note->start(request, u"/tmp/a.zip"_s);
    m_saving->addResult(Result<qint64>(fail(storageError(u"The disk is full."_s))));
    m_saving->finish();
    auto *error = m_note->findChild<InlineError *>();
    QTRY_VERIFY(error->isVisible());
    const auto labels = error->findChildren<QLabel *>();
    QVERIFY(std::ranges::any_of(labels, [](const QLabel *l) { return l->text().contains(u"The disk is full."_s); }));
    Q_EMIT error->retryRequested();
    QCOMPARE(m_saved, (QStringList {u"/tmp/a.zip"_s, u"/tmp/a.zip"_s}));
    QVERIFY(!error->isVisible());
}

void TestReceiptCard::everyControlHasAName()
{
    show(receipt(State::Verified));
    QCOMPARE(m_card->accessibleName(), u"Signed receipt"_s);
    const auto all = m_window->findChildren<QAbstractButton *>();
    for (const QAbstractButton *button : all)
        QVERIFY2(!button->accessibleName().isEmpty() || !button->text().isEmpty(), qPrintable(button->objectName()));
}

void TestReceiptCard::noTextIsClipped_data()
{
    saysWhatIsProven_data();
}

void TestReceiptCard::noTextIsClipped()
{
    QFETCH(ReceiptView, view);
    for (int width : {380, 620, 1100}) {
        m_window->resize(width, 500);
        show(view);
        QTRY_COMPARE(clippedTexts(m_window.get()).size(), 0);
    }
}

QTEST_MAIN(TestReceiptCard)
#include "tst_receiptcard.moc"
