// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/textstyle.h"

#include <QCache>
#include <QFontMetricsF>
#include <QStaticText>
#include <QString>
#include <QWidget>

#include <array>
#include <optional>

namespace gatehouse {

//! Laid-out and elided text runs, kept between paints. Each delegate owns one (as a mutable member)
//! and gives it to its RowPainter. Empties itself when the text scale changes.
class TextCache final
{
public:
    struct Run
    {
        QStaticText text;
        QSizeF size;
    };

    explicit TextCache(int runs = 4000);

    //! Must be called before a paint; RowPainter does.
    void prepare();
    const QFont &font(TextStyle style);
    qreal width(TextStyle style, const QString &text);
    qreal ascent(TextStyle style);
    //! Where the baseline lies in a line of \a height: the same for all small styles, so that name,
    //! scope, version and badge stand on one line.
    qreal baseline(TextStyle style, int height);
    //! \a text elided at the right to \a maxWidth.
    const Run &run(TextStyle style, const QString &text, int maxWidth);
    int count() const { return int(m_runs.count()); }

private:
    struct Key
    {
        QString text;
        TextStyle style;
        int width;
        bool operator==(const Key &) const = default;
        friend size_t qHash(const Key &key, size_t seed)
        {
            return qHashMulti(seed, key.text, int(key.style), key.width);
        }
    };
    struct Face
    {
        QFont font;
        QFontMetricsF metrics;
    };

    Face &face(TextStyle style);

    qreal m_scale = 0;
    std::array<std::optional<Face>, static_cast<size_t>(TextStyle::Count)> m_faces;
    QCache<Key, Run> m_runs;
};

} // namespace gatehouse
