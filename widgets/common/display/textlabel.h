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
    void changeEvent(QEvent *event) override;

private:
    void dress();

    TextStyle m_style;
    ColorRole m_role;
    Qt::TextElideMode m_elide = Qt::ElideNone;
    bool m_dressing = false;
};

} // namespace gatehouse
