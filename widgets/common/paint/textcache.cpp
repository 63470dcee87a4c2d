// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/paint/textcache.h"

#include <cmath>

namespace gatehouse {

TextCache::TextCache(int runs)
    : m_runs(runs)
{
}

void TextCache::prepare()
{
    const qreal scale = textScale();
    if (qFuzzyCompare(scale, m_scale))
        return;
    m_scale = scale;
    m_faces.fill(std::nullopt);
    m_runs.clear();
}

TextCache::Face &TextCache::face(TextStyle style)
{
    auto &slot = m_faces[static_cast<size_t>(style)];
    if (!slot) {
        const QFont font = textFont(style);
        slot.emplace(Face{font, QFontMetricsF(font)});
    }
    return *slot;
}

const QFont &TextCache::font(TextStyle style)
{
    return face(style).font;
}

qreal TextCache::width(TextStyle style, const QString &text)
{
    return run(style, text, QWIDGETSIZE_MAX).size.width();
}

qreal TextCache::ascent(TextStyle style)
{
    return face(style).metrics.ascent();
}

qreal TextCache::baseline(TextStyle style, int height)
{
    const bool low = height < lineHeight(TextStyle::Body);
    const qreal reference = face(low ? TextStyle::Small : TextStyle::Body).metrics.capHeight();
    const qreal own = face(style).metrics.capHeight();
    const qreal capHeight = own > reference * 1.15 ? own : reference;
    return std::round((height + capHeight) / 2);
}

const TextCache::Run &TextCache::run(TextStyle style, const QString &text, int maxWidth)
{
    const Key key{text, style, maxWidth};
    if (const Run *known = m_runs.object(key))
        return *known;
    Face &used = face(style);
    auto *made = new Run;
    made->text.setText(used.metrics.elidedText(text, Qt::ElideRight, maxWidth));
    made->text.setTextFormat(Qt::PlainText);
    made->text.setPerformanceHint(QStaticText::AggressiveCaching);
    made->text.prepare({}, used.font);
    made->size = made->text.size();
    m_runs.insert(key, made);
    return *made;
}

} // namespace gatehouse
