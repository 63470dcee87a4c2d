// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What goes over the whole width between lines: headers of files, notes, and hidden stretches.
#include "widgets/common/textstyle.h"
#include "widgets/common/vocabulary.h"
#include "widgets/review/diffpainter.h"
#include "widgets/review/diffwords.h"

#include <QCoreApplication>
#include <QPainter>

#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::DiffPainter)
};

constexpr int chevronWidth = 32;
constexpr int reviewedWidth = 124;
constexpr int linkGap = 16;

QColor letterColour(FileChangeKind kind, const Theme &theme)
{
    switch (kind) {
    case FileChangeKind::Added:
        return theme.ok;
    case FileChangeKind::Deleted:
        return theme.bad;
    case FileChangeKind::Renamed:
        return theme.accentText;
    default:
        return theme.info;
    }
}

} // namespace

QRect DiffPainter::chevronRect(const QRect &header)
{
    return {header.left(), header.top(), scaled(chevronWidth), header.height()};
}

QRect DiffPainter::reviewedRect(const QRect &header)
{
    const int width = scaled(reviewedWidth);
    return {header.right() + 1 - width, header.top(), width, header.height()};
}

QList<DiffLink> DiffPainter::links(TextCache &runs, const QRect &row, const QStringList &texts)
{
    QList<DiffLink> links;
    int right = row.right() + 1 - metrics::spaceMd;
    for (auto text = texts.crbegin(); text != texts.crend(); ++text) {
        const int width = int(std::ceil(runs.width(TextStyle::Small, *text)));
        links.append({*text, QRect(right - width, row.top(), width, row.height())});
        right -= width + scaled(linkGap);
    }
    return links;
}

QStringList DiffPainter::foldActions(const Stretch &stretch)
{
    if (stretch.hidden == 0)
        return {};
    const QString all = Words::tr("Show %n lines", nullptr, stretch.hidden);
    if (stretch.hidden <= unfoldedRows)
        return {all};
    //: Of the lines that are hidden in the middle of a file.
    return {Words::tr("First %1").arg(unfoldedRows), Words::tr("Last %1").arg(unfoldedRows), all};
}

void DiffPainter::paintHeader(int section, const QRect &rect)
{
    if (rect.bottom() < 0 || rect.top() > m_scene.size.height())
        return;
    const DiffSection &at = m_scene.document.section(section);
    m_painter.fillRect(rect, m_theme.sunken);
    paintHLine(m_painter, rect.left(), rect.right() + 1, rect.top(), m_theme.line);
    paintHLine(m_painter, rect.left(), rect.right() + 1, rect.bottom(), m_theme.line);
    const DiffPlace &place = m_scene.caret.place();
    if (place.section == section && place.row < 0)
        paintSelectionBar(m_painter, rect, m_scene.hasFocus ? m_theme.selLine : m_theme.lineStrong);
    if (m_scene.isReviewable) {
        QRect reviewed = reviewedRect(rect).adjusted(0, 0, -metrics::spaceMd, 0);
        m_row.keyCaps(reviewed, Side::Right, {u"R"_s}, 8);
        m_row.checkBox(reviewed, at.isReviewed ? Qt::Checked : Qt::Unchecked);
        m_row.text(reviewed, Side::Left, Words::tr("Reviewed"), TextStyle::Small, m_theme.muted, 0);
    }
    QRect chevron = chevronRect(rect).adjusted(metrics::spaceMd, 0, 0, 0);
    m_row.icon(chevron, Side::Left, at.isCollapsed ? IconName::ChevronRight : IconName::ChevronDown, metrics::iconSmallSize, m_theme.muted, 0);
    QRect area = rect.adjusted(scaled(chevronWidth), 0, -scaled(reviewedWidth) - metrics::spaceSm, 0);
    m_row.text(area, Side::Left, fileChangeLetter(at.file.kind), TextStyle::CodeStrong, letterColour(at.file.kind, m_theme), 10);
    const QString &path = at.file.path;
    const qsizetype slash = path.lastIndexOf(u'/');
    if (slash > 0)
        m_row.text(area, Side::Left, path.left(slash + 1), TextStyle::Code, m_theme.muted, 0);
    m_row.text(area, Side::Left, path.mid(slash + 1), TextStyle::CodeStrong, m_theme.text, 10);
    if (at.file.added > 0)
        m_row.text(area, Side::Left, u"+%1"_s.arg(at.file.added), TextStyle::CodeSmall, m_theme.ok, 6);
    if (at.file.removed > 0)
        m_row.text(area, Side::Left, u"-%1"_s.arg(at.file.removed), TextStyle::CodeSmall, m_theme.bad, 6);
    area.adjust(4, 0, 0, 0);
    const QList<BadgeLook> looks = diffwords::badges(at.file);
    for (const BadgeLook &look : looks) {
        if (badgeWidth(look) <= area.width())
            m_row.badge(area, Side::Left, look, 6);
    }
}

void DiffPainter::paintFold(int section, int row, const QRect &rect)
{
    const DiffSection &at = m_scene.document.section(section);
    const Stretch stretch = stretchAfter(*at.comparison, at.folds, at.rows[size_t(row)].item);
    m_painter.fillRect(rect, m_theme.sunken);
    paintHLine(m_painter, rect.left(), rect.right() + 1, rect.top(), m_theme.line);
    paintHLine(m_painter, rect.left(), rect.right() + 1, rect.bottom(), m_theme.line);
    const DiffPlace &place = m_scene.caret.place();
    if (place.section == section && place.row == row)
        paintSelectionBar(m_painter, rect, m_scene.hasFocus ? m_theme.selLine : m_theme.lineStrong);
    const QList<DiffLink> actions = links(m_scene.runs, rect, foldActions(stretch));
    paintLinks(actions);
    QRect area = rect.adjusted(metrics::spaceLg, 0, -metrics::spaceMd, 0);
    if (!actions.isEmpty())
        area.setRight(actions.last().rect.left() - metrics::spaceMd);
    m_row.icon(area, Side::Left, IconName::Unfold, metrics::iconSmallSize, m_theme.faint, 8);
    const bool isLast = stretch.leftCount + stretch.rightCount == 0;
    m_row.text(area, Side::Left, isLast ? diffwords::hidden(stretch.hidden) : diffwords::stretch(stretch), TextStyle::CodeSmall, m_theme.muted, 0);
}

void DiffPainter::paintNote(int section, DiffNote note, const QRect &rect)
{
    if (rect.bottom() < 0 || rect.top() > m_scene.size.height())
        return;
    const diffwords::NoteWords words = diffwords::note(m_scene.document.section(section), note);
    const ToneColors tone = toneColors(m_theme, words.tone);
    m_painter.fillRect(rect, words.tone == Tone::Neutral ? m_theme.pane : tone.tint);
    paintHLine(m_painter, rect.left(), rect.right() + 1, rect.bottom(), m_theme.line);
    const QList<DiffLink> actions = words.action.isEmpty() ? QList<DiffLink>() : links(m_scene.runs, rect, {words.action});
    paintLinks(actions);
    QRect area = rect.adjusted(metrics::spaceLg, 0, -metrics::spaceMd, 0);
    if (!actions.isEmpty())
        area.setRight(actions.last().rect.left() - metrics::spaceMd);
    const QColor colour = words.tone == Tone::Neutral ? m_theme.muted : tone.text;
    m_row.icon(area, Side::Left, words.icon, metrics::iconSmallSize, colour, 8);
    m_row.text(area, Side::Left, words.text, TextStyle::Small, colour, 0);
}

void DiffPainter::paintLinks(const QList<DiffLink> &links)
{
    for (const DiffLink &link : links) {
        QRect area = link.rect;
        m_row.text(area, Side::Left, link.text, TextStyle::Small, m_theme.accentText, 0);
    }
}

} // namespace gatehouse
