// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/iconname.h"
#include "widgets/common/theme.h"

#include <QAbstractButton>
#include <QTimer>

class QHBoxLayout;

namespace gatehouse {

//! One sentence of the status bar; a click opens the page behind it.
class StatusPart final : public QAbstractButton
{
    Q_OBJECT
public:
    explicit StatusPart(const QString &objectName, QWidget *parent = nullptr);
    void setWords(IconName icon, const QString &text, ColorRole iconRole = ColorRole::Muted, ColorRole textRole = ColorRole::Muted);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    IconName m_icon = IconName::None;
    ColorRole m_iconRole = ColorRole::Muted;
    ColorRole m_textRole = ColorRole::Muted;
};

//! 28 px: connection · as of · Outbox · sync … role · tenant.
class StatusStrip final : public QWidget
{
    Q_OBJECT
public:
    explicit StatusStrip(QWidget *parent = nullptr);

    StatusPart *connection() const { return m_connection; }
    StatusPart *asOf() const { return m_asOf; }
    //! Hidden while nothing waits; a click opens the page.
    StatusPart *outbox() const { return m_outbox; }
    //! "Outbox: 3 waiting"; none hides the part.
    void setOutboxWaiting(int count);
    //! Says for a moment that something was kept: "Kept in the Outbox 10:46:31, not sent yet".
    void showKept(const QString &sentence);
    StatusPart *sync() const { return m_sync; }
    StatusPart *hint() const { return m_hint; }
    StatusPart *person() const { return m_person; }

Q_SIGNALS:
    //! What waits, or what was just kept, was clicked.
    void outboxRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    StatusPart *m_connection;
    StatusPart *m_asOf;
    StatusPart *m_outbox;
    StatusPart *m_kept;
    QTimer m_keptShown;
    StatusPart *m_sync;
    StatusPart *m_hint;
    StatusPart *m_person;
};

} // namespace gatehouse
