// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace gatehouse {

class TextLabel;

//! One line below a list: what just went from it, and a link that brings it back. Hidden otherwise.
class UndoRow final : public QWidget
{
    Q_OBJECT

public:
    //! \a action is the link: "Take it back".
    explicit UndoRow(const QString &action, QWidget *parent = nullptr);
    //! Empty hides it.
    void say(const QString &sentence);

Q_SIGNALS:
    void undoRequested();

private:
    TextLabel *m_sentence;
};

} // namespace gatehouse
