// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/tour.h"

namespace gatehouse {

class Console;

//! The tour of this console: waits until the sandbox is filled, then walks its pages.
class ConsoleTour final : public QObject
{
    Q_OBJECT
public:
    ConsoleTour(Console &console, const QString &directory);

private:
    void beginWhenFilled();
    void addStops();
    //! A request that shows what changed since a person last looked, if there is one.
    QString tellingRequest() const;
    void addPage(const QString &name, const QString &page, const QString &object = {});
    bool isFilled() const;

    Console &m_console;
    Tour m_tour;
    QTimer m_wait;
    QElapsedTimer m_waited;
    bool m_begun = false;
};

} // namespace gatehouse
