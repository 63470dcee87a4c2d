// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

//! The programs of tests/endtoend/package.json.
namespace gatehouse::testsupport {

//! The installed node_modules directory: GATEHOUSE_TEST_NODE_MODULES, otherwise the place where
//! ./test installs it.
QString nodeModules();
//! The Node.js that came with them; the machine's own `node` when it did not.
QString nodeProgram();
//! Empty when the programs can run; otherwise what to do about it, for QSKIP or QFAIL.
QString nodeToolsMissing();

} // namespace gatehouse::testsupport
