// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/approvals/approvalservice.h"

#include <QWidget>

class QVBoxLayout;

namespace gatehouse {

class Card;
class InlineError;

//! The conditions of a request's approvals, each with a box to check it off, and who did so when.
//! Hidden while there are none.
class ConditionsCard final : public QWidget
{
    Q_OBJECT

public:
    explicit ConditionsCard(ApprovalService &approvals, QWidget *parent = nullptr);
    void setRequest(const ApprovalRequest &request, const QDateTime &now);

private:
    void showItems();
    QWidget *makeItem(const ConditionItem &item);
    void check(const ConditionItem &item, bool met);

    ApprovalService &m_approvals;
    ApprovalRequest m_request;
    QDateTime m_now;
    Card *m_card;
    QVBoxLayout *m_items;
    InlineError *m_error;
};

} // namespace gatehouse
