// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/controls/button.h"

#include "widgets/common/icons.h"
#include "widgets/common/paint/primitives.h"
#include "widgets/common/textstyle.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QStyleOptionButton>

#include <cmath>

namespace gatehouse {

namespace {

constexpr int iconGap = 6;
constexpr int wordGap = 6;
constexpr int capsGap = 10;
constexpr int capHeight = 16;

int wordWidth(const QString &word, TextStyle style)
{
    return word.isEmpty() ? 0
                          : int(std::ceil(QFontMetricsF(textFont(style)).horizontalAdvance(word)));
}

QString shownText(QString text)
{
    return text.remove(u'&');
}

} // namespace

Button::Button(const QString &text, ButtonVariant variant, QWidget *parent)
    : QPushButton(text, parent)
    , m_variant(variant)
{
    setFont(textFont(TextStyle::BodyMedium));
    setAttribute(Qt::WA_Hover);
    setAutoDefault(false);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
}

Button::Button(IconName icon, const QString &name, ButtonVariant variant, QWidget *parent)
    : Button(QString(), variant, parent)
{
    m_icon = icon;
    setAccessibleName(name);
    setToolTip(name);
}

void Button::setVariant(ButtonVariant variant)
{
    m_variant = variant;
    update();
}

void Button::setSize(ButtonSize size)
{
    m_size = size;
    updateGeometry();
}

void Button::setIconName(IconName name, std::optional<ColorRole> role)
{
    m_icon = name;
    m_iconRole = role;
    updateGeometry();
    update();
}

void Button::setKeyCaps(const QStringList &caps)
{
    m_keyCaps = caps;
    updateGeometry();
    update();
}

void Button::setPrefix(const QString &prefix)
{
    m_prefix = prefix;
    updateGeometry();
    update();
}

void Button::setSuffix(const QString &suffix)
{
    m_suffix = suffix;
    updateGeometry();
    update();
}

void Button::setDropDown(bool dropDown)
{
    m_dropDown = dropDown;
    updateGeometry();
    update();
}

void Button::setBlockedReason(const QString &reason)
{
    if (!m_blocked)
        m_plainToolTip = toolTip();
    m_blocked = !reason.isEmpty();
    setEnabled(!m_blocked);
    setToolTip(m_blocked ? reason : m_plainToolTip);
    setAccessibleDescription(reason);
}

bool Button::hasDropDown() const
{
    return m_dropDown || menu() != nullptr;
}

int Button::padding() const
{
    if (m_variant == ButtonVariant::Link)
        return 2;
    return m_size == ButtonSize::Large ? 12 : m_size == ButtonSize::Small ? 8 : 10;
}

int Button::contentWidth() const
{
    int width = wordWidth(shownText(text()), TextStyle::BodyMedium);
    if (m_icon != IconName::None)
        width += metrics::iconSize + (text().isEmpty() ? 0 : iconGap);
    if (!m_prefix.isEmpty())
        width += wordWidth(m_prefix, TextStyle::Body) + wordGap;
    if (!m_suffix.isEmpty())
        width += wordWidth(m_suffix, TextStyle::Small) + wordGap;
    if (!m_keyCaps.isEmpty())
        width += keyCapsWidth(m_keyCaps, capHeight) + capsGap;
    if (hasDropDown())
        width += metrics::iconSmallSize + iconGap;
    return width;
}

QSize Button::sizeHint() const
{
    const int height = buttonHeight(m_size);
    const bool iconOnly = text().isEmpty() && m_keyCaps.isEmpty() && !hasDropDown();
    if (iconOnly)
        return {height, height};
    return {contentWidth() + 2 * padding(), height};
}

QSize Button::minimumSizeHint() const
{
    return sizeHint();
}

void Button::paintEvent(QPaintEvent *)
{
    QStyleOptionButton option;
    initStyleOption(&option);
    const ButtonState state{
        isEnabled(), option.state.testFlag(QStyle::State_MouseOver), isDown(), isChecked()};
    ButtonColors colors = buttonColors(themeOf(this), m_variant, state);
    // Flat: no frame before it is pointed at, where it stands apart from the other buttons.
    if (isFlat()) {
        colors.border = QColor();
        colors.fill = state.hovered || state.pressed ? colors.fill : QColor();
    }
    QPainter painter(this);
    if (colors.fill.isValid() || colors.border.isValid())
        paintBox(painter, rect(), metrics::radiusControl, colors.fill, colors.border);
    paintContent(painter, colors);
}

void Button::paintContent(QPainter &painter, const ButtonColors &colors)
{
    const Theme &theme = themeOf(this);
    const QColor soft = !isEnabled()         ? theme.disabled
        : m_variant == ButtonVariant::Accent ? theme.onAccent
                                             : theme.muted;
    int left = (width() - contentWidth()) / 2;
    const auto word = [&](const QString &text, TextStyle style, const QColor &color) {
        const int room = wordWidth(text, style);
        painter.setFont(textFont(style));
        painter.setPen(color);
        painter.drawText(QRect(left, 0, room + 1, height()),
            Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, text);
        left += room + wordGap;
    };
    if (m_icon != IconName::None) {
        const QColor color = m_iconRole && isEnabled() ? theme[*m_iconRole] : colors.icon;
        paintIcon(painter, m_icon,
            QRectF(
                left, (height() - metrics::iconSize) / 2.0, metrics::iconSize, metrics::iconSize),
            color);
        left += metrics::iconSize + iconGap;
    }
    if (!m_prefix.isEmpty())
        word(m_prefix, TextStyle::Body, soft);
    if (!text().isEmpty())
        word(shownText(text()), TextStyle::BodyMedium, colors.text);
    if (!m_suffix.isEmpty())
        word(m_suffix, TextStyle::Small, soft);
    if (!m_keyCaps.isEmpty()) {
        left += capsGap - wordGap;
        paintKeyCaps(painter, QRectF(left, 0, width() - left, height()), m_keyCaps, capHeight,
            colors.capText, colors.capLine);
        left += keyCapsWidth(m_keyCaps, capHeight) + wordGap;
    }
    if (hasDropDown())
        paintIcon(painter, IconName::ChevronDown,
            QRectF(left + iconGap - wordGap, (height() - metrics::iconSmallSize) / 2.0,
                metrics::iconSmallSize, metrics::iconSmallSize),
            soft);
}

} // namespace gatehouse
