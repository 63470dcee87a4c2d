// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/paint/primitives.h"

#include "widgets/common/icons.h"
#include "widgets/common/textstyle.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPixmapCache>
#include <qdrawutil.h>

#include <array>
#include <cmath>

namespace gatehouse {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int pipGap = 3;
constexpr int capGap = 3;
constexpr int capPadding = 5;
constexpr int hatchStep = 7;
constexpr int shadowSpread = 24;
constexpr int shadowDrop = 8;

class Saved final
{
public:
    explicit Saved(QPainter &painter)
        : m_painter(painter)
    {
        m_painter.save();
        m_painter.setRenderHint(QPainter::Antialiasing);
    }
    ~Saved() { m_painter.restore(); }
    Q_DISABLE_COPY_MOVE(Saved)

private:
    QPainter &m_painter;
};

qreal ratioOf(const QPainter &painter)
{
    return painter.device()->devicePixelRatioF();
}

qreal snapped(const QPainter &painter, qreal value)
{
    const qreal ratio = ratioOf(painter);
    return std::round(value * ratio) / ratio;
}

//! Without antialiasing: a rounding error of the ratio must not blur an edge.
void fillCrisp(QPainter &painter, const QRectF &rect, const QColor &color)
{
    const bool smooth = painter.testRenderHint(QPainter::Antialiasing);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.fillRect(rect, color);
    painter.setRenderHint(QPainter::Antialiasing, smooth);
}

QRectF centred(const QRectF &rect, qreal width, qreal height)
{
    return {rect.center().x() - width / 2, rect.center().y() - height / 2, width, height};
}

//! A soft box just large enough to be stretched: \a corner pixels at each side of one.
QPixmap shadowTile(int corner, qreal radius, qreal ratio, const QColor &shadow)
{
    const int side = 2 * corner + 1;
    QPixmap tile(QSizeF(side * ratio, side * ratio).toSize());
    tile.setDevicePixelRatio(ratio);
    tile.fill(Qt::transparent);
    QPainter painter(&tile);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const QRectF box(shadowSpread, shadowSpread, side - 2 * shadowSpread, side - 2 * shadowSpread);
    for (int i = shadowSpread; i > 0; --i) {
        QColor layer = shadow;
        layer.setAlphaF(
            shadow.alphaF() * 1.2F / shadowSpread * float(shadowSpread - i + 1) / shadowSpread);
        painter.setBrush(layer);
        painter.drawRoundedRect(box.adjusted(-i, -i, i, i), radius + i, radius + i);
    }
    return tile;
}

} // namespace

qreal hairline(const QPainter &painter)
{
    const qreal ratio = ratioOf(painter);
    return std::max(1.0, std::floor(ratio)) / ratio;
}

void paintHLine(QPainter &painter, qreal left, qreal right, qreal y, const QColor &color)
{
    fillCrisp(painter, QRectF(left, snapped(painter, y), right - left, hairline(painter)), color);
}

void paintVLine(QPainter &painter, qreal x, qreal top, qreal bottom, const QColor &color)
{
    fillCrisp(painter, QRectF(snapped(painter, x), top, hairline(painter), bottom - top), color);
}

void paintBox(QPainter &painter, const QRectF &rect, qreal radius, const QColor &fill,
    const QColor &border, qreal borderWidth)
{
    const Saved saved(painter);
    const qreal width = borderWidth > 0 ? borderWidth : hairline(painter);
    const QRectF box(QPointF(snapped(painter, rect.left()), snapped(painter, rect.top())),
        QPointF(snapped(painter, rect.right()), snapped(painter, rect.bottom())));
    painter.setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    if (!border.isValid()) {
        painter.setPen(Qt::NoPen);
        painter.drawRoundedRect(box, radius, radius);
        return;
    }
    painter.setPen(QPen(border, width));
    const qreal half = width / 2;
    painter.drawRoundedRect(box.adjusted(half, half, -half, -half), radius - half, radius - half);
}

void paintDashedBox(QPainter &painter, const QRectF &rect, qreal radius, const QColor &border)
{
    const Saved saved(painter);
    const qreal width = hairline(painter);
    QPen pen(border, width);
    pen.setDashPattern({4 / width, 3 / width});
    pen.setCapStyle(Qt::FlatCap);
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    const qreal half = width / 2;
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), radius - half, radius - half);
}

void paintSelectionBar(QPainter &painter, const QRectF &row, const QColor &color)
{
    painter.fillRect(QRectF(row.left(), row.top(), metrics::selectionBar, row.height()), color);
}

void paintDot(QPainter &painter, const QPointF &center, qreal diameter, const QColor &color)
{
    const Saved saved(painter);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawEllipse(center, diameter / 2, diameter / 2);
}

QList<Pip> quorumPips(int decided, int required, bool mine)
{
    QList<Pip> pips;
    for (int i = 0; i < required; ++i) {
        if (i < decided)
            pips.append(Pip::Decided);
        else
            pips.append(mine && i == decided ? Pip::Yours : Pip::Open);
    }
    return pips;
}

int pipsWidth(qsizetype count)
{
    return count <= 0 ? 0 : int(count) * (metrics::pipSize + pipGap) - pipGap;
}

void paintPips(QPainter &painter, const QRectF &rect, const QList<Pip> &pips, const Theme &theme)
{
    const Saved saved(painter);
    constexpr qreal ring = 1.75;
    QRectF pip(rect.left(), rect.center().y() - metrics::pipSize / 2.0, metrics::pipSize,
        metrics::pipSize);
    for (const Pip kind : pips) {
        const bool solid = kind == Pip::Decided || kind == Pip::Rejected;
        const QColor color = kind == Pip::Decided ? theme.ok
            : kind == Pip::Rejected               ? theme.badSolid
            : kind == Pip::Yours                  ? theme.selLine
                                                  : theme.faint;
        painter.setPen(solid ? QPen(Qt::NoPen) : QPen(color, ring));
        painter.setBrush(solid ? QBrush(color) : QBrush(Qt::NoBrush));
        if (kind == Pip::Rejected)
            painter.drawRoundedRect(pip, 1, 1);
        else if (solid)
            painter.drawEllipse(pip);
        else
            painter.drawEllipse(pip.adjusted(ring / 2, ring / 2, -ring / 2, -ring / 2));
        pip.translate(metrics::pipSize + pipGap, 0);
    }
}

void paintRiskBars(QPainter &painter, const QRectF &rect, int filled, const QColor &color)
{
    constexpr std::array<qreal, 4> heights = {3, 5, 7, 9};
    const QRectF box = centred(rect, 11, 9);
    QColor rest = color;
    rest.setAlphaF(0.3F);
    qreal left = snapped(painter, box.left());
    const qreal bottom = snapped(painter, box.bottom());
    for (int i = 0; i < 4; ++i) {
        const qreal height = heights[size_t(i)];
        painter.fillRect(QRectF(left, bottom - height, 2, height), i < filled ? color : rest);
        left += 3;
    }
}

void paintEnvironmentMark(
    QPainter &painter, const QRectF &rect, Environment environment, const QColor &color)
{
    const Saved saved(painter);
    constexpr qreal stroke = 2;
    const QRectF box = centred(rect, 8, 8);
    QPen pen(color, stroke, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(pen);
    switch (environment) {
    case Environment::Development:
        painter.drawEllipse(box.adjusted(0.75, 0.75, -0.75, -0.75));
        break;
    case Environment::Staging: {
        pen.setWidthF(1.75);
        painter.setPen(pen);
        const QPointF c = box.center();
        painter.drawPolygon(QPolygonF({{c.x(), c.y() - 3.4}, {c.x() + 3.4, c.y()},
            {c.x(), c.y() + 3.4}, {c.x() - 3.4, c.y()}}));
        break;
    }
    case Environment::Production:
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        painter.drawRoundedRect(box, 1, 1);
        break;
    case Environment::Global:
        pen.setWidthF(1.75);
        painter.setPen(pen);
        painter.drawLine(
            QPointF(box.center().x(), box.top()), QPointF(box.center().x(), box.bottom()));
        painter.drawLine(
            QPointF(box.left(), box.center().y()), QPointF(box.right(), box.center().y()));
        break;
    case Environment::Unknown:
        break;
    }
}

QString initialsOf(const QString &name)
{
    const QStringList words = name.split(u' ', Qt::SkipEmptyParts);
    if (words.isEmpty())
        return {};
    const QString initials = words.size() == 1
        ? words.first().left(2)
        : QString(words.first().left(1) + words.at(1).left(1));
    return initials.toUpper();
}

void paintAvatar(QPainter &painter, const QRectF &rect, const QString &initials, const Theme &theme)
{
    const Saved saved(painter);
    const qreal side = qMin(rect.width(), rect.height());
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.accentTint);
    painter.drawEllipse(centred(rect, side, side));
    QFont font = textFont(TextStyle::CaptionStrong);
    font.setPixelSize(qMax(8, qRound(side * 0.42)));
    painter.setFont(font);
    painter.setPen(theme.accentText);
    painter.drawText(rect, Qt::AlignCenter, initials);
}

void paintCheckBox(
    QPainter &painter, const QRectF &rect, Qt::CheckState state, bool enabled, const Theme &theme)
{
    const bool on = state != Qt::Unchecked;
    const QColor fill = on ? (enabled ? theme.accent : theme.lineStrong) : theme.field;
    paintBox(painter, rect, metrics::radiusCheckbox, fill, on ? fill : theme.fieldLine);
    if (!on)
        return;
    const Saved saved(painter);
    const qreal unit = rect.width() / 14;
    painter.setPen(QPen(theme.onAccent, 1.75 * unit, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const auto at = [&](qreal x, qreal y) { return rect.topLeft() + QPointF(x, y) * unit; };
    if (state == Qt::PartiallyChecked)
        painter.drawLine(at(4, 7), at(10, 7));
    else
        painter.drawPolyline(QPolygonF({at(3.6, 7.3), at(6, 9.7), at(10.5, 4.7)}));
}

void paintMeter(
    QPainter &painter, const QRectF &rect, qreal share, const QColor &color, const Theme &theme)
{
    const qreal radius = rect.height() / 2;
    paintBox(painter, rect, radius, theme.press);
    const qreal width = rect.width() * qBound(0.0, share, 1.0);
    if (width > 0)
        paintBox(painter,
            QRectF(rect.left(), rect.top(), qMax(width, rect.height()), rect.height()), radius,
            color);
}

int keyCapsWidth(const QStringList &caps, int height)
{
    const QFontMetricsF words(textFont(TextStyle::Caption));
    qreal width = 0;
    for (const QString &cap : caps)
        width
            += std::max<qreal>(std::ceil(words.horizontalAdvance(cap)) + 2 * capPadding, height - 2)
            + capGap;
    return caps.isEmpty() ? 0 : int(width) - capGap;
}

void paintKeyCaps(QPainter &painter, const QRectF &rect, const QStringList &caps, int height,
    const QColor &text, const QColor &line, const QColor &fill)
{
    const QFont font = textFont(TextStyle::Caption);
    qreal left = rect.left();
    for (const QString &cap : caps) {
        const qreal width = keyCapsWidth({cap}, height);
        const QRectF box(left, rect.center().y() - height / 2.0, width, height);
        paintBox(painter, box, metrics::radiusKeycap, fill, line);
        painter.setFont(font);
        painter.setPen(text);
        painter.drawText(box, Qt::AlignCenter, cap);
        left += width + capGap;
    }
}

void paintHatch(QPainter &painter, const QRectF &rect, const QColor &color)
{
    const Saved saved(painter);
    painter.setClipRect(rect, Qt::IntersectClip);
    painter.setPen(QPen(color, 1));
    const qreal height = rect.height();
    const qreal first = std::floor((rect.left() - height) / hatchStep) * hatchStep;
    for (qreal x = first; x < rect.right(); x += hatchStep)
        painter.drawLine(QPointF(x, rect.bottom()), QPointF(x + height, rect.top()));
}

void paintPopupShadow(QPainter &painter, const QRectF &popup, qreal radius, const Theme &theme)
{
    const qreal ratio = ratioOf(painter);
    const int corner = shadowSpread + int(std::ceil(radius));
    const QString key = u"gatehouse-shadow/%1/%2/%3"_s.arg(ratio).arg(radius).arg(theme.dark);
    QPixmap tile;
    if (!QPixmapCache::find(key, &tile)) {
        tile = shadowTile(corner, radius, ratio, theme.shadow);
        QPixmapCache::insert(key, tile);
    }
    const QRect outer = popup.translated(0, shadowDrop)
                            .adjusted(-shadowSpread, -shadowSpread, shadowSpread, shadowSpread)
                            .toRect();
    qDrawBorderPixmap(&painter, outer, QMargins(corner, corner, corner, corner), tile);
}

} // namespace gatehouse
