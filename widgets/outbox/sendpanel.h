// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/outbox/intent.h"

#include <QFrame>

class QCheckBox;
class QScrollArea;
class QVBoxLayout;

namespace gatehouse {

class Button;
class TextLabel;

//! Below the list, once the portal is back: what would be sent, what each would do, what stays and
//! why; and the two answers. Nothing is sent before the button or Ctrl+Enter.
class SendPanel final : public QFrame
{
    Q_OBJECT

public:
    explicit SendPanel(QWidget *parent = nullptr);

    //! \a ready would be sent, \a staying would not. \a asksAlways is whether the person already
    //! chose to send the rest without being asked.
    void setIntents(const QList<Intent> &ready, const QList<Intent> &staying, bool asksAlways);
    QList<IntentId> ready() const { return m_ready; }
    //! Ticked by the person, now.
    bool wantsNoAsking() const;

Q_SIGNALS:
    void sendRequested();
    void dismissed();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QWidget *makeRows(const QList<Intent> &ready, const QList<Intent> &staying) const;

    QList<IntentId> m_ready;
    TextLabel *m_title;
    QScrollArea *m_rows;
    QCheckBox *m_always;
    TextLabel *m_alwaysNote;
    Button *m_notNow;
    Button *m_send;
};

} // namespace gatehouse
