// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QFrame>

class QHBoxLayout;
class QVBoxLayout;

namespace gatehouse {

class Button;
class OverlayHost;
class TextLabel;

//! The base of dialogs and sheets: title, body, footer with buttons, on an OverlayHost. Only for
//! what really interrupts (arming, deciding, destructive confirmation); errors go inline.
//! The dialog stays alive after it is closed; its owner deletes it (or calls deleteLater on
//! closed).
class Dialog : public QFrame
{
    Q_OBJECT

public:
    explicit Dialog(const QString &title, QWidget *parent = nullptr);

    QVBoxLayout *bodyLayout() const { return m_body; }
    //! Left side of the footer, for a hint or a check box.
    QHBoxLayout *footerLeft() const { return m_footerLeft; }
    //! Right side of the title row, for a search field.
    QHBoxLayout *titleRight() const { return m_titleRight; }
    //! A button at the right end of the footer. It does nothing by itself: connect it.
    Button *addButton(Button *button);
    //! Adds "Cancel  Esc" that rejects.
    Button *addCancelButton();
    //! \a button sends to the portal. Offline it reads "Keep in Outbox", which is what it does then;
    //! change its word with setSendText().
    Button *addSendButton(Button *button);
    void setSendText(const QString &text);
    void setTitle(const QString &title);
    //! Its preferred size; the window bounds it.
    void setPreferredSize(const QSize &size);

    void openOn(OverlayHost &host);
    void accept();
    void reject();
    //! Accepts when \a error only says that the write waits in the Outbox, and lets the window say
    //! so; false when it is a failure, which the dialog then shows.
    bool acceptKept(const Error &error);

    QSize sizeHint() const override;

Q_SIGNALS:
    void accepted();
    //! Also when Esc or the scrim closed it.
    void rejected();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void finish(bool accepted);
    void showSendText();

    TextLabel *m_title;
    QWidget *m_footer;
    QVBoxLayout *m_body;
    QHBoxLayout *m_footerLeft;
    QHBoxLayout *m_footerRight;
    QHBoxLayout *m_titleRight;
    OverlayHost *m_host = nullptr;
    Button *m_send = nullptr;
    QString m_sendText;
    QSize m_preferred;
    bool m_finished = true;
};

} // namespace gatehouse
