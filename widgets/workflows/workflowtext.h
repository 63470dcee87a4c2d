// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/drafts/draftkeeper.h"
#include "core/workflows/workflowservice.h"
#include "models/workflows/workflowversionmodel.h"
#include "widgets/common/code/editedyaml.h"

namespace gatehouse {

//! One workflow's text being edited: its draft, or the active version when it has none. What is typed is
//! kept on this computer until it is saved; the portal judges it while it is typed.
class WorkflowText final : public EditedYaml
{
    Q_OBJECT
public:
    enum class State { Reading, Ready, Failed };

    //! An empty \a id is a workflow that does not exist yet.
    WorkflowText(QString id, WorkflowService &service, DraftKeeper &drafts, const CodeHighlighting &highlighting,
        QObject *parent = nullptr);
    ~WorkflowText() override;

    const QString &id() const { return m_id; }
    bool isNew() const { return m_id.isEmpty(); }
    State state() const { return m_state; }
    bool isReady() const override { return m_state == State::Ready; }
    //! Why reading failed, or why the portal could not judge the text.
    const std::optional<Error> &error() const { return m_error; }
    const std::optional<Error> &checkError() const { return m_checkError; }
    bool isChecked() const { return m_isChecked; }

    //! As it was last read; null before that, and for a new one.
    const WorkflowTemplate *workflow() const { return m_workflow ? &*m_workflow : nullptr; }
    WorkflowVersionModel &versions() { return m_versions; }
    //! What stands at the portal: the draft, else the active version.
    const WorkflowTemplateVersion *base() const;
    //! The stages of the text as the portal last read it.
    const QList<TemplateStage> &stages() const { return m_stages; }
    //! "Kept here 10:46:31"; empty when nothing is kept.
    QString keptNote() const;

    //! Reads it again. Unsaved text stays.
    void refresh();
    //! The text is the draft now.
    void takeSaved(const WorkflowTemplateVersion &draft);
    //! What was typed in the last moment; before the page goes.
    void keepNow();

Q_SIGNALS:
    //! Workflow, versions or state.
    void changed();
    void checked();

private:
    QString draftKey() const;
    void onVersions(const Items<WorkflowTemplateVersion> &versions);
    void noteFailure(const Error &error);
    void showText(const QString &text);
    void startCheck();

    QString m_id;
    WorkflowService &m_service;
    DraftKeeper &m_drafts;
    State m_state = State::Reading;
    std::optional<Error> m_error;
    std::optional<Error> m_checkError;
    bool m_isChecked = false;
    std::optional<WorkflowTemplate> m_workflow;
    WorkflowVersionModel m_versions;
    QList<TemplateStage> m_stages;
    QTimer m_checkDelay;
    QTimer m_keepSoon;
    Latest m_reads;
    Latest m_checks;
};

} // namespace gatehouse
