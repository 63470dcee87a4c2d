// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/icons.h"
#include "widgets/common/paint/rowpainter.h"
#include "widgets/common/textstyle.h"

#include <QApplication>
#include <QImage>
#include <QPainter>
#include <QPalette>
#include <QTest>

using namespace gatehouse;
using namespace Qt::Literals::StringLiterals;

namespace {

QImage blank(QSize size, qreal ratio = 1)
{
    QImage image((QSizeF(size) * ratio).toSize(), QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(ratio);
    image.fill(Qt::white);
    return image;
}

QImage nameRow(int width)
{
    QImage image = blank({400, 20});
    QPainter painter(&image);
    TextCache cache;
    RowPainter row(painter, lightTheme(), cache);
    QRect area(0, 0, width, 20);
    row.packageName(area, u"@backstage-community/plugin-keycloak"_s, TextStyle::BodyMedium);
    return image;
}

int inkRight(const QImage &image)
{
    for (int x = image.width() - 1; x >= 0; --x) {
        for (int y = 0; y < image.height(); ++y) {
            if (image.pixelColor(x, y) != Qt::white)
                return x;
        }
    }
    return -1;
}

} // namespace

class PaintingTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void packageNamesSplitAtTheScope_data();
    void packageNamesSplitAtTheScope();
    void theScopeIsElidedBeforeTheName();
    void nothingIsDrawnPastTheArea();
    void eachRunShrinksTheArea();
    void runsOfALineShareTheBaseline();
    void laidOutTextIsKept();
    void hairlinesAreWholeDevicePixels_data();
    void hairlinesAreWholeDevicePixels();
    void quorumNamesThePersonsOwnPlace();
    void everyIconDraws();
    void iconsTakeTheColourAskedFor();
    void iconsAreKeptPerSizeAndColour();
    void roleIconsFollowThePalette();
    void monospaceTextHasNoLigatures();
};

void PaintingTest::initTestCase()
{
    QApplication::setFont(applicationFont(1.0));
}

void PaintingTest::packageNamesSplitAtTheScope_data()
{
    QTest::addColumn<QString>("full");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("scope");
    QTest::newRow("scoped") << u"@roadiehq/backstage-plugin-argo-cd"_s
                            << u"backstage-plugin-argo-cd"_s << u"@roadiehq"_s;
    QTest::newRow("plain") << u"lodash"_s << u"lodash"_s << QString();
    QTest::newRow("a slash without a scope") << u"a/b"_s << u"a/b"_s << QString();
}

void PaintingTest::packageNamesSplitAtTheScope()
{
    QFETCH(const QString, full);
    const PackageName parts = splitPackageName(full);
    QTEST(parts.name, "name");
    QTEST(parts.scope, "scope");
}

void PaintingTest::theScopeIsElidedBeforeTheName()
{
    TextCache cache;
    cache.prepare();
    const int name = int(cache.width(TextStyle::BodyMedium, u"plugin-keycloak"_s));
    const QRect nameArea(0, 0, name, 20);
    const QImage wide = nameRow(400);
    const QImage narrow = nameRow(name + 60);
    QCOMPARE(narrow.copy(nameArea), wide.copy(nameArea));
    QVERIFY(inkRight(narrow) < inkRight(wide));
    QVERIFY(inkRight(narrow) > name);
}

void PaintingTest::nothingIsDrawnPastTheArea()
{
    for (const int width : {20, 60, 120, 160, 200})
        QVERIFY2(inkRight(nameRow(width)) <= width, qPrintable(QString::number(width)));
}

void PaintingTest::eachRunShrinksTheArea()
{
    QImage image = blank({200, 20});
    QPainter painter(&image);
    TextCache cache;
    RowPainter row(painter, lightTheme(), cache);
    QRect area(0, 0, 200, 20);
    row.icon(area, Side::Right, IconName::Clock, 14, Qt::black, 4);
    QCOMPARE(area, QRect(0, 0, 182, 20));
    row.checkBox(area, Qt::Checked);
    QCOMPARE(area.left(), metrics::checkboxSize + 8);
    row.text(area, Side::Left, QString(500, u'x'), TextStyle::Body, Qt::black);
    QCOMPARE(area.width(), 0);
}

void PaintingTest::runsOfALineShareTheBaseline()
{
    for (const int height : {18, 20, 28, 32}) {
        QImage image = blank({200, height});
        QPainter painter(&image);
        TextCache cache;
        RowPainter row(painter, lightTheme(), cache);
        QList<int> feet;
        for (const TextStyle style :
            {TextStyle::Small, TextStyle::BodyStrong, TextStyle::CodeSmall, TextStyle::Code}) {
            image.fill(Qt::white);
            QRect area(0, 0, 200, height);
            row.text(area, Side::Left, u"HI"_s, style, Qt::black);
            int foot = 0;
            for (int y = 0; y < height; ++y) {
                for (int x = 0; x < 40; ++x)
                    foot = image.pixelColor(x, y).lightness() < 128 ? y : foot;
            }
            feet.append(foot);
        }
        QCOMPARE(feet, QList<int>(feet.size(), feet.first()));
    }
}

void PaintingTest::laidOutTextIsKept()
{
    TextCache cache;
    cache.prepare();
    const TextCache::Run *first = &cache.run(TextStyle::Small, u"Update"_s, 100);
    QCOMPARE(&cache.run(TextStyle::Small, u"Update"_s, 100), first);
    QCOMPARE(cache.count(), 1);
    cache.run(TextStyle::Small, u"Update"_s, 20);
    QCOMPARE(cache.count(), 2);
    QApplication::setFont(applicationFont(1.5));
    cache.prepare();
    QCOMPARE(cache.count(), 0);
    QApplication::setFont(applicationFont(1.0));
}

void PaintingTest::hairlinesAreWholeDevicePixels_data()
{
    QTest::addColumn<qreal>("ratio");
    QTest::addColumn<int>("pixels");
    QTest::newRow("100 %") << 1.0 << 1;
    QTest::newRow("125 %") << 1.25 << 1;
    QTest::newRow("150 %") << 1.5 << 1;
    QTest::newRow("200 %") << 2.0 << 2;
}

void PaintingTest::hairlinesAreWholeDevicePixels()
{
    QFETCH(const qreal, ratio);
    QFETCH(const int, pixels);
    for (const int y : {3, 7, 10}) {
        QImage image = blank({20, 20}, ratio);
        {
            QPainter painter(&image);
            painter.setRenderHint(QPainter::Antialiasing);
            paintHLine(painter, 0, 20, y, Qt::black);
        }
        int dark = 0;
        for (int row = 0; row < image.height(); ++row) {
            const QColor color = image.pixelColor(5, row);
            QVERIFY2(color == Qt::white || color == Qt::black, "a blurred hairline");
            dark += color == Qt::black ? 1 : 0;
        }
        QCOMPARE(dark, pixels);
    }
}

void PaintingTest::quorumNamesThePersonsOwnPlace()
{
    QCOMPARE(quorumPips(1, 2, true), (QList<Pip>{Pip::Decided, Pip::Yours}));
    QCOMPARE(quorumPips(0, 2, false), (QList<Pip>{Pip::Open, Pip::Open}));
    QCOMPARE(quorumPips(2, 2, true), (QList<Pip>{Pip::Decided, Pip::Decided}));
}

void PaintingTest::everyIconDraws()
{
    for (int i = 1; i <= int(IconName::ZoomOut); ++i) {
        const auto name = IconName(i);
        const QImage image = iconPixmap(name, 24, Qt::black).toImage();
        QVERIFY2(!image.isNull(), qPrintable(iconFileName(name)));
        bool inked = false;
        for (int y = 0; y < 24; ++y) {
            for (int x = 0; x < 24; ++x)
                inked = inked || image.pixelColor(x, y).alpha() > 128;
        }
        QVERIFY2(inked, qPrintable(iconFileName(name)));
    }
    QVERIFY(iconPixmap(IconName::None, 24, Qt::black).isNull());
}

void PaintingTest::iconsTakeTheColourAskedFor()
{
    const QColor color = lightTheme().bad;
    const QImage image = iconPixmap(IconName::TriangleAlert, 48, color).toImage();
    int solid = 0;
    for (int y = 0; y < 48; ++y) {
        for (int x = 0; x < 48; ++x) {
            const QColor pixel = image.pixelColor(x, y);
            if (pixel.alpha() < 255)
                continue;
            QCOMPARE(pixel, color);
            ++solid;
        }
    }
    QVERIFY(solid > 50);
}

void PaintingTest::iconsAreKeptPerSizeAndColour()
{
    const qint64 first = iconPixmap(IconName::Bell, 16, Qt::red).cacheKey();
    QCOMPARE(iconPixmap(IconName::Bell, 16, Qt::red).cacheKey(), first);
    QVERIFY(iconPixmap(IconName::Bell, 32, Qt::red).cacheKey() != first);
    QVERIFY(iconPixmap(IconName::Bell, 16, Qt::blue).cacheKey() != first);
}

void PaintingTest::roleIconsFollowThePalette()
{
    const QIcon bell = icon(IconName::CheckDisc, ColorRole::Ok);
    const auto middle = [&bell](QIcon::Mode mode) {
        return bell.pixmap(QSize(32, 32), 1.0, mode).toImage().pixelColor(5, 16);
    };
    QApplication::setPalette(paletteFor(lightTheme()));
    QCOMPARE(middle(QIcon::Normal), lightTheme().ok);
    QCOMPARE(middle(QIcon::Disabled), lightTheme().disabled);
    QApplication::setPalette(paletteFor(darkTheme()));
    QCOMPARE(middle(QIcon::Normal), darkTheme().ok);
}

void PaintingTest::monospaceTextHasNoLigatures()
{
    const QFontMetricsF words(textFont(TextStyle::Code));
    QCOMPARE(words.horizontalAdvance(u">-"_s), 2 * words.horizontalAdvance(u"0"_s));
}

QTEST_MAIN(PaintingTest)
#include "tst_painting.moc"
