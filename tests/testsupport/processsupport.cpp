// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/testsupport/processsupport.h"

#include "core/base/json.h"
#include "tests/testsupport/eventwait.h"

#include <csignal>
#include <sys/prctl.h>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::testsupport {

void endWithParent(QProcess &process)
{
    process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
}

QJsonObject awaitReadyLine(QProcess &process, int timeoutMs)
{
    QJsonObject ready;
    const auto found = [&] {
        while (process.canReadLine() && ready.isEmpty()) {
            const auto line = parseJsonObject(process.readLine());
            if (line && line->value("ready"_L1).toBool())
                ready = *line;
        }
        return !ready.isEmpty() || process.state() == QProcess::NotRunning;
    };
    waitUntil(found, timeoutMs);
    return ready;
}

bool endGently(QProcess &process)
{
    if (process.state() == QProcess::NotRunning)
        return process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
    process.terminate();
    if (!process.waitForFinished(5000)) {
        process.kill();
        process.waitForFinished(5000);
        return false;
    }
    return process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
}

} // namespace gatehouse::testsupport
