// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace gatehouse {

//! Cryptographically secure random bytes (libsodium). Any thread.
QByteArray randomBytes(qsizetype count);
//! Base64url without padding of \a count random bytes: tokens, PKCE verifiers, state.
QString randomToken(qsizetype count = 32);
//! A new opaque id: \a prefix, an underscore and 20 lower-case letters and digits.
QString newId(QLatin1String prefix);
//! A random UUID (RFC 9562 version 4) for Idempotency-Key and correlation ids.
QString newUuid();
//! Compares in time that does not depend on the content.
bool constantTimeEquals(const QByteArray &a, const QByteArray &b);

} // namespace gatehouse
