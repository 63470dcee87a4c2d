// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/workflow.h"
#include "core/outbox/intent.h"

#include <QWidget>

class QBoxLayout;
class QHBoxLayout;

namespace gatehouse {

class Badge;
class TextLabel;

//! The head of the detail: what it is about, where it stands, and what its author meant.
class IntentHeader final : public QWidget
{
    Q_OBJECT

public:
    explicit IntentHeader(QWidget *parent = nullptr);
    //! \a request is the one it is about, when it is about one and that is known here.
    void setIntent(const Intent &intent, const ApprovalRequest *request, const QDateTime &now);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void showVersions(const Intent &intent);
    void fit();

    TextLabel *m_name;
    Badge *m_state;
    TextLabel *m_from;
    TextLabel *m_arrow;
    TextLabel *m_to;
    Badge *m_type;
    Badge *m_environment;
    TextLabel *m_number;
    TextLabel *m_due;
    TextLabel *m_meant;
    QHBoxLayout *m_facts;
    QHBoxLayout *m_sentence;
    QBoxLayout *m_second; //!< Facts and sentence, beside each other where there is room.
};

} // namespace gatehouse
