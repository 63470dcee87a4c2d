// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/diffpainter.h"

#include "widgets/common/textstyle.h"
#include "widgets/common/vocabulary.h"
#include "widgets/review/diffwords.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPixmapCache>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::DiffPainter)
};

constexpr int hatchStep = 7;

//! One tile of diagonal lines: drawing lines over a whole pane costs a good part of a frame.
QPixmap hatchTile(const QColor &colour, qreal ratio)
{
    const QString key = u"gatehouse-hatch/%1/%2"_s.arg(colour.rgba()).arg(ratio);
    QPixmap tile;
    if (QPixmapCache::find(key, &tile))
        return tile;
    tile = QPixmap(QSize(hatchStep, hatchStep) * ratio);
    tile.setDevicePixelRatio(ratio);
    tile.fill(Qt::transparent);
    QPainter painter(&tile);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour, 1));
    for (int i = -1; i <= 1; ++i)
        painter.drawLine(QPointF(i * hatchStep - 1, hatchStep + 1), QPointF((i + 1) * hatchStep + 1, -1));
    QPixmapCache::insert(key, tile);
    return tile;
}

bool lacksLineEnd(const SideText &text, int line)
{
    return line == text.count() - 1 && !text.endsWithLineEnd();
}

} // namespace

DiffPainter::DiffPainter(QPainter &painter, const DiffScene &scene)
    : m_painter(painter)
    , m_theme(scene.theme)
    , m_scene(scene)
    , m_row(painter, scene.theme, scene.runs)
    , m_columns(scene.document.mode(), scene.size.width())
    , m_code(textFont(TextStyle::Code))
    , m_small(textFont(TextStyle::CodeSmall))
{
}

void DiffPainter::paint()
{
    m_painter.fillRect(QRect(QPoint(0, 0), m_scene.size), m_theme.pane);
    if (m_scene.document.count() == 0)
        return;
    const int first = m_scene.geometry.at(m_scene.scroll.y()).section;
    const int last = m_scene.geometry.at(m_scene.scroll.y() + m_scene.size.height()).section;
    for (int section = first; section <= last; ++section)
        paintSection(section);
    // Headers lie over the rows that scroll below them.
    for (int section = last; section >= first; --section) {
        const int height = scaled(metrics::cardHeaderHeight);
        const int top = m_scene.geometry.top(section) - m_scene.scroll.y();
        const int sticky = std::min(std::max(top, 0), m_scene.geometry.bottom(section) - m_scene.scroll.y() - height);
        paintHeader(section, QRect(0, section == first ? sticky : top, m_scene.size.width(), height));
    }
}

void DiffPainter::paintSection(int section)
{
    const DiffGeometry &geometry = m_scene.geometry;
    const int top = m_scene.scroll.y();
    const int bottom = top + m_scene.size.height();
    const QList<DiffNote> notes = m_scene.document.notes(section);
    for (int i = 0; i < int(notes.size()); ++i) {
        const QRect rect(0, geometry.noteTop(section, i) - top, m_scene.size.width(), geometry.noteTop(section, 1) - geometry.noteTop(section, 0));
        paintNote(section, notes.at(i), rect);
    }
    const int rows = geometry.rowCount(section);
    if (rows == 0 || geometry.bottom(section) <= top)
        return;
    const DiffGeometry::Place start = geometry.at(std::max(top, geometry.rowTop(section, 0)));
    QRect hatches[2];
    for (int row = start.section == section && start.part == DiffGeometry::Part::Row ? start.row : 0; row < rows; ++row) {
        const QRect rect = rowRect(section, row);
        if (geometry.rowTop(section, row) >= bottom)
            break;
        paintRow(section, row, rect);
        // Empty stretches of a side are hatched in one go, or the seams would show.
        const ShownRow &shown = m_scene.document.section(section).rows[size_t(row)];
        for (const DiffSide side : {DiffSide::Before, DiffSide::After}) {
            const bool isLine = shown.kind == ShownRow::Kind::Line;
            const bool isEmpty = m_scene.document.mode() == DiffMode::SideBySide
                && (isLine ? (side == DiffSide::Before ? shown.left : shown.right) < 0
                           : shown.kind == ShownRow::Kind::Attachment
                            && m_scene.document.section(section).attachments.at(shown.item).side != side);
            QRect &hatch = hatches[int(side)];
            if (isEmpty) {
                const QRect half = m_columns.half(side);
                hatch = hatch.united(QRect(half.left(), rect.top(), half.width(), rect.height()));
            }
            if (!isEmpty && !hatch.isNull()) {
                paintHatch(hatch);
                hatch = {};
            }
        }
    }
    for (const QRect &hatch : hatches)
        paintHatch(hatch);
    if (m_scene.document.mode() == DiffMode::SideBySide) {
        const int left = m_columns.half(DiffSide::After).left();
        paintVLine(m_painter, left, std::max(0, geometry.rowTop(section, 0) - top), std::min(m_scene.size.height(), geometry.bottom(section) - top), m_theme.line);
    }
}

void DiffPainter::paintRow(int section, int row, const QRect &rect)
{
    switch (m_scene.document.section(section).rows[size_t(row)].kind) {
    case ShownRow::Kind::Line:
        paintLine(section, row, rect);
        break;
    case ShownRow::Kind::Fold:
        paintFold(section, row, rect);
        break;
    case ShownRow::Kind::Attachment:
        m_painter.fillRect(rect, m_theme.pane);
        break;
    }
}

void DiffPainter::paintLine(int section, int row, const QRect &rect)
{
    const ShownRow &shown = m_scene.document.section(section).rows[size_t(row)];
    if (m_scene.document.mode() == DiffMode::SideBySide) {
        paintSide(section, row, rect, DiffSide::Before, shown.left);
        paintSide(section, row, rect, DiffSide::After, shown.right);
        return;
    }
    const DiffSide side = shown.right >= 0 ? DiffSide::After : DiffSide::Before;
    const FileComparison &comparison = *m_scene.document.section(section).comparison;
    paintSide(section, row, rect, side, side == DiffSide::After ? shown.right : shown.left);
    if (side == DiffSide::After && shown.left >= 0)
        paintNumber(m_columns.number(DiffSide::Before).translated(0, rect.top()).adjusted(0, 0, 0, rect.height()), comparison.before.number(shown.left), false);
}

void DiffPainter::paintSide(int section, int row, const QRect &rect, DiffSide side, int line)
{
    const auto placed = [&rect](const QRect &column) { return QRect(column.left(), rect.top(), column.width(), rect.height()); };
    const DiffSection &at = m_scene.document.section(section);
    const ShownRow &shown = at.rows[size_t(row)];
    const QRect half = placed(m_columns.half(side));
    m_painter.fillRect(half, fillOf(shown, side, line >= 0));
    if (line < 0)
        return;
    const SideText &text = side == DiffSide::Before ? at.comparison->before : at.comparison->after;
    // Of a line that was broken up to be read, only its first part has the number.
    if (line == 0 || text.number(line) != text.number(line - 1))
        paintNumber(placed(m_columns.number(side)), text.number(line), shown.changed);
    if (shown.changed) {
        m_painter.setFont(m_code);
        m_painter.setPen(side == DiffSide::After ? m_theme.ok : m_theme.bad);
        m_painter.drawText(placed(m_columns.sign(side)), Qt::AlignVCenter | Qt::AlignLeft, side == DiffSide::After ? u"+"_s : u"-"_s);
    }
    paintText(section, row, placed(m_columns.text(side)), side, line);
}

void DiffPainter::paintText(int section, int row, const QRect &rect, DiffSide side, int line)
{
    const DiffSection &at = m_scene.document.section(section);
    const SideText &text = side == DiffSide::Before ? at.comparison->before : at.comparison->after;
    const LineRef ref {at, section, side, line, at.rows[size_t(row)].item};
    const LaidLine &laid = m_scene.lines.line(ref, m_scene.highlights.line(section, side, line), m_theme);
    m_painter.save();
    m_painter.setClipRect(rect);
    const qreal height = laid.layout.boundingRect().height();
    const QPointF origin(rect.left() - m_scene.scroll.x(), rect.top() + (rect.height() - height) / 2);
    m_painter.setPen(m_theme.text);
    laid.layout.draw(&m_painter, origin + QPointF(laid.leadWidth, 0), overlays(section, row, side, laid, text.line(line)), QRectF(rect));
    const auto aside = [&](qreal x, const QString &words) {
        if (words.isEmpty())
            return;
        m_painter.setFont(m_code);
        m_painter.setPen(m_theme.faint);
        m_painter.drawText(QRectF(origin.x() + x, rect.top(), QWIDGETSIZE_MAX, rect.height()), Qt::AlignVCenter | Qt::TextSingleLine, words);
    };
    aside(0, laid.lead);
    aside(laid.endOfText(), laid.tail);
    if (at.rows[size_t(row)].changed && lacksLineEnd(text, line))
        aside(laid.endOfText() + m_scene.lines.letterWidth(), Words::tr("no line end"));
    if (m_scene.hasFocus)
        paintCaret(section, row, rect, laid, side);
    m_painter.restore();
}

void DiffPainter::paintNumber(const QRect &rect, int number, bool changed)
{
    m_painter.setFont(m_small);
    m_painter.setPen(changed ? m_theme.muted : m_theme.faint);
    m_painter.drawText(rect, Qt::AlignVCenter | Qt::AlignRight, QString::number(number));
}

void DiffPainter::paintCaret(int section, int row, const QRect &text, const LaidLine &line, DiffSide side)
{
    const DiffPlace &place = m_scene.caret.place();
    const bool here = place.section == section && place.row == row
        && (m_scene.document.mode() == DiffMode::Unified || place.side == side);
    if (!here)
        return;
    const qreal x = text.left() - m_scene.scroll.x() + line.xOf(place.column);
    m_painter.fillRect(QRectF(x, text.top() + 2, 2, text.height() - 4), m_theme.accent);
}

void DiffPainter::paintHatch(const QRect &rect)
{
    const QRect shown = rect.intersected(QRect(QPoint(0, 0), m_scene.size));
    if (shown.isEmpty())
        return;
    const QPixmap tile = hatchTile(m_theme.hatch, m_painter.device()->devicePixelRatioF());
    m_painter.fillRect(shown, m_theme.pane);
    m_painter.drawTiledPixmap(shown, tile, QPoint(shown.left() % hatchStep, (shown.top() + m_scene.scroll.y()) % hatchStep));
}

QRect DiffPainter::rowRect(int section, int row) const
{
    const int top = m_scene.geometry.rowTop(section, row);
    return {0, top - m_scene.scroll.y(), m_scene.size.width(), m_scene.geometry.rowTop(section, row + 1) - top};
}

QColor DiffPainter::fillOf(const ShownRow &row, DiffSide side, bool hasLine) const
{
    if (!row.changed || !hasLine)
        return m_theme.pane;
    return side == DiffSide::After ? m_theme.addBg : m_theme.delBg;
}

QList<QTextLayout::FormatRange> DiffPainter::overlays(int section, int row, DiffSide side, const LaidLine &line, QStringView text) const
{
    QList<QTextLayout::FormatRange> ranges;
    const int length = int(line.layout.text().size());
    const auto add = [&](const TextSpan &span, const QColor &fill) {
        const int begin = std::clamp(span.start - line.from, 0, length);
        const int end = std::clamp(span.end() - line.from, 0, length);
        if (begin >= end)
            return;
        QTextCharFormat format;
        format.setBackground(fill);
        ranges.append({begin, end - begin, format});
    };
    if (!m_scene.search.isEmpty()) {
        const QList<TextSpan> found = m_scene.search.in(text);
        const int number = m_scene.match && m_scene.match->section == section && m_scene.match->side == side ? m_scene.match->line : -1;
        const DiffSection &at = m_scene.document.section(section);
        const ShownRow &shown = at.rows[size_t(row)];
        const int own = side == DiffSide::Before ? shown.left : shown.right;
        const int ownNumber = (side == DiffSide::Before ? at.comparison->before : at.comparison->after).number(own);
        for (const TextSpan &span : found)
            add(span, number == ownNumber && m_scene.match->span == span ? m_theme.warnSolid : m_theme.warnTint);
    }
    if (const auto selected = m_scene.caret.selectedIn(section, row, side))
        add(*selected, m_scene.hasFocus ? m_theme.accentLine : m_theme.selInactive);
    return ranges;
}

} // namespace gatehouse
