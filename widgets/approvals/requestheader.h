// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/workflow.h"

#include <QWidget>

class QHBoxLayout;
class QMenu;

namespace gatehouse {

class Badge;
class Button;
class DigestLabel;
class TextLabel;

//! The head of the detail: name, versions and badges, and where it comes from.
class RequestHeader final : public QWidget
{
    Q_OBJECT

public:
    explicit RequestHeader(QWidget *parent = nullptr);
    void setRequest(const ApprovalRequest &request, const QDateTime &now);
    //! Whether the menu has "Export evidence bundle…".
    void offerBundle(bool offered);

Q_SIGNALS:
    void pluginRequested();
    void withdrawRequested();
    void resubmitRequested();
    void bundleRequested();
    //! One of the portal's names: "claim", "unclaim", "delegate", "escalate".
    void stageActionRequested(const QString &name);

private:
    QHBoxLayout *makeTitleRow();
    QHBoxLayout *makeVersionRow();
    QHBoxLayout *makeOriginRow();
    void showThreads();
    void addStageAction(const QString &name, const QString &text);
    void showMenu();

    ApprovalRequest m_request;
    TextLabel *m_name;
    TextLabel *m_from;
    TextLabel *m_arrow;
    TextLabel *m_to;
    Badge *m_type;
    Badge *m_environment;
    Badge *m_risk;
    Badge *m_status;
    Badge *m_emergency;
    QWidget *m_threads; //!< A row of its own, there when a thread is open.
    Badge *m_mustSolve;
    Badge *m_information;
    TextLabel *m_score;
    TextLabel *m_number;
    TextLabel *m_origin;
    DigestLabel *m_digest;
    TextLabel *m_rules;
    Button *m_copy;
    Button *m_plugin;
    Button *m_more;
    QMenu *m_menu;
    QAction *m_withdraw;
    QAction *m_resubmit;
    QAction *m_bundle;
    QList<QAction *> m_stageActions; //!< Their data is the name.
};

} // namespace gatehouse
