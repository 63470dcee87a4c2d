// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later

//! Hands for a console in a process of its own, the program that people get: a plugin that Qt loads
//! when QT_QPA_GENERIC_PLUGINS names it. It takes one command from each line of stdin and answers each
//! on stdout with {"hands":true} or {"hands":false}:
//!
//!     activate     makes its window the active one, where no window manager does
//!     see NAME         is the widget with this name on screen?
//!     row NAME N       clicks row N of the tree with this name, counted from 0 over all that are unfolded
//!     focus NAME       as a click would
//!     click NAME
//!     press KEYS       for example Ctrl+Alt+L, to whatever has the focus
//!     type TEXT
//!
//! It also lets the process be looked into by its parent, which the console itself forbids.

#include <QApplication>
#include <QGenericPlugin>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSocketNotifier>
#include <QTest>
#include <QTreeView>

#include <cstdio>
#include <cstring>
#include <sys/prctl.h>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;

namespace {

QWidget *visible(const QString &name)
{
    const QWidgetList all = QApplication::allWidgets();
    const auto it = std::find_if(all.begin(), all.end(), [&name](const QWidget *w) { return w->isVisible() && w->objectName() == name; });
    return it == all.end() ? nullptr : *it;
}

QWidget *focus()
{
    QWidget *widget = QApplication::focusWidget();
    return widget ? widget : QApplication::activeWindow();
}

bool press(const QString &keys)
{
    const QKeyCombination combination = QKeySequence::fromString(keys)[0];
    if (!focus())
        return false;
    QTest::keyClick(focus(), combination.key(), combination.keyboardModifiers());
    return true;
}

bool clickRow(const QString &name, int row)
{
    auto *view = qobject_cast<QTreeView *>(visible(name));
    if (!view)
        return false;
    QModelIndex index = view->model()->index(0, 0);
    for (int i = 0; i < row; ++i)
        index = view->indexBelow(index);
    if (!index.isValid())
        return false;
    view->scrollTo(index);
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->visualRect(index).center());
    return true;
}

bool obey(const QString &command)
{
    const QString verb = command.section(u' ', 0, 0);
    const QString rest = command.section(u' ', 1);
    const QString name = rest.section(u' ', 0, 0);
    const int number = rest.section(u' ', 1).toInt();
    if (verb == "activate"_L1) {
        const QWidgetList windows = QApplication::topLevelWidgets();
        const auto shown = std::find_if(windows.begin(), windows.end(), [](const QWidget *window) { return window->isVisible(); });
        if (shown != windows.end())
            (*shown)->activateWindow();
        return QApplication::activeWindow();
    }
    if (verb == "see"_L1)
        return visible(name);
    if (verb == "press"_L1)
        return press(rest);
    if (verb == "row"_L1)
        return clickRow(name, number);
    if (verb == "focus"_L1) {
        if (QWidget *widget = visible(name))
            widget->setFocus();
        return visible(name);
    }
    if (verb == "click"_L1) {
        QWidget *widget = visible(name);
        if (!widget || !widget->isEnabled())
            return false;
        QTest::mouseClick(widget, Qt::LeftButton);
        return true;
    }
    if (verb == "type"_L1 && focus()) {
        QTest::keyClicks(focus(), rest);
        return true;
    }
    return false;
}

class Hands final : public QObject
{
public:
    Hands()
    {
        ::prctl(PR_SET_DUMPABLE, 1);
        connect(&m_input, &QSocketNotifier::activated, this, &Hands::read);
    }

private:
    void read()
    {
        char bytes[512];
        const ssize_t count = ::read(STDIN_FILENO, bytes, sizeof bytes);
        if (count <= 0) {
            m_input.setEnabled(false);
            return;
        }
        m_line.append(bytes, count);
        // What it is told to type must be found in what it drives only.
        explicit_bzero(bytes, sizeof bytes);
        for (qsizetype end = m_line.indexOf('\n'); end >= 0; end = m_line.indexOf('\n')) {
            const QString command = QString::fromUtf8(m_line.first(end));
            m_line = m_line.sliced(end + 1);
            const bool done = obey(command);
            std::printf("{\"hands\":%s}\n", done ? "true" : "false");
            std::fflush(stdout);
        }
    }

    QSocketNotifier m_input {STDIN_FILENO, QSocketNotifier::Read};
    QByteArray m_line;
};

} // namespace

class HandsPlugin final : public QGenericPlugin
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID QGenericPluginFactoryInterface_iid FILE "consolehands.json")

public:
    QObject *create(const QString &, const QString &) override { return new Hands; }
};

#include "consolehands.moc"
