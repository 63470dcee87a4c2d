// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/textstyle.h"
#include "widgets/common/theme.h"

#include <QLabel>

namespace gatehouse {

//! A label in one of the type styles and semantic colours; follows theme and text scale by itself.
//! Text is plain unless setTextFormat() says otherwise: what comes from servers and packages must
//! stay plain. Elided labels show the full text as a tool tip.
class TextLabel final : public QLabel
{
    Q_OBJECT

public:
    explicit TextLabel(const QString &text, TextStyle style = TextStyle::Body,
        ColorRole role = ColorRole::Text, QWidget *parent = nullptr);
    explicit TextLabel(
        TextStyle style, ColorRole role = ColorRole::Text, QWidget *parent = nullptr);

    void setStyle(TextStyle style);
    void setRole(ColorRole role);
    //! Shrinks below its text and elides at \a mode instead of being clipped.
    void setElided(Qt::TextElideMode mode);
    bool isElidable() const { return m_elide != Qt::ElideNone; }

    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void dress();
    //! A wrapping label is never lower than its words at the width it has: layouts that guess the
    //! width (a bounded card, a bar whose buttons change) would cut lines off.
    void keepRoom();

    TextStyle m_style;
    ColorRole m_role;
    Qt::TextElideMode m_elide = Qt::ElideNone;
    int m_room = 0; //!< The minimum height that keepRoom() set.
    bool m_dressing = false;
};

} // namespace gatehouse
