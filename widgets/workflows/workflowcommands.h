// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workflows/workflowservice.h"
#include "widgets/drafting/draftbar.h"

#include <map>

namespace gatehouse {

class Dialog;
class OverlayHost;
class WorkflowText;

//! What is done with a workflow's text: saved, tried, activated, thrown away, compared. A command that
//! reasonsOf() speaks against does nothing. Texts outlive what is under way for them only
//! if the owner wants its answer.
class WorkflowCommands final : public QObject
{
    Q_OBJECT
public:
    WorkflowCommands(WorkflowService &service, OverlayHost &overlays, QObject *parent = nullptr);

    void save(WorkflowText &text);
    void tryDraft(WorkflowText &text);
    void activate(WorkflowText &text);
    void discard(WorkflowText &text);
    //! With the version that has the number \a from, if there is one.
    void compare(WorkflowText &text, int from = 0);

    //! Null: nothing is chosen.
    DraftBar::Reasons reasonsOf(const WorkflowText *text) const;
    //! The last dry run of the workflow; null when there was none.
    const WorkflowDryRun *runOf(const QString &id) const;

Q_SIGNALS:
    //! A dry run began or ended.
    void triedChanged();
    void tryFailed(const QString &id, const gatehouse::Error &error);
    void failed(const gatehouse::Error &error);
    //! At the portal it is another than before.
    void changed();
    //! The new workflow has an id now.
    void created(const QString &id);
    //! It had nothing but its draft.
    void gone(const QString &id);

private:
    void discardDraft(WorkflowText &text);
    void ask(Dialog *dialog);

    WorkflowService &m_service;
    OverlayHost &m_overlays;
    std::map<QString, WorkflowDryRun> m_runs;
    bool m_isTrying = false;
};

} // namespace gatehouse
