// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QSet>
#include <QStringList>

//! Looks for secrets where none should be. Needs the right to look into the process: as its parent,
//! and the process must allow it.
namespace gatehouse::testsupport {

//! Where one of \a secrets stands in the memory of process \a pid, as UTF-8 or UTF-16, one line each;
//! an error is a line, too.
QStringList leaksInMemory(qint64 pid, const QList<QByteArray> &secrets);
//! The same for every file below \a folder, but for those below \a except.
QStringList leaksInFiles(const QString &folder, const QList<QByteArray> &secrets, const QString &except);
//! Everything in the memory of process \a pid that has the shape of a signed JSON web token.
QSet<QByteArray> tokensInMemory(qint64 pid);

} // namespace gatehouse::testsupport
