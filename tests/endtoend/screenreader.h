// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDBusConnection>
#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>

namespace gatehouse::testsupport {

//! What a screen reader is told about programs, over the bus that screen readers use (AT-SPI 2), on an X
//! server, a session bus and an accessibility bus of its own. Everything ends with it.
class ScreenReader final
{
public:
    ScreenReader() = default;
    ~ScreenReader();

    //! Starts the servers. False when one of them does not come; failure() says which.
    [[nodiscard]] bool start();
    QString failure() const { return m_failure; }
    //! What a program needs in its environment to be seen here.
    QProcessEnvironment environment() const { return m_environment; }

    struct Sight
    {
        int nodes = 0; //!< Everything that is shown.
        int controls = 0; //!< Of those, what takes the focus or is a row of a list.
        QStringList nameless; //!< Controls without a name, each with the path that leads to it.
        QStringList names; //!< Of the controls.
    };
    //! Reads what the programs show now.
    Sight look();

private:
    struct Node;
    QString awaitLine(QProcess &process, const QString &name);
    QVariant property(const Node &node, const QString &name);
    void visit(const Node &node, const QStringList &path, Sight &sight);
    QList<Node> children(const Node &node);

    QTemporaryDir m_runtime; //!< A bus that the person at this computer uses has its socket elsewhere.
    QProcess m_display;
    QProcess m_session;
    QProcess m_launcher;
    QProcessEnvironment m_environment;
    QDBusConnection m_bus {QString()};
    QString m_failure;
};

} // namespace gatehouse::testsupport
