// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QProcess>
#include <QString>

namespace gatehouse::testsupport {

//! The kernel ends the child when this process dies, however it dies.
void endWithParent(QProcess &process);
//! Runs the event loop until the child printed a JSON object with "ready": true on stdout, and
//! gives it; empty when the child ended or \a timeoutMs passed. Other lines are ignored.
QJsonObject awaitReadyLine(QProcess &process, int timeoutMs);
//! SIGTERM, then SIGKILL after five seconds. True when it ended by itself with status 0.
bool endGently(QProcess &process);
//! The id of the process that \a parent started and that runs \a program; 0 when there is none.
qint64 childNamed(qint64 parent, const QString &program);

} // namespace gatehouse::testsupport
