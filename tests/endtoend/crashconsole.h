// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <QProcess>
#include <QSet>
#include <QTemporaryDir>
#include <QUrl>

#include <memory>

namespace gatehouse::testsupport {

//! What a person was told by their console, over all its lives.
struct Told
{
    QSet<QString> kept;
    QSet<QString> accepted;
    QSet<QString> refused;
    QStringList troubles; //!< Of what is kept on the computer: damage, rollback, failures.
};

//! A person's computer with a console without windows, which is killed and started again: see
//! outboxvictim.cpp. Needs an event loop.
class CrashConsole final
{
public:
    enum class Work {
        Stay, //!< Finishes what is kept, decides, comments twice, and runs on.
        End, //!< The same, and ends when all is over.
        Finish, //!< Finishes what is kept and ends.
        Open, //!< Opens what is kept, and ends.
        MoveKey //!< Moves the key of what is kept under passphrases and back, and ends.
    };
    using Environment = QMap<QString, QString>;

    CrashConsole();
    //! Where everything is that it keeps.
    QString home() const { return m_home.path(); }

    //! \a environment adds to the environment of this process.
    void start(Work work, const QUrl &portal, const QString &request, const QString &token, const Environment &environment = {});
    //! What makes a disk kill it around the \a number-th of its durable steps; \a kind is one of failingdisk.cpp.
    Environment diesAt(const QString &kind, int number) const;
    [[nodiscard]] bool awaitReady(int timeoutMs);
    //! Until it told \a lines more than when it was ready, or \a timeoutMs passed.
    void awaitLines(int lines, int timeoutMs);
    void runOn(int milliseconds);
    //! Until it ended, however.
    [[nodiscard]] bool awaitDeath(int timeoutMs);
    //! Afterwards: it ended by itself, without an error.
    bool endedWell() const { return m_process->exitStatus() == QProcess::NormalExit && m_process->exitCode() == 0; }
    bool wasKilled() const;
    [[nodiscard]] bool awaitEnd(int timeoutMs) { return awaitDeath(timeoutMs) && endedWell(); }
    bool isRunning() const { return m_process && m_process->state() != QProcess::NotRunning; }
    void kill();

    const Told &told() const { return m_told; }

private:
    void listen();

    QTemporaryDir m_home;
    std::unique_ptr<QProcess> m_process;
    Told m_told;
    bool m_isReady = false;
    int m_lines = 0; //!< Of this life, after it was ready.
};

} // namespace gatehouse::testsupport
