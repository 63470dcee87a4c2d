// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSystemTrayIcon>

namespace gatehouse {

//! A word outside the window, in the way of the desktop. GUI thread.
class DesktopNotices : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    //! Shows it for as long as the desktop does; the one before is not waited for any more. Plain text.
    virtual void tell(const QString &title, const QString &text) = 0;

Q_SIGNALS:
    //! The person clicked the last one.
    void clicked();
};

//! By the notification area. Its icon is there from the first notice on, because most desktops show
//! none without it.
class TrayNotices final : public DesktopNotices
{
    Q_OBJECT

public:
    explicit TrayNotices(QObject *parent = nullptr);

    //! The desktop has such an area and shows messages.
    static bool isAvailable();
    void tell(const QString &title, const QString &text) override;

private:
    QSystemTrayIcon m_icon;
};

} // namespace gatehouse
