// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/paint/primitives.h"
#include "widgets/common/paint/textcache.h"

#include <QRect>

class QPainter;
class QStyleOptionViewItem;

namespace gatehouse {

//! From which end of the free area a run is taken.
enum class Side { Left, Right };

//! Paints rows of lists and tables from primitives. Every call draws into \c area at one side,
//! vertically centred, and shrinks \c area by what it used plus \c gap, so that a line reads as it
//! is laid out:
//!
//!     RowPainter row(*painter, themeOf(option.palette), m_cache);
//!     row.background(option);                                   // selection, hover, hairline
//!     below QRect top = QRect(r.left() + 20, r.top() + 6, r.width() - 32, 20); row.text(top,
//!     Side::Right, due, TextStyle::Small, theme.muted); row.nameAndScope(top, "plugin-tekton",
//!     "@backstage-community", TextStyle::BodyStrong);
//!
//! Draw the right side first: what is drawn last is what gets elided.
class RowPainter final
{
public:
    RowPainter(QPainter &painter, const Theme &theme, TextCache &cache);

    const Theme &theme() const { return m_theme; }
    QPainter &painter() { return m_painter; }

    //! Fill for selected, selected-inactive or hovered, the selection bar when \a current, and the
    //! hairline at the bottom.
    void background(const QStyleOptionViewItem &option, bool current);
    void background(const QStyleOptionViewItem &option);

    void text(QRect &area, Side side, const QString &text, TextStyle style, const QColor &color,
        int gap = 8);
    //! The name, then the scope faint; only the scope is elided, unless the name alone is too long.
    void nameAndScope(
        QRect &area, const QString &name, const QString &scope, TextStyle style, int gap = 8);
    //! As above from a full npm name ("@scope/name" or "name").
    void packageName(QRect &area, const QString &fullName, TextStyle style, int gap = 8);
    void icon(QRect &area, Side side, IconName name, int size, const QColor &color, int gap = 4);
    //! An 18 px badge.
    void badge(QRect &area, Side side, const BadgeLook &look, int gap = 8);
    void riskBars(QRect &area, Side side, int filled, const QColor &color, int gap = 4);
    void pips(QRect &area, Side side, const QList<Pip> &pips, int gap = 4);
    void environmentMark(
        QRect &area, Side side, Environment environment, const QColor &color, int gap = 4);
    void keyCaps(QRect &area, Side side, const QStringList &caps, int gap = 8);
    void avatar(QRect &area, Side side, const QString &initials, int size, int gap = 8);
    void checkBox(QRect &area, Qt::CheckState state, bool enabled = true, int gap = 8);
    void meter(QRect &area, Side side, qreal share, int width, const QColor &color, int gap = 8);

    int textWidth(const QString &text, TextStyle style);

private:
    QRect take(QRect &area, Side side, int width, int gap) const;

    QPainter &m_painter;
    const Theme &m_theme;
    TextCache &m_cache;
};

//! "@scope/name" split into name and scope with its @; scope is empty for an unscoped name.
struct PackageName
{
    QString name;
    QString scope;
};
PackageName splitPackageName(const QString &fullName);

} // namespace gatehouse
