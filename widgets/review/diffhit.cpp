// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/diffhit.h"

#include "widgets/common/textstyle.h"
#include "widgets/review/diffwords.h"

#include <algorithm>

namespace gatehouse {

namespace {

using Part = DiffHit::Part;

//! Index from the right, -1 outside all.
int linkAt(const DiffScene &scene, const QRect &row, const QStringList &texts, const QPoint &position)
{
    const QList<DiffLink> links = DiffPainter::links(scene.runs, row, texts);
    const auto link = std::find_if(links.begin(), links.end(), [&](const DiffLink &l) { return l.rect.adjusted(-4, 0, 4, 0).contains(position); });
    return link == links.end() ? -1 : int(link - links.begin());
}

DiffHit headerHit(const DiffScene &scene, const QRect &header, int section, const QPoint &position)
{
    const DiffPlace place {section, -1, DiffSide::After, 0};
    if (scene.isReviewable && DiffPainter::reviewedRect(header).contains(position))
        return {Part::Reviewed, place};
    if (DiffPainter::chevronRect(header).contains(position))
        return {Part::Chevron, place};
    return {Part::Header, place};
}

DiffHit foldHit(const DiffScene &scene, const DiffPlace &place, const QRect &row, const QPoint &position)
{
    const DiffSection &section = scene.document.section(place.section);
    const Stretch stretch = stretchAfter(*section.comparison, section.folds, section.rows[size_t(place.row)].item);
    DiffHit hit {Part::Fold, place};
    switch (linkAt(scene, row, DiffPainter::foldActions(stretch), position)) {
    case 0:
        hit.part = Part::FoldAction;
        hit.unfold = Unfold::All;
        break;
    case 1:
        hit.part = Part::FoldAction;
        hit.unfold = Unfold::Above;
        break;
    case 2:
        hit.part = Part::FoldAction;
        hit.unfold = Unfold::Below;
        break;
    default:
        break;
    }
    return hit;
}

DiffHit textHit(const DiffScene &scene, DiffPlace place, const ShownRow &row, const QPoint &position)
{
    const DiffColumns columns(scene.document.mode(), scene.size.width());
    place.side = columns.sideAt(position.x());
    DiffSide side = place.side;
    if (scene.document.mode() == DiffMode::Unified)
        side = row.right >= 0 ? DiffSide::After : DiffSide::Before;
    const int line = side == DiffSide::Before ? row.left : row.right;
    if (line >= 0) {
        const LineRef ref {scene.document.section(place.section), place.section, side, line, row.item};
        const LaidLine &laid = scene.lines.line(ref, scene.highlights.line(place.section, side, line), scene.theme);
        place.column = laid.columnAt(position.x() - columns.text(side).left() + scene.scroll.x());
    }
    return {Part::Text, place};
}

} // namespace

bool DiffHit::isClickable() const
{
    return part == Part::Chevron || part == Part::Reviewed || part == Part::NoteAction || part == Part::FoldAction;
}

DiffHit diffHit(const DiffScene &scene, const QPoint &position)
{
    if (scene.document.count() == 0)
        return {};
    const int headerHeight = scaled(metrics::cardHeaderHeight);
    const int topSection = scene.geometry.at(scene.scroll.y()).section;
    const int sticky = std::min(0, scene.geometry.bottom(topSection) - scene.scroll.y() - headerHeight);
    const QRect stickyRect(0, sticky, scene.size.width(), headerHeight);
    if (stickyRect.contains(position))
        return headerHit(scene, stickyRect, topSection, position);
    const DiffGeometry::Place under = scene.geometry.at(position.y() + scene.scroll.y());
    const auto rowOf = [&](int top, int height) { return QRect(0, top - scene.scroll.y(), scene.size.width(), height); };
    switch (under.part) {
    case DiffGeometry::Part::Header:
        return headerHit(scene, rowOf(scene.geometry.top(under.section), headerHeight), under.section, position);
    case DiffGeometry::Part::Note: {
        DiffHit hit {Part::Note, {under.section, -1, DiffSide::After, 0}};
        hit.note = scene.document.notes(under.section).value(under.row);
        const int top = scene.geometry.noteTop(under.section, under.row);
        const QString action = diffwords::note(scene.document.section(under.section), hit.note).action;
        if (!action.isEmpty() && linkAt(scene, rowOf(top, scene.geometry.noteTop(under.section, under.row + 1) - top), {action}, position) == 0)
            hit.part = Part::NoteAction;
        return hit;
    }
    case DiffGeometry::Part::Row: {
        const DiffPlace place {under.section, under.row, DiffSide::After, 0};
        const int top = scene.geometry.rowTop(under.section, under.row);
        const ShownRow &row = scene.document.section(under.section).rows[size_t(under.row)];
        if (row.kind == ShownRow::Kind::Fold)
            return foldHit(scene, place, rowOf(top, scene.geometry.rowTop(under.section, under.row + 1) - top), position);
        if (row.kind == ShownRow::Kind::Attachment)
            return {Part::Attachment, place};
        return textHit(scene, place, row, position);
    }
    default:
        return {};
    }
}

} // namespace gatehouse
