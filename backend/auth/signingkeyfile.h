// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/jws.h"

#include <QString>

namespace gatehouse::auth {

//! An Ed25519 key of this server in \a path (0600), created when there is none. A file that other
//! accounts may read is refused: its key cannot be trusted any more.
[[nodiscard]] Result<JwsSigningKey> signingKeyFile(const QString &path);

} // namespace gatehouse::auth
