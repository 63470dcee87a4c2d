// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/textstyle.h"

#include <QGuiApplication>
#include <QScreen>

#include <array>
#include <cmath>

namespace gatehouse {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int bodyPixels = 13;

struct Style
{
    qreal pixels;
    int line;
    QFont::Weight weight;
    bool mono;
    qreal tracking;
};

//! In the order of TextStyle.
constexpr std::array<Style, static_cast<size_t>(TextStyle::Count)> styles = {{
    {11, 16, QFont::Medium, false, 0},
    {11, 16, QFont::DemiBold, false, 0},
    {12, 16, QFont::Normal, false, 0},
    {12, 16, QFont::Medium, false, 0},
    {12, 16, QFont::DemiBold, false, 0},
    {13, 20, QFont::Normal, false, 0},
    {13, 20, QFont::Medium, false, 0},
    {13, 20, QFont::DemiBold, false, 0},
    {15, 24, QFont::Normal, false, 0},
    {15, 24, QFont::DemiBold, false, 0},
    {18, 28, QFont::DemiBold, false, -0.012},
    {24, 32, QFont::DemiBold, false, -0.02},
    {12, 20, QFont::Normal, true, 0},
    {12, 20, QFont::DemiBold, true, 0},
    {11.5, 16, QFont::Normal, true, 0},
    {13, 24, QFont::Normal, true, 0},
    {13, 24, QFont::Bold, true, 0},
    {24, 32, QFont::Medium, true, 0.04},
}};

QStringList families(bool mono)
{
    if (mono)
        return {u"JetBrains Mono"_s, u"Cascadia Mono"_s, u"SF Mono"_s, u"Noto Sans Mono"_s,
            u"monospace"_s};
    return {u"Inter"_s, u"Segoe UI"_s, u"SF Pro Text"_s, u"Noto Sans"_s, u"sans-serif"_s};
}

void setSize(QFont &font, qreal pixels)
{
    if (std::floor(pixels) == pixels || QGuiApplication::primaryScreen() == nullptr) {
        font.setPixelSize(qRound(pixels));
        return;
    }
    const qreal dpi = QGuiApplication::primaryScreen()->logicalDotsPerInchY();
    font.setPointSizeF(pixels * 72.0 / dpi);
}

QFont makeFont(const Style &style, qreal scale)
{
    QFont font(families(style.mono));
    const qreal pixels = style.pixels * scale;
    setSize(font, pixels);
    font.setWeight(style.weight);
    font.setStyleHint(style.mono ? QFont::Monospace : QFont::SansSerif,
        QFont::StyleStrategy(
            style.mono ? QFont::PreferAntialias | QFont::PreferNoShaping : QFont::PreferAntialias));
    font.setHintingPreference(QFont::PreferNoHinting);
    if (style.tracking != 0)
        font.setLetterSpacing(QFont::AbsoluteSpacing, pixels * style.tracking);
#if QT_VERSION >= QT_VERSION_CHECK(6, 7, 0)
    if (!style.mono) {
        font.setFeature("tnum", 1);
        font.setFeature("cv05", 1);
    }
#endif
    return font;
}

const Style &styleOf(TextStyle style)
{
    return styles[static_cast<size_t>(style)];
}

} // namespace

qreal textScale()
{
    const QFont font = QGuiApplication::font();
    if (font.pixelSize() > 0)
        return qreal(font.pixelSize()) / bodyPixels;
    return 1.0;
}

int scaled(int pixels)
{
    return qRound(pixels * textScale());
}

QFont textFont(TextStyle style)
{
    return makeFont(styleOf(style), textScale());
}

int lineHeight(TextStyle style)
{
    return scaled(styleOf(style).line);
}

QFont applicationFont(qreal scale)
{
    QFont font = makeFont(styleOf(TextStyle::Body), 1.0);
    font.setPixelSize(qRound(bodyPixels * scale));
    return font;
}

} // namespace gatehouse
