// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/review/diffcaret.h"
#include "widgets/common/paint/badgelook.h"

//! What is said about files and lines of a difference, in the person's language.
namespace gatehouse::diffwords {

//! Look first, Code, Text and types.
QString groupName(int group);
//! "Install script" for what a reader should know before opening the file; most important first.
QList<BadgeLook> badges(const FileChange &file);
//! "package.json, modified, 14 lines added, 5 removed, install script, reviewed".
QString spokenFile(const FileChange &file, bool reviewed);

struct NoteWords
{
    QString text;
    QString action; //!< Empty when nothing can be done about it.
    IconName icon = IconName::Info;
    Tone tone = Tone::Neutral;
};
NoteWords note(const DiffSection &section, DiffNote note);

//! "@@ 41,5 → 41,6 @@ scripts"
QString stretch(const Stretch &stretch);
//! "38 lines are hidden".
QString hidden(int lines);
//! A row as a screen reader says it: "42 removed: …", "38 lines are hidden".
QString spokenRow(const DiffDocument &document, const DiffPlace &place);
//! "1.2 MB"
QString sizeText(qint64 bytes);

} // namespace gatehouse::diffwords
