// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

//! Where the console of a crash test keeps what, below its home: for it, and for who looks afterwards.
namespace gatehouse::testsupport::crash {

inline QString profileId() { return QStringLiteral("prf_crash"); }
inline QString keyDirectory(const QString &home) { return home + QStringLiteral("/keys"); }
inline QString keyFile(const QString &home) { return home + QStringLiteral("/profile.key"); }
inline QString storeFile(const QString &home) { return home + QStringLiteral("/profile.store"); }

} // namespace gatehouse::testsupport::crash
