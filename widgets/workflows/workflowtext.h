// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workflows/workflowservice.h"
#include "widgets/drafting/draftedtext.h"

namespace gatehouse {

//! One workflow's text being edited, and its stages as far as the portal could read them.
class WorkflowText final : public DraftedText
{
    Q_OBJECT
public:
    //! An empty \a id is a workflow that does not exist yet.
    WorkflowText(QString id, WorkflowService &service, DraftKeeper &drafts, const CodeHighlighting &highlighting,
        QObject *parent = nullptr);
    ~WorkflowText() override;

    const QString &id() const { return m_id; }
    QString name() const override;
    bool isNew() const override { return m_id.isEmpty(); }
    const Actions *actions() const override { return m_workflow ? &m_workflow->actions : nullptr; }
    void refresh() override;

    //! As it was last read; null before that, and for a new one.
    const WorkflowTemplate *workflow() const { return m_workflow ? &*m_workflow : nullptr; }
    //! The stages of the text as the portal last read it.
    const QList<TemplateStage> &stages() const { return m_stages; }
    //! The text is the draft now.
    void takeSaved(const WorkflowTemplateVersion &draft);

private:
    QString draftKey() const override;
    void judge() override;

    QString m_id;
    WorkflowService &m_service;
    std::optional<WorkflowTemplate> m_workflow;
    QList<TemplateStage> m_stages;
    Latest m_reads;
    Latest m_checks;
};

} // namespace gatehouse
