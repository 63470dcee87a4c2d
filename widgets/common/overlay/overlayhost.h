// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QPointer>
#include <QWidget>

namespace gatehouse {

//! Covers a window with the scrim and shows one panel on it: palette, sheets, dialogs. No popup
//! window, so that input methods and Wayland work. Tab stays inside, Esc and a click on the scrim
//! close, and the widget that had the focus gets it back. One per main window, hidden when idle.
class OverlayHost final : public QWidget
{
    Q_OBJECT

public:
    enum class Placement {
        Top, //!< 88 px from the top, centred: palette
        Center //!< sheets and dialogs
    };

    explicit OverlayHost(QWidget *window);

    //! Takes \a panel as a child until it is closed, at its sizeHint() bounded by the window.
    //! Another open panel is closed first. \a panel is hidden, not deleted, on close.
    void open(QWidget *panel, Placement placement);
    void close();
    QWidget *panel() const { return m_panel; }
    //! A click beside the panel closes it unless this is off (unsaved text).
    void setClosesOnScrim(bool closes) { m_closesOnScrim = closes; }

    //! While the portal is out of reach, what dialogs send is kept in the Outbox, and their buttons
    //! say so.
    void setOffline(bool offline);
    bool isOffline() const { return m_offline; }
    //! A dialog closed because what it sent waits in the Outbox: tells kept() in words.
    void noteKept();
    //! A dialog shows why what it sent failed: tells failureShown().
    void noteFailure(const Error &error) { Q_EMIT failureShown(error); }

Q_SIGNALS:
    void opened(QWidget *panel);
    //! After the focus went back.
    void closed(QWidget *panel);
    void offlineChanged(bool offline);
    //! For a quiet place of the window, the status bar.
    void kept(const QString &sentence);
    void failureShown(const gatehouse::Error &error);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    bool focusNextPrevChild(bool next) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void placePanel();
    QList<QWidget *> focusChain() const;

    QPointer<QWidget> m_panel;
    QPointer<QWidget> m_opener;
    Placement m_placement = Placement::Center;
    bool m_closesOnScrim = true;
    bool m_offline = false;
};

} // namespace gatehouse
