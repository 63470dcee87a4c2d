// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/enums.h"
#include "widgets/common/paint/badgelook.h"
#include "widgets/common/theme.h"

#include <QList>
#include <QRectF>
#include <QString>
#include <QStringList>

class QPainter;
class QPixmap;

//! The small drawn things, as functions. RowPainter and the display widgets are made of these.
namespace gatehouse {

//! One design hairline in logical pixels: a whole number of device pixels, at least one.
qreal hairline(const QPainter &painter);
//! A horizontal hairline whose top is at \a y, snapped to device pixels.
void paintHLine(QPainter &painter, qreal left, qreal right, qreal y, const QColor &color);
void paintVLine(QPainter &painter, qreal x, qreal top, qreal bottom, const QColor &color);
//! A rounded box with the border drawn inside \a rect. An invalid colour leaves that part out.
void paintBox(QPainter &painter, const QRectF &rect, qreal radius, const QColor &fill,
    const QColor &border = {}, qreal borderWidth = 0);
//! As paintBox, with a dashed border (lost sources).
void paintDashedBox(QPainter &painter, const QRectF &rect, qreal radius, const QColor &border);
//! 3 px at the left edge of a current row.
void paintSelectionBar(QPainter &painter, const QRectF &row, const QColor &color);
//! A filled circle of \a diameter around \a center: unread marks.
void paintDot(QPainter &painter, const QPointF &center, qreal diameter, const QColor &color);

//! One person's place in a quorum.
enum class Pip { Open, Yours, Decided, Rejected };
//! \a decided filled, then the person's own place if \a mine, then open ones, \a required in all.
QList<Pip> quorumPips(int decided, int required, bool mine);
int pipsWidth(qsizetype count);
void paintPips(QPainter &painter, const QRectF &rect, const QList<Pip> &pips, const Theme &theme);

//! Four bars, \a filled of them strong. 11 x 9 px, centred in \a rect.
void paintRiskBars(QPainter &painter, const QRectF &rect, int filled, const QColor &color);
//! Ring, diamond, square or plus, 8 px, centred in \a rect.
void paintEnvironmentMark(
    QPainter &painter, const QRectF &rect, Environment environment, const QColor &color);
void paintAvatar(
    QPainter &painter, const QRectF &rect, const QString &initials, const Theme &theme);
//! "SR" for "Security reviewer".
QString initialsOf(const QString &name);
void paintCheckBox(
    QPainter &painter, const QRectF &rect, Qt::CheckState state, bool enabled, const Theme &theme);
//! A bar with rounded ends; \a share is 0..1.
void paintMeter(
    QPainter &painter, const QRectF &rect, qreal share, const QColor &color, const Theme &theme);

//! Key caps in a row. "Ctrl K" is one cap; {"A", "R"} are two.
int keyCapsWidth(const QStringList &caps, int height);
void paintKeyCaps(QPainter &painter, const QRectF &rect, const QStringList &caps, int height,
    const QColor &text, const QColor &line, const QColor &fill = {});

//! Diagonal hatching at the device's pixel ratio, for "nothing here" and "source lost".
void paintHatch(QPainter &painter, const QRectF &rect, const QColor &color);
//! The soft shadow of a popup, to be drawn before the popup itself covers its middle.
void paintPopupShadow(QPainter &painter, const QRectF &popup, qreal radius, const Theme &theme);

} // namespace gatehouse
