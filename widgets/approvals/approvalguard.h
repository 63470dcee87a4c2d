// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/workflow.h"
#include "widgets/common/states/states.h"

namespace gatehouse {

class DraftKeeper;

//! Why this computer keeps an approval back: the evidence moved since the person looked at it, or their
//! own draft says that something must be solved first. The bar that asks to look again is bar().
class ApprovalGuard final : public QObject
{
    Q_OBJECT

public:
    //! The bar is the child of \a parent, which places it.
    ApprovalGuard(DraftKeeper &drafts, QWidget *parent);

    MessageBar *bar() const { return m_moved; }
    //! Another request, or the same one with news.
    void setRequest(const ApprovalRequest &request);
    //! The person has the evidence as it is now before them.
    void noteLooked();
    //! The person was asked to look at the evidence again.
    bool asksToLook() const { return m_moved->isVisible(); }
    //! In words for the person; empty when nothing keeps it back.
    QString heldBack() const;

Q_SIGNALS:
    void lookRequested();
    //! heldBack() says something else, by what is written here.
    void changed();

private:
    void compare();

    DraftKeeper &m_drafts;
    MessageBar *m_moved;
    RequestId m_request;
    int m_revision = 0; //!< Of the evidence now.
    int m_seen = 0; //!< Of the evidence that was looked at.
    QString m_held; //!< When it was asked for last.
};

} // namespace gatehouse
