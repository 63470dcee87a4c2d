// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/review/diffcaret.h"
#include "models/review/diffgeometry.h"
#include "models/review/diffsearch.h"
#include "widgets/common/paint/rowpainter.h"
#include "widgets/review/diffcolumns.h"
#include "widgets/review/diffhighlights.h"
#include "widgets/review/difflines.h"

#include <functional>

namespace gatehouse {

//! What a painter of a document looks at.
struct DiffScene
{
    const Theme &theme;
    const DiffDocument &document;
    const DiffGeometry &geometry;
    const DiffCaret &caret;
    DiffLines &lines;
    DiffHighlights &highlights;
    TextCache &runs;
    const LineSearch &search;
    std::optional<DiffMatch> match; //!< The one that was gone to.
    QSize size; //!< Of the viewport.
    QPoint scroll;
    bool hasFocus = false;
    bool isReviewable = true; //!< Files have a tick.
};

//! Clickable words at the right of a fold or note, from right to left.
struct DiffLink
{
    QString text;
    QRect rect;
};

//! Paints what is in sight of a document: nothing else is laid out or coloured. Made for one paint.
class DiffPainter final
{
public:
    DiffPainter(QPainter &painter, const DiffScene &scene);

    void paint();

    //! Where the parts that take clicks are, in a row of this rectangle.
    static QRect chevronRect(const QRect &header);
    static QRect reviewedRect(const QRect &header);
    static QList<DiffLink> links(TextCache &runs, const QRect &row, const QStringList &texts);
    //! "20 above", "20 below", "All": what can be shown of a fold.
    static QStringList foldActions(const Stretch &stretch);

private:
    void paintSection(int section);
    void paintRow(int section, int row, const QRect &rect);
    void paintLine(int section, int row, const QRect &rect);
    void paintSide(int section, int row, const QRect &rect, DiffSide side, int line);
    void paintText(int section, int row, const QRect &rect, DiffSide side, int line);
    void paintNumber(const QRect &rect, int number, bool changed);
    void paintFold(int section, int row, const QRect &rect);
    void paintNote(int section, DiffNote note, const QRect &rect);
    void paintHeader(int section, const QRect &rect);
    void paintLinks(const QList<DiffLink> &links);
    void paintCaret(int section, int row, const QRect &text, const LaidLine &line, DiffSide side);
    void paintHatch(const QRect &rect);
    QRect rowRect(int section, int row) const;
    QColor fillOf(const ShownRow &row, DiffSide side, bool hasLine) const;
    QList<QTextLayout::FormatRange> overlays(int section, int row, DiffSide side, const LaidLine &line, QStringView text) const;

    QPainter &m_painter;
    const Theme &m_theme;
    const DiffScene &m_scene;
    RowPainter m_row;
    DiffColumns m_columns;
    QFont m_code;
    QFont m_small;
};

} // namespace gatehouse
