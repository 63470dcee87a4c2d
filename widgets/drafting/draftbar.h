// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace gatehouse {

class Button;
class DraftedText;
class TextLabel;

//! What is written and not saved, what stands in the way, and what can be done about it.
class DraftBar final : public QWidget
{
    Q_OBJECT
public:
    //! The names of its parts begin with \a prefix. \a tryWord is on the button that tries the draft.
    DraftBar(const QString &prefix, const QString &tryWord, QWidget *parent = nullptr);

    //! Why each of them cannot be done now; empty when it can.
    struct Reasons
    {
        QString discard;
        QString save;
        QString attempt;
        QString activate;
        QString compare;
    };
    //! \a tryAction is the portal's name of trying; \a trying says that it is under way.
    static Reasons reasonsOf(const DraftedText *text, const QString &tryAction, const QString &trying);

    //! Null: nothing is chosen.
    void showText(const DraftedText *text, const Reasons &reasons);

Q_SIGNALS:
    void discardRequested();
    void compareRequested();
    void saveRequested();
    void tryRequested();
    void activateRequested();

private:
    TextLabel *m_title;
    TextLabel *m_note;
    Button *m_discard;
    Button *m_compare;
    Button *m_save;
    Button *m_try;
    Button *m_activate;
};

} // namespace gatehouse
