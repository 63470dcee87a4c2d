// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QStringList>

namespace gatehouse::testsupport {

//! The program that people get, on its sandbox, with hands: consolehands.cpp says what they can do. It
//! ends with the test.
class ConsoleProgram final
{
public:
    //! As the security reviewer, on directories below \a home, with these npm packages. True once it is ready.
    [[nodiscard]] bool start(const QString &home, const QStringList &packages, QProcessEnvironment environment);
    //! True when the hands could.
    bool obey(const QString &command);
    //! Tries until they can.
    [[nodiscard]] bool insist(const QString &command);
    [[nodiscard]] bool end();
    qint64 processId() const { return m_process.processId(); }

private:
    QProcess m_process;
};

} // namespace gatehouse::testsupport
