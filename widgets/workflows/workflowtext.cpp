// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/workflows/workflowtext.h"

#include "core/base/async.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

const QString blank = u"id: new-workflow\nname: New workflow\nprecedence: 60\nmatch:\n  - environments: [staging]\n"
                      "stages:\n  - id: technical\n    name: Technical\n    discipline: technical\n    people:\n"
                      "      roles: [reviewer:technical]\n    quorum: 1\n    due: 48h\n    remind: 12h\n"_s;

} // namespace

WorkflowText::WorkflowText(QString id, WorkflowService &service, DraftKeeper &drafts, const CodeHighlighting &highlighting, QObject *parent)
    : DraftedText(u"workflow.yaml"_s, drafts, highlighting, parent)
    , m_id(std::move(id))
    , m_service(service)
{
    if (isNew())
        begin(blank);
    else
        refresh();
}

WorkflowText::~WorkflowText() = default;

QString WorkflowText::name() const
{
    return m_workflow ? m_workflow->name : tr("New workflow");
}

QString WorkflowText::draftKey() const
{
    return u"workflow/"_s + m_id;
}

void WorkflowText::refresh()
{
    if (isNew())
        return;
    deliver(m_service.workflow(m_id), this, m_reads.only([this](const Result<WorkflowTemplate> &workflow) {
        if (!workflow) {
            setFailed(workflow.error());
            return;
        }
        m_workflow = *workflow;
        deliver(m_service.versions(m_id), this, m_reads.only([this](const Result<Items<WorkflowTemplateVersion>> &versions) {
            if (versions)
                setVersions(textVersions(versions->items));
            else
                setFailed(versions.error());
        }));
    }));
}

void WorkflowText::takeSaved(const WorkflowTemplateVersion &draft)
{
    takeBase(draft.yaml);
    m_id = draft.templateId;
    refresh();
}

void WorkflowText::judge()
{
    // Those who may not change it need no judgement of it, and the portal gives them none.
    if (!whyNotEdit().isEmpty()) {
        m_stages = m_workflow ? m_workflow->stages : QList<TemplateStage>();
        setJudged({});
        return;
    }
    deliver(m_service.validate(plainText()), this, m_checks.only([this](const Result<WorkflowValidation> &answer) {
        if (!answer) {
            setUnjudged(answer.error());
            return;
        }
        // While the text cannot be read, the last stages say more than none.
        if (!answer->stages.isEmpty())
            m_stages = answer->stages;
        setJudged(answer->problems);
    }));
}

} // namespace gatehouse
