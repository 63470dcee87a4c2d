// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/display/stagetrack.h"

#include "widgets/common/icons.h"
#include "widgets/common/textstyle.h"

#include <QHelpEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>

#include <algorithm>

namespace gatehouse {

namespace {

constexpr int trackHeight = 76;
constexpr qreal firstShare = 1.28;
constexpr int padding = 12;
constexpr int markerSize = 16;
constexpr qreal notch = 5;

QColor sumColor(const Theme &theme, const StageCell &cell)
{
    if (cell.state == StageCell::State::Current)
        return theme.accentText;
    return cell.state == StageCell::State::Rejected ? theme.bad : theme.muted;
}

void paintMarker(QPainter &painter, const QRectF &box, StageCell::State state, const Theme &theme)
{
    switch (state) {
    case StageCell::State::Current:
        paintBox(painter, box, markerSize / 2.0, theme.pane, theme.selLine, 1.5);
        paintDot(painter, box.center(), 8, theme.selLine);
        return;
    case StageCell::State::Passed:
        paintIcon(painter, IconName::CheckDisc, box.adjusted(-1, -1, 1, 1), theme.okSolid);
        return;
    case StageCell::State::Rejected:
        paintIcon(painter, IconName::CircleX, box, theme.bad);
        return;
    case StageCell::State::Barred:
        paintIcon(painter, IconName::Ban, box, theme.muted);
        return;
    case StageCell::State::ByPolicy:
        paintIcon(painter, IconName::Robot, box, theme.ok);
        return;
    case StageCell::State::NotNeeded:
        paintIcon(painter, IconName::CircleSlash, box, theme.muted);
        return;
    case StageCell::State::Open:
        paintBox(painter, box, markerSize / 2.0, theme.pane, theme.lineStrong, 1.25);
        return;
    }
}

void paintLine(
    QPainter &painter, const QRectF &box, const QString &text, TextStyle style, const QColor &color)
{
    const QFont font = textFont(style);
    painter.setFont(font);
    painter.setPen(color);
    painter.drawText(box, Qt::AlignVCenter | Qt::TextSingleLine,
        QFontMetricsF(font).elidedText(text, Qt::ElideRight, box.width()));
}

TextStyle sumStyle(const StageCell &stage)
{
    return stage.state == StageCell::State::Current ? TextStyle::SmallMedium : TextStyle::Small;
}

//! Where the words below the name stand; they run a little into the padding at the right.
QRectF wordsBox(const QRectF &cell)
{
    return cell.adjusted(padding, 0, -padding + 8, 0);
}

bool isSumTooWide(const QRectF &cell, const StageCell &stage)
{
    return QFontMetricsF(textFont(sumStyle(stage))).horizontalAdvance(stage.sum)
        > wordsBox(cell).width();
}

//! "0 of 1, needs Compliance" in one line, or broken after its comma where that is too wide.
void paintSum(QPainter &painter, const QRectF &cell, const StageCell &stage, bool tight,
    const Theme &theme)
{
    const qsizetype comma = stage.sum.indexOf(u", ");
    const bool broken = comma > 0 && isSumTooWide(cell, stage);
    const QString first = broken ? stage.sum.left(comma + 1) : stage.sum;
    QRectF line = wordsBox(cell);
    line.setTop(cell.top() + (tight ? 27 : 30));
    line.setHeight(tight ? 15 : 16);
    paintLine(painter, line, first, sumStyle(stage), sumColor(theme, stage));
    if (broken)
        paintLine(painter, line.translated(0, 15), stage.sum.mid(comma + 2), sumStyle(stage),
            sumColor(theme, stage));
}

//! \a tight: some cell of the track has three lines of words, so all stand a little higher.
void paintCell(QPainter &painter, const QRectF &cell, const StageCell &stage, bool tight,
    const Theme &theme)
{
    const QRectF marker(cell.left() + padding, cell.top() + 10, markerSize, markerSize);
    paintMarker(painter, marker, stage.state, theme);
    const int pips = pipsWidth(stage.pips.size());
    const qreal right = cell.right() - padding;
    paintPips(painter, QRectF(right - pips, cell.top() + 8, pips, 20), stage.pips, theme);
    const qreal nameLeft = marker.right() + 8;
    paintLine(painter, QRectF(nameLeft, cell.top() + 8, right - pips - 6 - nameLeft, 20),
        stage.name, TextStyle::BodyStrong, theme.text);
    paintSum(painter, cell, stage, tight, theme);
    const bool pressing = stage.urgency == DueUrgency::Soon || stage.urgency == DueUrgency::Late;
    const bool late = stage.urgency == DueUrgency::Late;
    const QColor dueColor = late ? theme.bad : pressing ? theme.warn : theme.muted;
    QRectF due = wordsBox(cell);
    due.setTop(cell.top() + (tight ? 57 : 48));
    due.setHeight(16);
    if (pressing) {
        paintIcon(painter, late ? IconName::Flame : IconName::Clock,
            QRectF(due.left(), due.top() + 1, 14, 14), dueColor);
        due.setLeft(due.left() + 18);
    }
    paintLine(painter, due, stage.due,
        pressing ? TextStyle::SmallMedium : TextStyle::Small, dueColor);
}

void paintNotch(QPainter &painter, const QRectF &cell, const QColor &fill, const QColor &line)
{
    const QPointF tip(cell.right() + notch, cell.center().y());
    const QPointF above(cell.right(), tip.y() - notch);
    const QPointF below(cell.right(), tip.y() + notch);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawPolygon(QPolygonF({above, tip, below}));
    painter.setPen(QPen(line, 1));
    painter.drawPolyline(
        QPolygonF({above + QPointF(0.5, 0), tip + QPointF(0.5, 0), below + QPointF(0.5, 0)}));
    painter.restore();
}

} // namespace

StageTrack::StageTrack(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void StageTrack::setCells(const QList<StageCell> &cells)
{
    m_cells = cells;
    QStringList sentences;
    for (const StageCell &cell : cells) {
        QStringList words{cell.name, cell.sum, cell.due, cell.detail};
        words.removeAll(QString());
        sentences.append(words.join(u", "));
    }
    setAccessibleDescription(sentences.join(u"; "));
    update();
}

QSize StageTrack::sizeHint() const
{
    return {int(160 * m_cells.size()), scaled(trackHeight)};
}

QSize StageTrack::minimumSizeHint() const
{
    return {int(100 * m_cells.size()), scaled(trackHeight)};
}

QList<QRectF> StageTrack::cellRects() const
{
    QList<QRectF> rects;
    if (m_cells.isEmpty())
        return rects;
    const qreal share = width() / (qreal(m_cells.size()) - 1 + firstShare);
    qreal left = 0;
    for (qsizetype i = 0; i < m_cells.size(); ++i) {
        const qreal cellWidth = i == 0 ? share * firstShare : share;
        rects.append(QRectF(left, 0, cellWidth, height()));
        left += cellWidth;
    }
    return rects;
}

bool StageTrack::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const QList<QRectF> rects = cellRects();
    const auto under = std::ranges::find_if(rects, [help](const QRectF &rect) { return rect.contains(help->pos()); });
    const QString detail = under == rects.end() ? QString() : m_cells.at(under - rects.begin()).detail;
    QToolTip::showText(help->globalPos(), detail, this);
    return true;
}

void StageTrack::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    paintBox(painter, rect(), metrics::radiusCard, theme.pane, theme.line);
    QPainterPath outline;
    outline.addRoundedRect(QRectF(rect()), metrics::radiusCard, metrics::radiusCard);
    const QList<QRectF> rects = cellRects();
    for (qsizetype i = 0; i < rects.size(); ++i) {
        const QRectF &cell = rects.at(i);
        const bool current = m_cells.at(i).state == StageCell::State::Current;
        if (current) {
            painter.save();
            painter.setRenderHint(QPainter::Antialiasing);
            painter.setClipPath(outline);
            painter.fillRect(cell, theme.accentTint);
            painter.fillRect(QRectF(cell.left(), 0, cell.width(), 2), theme.selLine);
            painter.restore();
        }
        if (i + 1 < rects.size()) {
            paintVLine(painter, cell.right(), 1, height() - 1, theme.line);
            if (!m_cells.at(i).isParallelWithNext)
                paintNotch(painter, cell, current ? theme.accentTint : theme.pane, theme.line);
        }
    }
    bool tight = false;
    for (qsizetype i = 0; i < rects.size(); ++i)
        tight = tight || isSumTooWide(rects.at(i), m_cells.at(i));
    for (qsizetype i = 0; i < rects.size(); ++i)
        paintCell(painter, rects.at(i), m_cells.at(i), tight, theme);
}

} // namespace gatehouse
