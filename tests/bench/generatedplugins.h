// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/contract/registry.h"

namespace gatehouse::bench {

//! How large a registry the console must be quick with.
inline constexpr int manyPlugins = 100000;

//! The \a number-th of a registry as large companies have it: the same in every run.
Plugin generatedPlugin(int number);
QList<Plugin> generatedPlugins(int count);

//! Adds generated plugins to the database of a server that does not run, through the server's own
//! store, until it has \a count of them: each with its newest version, a fourth with a configuration
//! schema, a third installed somewhere. Makes the database when there is none.
[[nodiscard]] Status addPlugins(const QString &dataDirectory, int count);

} // namespace gatehouse::bench
