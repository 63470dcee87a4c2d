// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/review/worddiff.h"
#include "models/review/diffdocument.h"
#include "widgets/common/code/linehighlighter.h"

#include <QCache>
#include <QTextLayout>

namespace gatehouse {

//! A line as it is drawn. Of a very long one only a part is, around what changed.
struct LaidLine
{
    QTextLayout layout;
    int from = 0; //!< Characters left out before.
    QString lead; //!< Says so, in front of the text.
    QString tail; //!< Says what is left out after it.
    qreal leadWidth = 0;

    //! Between characters of the whole line and pixels from where lead and text begin.
    qreal xOf(int column) const;
    int columnAt(qreal x) const;
    qreal width() const;
    qreal endOfText() const;
};

//! Which line of which file, and how it stands there.
struct LineRef
{
    const DiffSection &section;
    int index = 0; //!< Of the section.
    DiffSide side = DiffSide::After;
    int line = 0;
    int row = 0; //!< Of the comparison.
};

//! Lines that were drawn lately, laid out and coloured. GUI thread.
class DiffLines final
{
public:
    DiffLines();

    const LaidLine &line(const LineRef &ref, std::span<const TokenSpan> colours, const Theme &theme);
    //! Their colours came.
    void forget(int section, DiffSide side, int firstLine, int endLine);
    void forget(int section);
    void clear() { m_lines.clear(); }
    //! Width of a digit or letter.
    qreal letterWidth() const { return m_letter; }
    //! Pixels of the widest line since measure().
    qreal widest() const { return m_widest; }
    //! The text scale or the font moved.
    void measure();

private:
    struct Key
    {
        int section;
        DiffSide side;
        int line;
        bool operator==(const Key &) const = default;
        friend size_t qHash(const Key &key, size_t seed) { return qHashMulti(seed, key.section, int(key.side), key.line); }
    };

    QCache<Key, LaidLine> m_lines;
    QFont m_font;
    qreal m_letter = 0;
    qreal m_widest = 0;
};

} // namespace gatehouse
