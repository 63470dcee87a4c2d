// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/drafts/draftbinding.h"

#include <QWidget>

namespace gatehouse {

class Button;
class Dialog;
class TextLabel;

//! "Kept here 10:46:31" beside an editor, with a link that clears it, or why it is not kept. Takes
//! its place from the start, so that nothing moves when it speaks.
class DraftNote final : public QWidget
{
    Q_OBJECT

public:
    explicit DraftNote(DraftBinding &binding, QWidget *parent = nullptr);
    //! Said after it: what closing does.
    void setRest(const QString &rest);

private:
    void showState();

    DraftBinding &m_binding;
    TextLabel *m_words;
    Button *m_clear;
    QString m_rest;
};

//! "Kept here 10:46:31", "Kept here Mon 14:05".
QString keptText(const QDateTime &keptAt, const QDateTime &now);
//! "Not kept yet: the disk is full. It is in this window only."
QString notKeptText(const Error &error);

//! Keeps what is written into the named fields of \a dialog, from their values now: call it when the
//! dialog is made. Closing keeps, accepting forgets; the dialog owns the binding.
DraftBinding *keepDraft(Dialog &dialog, DraftKeeper &drafts, const DraftPlace &place);

} // namespace gatehouse
