// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

class QLineEdit;
class QWidget;

//! What is typed into a field and must not stay in memory longer than needed.
namespace gatehouse::passphrase {

//! Fewer characters are not taken.
inline constexpr int shortest = 8;

//! A field that shows dots, keeps nothing for undo and tells input methods not to learn.
QLineEdit *makeField(const QString &objectName, const QString &accessibleName, QWidget *parent);
//! The bytes of what was typed, as UTF-8; the field is emptied and its memory overwritten.
QByteArray take(QLineEdit &field);
//! Overwrites \a secret where it lies, for every copy that shares it, then empties it.
void wipe(QByteArray &secret);

} // namespace gatehouse::passphrase
