// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/wrk.h"

#include <QProcess>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::bench {

namespace {

//! "1.25ms", "850.00us", "1.02s"
double milliseconds(const QString &amount, const QString &unit)
{
    const double factor = unit == u"us" ? 0.001 : unit == u"s" ? 1000 : 1;
    return amount.toDouble() * factor;
}

} // namespace

Result<WrkReport> readWrk(const QByteArray &words)
{
    static const QRegularExpression refused(u"Non-2xx or 3xx responses: \\d+|Socket errors: .*"_s);
    static const QRegularExpression rate(u"Requests/sec:\\s+([\\d.]+)"_s);
    static const QRegularExpression quantile(
        u"^\\s+(50|99)%\\s+([\\d.]+)(us|ms|s)\\s*$"_s, QRegularExpression::MultilineOption);

    const QString text = QString::fromUtf8(words);
    if (const auto match = refused.match(text); match.hasMatch())
        return fail(protocolError(u"The server did not answer every request"_s, match.captured()));
    WrkReport report;
    report.requestsPerSecond = rate.match(text).captured(1).toDouble();
    for (auto matches = quantile.globalMatch(text); matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        const double value = milliseconds(match.captured(2), match.captured(3));
        (match.captured(1) == u"50" ? report.p50Milliseconds : report.p99Milliseconds) = value;
    }
    if (report.requestsPerSecond <= 0)
        return fail(protocolError(u"wrk gave no rate"_s, text));
    return report;
}

Result<WrkReport> wrk(const QUrl &url, int connections, const QString &token)
{
    QStringList arguments{u"--latency"_s, u"-d"_s, u"5s"_s, u"-t"_s,
        QString::number(std::min(connections, 2)), u"-c"_s, QString::number(connections)};
    if (!token.isEmpty())
        arguments << u"-H"_s << u"Authorization: Bearer %1"_s.arg(token) << u"-H"_s
                  << u"Portal-Tenant: sandbox"_s;
    arguments << url.toString(QUrl::FullyEncoded);

    QProcess process;
    process.start(u"wrk"_s, arguments);
    if (!process.waitForFinished(30000) || process.exitCode() != 0)
        return fail(
            inputError(u"wrk_failed"_s, u"wrk could not run: %1"_s.arg(process.errorString())));
    return readWrk(process.readAllStandardOutput());
}

} // namespace gatehouse::bench
