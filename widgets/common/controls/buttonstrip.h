// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

namespace gatehouse {

class Button;

//! Buttons in one outline with hairlines between: a split button (action and chevron) or a stepper
//! (earlier, range, later). Each button keeps its own focus, name and key.
class ButtonStrip final : public QFrame
{
    Q_OBJECT

public:
    explicit ButtonStrip(QWidget *parent = nullptr);
    //! Takes \a button, which loses its own frame.
    Button *addButton(Button *button);

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace gatehouse
