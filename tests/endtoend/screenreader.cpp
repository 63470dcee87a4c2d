// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/endtoend/screenreader.h"

#include "tests/testsupport/eventwait.h"
#include "tests/testsupport/processsupport.h"

#include <QDBusArgument>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusVariant>

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::testsupport {

namespace {

constexpr int startMs = 20'000;
constexpr int answerMs = 10'000;
//! Of a list or a table: those after it are like those before it.
constexpr qsizetype readRows = 40;
const QString accessible = u"org.a11y.atspi.Accessible"_s;

//! Numbers of AtspiStateType and AtspiRole, as at-spi2-core numbers them.
enum State { Focusable = 11, Showing = 25 };
enum Role { ListItem = 32, Application = 75, TreeItem = 91 };
//! These hold controls and are none, though a click may give them the focus.
constexpr std::array holders {16u, 20u, 23u, 39u, 49u, 53u, 68u, 69u};

bool holds(const QList<uint> &states, int state)
{
    return states.size() > state / 32 && (states.at(state / 32) >> (state % 32) & 1u);
}

} // namespace

struct ScreenReader::Node
{
    QString service;
    QString path;
};

ScreenReader::~ScreenReader()
{
    QDBusConnection::disconnectFromBus(u"screenreader"_s);
    // Asked, not killed: the launcher ends the bus that it started.
    for (QProcess *process : {&m_launcher, &m_session, &m_display})
        endGently(*process);
}

QString ScreenReader::awaitLine(QProcess &process, const QString &name)
{
    const bool said = waitUntil([&process] { return process.canReadLine() || process.state() == QProcess::NotRunning; }, startMs);
    const QString line = QString::fromUtf8(process.readLine()).trimmed();
    if (!said || line.isEmpty())
        m_failure = name + u" did not start: "_s + process.errorString() + QString::fromUtf8(process.readAllStandardError());
    return line;
}

bool ScreenReader::start()
{
    for (QProcess *process : {&m_launcher, &m_session, &m_display})
        endWithParent(*process);
    m_environment = QProcessEnvironment::systemEnvironment();
    m_display.start(u"Xvfb"_s, {u"-displayfd"_s, u"1"_s, u"-screen"_s, u"0"_s, u"1600x1000x24"_s, u"-nolisten"_s, u"tcp"_s});
    const QString display = awaitLine(m_display, u"Xvfb"_s);
    m_environment.insert(u"DISPLAY"_s, u":"_s + display);
    m_environment.insert(u"XDG_RUNTIME_DIR"_s, m_runtime.path());
    m_environment.insert(u"QT_QPA_PLATFORM"_s, u"xcb"_s);
    m_environment.insert(u"QT_LINUX_ACCESSIBILITY_ALWAYS_ON"_s, u"1"_s);
    m_session.setProcessEnvironment(m_environment);
    m_session.start(u"dbus-daemon"_s, {u"--session"_s, u"--nofork"_s, u"--print-address"_s});
    const QString address = awaitLine(m_session, u"dbus-daemon"_s);
    if (display.isEmpty() || address.isEmpty())
        return false;
    m_environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, address);
    m_launcher.setProcessEnvironment(m_environment);
    m_launcher.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_launcher.start(u"/usr/libexec/at-spi-bus-launcher"_s, {u"--launch-immediately"_s});
    QDBusConnection session = QDBusConnection::connectToBus(address, u"screenreader-session"_s);
    QString bus;
    waitUntil([&session, &bus] {
        const QDBusMessage asked = QDBusMessage::createMethodCall(u"org.a11y.Bus"_s, u"/org/a11y/bus"_s, u"org.a11y.Bus"_s, u"GetAddress"_s);
        bus = session.call(asked, QDBus::Block, answerMs).arguments().value(0).toString();
        return !bus.isEmpty();
    }, startMs);
    QDBusConnection::disconnectFromBus(u"screenreader-session"_s);
    m_bus = QDBusConnection::connectToBus(bus, u"screenreader"_s);
    if (!m_bus.isConnected())
        m_failure = u"no accessibility bus: "_s + m_bus.lastError().message();
    return m_bus.isConnected();
}

QVariant ScreenReader::property(const Node &node, const QString &name)
{
    QDBusMessage asked = QDBusMessage::createMethodCall(node.service, node.path, u"org.freedesktop.DBus.Properties"_s, u"Get"_s);
    asked.setArguments({accessible, name});
    return m_bus.call(asked, QDBus::Block, answerMs).arguments().value(0).value<QDBusVariant>().variant();
}

QList<ScreenReader::Node> ScreenReader::children(const Node &node)
{
    const QDBusMessage answer = m_bus.call(QDBusMessage::createMethodCall(node.service, node.path, accessible, u"GetChildren"_s), QDBus::Block, answerMs);
    QList<Node> list;
    const auto items = answer.arguments().value(0).value<QDBusArgument>();
    if (answer.type() != QDBusMessage::ReplyMessage)
        return list;
    items.beginArray();
    while (!items.atEnd()) {
        Node child;
        QDBusObjectPath path;
        items.beginStructure();
        items >> child.service >> path;
        items.endStructure();
        child.path = path.path();
        list.append(child);
    }
    items.endArray();
    return list;
}

void ScreenReader::visit(const Node &node, const QStringList &path, Sight &sight)
{
    const auto ask = [this, &node](const QString &method) {
        return m_bus.call(QDBusMessage::createMethodCall(node.service, node.path, accessible, method), QDBus::Block, answerMs).arguments().value(0);
    };
    const auto states = qdbus_cast<QList<uint>>(ask(u"GetState"_s));
    const uint role = ask(u"GetRole"_s).toUInt();
    const QString name = property(node, u"Name"_s).toString();
    const QStringList here = path + QStringList {ask(u"GetRoleName"_s).toString() + (name.isEmpty() ? QString() : u" “%1”"_s.arg(name.left(40)))};
    // Rows of a list say that they are shown although it is not.
    const bool isShown = holds(states, Showing);
    if (!isShown && role != Application)
        return;
    if (isShown) {
        ++sight.nodes;
        const bool isHolder = std::ranges::find(holders, role) != holders.end();
        if ((holds(states, Focusable) && !isHolder) || role == ListItem || role == TreeItem) {
            ++sight.controls;
            sight.names.append(name);
            if (name.trimmed().isEmpty())
                sight.nameless.append(here.join(u" › "_s));
        }
    }
    const QList<Node> below = children(node);
    for (const Node &child : below.first(std::min(below.size(), readRows)))
        visit(child, here, sight);
}

ScreenReader::Sight ScreenReader::look()
{
    Sight sight;
    const QList<Node> programs = children({u"org.a11y.atspi.Registry"_s, u"/org/a11y/atspi/accessible/root"_s});
    for (const Node &program : programs)
        visit(program, {}, sight);
    return sight;
}

} // namespace gatehouse::testsupport
