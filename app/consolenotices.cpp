// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/consolenotices.h"

#include "core/net/reachproblem.h"
#include "widgets/receipts/receiptwords.h"
#include "widgets/shell/mainwindow.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

ConsoleNotices::ConsoleNotices(MainWindow &window, QObject *parent)
    : QObject(parent)
    , m_window(window)
{
    connect(&m_window, &MainWindow::noticeActionTriggered, this, [this] {
        // What it does may have something to tell in turn.
        if (const Command command = m_command)
            command();
    });
}

void ConsoleNotices::hide()
{
    m_window.hideNotice();
}

void ConsoleNotices::tellFailed(const Error &error, Command again)
{
    m_command = [this, again = std::move(again)] {
        hide();
        again();
    };
    m_window.showNotice(Tone::Bad, IconName::TriangleAlert, error.message,
        error.correlationId.isEmpty() ? error.code : tr("%1, correlation %2").arg(error.code, error.correlationId), tr("Try again"));
}

void ConsoleNotices::tellSignedOut(const Error &reason, Command signIn)
{
    m_command = [this, signIn = std::move(signIn)] {
        hide();
        signIn();
    };
    m_window.showNotice(Tone::Warn, IconName::UserX, tr("Signed out."), tr("%1 What was read stays, and so does your text.").arg(reason.message), tr("Sign in"));
}

void ConsoleNotices::tellSandboxEnded(const Error &error, Command startAgain)
{
    m_command = std::move(startAgain);
    m_window.showNotice(Tone::Bad, IconName::Unplug, error.message, tr("What was read stays."), tr("Start it again"));
}

void ConsoleNotices::tellClockSkew(qint64 milliseconds)
{
    if (qAbs(milliseconds) < tellClockSkewMs)
        return;
    const qint64 minutes = qRound64(double(qAbs(milliseconds)) / 60000);
    m_command = [this] { hide(); };
    m_window.showNotice(Tone::Warn, IconName::Clock,
        milliseconds > 0 ? tr("This computer's clock is %n minutes slow.", nullptr, int(minutes))
                         : tr("This computer's clock is %n minutes fast.", nullptr, int(minutes)),
        tr("Times and countdowns here go by the portal's clock. Set this one right: sign-in may fail otherwise."), tr("All right"));
}

void ConsoleNotices::tellLogBroken(LogAlarm::Kind kind)
{
    m_command = [this] { m_window.openPage(u"settings"_s, {}); };
    m_window.showNotice(Tone::Bad, IconName::TriangleAlert, tr("The portal's log of decisions was rewritten."),
        receiptwords::alarmSentence(kind), tr("Show it"));
}

void ConsoleNotices::tellSignInNotKept(const Error &problem)
{
    m_window.showNotice(Tone::Info, IconName::Key, tr("This sign-in lasts until the window closes."), problem.message, {});
}

QString ConsoleNotices::restOf(const Error &what, bool isInMemory)
{
    return isInMemory ? tr("Nothing outlives this window until that is solved.") : what.detail;
}

void ConsoleNotices::tellAboutData(const Error &what, bool isInMemory)
{
    m_command = [this] { hide(); };
    m_window.showNotice(Tone::Warn, IconName::TriangleAlert, what.message, restOf(what, isInMemory), tr("All right"));
}

void ConsoleNotices::tellOpenElsewhere(const Error &what, bool isInMemory, Command callTheOther)
{
    m_command = std::move(callTheOther);
    m_window.showNotice(Tone::Warn, IconName::TriangleAlert, what.message, restOf(what, isInMemory), tr("Show the other window"));
}

void ConsoleNotices::tellOtherSilent()
{
    m_window.showNotice(Tone::Warn, IconName::TriangleAlert, tr("The other window does not answer."),
        tr("Nothing outlives this window until it is closed."), {});
}

void ConsoleNotices::tellNotLocked()
{
    m_command = [this] { hide(); };
    m_window.showNotice(Tone::Warn, IconName::Lock, tr("Not locked: what was not sent is in this window only."),
        tr("It cannot be kept on this computer, and locking would lose it. Send it first, or give it up."), tr("All right"));
}

} // namespace gatehouse
