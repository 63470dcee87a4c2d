// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/workflow.h"

#include <QWidget>

namespace gatehouse {

class Button;
class IconLabel;
class TextLabel;

//! Below the detail: what a click would do, who is still missing, where the person is barred; and
//! the three ways to decide. What cannot be done says why.
class DecisionBar final : public QWidget
{
    Q_OBJECT

public:
    explicit DecisionBar(QWidget *parent = nullptr);
    //! \a held keeps approvals back with a reason of this computer (evidence moved); empty for none.
    void setRequest(const ApprovalRequest &request, const QString &held);

Q_SIGNALS:
    void decisionRequested(gatehouse::Outcome outcome);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void showWords(const ApprovalRequest &request);

    IconLabel *m_icon;
    TextLabel *m_effect;
    TextLabel *m_missing;
    TextLabel *m_barred;
    Button *m_reject;
    Button *m_requestChanges;
    Button *m_approve;
};

} // namespace gatehouse
