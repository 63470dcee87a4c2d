// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/actionregistry.h"

#include <QTimer>

namespace gatehouse {

//! Turns key presses into commands for the whole window: plain letters and two-step chords act
//! only while no text is being edited, are matched against the commands of the current page, and
//! can be switched off as a set. Keys with Ctrl or Alt and function keys act everywhere.
//! Install on the QApplication; the window tells which widgets it covers.
class KeyChords final : public QObject
{
    Q_OBJECT
public:
    //! \a scope is the window whose focus widgets are covered.
    KeyChords(ActionRegistry &registry, QWidget *scope);

    //! Between the steps of a chord; longer, and the first step is forgotten.
    static constexpr int chordTimeoutMs = 800;

    //! While true (an overlay is open) only keys with a modifier act.
    void setSuspended(bool suspended) { m_suspended = suspended; }

    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    //! The first step of a chord was pressed; empty when it ended. For a hint in the status bar.
    void pendingChanged(const QString &caps);

private:
    bool handle(QKeyCombination key);
    void setPending(const QKeySequence &keys);

    ActionRegistry &m_registry;
    QWidget *m_scope;
    QTimer m_timeout;
    QKeySequence m_pending;
    bool m_suspended = false;
};

} // namespace gatehouse
