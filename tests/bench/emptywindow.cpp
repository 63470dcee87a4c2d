// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a Qt program costs before it does anything: a window of the console's size, painted once. It
// says so like the console does, then stays until it is asked to leave.

#include <QApplication>
#include <QPaintEvent>
#include <QWidget>

#include <csignal>
#include <cstdio>
#include <cstdlib>

namespace {

class EmptyWindow final : public QWidget
{
public:
    bool isPainted() const { return m_painted; }

private:
    void paintEvent(QPaintEvent *) override { m_painted = true; }
    bool m_painted = false;
};

} // namespace

int main(int argc, char *argv[])
{
    std::signal(SIGTERM, [](int) { std::_Exit(0); });
    QApplication application(argc, argv);
    EmptyWindow window;
    window.resize(1440, 900);
    window.show();
    while (!window.isPainted())
        QApplication::processEvents(QEventLoop::WaitForMoreEvents);
    std::puts(R"({"ready":true})");
    std::fflush(stdout);
    return QApplication::exec();
}
