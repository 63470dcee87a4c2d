// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/receipts/logwatch.h"

#include <QObject>

#include <functional>

namespace gatehouse {

class MainWindow;

//! What the bar under the top bar says about the work as a whole, one thing at a time, and what its
//! button does. Lives as long as the window. GUI thread.
class ConsoleNotices final : public QObject
{
    Q_OBJECT
public:
    using Command = std::function<void()>;

    explicit ConsoleNotices(MainWindow &window, QObject *parent = nullptr);

    void tellFailed(const Error &error, Command again);
    void tellSignedOut(const Error &reason, Command signIn);
    void tellSandboxEnded(const Error &error, Command startAgain);
    //! Nothing when the clocks differ by less than tellClockSkewMs. Above 0: this one is slow.
    void tellClockSkew(qint64 milliseconds);
    void tellLogBroken(LogAlarm::Kind kind);
    //! The session goes on, and ends with the window.
    void tellSignInNotKept(const Error &problem);
    //! About what is kept here; \a isInMemory when nothing is, until that is solved.
    void tellAboutData(const Error &what, bool isInMemory);
    //! The same where another window has it: \a callTheOther shows that one.
    void tellOpenElsewhere(const Error &what, bool isInMemory, Command callTheOther);
    void tellOtherSilent();
    void tellNotLocked();
    void hide();

private:
    static QString restOf(const Error &what, bool isInMemory);

    MainWindow &m_window;
    Command m_command;
};

} // namespace gatehouse
