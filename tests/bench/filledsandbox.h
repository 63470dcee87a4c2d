// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QProcessEnvironment>
#include <QString>

namespace gatehouse::testsupport {
class HttpClient;
}

namespace gatehouse::bench {

//! A home directory for benchmarks, kept in the cache so that its sandbox is filled only once.
QString benchHome();
//! This process' environment, with everything a person keeps below \a home and no display.
QProcessEnvironment environmentWithHome(const QString &home);
//! Where the console below \a home keeps its local sandbox.
QString sandboxData(const QString &home);

//! True when the server has \a plugins of them and no operation runs; looks for ten minutes.
bool waitUntilFilled(testsupport::HttpClient &client, int plugins);
//! Fills the sandbox of \a home by letting the server do what it does for a newcomer. Blocks.
Status fillSandbox(const QString &home);

} // namespace gatehouse::bench
