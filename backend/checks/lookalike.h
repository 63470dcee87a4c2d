// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace gatehouse::checks {

//! The well-known package that \a name could be mistaken for; empty when it is one itself, or looks
//! like none. \a known are further names that are trusted here, as those of the version before.
//! One typing slip apart, swapped separators, digits for letters, or a scope that was left out or
//! imitated. Names of fewer than five characters are never told apart this way.
QString lookAlikeOf(const QString &name, const QStringList &known = {});

} // namespace gatehouse::checks
