// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/drafts/draftkeeper.h"

#include <QWidget>

#include <functional>

class QPlainTextEdit;

namespace gatehouse {

class Button;
class Clock;
class InlineError;
class MessageBar;
class TextLabel;

//! The right side of the Outbox for a draft: its words whole, when they were kept, and what can be done
//! with them. They are changed where they were written.
class DraftDetail final : public QWidget
{
    Q_OBJECT

public:
    //! What only others know. All may be empty.
    struct Sources
    {
        //! Why nothing can be written there any more: "REQ-2411 is closed: withdrawn."; empty while it can.
        std::function<QString(const Draft &)> closed;
        //! Where it can be carried to: "REQ-2420"; empty for nowhere.
        std::function<QString(const Draft &)> next;
        //! Carries it there; gives the key that it has there.
        std::function<QString(const Draft &)> carry;
    };

    DraftDetail(DraftKeeper &drafts, const Clock &clock, Sources sources, QWidget *parent = nullptr);

    //! Shows the draft with this key as it is now; nothing changes when there is none.
    void setDraft(const QString &key);
    //! The file is written beside; what goes wrong is said here.
    void exportTo(const QString &path);

Q_SIGNALS:
    void openRequested();
    void discardRequested();
    //! It was carried, and has this key now.
    void carried(const QString &key);

private:
    QWidget *makeHeader();
    QWidget *makeBody();
    QWidget *makeBar();
    void showKept();
    void askWhereTo();
    void carry();

    DraftKeeper &m_drafts;
    const Clock &m_clock;
    const Sources m_sources;
    Draft m_draft;
    TextLabel *m_subject;
    TextLabel *m_kind;
    TextLabel *m_kept;
    MessageBar *m_band;
    InlineError *m_error;
    QPlainTextEdit *m_text;
    Button *m_discard;
    Button *m_export;
    Button *m_carry;
    Button *m_open;
};

} // namespace gatehouse
