// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>
#include <QUrl>

namespace gatehouse::bench {

//! What wrk found in one run.
struct WrkReport
{
    double requestsPerSecond = 0;
    double p50Milliseconds = 0;
    double p99Milliseconds = 0;
};

//! Asks for \a url over \a connections for five seconds. Any answer but 2xx, and any lost
//! connection, is an error: a server that refuses is fast.
Result<WrkReport> wrk(const QUrl &url, int connections, const QString &token);
//! wrk's own words, as numbers.
Result<WrkReport> readWrk(const QByteArray &words);

} // namespace gatehouse::bench
