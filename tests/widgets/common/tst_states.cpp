// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/sparkline.h"
#include "widgets/common/code/codehighlighting.h"
#include "widgets/common/code/codeview.h"
#include "widgets/common/controls/button.h"
#include "widgets/common/display/factlist.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/display/wrappedheight.h"
#include "widgets/common/states/states.h"
#include "widgets/common/themecontroller.h"

#include <QApplication>
#include <QClipboard>
#include <QLayout>
#include <QPainter>
#include <QSignalSpy>
#include <QTest>
#include <QTextBlock>
#include <QTextLayout>
#include <QTimeZone>

#include <cmath>
#include <memory>

using namespace gatehouse;
using namespace Qt::Literals::StringLiterals;

namespace {

Error refusal()
{
    Error error;
    error.kind = ErrorKind::Problem;
    error.code = u"precondition_failed"_s;
    error.message = u"Someone else changed this configuration."_s;
    error.httpStatus = 412;
    error.correlationId = u"01J9-7Q4M"_s;
    return error;
}

} // namespace

class StatesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void errorsHideTheirDetailsUntilAsked();
    void onlyWhatMayHelpOffersARetry();
    void whatIsKeptIsNoError();
    void loadingWaitsBeforeItDraws();
    void anEmptyStateHasAtMostOneAction();
    void aStaleBandNamesTheLastGoodTime();
    void codeIsColouredByItsFileName();
    void codeLinesAreTwentyHigh();
    void sparklinesLeaveGaps();
    void factsShowTheirValues();
    void factsTakeNoMoreRoomWhenReplaced();
    void wrappedWordsGiveRoomBack();

private:
    std::unique_ptr<ThemeController> m_themes;
};

void StatesTest::initTestCase()
{
    m_themes = std::make_unique<ThemeController>(*qApp);
    m_themes->setChoice(ThemeChoice::Light);
}

void StatesTest::errorsHideTheirDetailsUntilAsked()
{
    InlineError bar;
    QVERIFY(!bar.hasError());
    bar.setError(refusal());
    auto *copy = bar.findChild<Button *>(u"errorCopy"_s);
    QVERIFY(copy->isHidden());
    bar.findChild<Button *>(u"errorDetails"_s)->click();
    QVERIFY(!copy->isHidden());
    copy->click();
    const QString copied = QApplication::clipboard()->text();
    QVERIFY(copied.contains(u"precondition_failed"_s));
    QVERIFY(copied.contains(u"01J9-7Q4M"_s));
    bar.clear();
    QVERIFY(bar.isHidden());
    QVERIFY(bar.details().isEmpty());
}

void StatesTest::onlyWhatMayHelpOffersARetry()
{
    InlineError bar;
    const auto *retry = bar.findChild<Button *>(u"errorRetry"_s);
    bar.setError(refusal());
    QVERIFY(retry->isHidden());
    Error again = refusal();
    again.retryable = true;
    bar.setError(again);
    QVERIFY(!retry->isHidden());
    bar.setError(networkError(u"The portal did not answer."_s));
    QVERIFY(!retry->isHidden());
}

void StatesTest::whatIsKeptIsNoError()
{
    InlineError bar;
    bar.resize(400, 60);
    Error kept = keptError(u"machine words"_s);
    kept.retryable = true;
    bar.setError(kept);
    QVERIFY(bar.accessibleName().startsWith(u"Kept in the Outbox "_s));
    QVERIFY(bar.accessibleName().endsWith(u", not sent yet"_s));
    QVERIFY(bar.findChild<Button *>(u"errorRetry"_s)->isHidden());
    QVERIFY(bar.findChild<Button *>(u"errorDetails"_s)->isHidden());
    const auto fill = [&bar] { return bar.grab().toImage().pixelColor(200, 4); };
    QCOMPARE(fill(), themeOf(&bar).infoTint);
    bar.setError(refusal());
    QCOMPARE(fill(), themeOf(&bar).badTint);
    QVERIFY(!bar.findChild<Button *>(u"errorDetails"_s)->isHidden());
}

void StatesTest::loadingWaitsBeforeItDraws()
{
    LoadingRows rows(u"Reading plugins…"_s);
    rows.show();
    QVERIFY(!rows.isDrawn());
    QTRY_VERIFY(rows.isDrawn());
    rows.restart();
    QVERIFY(!rows.isDrawn());
}

void StatesTest::anEmptyStateHasAtMostOneAction()
{
    EmptyState empty(u"Nothing needs you."_s);
    auto *action = empty.findChild<Button *>(u"emptyStateAction"_s);
    QVERIFY(action->isHidden());
    empty.setAction(u"Clear the filter"_s);
    QSignalSpy triggered(&empty, &EmptyState::actionTriggered);
    action->click();
    QCOMPARE(triggered.count(), 1);
}

void StatesTest::aStaleBandNamesTheLastGoodTime()
{
    const QDateTime now(QDate(2026, 11, 23), QTime(10, 45), QTimeZone::utc());
    StaleBand band;
    band.setLastGood(u"Source lost"_s, now.addSecs(-180), now);
    QCOMPARE(band.accessibleName(), u"Source lost, last good 10:42, 3 minutes ago"_s);
    band.setLastGood(u"Source lost"_s, {}, now);
    QCOMPARE(band.accessibleName(), u"Source lost, never answered"_s);
    QSignalSpy retry(&band, &StaleBand::retryRequested);
    band.findChild<Button *>(u"retryNow"_s)->click();
    QCOMPARE(retry.count(), 1);
}

void StatesTest::codeIsColouredByItsFileName()
{
    const CodeHighlighting highlighting;
    CodeView view(&highlighting);
    view.setCode(
        u"argocd:\n  username: ${ARGOCD_USERNAME}\n  waitCycles: 40\n"_s, u"app-config.yaml"_s);
    const auto colorAt = [&view](int line, int column) {
        const auto formats = view.document()->findBlockByNumber(line).layout()->formats();
        for (const QTextLayout::FormatRange &range : formats) {
            if (range.start <= column && column < range.start + range.length)
                return range.format.foreground().color();
        }
        return QColor();
    };
    QTRY_COMPARE(colorAt(0, 0), lightTheme().synKey);
    QCOMPARE(colorAt(1, 14), lightTheme().synRef);
    QCOMPARE(colorAt(2, 14), lightTheme().synNum);
    m_themes->setChoice(ThemeChoice::Dark);
    QTRY_COMPARE(colorAt(0, 0), darkTheme().synKey);
    m_themes->setChoice(ThemeChoice::Light);
    view.setCode(u"argocd: 1"_s, u"notes.unknown"_s);
    QVERIFY(!colorAt(0, 0).isValid());
}

void StatesTest::codeLinesAreTwentyHigh()
{
    CodeView view(nullptr);
    view.setCode(u"one\ntwo\n"_s, {});
    const QTextBlock first = view.document()->firstBlock();
    QCOMPARE(view.document()->documentLayout()->blockBoundingRect(first.next()).height(), 20.0);
}

void StatesTest::sparklinesLeaveGaps()
{
    QList<double> values(3000, 1.0);
    for (int i = 1000; i < 2000; ++i)
        values[i] = std::nan("");
    QImage image(300, 20, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::white);
    QPainter painter(&image);
    paintSparkline(painter, QRectF(0, 0, 300, 20), values, Qt::black);
    painter.end();
    const auto inked = [&image](int x) {
        for (int y = 0; y < image.height(); ++y) {
            if (image.pixelColor(x, y) != Qt::white)
                return true;
        }
        return false;
    };
    QVERIFY(inked(50));
    QVERIFY(!inked(150));
    QVERIFY(inked(250));
}

void StatesTest::factsShowTheirValues()
{
    FactList facts;
    const TextLabel *value = facts.addFact(u"Owner"_s, u"Build Tools"_s);
    QCOMPARE(value->text(), u"Build Tools"_s);
    QCOMPARE(value->accessibleName(), u"Owner"_s);
    QVERIFY(value->isElidable());
}

void StatesTest::factsTakeNoMoreRoomWhenReplaced()
{
    FactList facts;
    facts.setWrapping(true);
    const auto fill = [&facts] {
        facts.clear();
        facts.addFact(u"Why"_s, u"A text that is long enough to need two lines in this list"_s);
        return facts.addFact(u"Impact"_s, u"None"_s);
    };
    fill();
    facts.resize(240, facts.layout()->heightForWidth(240));
    const int needed = facts.layout()->heightForWidth(240);
    for (int i = 0; i < 20; ++i)
        fill();
    QCOMPARE(facts.layout()->heightForWidth(240), needed);
}

void StatesTest::wrappedWordsGiveRoomBack()
{
    TextLabel label(u"A sentence that is long enough to need two lines of this width"_s, TextStyle::Small, ColorRole::Text);
    label.setWordWrap(true);
    label.setFixedHeight(wrappedHeight(label, 200));
    QVERIFY(label.height() > label.fontMetrics().height());
    label.setText(u"Short"_s);
    QCOMPARE(wrappedHeight(label, 200), label.fontMetrics().height());
    label.clear();
    QCOMPARE(wrappedHeight(label, 200), 0);
}

QTEST_MAIN(StatesTest)
#include "tst_states.moc"
