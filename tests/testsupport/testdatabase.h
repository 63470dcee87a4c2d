// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace gatehouse::testsupport {

//! Where a test keeps the database that it would keep in \a file: there, or, when the test is run by
//! onpostgresql, in a database of its own on that server. The same file is the same database.
QString databaseLocation(const QString &file);
//! Whether the test is run on PostgreSQL.
bool isOnPostgreSql();

} // namespace gatehouse::testsupport
