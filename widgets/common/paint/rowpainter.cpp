// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/paint/rowpainter.h"

#include "widgets/common/icons.h"

#include <QPainter>
#include <QStyleOptionViewItem>

#include <cmath>

namespace gatehouse {

PackageName splitPackageName(const QString &fullName)
{
    const qsizetype slash = fullName.startsWith(u'@') ? fullName.indexOf(u'/') : -1;
    if (slash < 0)
        return {fullName, {}};
    return {fullName.mid(slash + 1), fullName.left(slash)};
}

RowPainter::RowPainter(QPainter &painter, const Theme &theme, TextCache &cache)
    : m_painter(painter)
    , m_theme(theme)
    , m_cache(cache)
{
    m_cache.prepare();
}

void RowPainter::background(const QStyleOptionViewItem &option, bool current)
{
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool active = option.state.testFlag(QStyle::State_Active);
    if (selected)
        m_painter.fillRect(option.rect, active ? m_theme.sel : m_theme.selInactive);
    else if (option.state.testFlag(QStyle::State_MouseOver))
        m_painter.fillRect(option.rect, m_theme.hover);
    paintHLine(m_painter, option.rect.left(), option.rect.left() + option.rect.width(),
        option.rect.top() + option.rect.height() - hairline(m_painter), m_theme.line);
    if (current)
        paintSelectionBar(m_painter, option.rect, active ? m_theme.selLine : m_theme.lineStrong);
}

void RowPainter::background(const QStyleOptionViewItem &option)
{
    background(option, option.state.testFlag(QStyle::State_Selected));
}

QRect RowPainter::take(QRect &area, Side side, int width, int gap) const
{
    const int used = qBound(0, width, qMax(0, area.width()));
    QRect taken = area;
    if (side == Side::Left) {
        taken.setWidth(used);
        area.setLeft(area.left() + used + gap);
    } else {
        taken.setLeft(area.left() + area.width() - used);
        area.setWidth(area.width() - used - gap);
    }
    if (area.width() < 0)
        area.setWidth(0);
    return taken;
}

void RowPainter::text(
    QRect &area, Side side, const QString &text, TextStyle style, const QColor &color, int gap)
{
    if (text.isEmpty() || area.width() <= 0)
        return;
    int width = textWidth(text, style);
    const bool fits = width <= area.width();
    const TextCache::Run &run = m_cache.run(style, text, fits ? QWIDGETSIZE_MAX : area.width());
    if (!fits)
        width = int(std::ceil(run.size.width()));
    const QRect box = take(area, side, width, gap);
    m_painter.setFont(m_cache.font(style));
    m_painter.setPen(color);
    const qreal top = box.top() + m_cache.baseline(style, box.height()) - m_cache.ascent(style);
    m_painter.drawStaticText(QPointF(box.left(), top), run.text);
}

void RowPainter::nameAndScope(
    QRect &area, const QString &name, const QString &scope, TextStyle style, int gap)
{
    text(area, Side::Left, name, style, m_theme.text, scope.isEmpty() ? gap : 6);
    text(area, Side::Left, scope, TextStyle::Small, m_theme.faint, gap);
}

void RowPainter::packageName(QRect &area, const QString &fullName, TextStyle style, int gap)
{
    const PackageName parts = splitPackageName(fullName);
    nameAndScope(area, parts.name, parts.scope, style, gap);
}

void RowPainter::icon(QRect &area, Side side, IconName name, int size, const QColor &color, int gap)
{
    const QRect box = take(area, side, size, gap);
    paintIcon(m_painter, name,
        QRectF(box.left(), box.top() + (box.height() - size) / 2.0, size, size), color);
}

void RowPainter::badge(QRect &area, Side side, const BadgeLook &look, int gap)
{
    const int height = scaled(metrics::badgeInRowHeight);
    const int width = badgeFrameWidth(look) + textWidth(look.text, TextStyle::SmallMedium);
    const QRect box = take(area, side, width, gap);
    const QRectF words = paintBadgeFrame(m_painter,
        QRectF(box.left(), box.top() + (box.height() - height) / 2, box.width(), height), look,
        m_theme);
    QRect word = words.toRect();
    text(word, Side::Left, look.text, TextStyle::SmallMedium, toneColors(m_theme, look.tone).text);
}

void RowPainter::riskBars(QRect &area, Side side, int filled, const QColor &color, int gap)
{
    paintRiskBars(m_painter, take(area, side, 11, gap), filled, color);
}

void RowPainter::pips(QRect &area, Side side, const QList<Pip> &pips, int gap)
{
    paintPips(m_painter, take(area, side, pipsWidth(pips.size()), gap), pips, m_theme);
}

void RowPainter::environmentMark(
    QRect &area, Side side, Environment environment, const QColor &color, int gap)
{
    paintEnvironmentMark(m_painter, take(area, side, 8, gap), environment, color);
}

void RowPainter::keyCaps(QRect &area, Side side, const QStringList &caps, int gap)
{
    const QRect box = take(area, side, keyCapsWidth(caps, metrics::keycapHeight), gap);
    paintKeyCaps(m_painter, box, caps, metrics::keycapHeight, m_theme.muted, m_theme.lineStrong,
        m_theme.pane);
}

void RowPainter::avatar(QRect &area, Side side, const QString &initials, int size, int gap)
{
    const QRect box = take(area, side, size, gap);
    paintAvatar(m_painter, QRectF(box.left(), box.top() + (box.height() - size) / 2.0, size, size),
        initials, m_theme);
}

void RowPainter::checkBox(QRect &area, Qt::CheckState state, bool enabled, int gap)
{
    constexpr int size = metrics::checkboxSize;
    const QRect box = take(area, Side::Left, size, gap);
    paintCheckBox(m_painter, QRectF(box.left(), box.top() + (box.height() - size) / 2, size, size),
        state, enabled, m_theme);
}

void RowPainter::meter(QRect &area, Side side, qreal share, int width, const QColor &color, int gap)
{
    const QRect box = take(area, side, width, gap);
    paintMeter(
        m_painter, QRectF(box.left(), box.center().y() - 2, box.width(), 5), share, color, m_theme);
}

int RowPainter::textWidth(const QString &text, TextStyle style)
{
    return int(std::ceil(m_cache.width(style, text)));
}

} // namespace gatehouse
