// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/difflines.h"

#include "core/review/filecomparison.h"
#include "widgets/common/textstyle.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QTextOption>

#include <algorithm>

namespace gatehouse {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::DiffLines)
};

constexpr int keptLines = 3000;
constexpr int mostShown = 2000;
//! Characters in front of the first difference of a line that is not shown whole.
constexpr int leadIn = 120;
constexpr int tabLetters = 4;
constexpr char16_t returnSign = u'\u240d';

QString lineText(const LineRef &ref)
{
    const FileComparison &comparison = *ref.section.comparison;
    return (ref.side == DiffSide::Before ? comparison.before : comparison.after).line(ref.line).toString();
}

QList<TextSpan> markedWords(const LineRef &ref)
{
    const FileComparison &comparison = *ref.section.comparison;
    const DiffRow &row = comparison.rows[size_t(ref.row)];
    if (!row.changed || row.left < 0 || row.right < 0)
        return {};
    const ChangedWords words = changedWords(comparison.before.line(row.left), comparison.after.line(row.right));
    return ref.side == DiffSide::Before ? words.left : words.right;
}

//! A carriage return is only worth a sign where it may be what changed.
void showReturn(QString &text, bool changed)
{
    if (!text.endsWith(u'\r'))
        return;
    text.chop(1);
    if (changed)
        text += QChar(returnSign);
}

class Formats final
{
public:
    Formats(int from, int length)
        : m_from(from)
        , m_length(length)
    {
    }
    void add(int start, int length, const QTextCharFormat &format)
    {
        const int begin = std::max(start - m_from, 0);
        const int end = std::min(start + length - m_from, m_length);
        if (begin < end)
            m_ranges.append({begin, end - begin, format});
    }
    const QList<QTextLayout::FormatRange> &ranges() const { return m_ranges; }

private:
    int m_from;
    int m_length;
    QList<QTextLayout::FormatRange> m_ranges;
};

QTextCharFormat colouredFormat(const TokenSpan &span, const Theme &theme)
{
    QTextCharFormat format;
    format.setForeground(theme[span.role]);
    format.setFontItalic(span.role == ColorRole::SynCom);
    return format;
}

} // namespace

qreal LaidLine::xOf(int column) const
{
    return layout.lineCount() == 0 ? 0 : leadWidth + layout.lineAt(0).cursorToX(std::clamp(column - from, 0, int(layout.text().size())));
}

int LaidLine::columnAt(qreal x) const
{
    return layout.lineCount() == 0 ? 0 : from + layout.lineAt(0).xToCursor(x - leadWidth);
}

qreal LaidLine::endOfText() const
{
    return layout.lineCount() == 0 ? 0 : leadWidth + layout.lineAt(0).naturalTextWidth();
}

qreal LaidLine::width() const
{
    return tail.isEmpty() ? endOfText() : endOfText() + QFontMetricsF(layout.font()).horizontalAdvance(tail);
}

DiffLines::DiffLines()
    : m_lines(keptLines)
{
    measure();
}

void DiffLines::measure()
{
    m_font = textFont(TextStyle::Code);
    m_letter = QFontMetricsF(m_font).horizontalAdvance(u'0');
    m_widest = 0;
    clear();
}

const LaidLine &DiffLines::line(const LineRef &ref, std::span<const TokenSpan> colours, const Theme &theme)
{
    const Key key {ref.index, ref.side, ref.line};
    if (const LaidLine *known = m_lines.object(key))
        return *known;
    auto laid = std::make_unique<LaidLine>();
    QString text = lineText(ref);
    const bool changed = ref.section.comparison->rows[size_t(ref.row)].changed;
    showReturn(text, changed);
    const QList<TextSpan> marks = markedWords(ref);
    if (text.size() > mostShown) {
        const int first = marks.isEmpty() ? 0 : marks.first().start - leadIn;
        laid->from = std::clamp(first, 0, int(text.size()) - mostShown);
        const int rest = int(text.size()) - laid->from - mostShown;
        text = text.mid(laid->from, mostShown);
        if (laid->from > 0)
            laid->lead = Words::tr("… %Ln characters … ", nullptr, laid->from);
        if (rest > 0)
            laid->tail = Words::tr(" … %Ln more characters", nullptr, rest);
        laid->leadWidth = QFontMetricsF(m_font).horizontalAdvance(laid->lead);
    }
    Formats formats(laid->from, int(text.size()));
    for (const TokenSpan &span : colours)
        formats.add(span.start, span.length, colouredFormat(span, theme));
    QTextCharFormat word;
    word.setBackground(ref.side == DiffSide::Before ? theme.delWord : theme.addWord);
    for (const TextSpan &span : marks)
        formats.add(span.start, span.length, word);
    QTextCharFormat warning;
    warning.setBackground(theme.badSolid);
    warning.setForeground(theme.onAccent);
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (!isHiddenCharacter(text.at(i)))
            continue;
        text[i] = QChar(QChar::ReplacementCharacter);
        formats.add(laid->from + int(i), 1, warning);
    }
    QTextOption option;
    option.setWrapMode(QTextOption::NoWrap);
    option.setTextDirection(Qt::LeftToRight);
    option.setTabStopDistance(tabLetters * m_letter);
    laid->layout.setText(text);
    laid->layout.setFont(m_font);
    laid->layout.setTextOption(option);
    laid->layout.setFormats(formats.ranges());
    laid->layout.setCacheEnabled(true);
    laid->layout.beginLayout();
    QTextLine only = laid->layout.createLine();
    if (only.isValid())
        only.setPosition({0, 0});
    laid->layout.endLayout();
    m_widest = std::max(m_widest, laid->width());
    LaidLine *kept = laid.release();
    m_lines.insert(key, kept);
    return *kept;
}

void DiffLines::forget(int section, DiffSide side, int firstLine, int endLine)
{
    for (int line = firstLine; line < endLine; ++line)
        m_lines.remove({section, side, line});
}

void DiffLines::forget(int section)
{
    const QList<Key> keys = m_lines.keys();
    for (const Key &key : keys) {
        if (key.section == section)
            m_lines.remove(key);
    }
}

} // namespace gatehouse
