// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/theme.h"

#include <QPalette>
#include <QTest>
#include <QWidget>

#include <cmath>

using namespace gatehouse;

namespace {

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &color)
{
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF())
        + 0.0722 * linear(color.blueF());
}

//! WCAG 2: (lighter + 0.05) / (darker + 0.05).
double contrast(const QColor &a, const QColor &b)
{
    const double first = luminance(a) + 0.05;
    const double second = luminance(b) + 0.05;
    return first > second ? first / second : second / first;
}

} // namespace

class ThemeTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textIsReadableOnItsSurface_data();
    void textIsReadableOnItsSurface();
    void tonesAreReadableOnTheirTint_data();
    void tonesAreReadableOnTheirTint();
    void paletteTellsItsTheme();
    void selectionTellsActiveFromInactive();
    void rolesNameTheirMembers();
    void surfaceFollowsTheTheme();
};

void ThemeTest::textIsReadableOnItsSurface_data()
{
    QTest::addColumn<ColorRole>("text");
    QTest::addColumn<ColorRole>("surface");
    using R = ColorRole;
    const QList<std::pair<const char *, std::pair<R, R>>> pairs = {
        {"text on pane", {R::Text, R::Pane}},
        {"text on raised", {R::Text, R::Raised}},
        {"text on sel", {R::Text, R::Sel}},
        {"muted on pane", {R::Muted, R::Pane}},
        {"muted on chrome", {R::Muted, R::Chrome}},
        {"muted on sunken", {R::Muted, R::Sunken}},
        {"faint on pane", {R::Faint, R::Pane}},
        {"faint on chrome", {R::Faint, R::Chrome}},
        {"faint on sel", {R::Faint, R::Sel}},
        {"faint on field", {R::Faint, R::Field}},
        {"accent text on pane", {R::AccentText, R::Pane}},
        {"on accent", {R::OnAccent, R::Accent}},
        {"bad on pane", {R::Bad, R::Pane}},
        {"key on pane", {R::SynKey, R::Pane}},
        {"string on pane", {R::SynStr, R::Pane}},
        {"number on pane", {R::SynNum, R::Pane}},
        {"comment on pane", {R::SynCom, R::Pane}},
        {"reference on pane", {R::SynRef, R::Pane}},
        {"string on added", {R::SynStr, R::AddBg}},
        {"text on removed", {R::Text, R::DelBg}},
    };
    for (const auto &[name, roles] : pairs)
        QTest::newRow(name) << roles.first << roles.second;
}

void ThemeTest::textIsReadableOnItsSurface()
{
    QFETCH(const ColorRole, text);
    QFETCH(const ColorRole, surface);
    for (const Theme *theme : {&lightTheme(), &darkTheme()})
        QVERIFY2(contrast((*theme)[text], (*theme)[surface]) >= 4.5,
            theme->dark ? "dark theme" : "light theme");
}

void ThemeTest::tonesAreReadableOnTheirTint_data()
{
    QTest::addColumn<Tone>("tone");
    QTest::newRow("neutral") << Tone::Neutral;
    QTest::newRow("accent") << Tone::Accent;
    QTest::newRow("ok") << Tone::Ok;
    QTest::newRow("warn") << Tone::Warn;
    QTest::newRow("bad") << Tone::Bad;
    QTest::newRow("info") << Tone::Info;
}

void ThemeTest::tonesAreReadableOnTheirTint()
{
    QFETCH(const Tone, tone);
    for (const Theme *theme : {&lightTheme(), &darkTheme()}) {
        const ToneColors colors = toneColors(*theme, tone);
        QVERIFY(contrast(colors.text, colors.tint) >= 4.5);
        QVERIFY(contrast((*theme)[toneRole(tone)], theme->pane) >= 4.5);
    }
}

void ThemeTest::paletteTellsItsTheme()
{
    QCOMPARE(&themeOf(paletteFor(lightTheme())), &lightTheme());
    QCOMPARE(&themeOf(paletteFor(darkTheme())), &darkTheme());
}

void ThemeTest::selectionTellsActiveFromInactive()
{
    const QPalette palette = paletteFor(lightTheme());
    QCOMPARE(palette.color(QPalette::Active, QPalette::Highlight), lightTheme().sel);
    QCOMPARE(palette.color(QPalette::Inactive, QPalette::Highlight), lightTheme().selInactive);
}

void ThemeTest::rolesNameTheirMembers()
{
    const Theme &theme = lightTheme();
    QCOMPARE(theme[ColorRole::Chrome], theme.chrome);
    QCOMPARE(theme[ColorRole::OnAccent], theme.onAccent);
    QCOMPARE(theme[ColorRole::SynFn], theme.synFn);
}

void ThemeTest::surfaceFollowsTheTheme()
{
    QWidget widget;
    widget.setPalette(paletteFor(lightTheme()));
    setSurface(&widget, Surface::Sunken);
    QCOMPARE(widget.palette().color(widget.backgroundRole()), lightTheme().sunken);
    widget.setPalette(paletteFor(darkTheme()));
    QCOMPARE(widget.palette().color(widget.backgroundRole()), darkTheme().sunken);
}

QTEST_MAIN(ThemeTest)
#include "tst_theme.moc"
