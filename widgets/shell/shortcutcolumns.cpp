// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/shortcutcolumns.h"

#include "widgets/common/actionregistry.h"
#include "widgets/common/paint/primitives.h"
#include "widgets/common/textstyle.h"

#include <QPainter>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int columnCount = 3;
constexpr int lineHeightPx = 24;
constexpr int titleHeightPx = 30;
constexpr int sectionGapPx = 18;
constexpr int columnPadding = 20;

QString keysText(const QList<QKeySequence> &keys)
{
    QStringList texts;
    for (const QKeySequence &sequence : keys)
        texts.append(keyCaps(sequence).join(u' '));
    return texts.join(u' ');
}

//! Draws "G then I", "J or K" or, for \a run, "Alt 1 to Alt 5", right-aligned.
void paintKeys(QPainter &painter, const QRectF &line, const QList<QKeySequence> &keys, bool run, const Theme &theme)
{
    struct Piece
    {
        QString text;
        bool cap;
    };
    QList<Piece> pieces;
    const QList<QKeySequence> shown = run ? QList<QKeySequence> {keys.first(), keys.last()} : keys;
    for (const QKeySequence &sequence : shown) {
        if (!pieces.isEmpty())
            pieces.append({run ? ShortcutColumns::tr("to") : ShortcutColumns::tr("or"), false});
        const QStringList caps = keyCaps(sequence);
        for (qsizetype i = 0; i < caps.size(); ++i) {
            if (i > 0)
                pieces.append({ShortcutColumns::tr("then"), false});
            pieces.append({caps.at(i), true});
        }
    }
    const QFont small = textFont(TextStyle::Caption);
    qreal right = line.right();
    for (auto piece = pieces.crbegin(); piece != pieces.crend(); ++piece) {
        const qreal width = piece->cap ? keyCapsWidth({piece->text}, metrics::keycapHeight)
                                       : QFontMetricsF(small).horizontalAdvance(piece->text);
        const QRectF place(right - width, line.center().y() - metrics::keycapHeight / 2.0, width, metrics::keycapHeight);
        if (piece->cap) {
            paintKeyCaps(painter, place, {piece->text}, metrics::keycapHeight, theme.text, theme.lineStrong);
        } else {
            painter.setFont(small);
            painter.setPen(theme.faint);
            painter.drawText(place, Qt::AlignCenter, piece->text);
        }
        right -= width + 6;
    }
}

} // namespace

ShortcutColumns::ShortcutColumns(ActionRegistry &actions, QWidget *parent)
    : QWidget(parent)
    , m_actions(actions)
{
    setObjectName(u"shortcutColumns"_s);
    rebuild();
}

void ShortcutColumns::setFilter(const QString &text)
{
    m_filter = text;
    rebuild();
}

void ShortcutColumns::Section::add(const ActionSpec &spec)
{
    if (spec.line.isEmpty() || lines.isEmpty() || lines.last().text != spec.line) {
        lines.append({spec.line.isEmpty() ? spec.text : spec.line, spec.keys});
        return;
    }
    lines.last().keys += spec.keys;
    ++lines.last().commands;
}

int ShortcutColumns::Section::height() const
{
    return titleHeightPx + int(lines.size()) * lineHeightPx + sectionGapPx;
}

void ShortcutColumns::rebuild()
{
    QList<Section> sections;
    m_total = 0;
    QStringList spoken;
    const QList<ActionSpec> all = m_actions.all();
    for (const ActionSpec &spec : all) {
        if (spec.keys.isEmpty())
            continue;
        ++m_total;
        const QString keys = keysText(spec.keys);
        const bool fits = spec.text.contains(m_filter, Qt::CaseInsensitive) || spec.line.contains(m_filter, Qt::CaseInsensitive)
            || keys.contains(m_filter, Qt::CaseInsensitive);
        if (!m_filter.isEmpty() && !fits)
            continue;
        const auto known = std::find_if(sections.begin(), sections.end(), [&](const Section &s) { return s.title == spec.section; });
        Section &section = known == sections.end() ? sections.emplace_back(Section {spec.section, false, {}}) : *known;
        section.thisScreen = section.thisScreen || (!spec.page.isEmpty() && spec.page == m_actions.currentPage());
        section.add(spec);
        spoken.append(spec.text + u": "_s + keys);
    }
    std::stable_partition(sections.begin(), sections.end(), [](const Section &s) { return s.thisScreen; });
    distribute(std::move(sections));
    setAccessibleName(tr("%n shortcuts", nullptr, int(spoken.size())));
    setAccessibleDescription(spoken.join(u". "_s));
    updateGeometry();
    update();
}

void ShortcutColumns::distribute(QList<Section> sections)
{
    // The cuts that leave the tallest column as low as can be: a dozen sections, so all are tried.
    const auto heightOf = [&sections](qsizetype from, qsizetype to) {
        int height = 0;
        for (qsizetype i = from; i < to; ++i)
            height += sections.at(i).height();
        return height;
    };
    const qsizetype count = sections.size();
    qsizetype firstCut = count;
    qsizetype secondCut = count;
    int lowest = heightOf(0, count);
    for (qsizetype first = 0; first <= count; ++first) {
        for (qsizetype second = first; second <= count; ++second) {
            const int tallest = std::max({heightOf(0, first), heightOf(first, second), heightOf(second, count)});
            if (tallest < lowest) {
                lowest = tallest;
                firstCut = first;
                secondCut = second;
            }
        }
    }
    m_columns = {sections.mid(0, firstCut), sections.mid(firstCut, secondCut - firstCut), sections.mid(secondCut)};
    m_columns.removeIf([](const QList<Section> &column) { return column.isEmpty(); });
}

QSize ShortcutColumns::sizeHint() const
{
    int tallest = 0;
    for (const auto &column : m_columns) {
        int height = 0;
        for (const Section &section : column)
            height += section.height();
        tallest = qMax(tallest, height);
    }
    return {900, tallest + 24};
}

void ShortcutColumns::paintSection(QPainter &painter, const Section &section, qreal left, qreal width, qreal &top) const
{
    const Theme &theme = themeOf(this);
    const QFont title = textFont(TextStyle::BodyStrong);
    painter.setFont(title);
    painter.setPen(theme.text);
    painter.drawText(QRectF(left, top, width, titleHeightPx), Qt::AlignVCenter | Qt::AlignLeft, section.title);
    if (section.thisScreen) {
        const BadgeLook here {tr("this screen"), IconName::None, Tone::Accent};
        paintBadge(painter, QRectF(left + QFontMetricsF(title).horizontalAdvance(section.title) + 10, top + 6, badgeWidth(here), metrics::badgeInRowHeight), here, theme);
    }
    top += titleHeightPx;
    for (const Line &line : section.lines) {
        const QRectF row(left, top, width, lineHeightPx);
        painter.setFont(textFont(TextStyle::Body));
        painter.setPen(theme.muted);
        painter.drawText(row, Qt::AlignVCenter | Qt::AlignLeft, line.text);
        paintKeys(painter, row, line.keys, line.commands > 2, theme);
        top += lineHeightPx;
    }
    top += sectionGapPx;
}

void ShortcutColumns::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const qreal columnWidth = width() / qreal(columnCount);
    for (qsizetype i = 0; i < m_columns.size(); ++i) {
        const qreal left = columnWidth * qreal(i);
        if (i > 0)
            paintVLine(painter, left, 12, height(), themeOf(this).line);
        qreal top = 12;
        for (const Section &section : m_columns.at(i))
            paintSection(painter, section, left + columnPadding, columnWidth - 2 * columnPadding, top);
    }
}

} // namespace gatehouse
