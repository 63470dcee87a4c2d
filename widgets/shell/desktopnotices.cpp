// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/desktopnotices.h"

#include <QApplication>

namespace gatehouse {

TrayNotices::TrayNotices(QObject *parent)
    : DesktopNotices(parent)
{
    connect(&m_icon, &QSystemTrayIcon::messageClicked, this, &DesktopNotices::clicked);
    connect(&m_icon, &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason == QSystemTrayIcon::Trigger)
            Q_EMIT clicked();
    });
}

bool TrayNotices::isAvailable()
{
    return QSystemTrayIcon::isSystemTrayAvailable() && QSystemTrayIcon::supportsMessages();
}

void TrayNotices::tell(const QString &title, const QString &text)
{
    if (!isAvailable())
        return;
    m_icon.setIcon(QApplication::windowIcon());
    m_icon.setToolTip(title);
    m_icon.show();
    m_icon.showMessage(title, text, QApplication::windowIcon());
}

} // namespace gatehouse
