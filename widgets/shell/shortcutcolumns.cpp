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

//! Draws "G then I" or "J or K" right-aligned.
void paintKeys(QPainter &painter, const QRectF &line, const QList<QKeySequence> &keys, const Theme &theme)
{
    struct Piece
    {
        QString text;
        bool cap;
    };
    QList<Piece> pieces;
    for (const QKeySequence &sequence : keys) {
        if (!pieces.isEmpty())
            pieces.append({ShortcutColumns::tr("or"), false});
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
        if (!m_filter.isEmpty() && !spec.text.contains(m_filter, Qt::CaseInsensitive) && !keys.contains(m_filter, Qt::CaseInsensitive))
            continue;
        const auto known = std::find_if(sections.begin(), sections.end(), [&](const Section &s) { return s.title == spec.section; });
        Section &section = known == sections.end() ? sections.emplace_back(Section {spec.section, false, {}}) : *known;
        section.thisScreen = section.thisScreen || (!spec.page.isEmpty() && spec.page == m_actions.currentPage());
        section.lines.append({spec.text, spec.keys});
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
    int total = 0;
    for (const Section &section : std::as_const(sections))
        total += section.height();
    m_columns = {{}};
    int height = 0;
    for (Section &section : sections) {
        // The next column starts when the middle of this section would pass a third of it all.
        if (m_columns.size() < columnCount && height > 0 && height + section.height() / 2 > total / columnCount) {
            m_columns.append(QList<Section>());
            height = 0;
        }
        height += section.height();
        m_columns.last().append(std::move(section));
    }
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
        paintKeys(painter, row, line.keys, theme);
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
