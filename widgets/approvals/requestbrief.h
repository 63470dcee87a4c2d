// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/workflow.h"

#include <QWidget>

namespace gatehouse {

class Badge;
class Button;
class Pips;
class TextLabel;

//! What the head and the list of requests say, in one line beside the tabs: while changes are read, the two
//! give their room away.
class RequestBrief final : public QWidget
{
    Q_OBJECT

public:
    explicit RequestBrief(QWidget *parent = nullptr);

    void setRequest(const ApprovalRequest &request, const QDateTime &now);
    //! "2 of 7" in the list.
    void setPlace(int place, int count);

Q_SIGNALS:
    void stepRequested(int step);
    //! The list and the head again.
    void leaveRequested();

private:
    Button *m_previous;
    TextLabel *m_place;
    Button *m_next;
    TextLabel *m_versions;
    Badge *m_risk;
    Pips *m_pips;
    TextLabel *m_stage;
    TextLabel *m_due;
    Button *m_leave;
};

} // namespace gatehouse
