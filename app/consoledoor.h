// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QFuture>
#include <QLocalServer>

namespace gatehouse {

//! Where a second console that the same person starts for the same data knocks, so that the first one
//! comes forward instead of a window that could keep nothing. A local socket in the person's runtime
//! directory, for that person only, named by the file that the data is in. GUI thread.
//!
//!     knocking: "show PAGE\n"  ─►  the door: "shown\n"
class ConsoleDoor final : public QObject
{
    Q_OBJECT

public:
    explicit ConsoleDoor(QObject *parent = nullptr);

    //! Answers from now on. Only for whoever has \a store open: a door that is there was left by a
    //! console that died, and goes.
    [[nodiscard]] Status open(const QString &store);
    void close();

    //! Somebody may stand behind it; looks at the file only.
    static bool isThere(const QString &store);
    //! Asks whoever has \a store open to come forward with \a page, which may be empty. False when
    //! nobody answered within \c patienceMs.
    static QFuture<bool> knock(const QString &store, const QString &page, QObject *context);
    static constexpr int patienceMs = 2000;

Q_SIGNALS:
    //! Come forward, and show \a page if it is not empty.
    void knocked(const QString &page);

private:
    void onConnection();

    QLocalServer m_server;
};

} // namespace gatehouse
