// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/doorkeeper.h"

#include "app/consolenotices.h"
#include "app/openprofile.h"
#include "core/base/async.h"
#include "core/base/log.h"
#include "widgets/shell/mainwindow.h"

namespace gatehouse {

DoorKeeper::DoorKeeper(MainWindow &window, const OpenProfile &work, ConsoleNotices &notices, QObject *parent)
    : QObject(parent)
    , m_window(window)
    , m_work(work)
    , m_notices(notices)
{
    connect(&m_door, &ConsoleDoor::knocked, this, &DoorKeeper::comeForward);
    connect(&m_work, &OpenProfile::closing, this, [this] { m_door.close(); });
}

void DoorKeeper::openFor(const Profile &profile)
{
    if (m_work.data()->trouble())
        return;
    if (const Status opened = m_door.open(m_work.storeOf(profile)); !opened)
        log::to(log::App)->warn("{}", describe(opened.error()));
}

void DoorKeeper::comeForward(const QString &page)
{
    m_window.setWindowState(m_window.windowState() & ~Qt::WindowMinimized);
    m_window.show();
    m_window.raise();
    m_window.activateWindow();
    if (m_work.isShown() && !page.isEmpty())
        m_window.openPage(page);
}

void DoorKeeper::callTheOther()
{
    const QString page = m_window.pages()->currentId();
    deliver(ConsoleDoor::knock(m_work.storeOf(*m_work.profile()), page, this), this, [this](bool answered) {
        if (!answered && m_work.isShown())
            m_notices.tellOtherSilent();
    });
}

} // namespace gatehouse
