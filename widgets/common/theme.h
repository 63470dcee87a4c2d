// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>

class QPalette;
class QWidget;

namespace gatehouse {

//! The name of one semantic colour, for code that stores which colour it wants (icons, words,
//! badges).
enum class ColorRole {
    Chrome,
    Pane,
    Sunken,
    Raised,
    Hover,
    Press,
    Sel,
    SelInactive,
    SelLine,
    Line,
    LineStrong,
    Field,
    FieldLine,
    Text,
    Muted,
    Faint,
    Disabled,
    Accent,
    AccentHover,
    AccentText,
    AccentTint,
    AccentLine,
    OnAccent,
    Ok,
    OkTint,
    OkLine,
    OkSolid,
    Warn,
    WarnTint,
    WarnLine,
    WarnSolid,
    Bad,
    BadTint,
    BadLine,
    BadSolid,
    Info,
    InfoTint,
    InfoLine,
    InfoSolid,
    NeutralTint,
    NeutralLine,
    AddBg,
    AddWord,
    DelBg,
    DelWord,
    Hatch,
    C1,
    C2,
    C3,
    C4,
    C5,
    Grid,
    SynKey,
    SynStr,
    SynNum,
    SynCom,
    SynKw,
    SynRef,
    SynPun,
    SynFn
};

//! One theme's colours. Widgets and delegates read these and nothing else:
//! `const Theme &t = themeOf(this); painter.fillRect(r, t.sunken);`
//! Surfaces: chrome (rail, status bar), sunken (side lists, headers, action bars), pane (work),
//! raised (popups). \c line splits them.
struct Theme
{
    bool dark;
    QColor chrome;
    QColor pane;
    QColor sunken;
    QColor raised;
    QColor hover;
    QColor press;
    QColor sel;
    QColor selInactive;
    QColor selLine;
    QColor line;
    QColor lineStrong;
    QColor field;
    QColor fieldLine;
    QColor text;
    QColor muted;
    QColor faint;
    QColor disabled;
    QColor accent;
    QColor accentHover;
    QColor accentText;
    QColor accentTint;
    QColor accentLine;
    QColor onAccent;
    QColor ok;
    QColor okTint;
    QColor okLine;
    QColor okSolid;
    QColor warn;
    QColor warnTint;
    QColor warnLine;
    QColor warnSolid;
    QColor bad;
    QColor badTint;
    QColor badLine;
    QColor badSolid;
    QColor info;
    QColor infoTint;
    QColor infoLine;
    QColor infoSolid;
    QColor neutralTint;
    QColor neutralLine;
    QColor addBg;
    QColor addWord;
    QColor delBg;
    QColor delWord;
    QColor hatch;
    QColor c1;
    QColor c2;
    QColor c3;
    QColor c4;
    QColor c5;
    QColor grid;
    QColor synKey;
    QColor synStr;
    QColor synNum;
    QColor synCom;
    QColor synKw;
    QColor synRef;
    QColor synPun;
    QColor synFn;
    QColor scrim;
    QColor shadow;

    const QColor &operator[](ColorRole role) const;
};

//! What a thing means, when the same thing needs text, tint, line and solid in one meaning.
enum class Tone { Neutral, Accent, Ok, Warn, Bad, Info };

struct ToneColors
{
    QColor text;
    QColor tint;
    QColor line;
    QColor solid;
};

const Theme &lightTheme();
const Theme &darkTheme();

//! The theme a palette belongs to, told by the lightness of its Window colour.
const Theme &themeOf(const QPalette &palette);
const Theme &themeOf(const QWidget *widget);

ToneColors toneColors(const Theme &theme, Tone tone);
//! The colour an icon or a word of this tone has on a plain surface.
ColorRole toneRole(Tone tone);

//! The palette every widget gets: Window = chrome, Base = pane, AlternateBase = sunken,
//! ToolTipBase = raised, Light = field, Midlight = hover, Mid = line, Dark = lineStrong.
QPalette paletteFor(const Theme &theme);

//! The four surfaces. setSurface() follows theme changes by itself.
enum class Surface { Chrome, Sunken, Pane, Raised };
//! Fills \a widget with a surface. For item views and scroll areas this fills the viewport.
void setSurface(QWidget *widget, Surface surface);

//! Metrics of the design, in logical pixels.
namespace metrics {
inline constexpr int spaceXs = 4;
inline constexpr int spaceSm = 8;
inline constexpr int spaceMd = 12;
inline constexpr int spaceLg = 16;
inline constexpr int spaceXl = 20;
inline constexpr int spaceXxl = 24;
inline constexpr int spacePage = 56;
inline constexpr int spaceCardGap = 12;
inline constexpr int spaceCardPaddingX = 12;
inline constexpr int spacePanePaddingX = 16;
inline constexpr int spaceDetailPaddingX = 20;
inline constexpr int radiusBadge = 4;
inline constexpr int radiusKeycap = 4;
inline constexpr int radiusCheckbox = 3;
inline constexpr int radiusControl = 6;
inline constexpr int radiusCard = 6;
inline constexpr int radiusPopup = 6;
inline constexpr int radiusDialog = 8;
inline constexpr int radiusPill = 8;
inline constexpr int focusRing = 2;
inline constexpr int selectionBar = 3;
inline constexpr int tabUnderline = 2;
inline constexpr int armedLine = 2;
inline constexpr int topBarHeight = 48;
inline constexpr int statusBarHeight = 28;
inline constexpr int navWide = 200;
inline constexpr int navThin = 48;
inline constexpr int navItem = 32;
inline constexpr int tabsHeight = 36;
inline constexpr int paneHeaderHeight = 40;
inline constexpr int cardHeaderHeight = 36;
inline constexpr int toolbarHeight = 44;
inline constexpr int groupHeaderHeight = 28;
inline constexpr int tableHeaderHeight = 32;
inline constexpr int rowList = 32;
inline constexpr int rowCompact = 28;
inline constexpr int rowInbox = 52;
inline constexpr int rowOutbox = 84;
inline constexpr int rowFacet = 24;
inline constexpr int rowTree = 28;
inline constexpr int rowPalette = 36;
inline constexpr int codeLine = 20;
inline constexpr int controlHeight = 28;
inline constexpr int controlSmallHeight = 24;
inline constexpr int controlLargeHeight = 32;
inline constexpr int badgeHeight = 20;
inline constexpr int badgeInRowHeight = 18;
inline constexpr int decisionBarHeight = 72;
inline constexpr int actionBarHeight = 48;
inline constexpr int keycapHeight = 18;
inline constexpr int checkboxSize = 14;
inline constexpr int pipSize = 8;
inline constexpr int iconSize = 16;
inline constexpr int iconSmallSize = 14;
inline constexpr int iconBadgeSize = 12;
inline constexpr int avatarSize = 24;
inline constexpr int avatarSmallSize = 20;
inline constexpr int scrollThumb = 6;
inline constexpr int overviewRuler = 14;
inline constexpr int inboxList = 376;
inline constexpr int registryFacets = 208;
inline constexpr int registryPane = 344;
inline constexpr int configTree = 264;
inline constexpr int configInspector = 304;
inline constexpr int alertsRail = 304;
inline constexpr int navThinBelow = 1360;
inline constexpr int sidePaneOverlayBelow = 1280;
inline constexpr int paletteWidth = 720;
} // namespace metrics

} // namespace gatehouse
