// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/approvals/requeststore.h"

#include <QWidget>

namespace gatehouse {

class Button;
class DraftKeeper;
class MessageBar;

//! A request closed under what somebody was writing: says so, and offers to copy it or to carry it
//! to the request that follows. Hidden otherwise.
class ClosedRequestNote final : public QWidget
{
    Q_OBJECT

public:
    ClosedRequestNote(const RequestStore &requests, DraftKeeper &drafts, QWidget *parent = nullptr);
    void setRequest(const ApprovalRequest &request);

Q_SIGNALS:
    //! The text stands there now.
    void requestRequested(const QString &requestId);

private:
    void showState();
    void copy();
    void carry();

    const RequestStore &m_requests;
    DraftKeeper &m_drafts;
    ApprovalRequest m_request;
    MessageBar *m_bar;
    Button *m_copy;
    Button *m_carry;
};

} // namespace gatehouse
