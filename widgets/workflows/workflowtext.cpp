// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/workflows/workflowtext.h"

#include "core/base/async.h"
#include "widgets/common/drafts/draftnote.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int checkDelayMs = 500;
//! A long text is not copied at every key; with DraftKeeper's own wait it is still within a second.
constexpr int copyWithinMs = 200;

const QString blank = u"id: new-workflow\nname: New workflow\nprecedence: 60\nmatch:\n  - environments: [staging]\n"
                      "stages:\n  - id: technical\n    name: Technical\n    discipline: technical\n    people:\n"
                      "      roles: [reviewer:technical]\n    quorum: 1\n    due: 48h\n    remind: 12h\n"_s;

} // namespace

WorkflowText::WorkflowText(QString id, WorkflowService &service, DraftKeeper &drafts, const CodeHighlighting &highlighting, QObject *parent)
    : EditedYaml(u"workflow.yaml"_s, highlighting, parent)
    , m_id(std::move(id))
    , m_service(service)
    , m_drafts(drafts)
{
    m_checkDelay.setSingleShot(true);
    m_checkDelay.setInterval(checkDelayMs);
    m_keepSoon.setSingleShot(true);
    m_keepSoon.setInterval(copyWithinMs);
    connect(this, &EditedYaml::edited, &m_checkDelay, qOverload<>(&QTimer::start));
    connect(this, &EditedYaml::edited, this, [this] {
        if (!m_keepSoon.isActive())
            m_keepSoon.start();
    });
    connect(&m_checkDelay, &QTimer::timeout, this, &WorkflowText::startCheck);
    connect(&m_keepSoon, &QTimer::timeout, this, &WorkflowText::keepNow);
    if (!isNew()) {
        refresh();
        return;
    }
    m_state = State::Ready;
    showText(blank);
}

WorkflowText::~WorkflowText() = default;

const WorkflowTemplateVersion *WorkflowText::base() const
{
    if (!m_workflow)
        return nullptr;
    return m_versions.version(m_workflow->draftVersion.value_or(m_workflow->version));
}

QString WorkflowText::keptNote() const
{
    const auto draft = m_drafts.find(draftKey());
    return draft ? keptText(draft->keptAt, m_drafts.now()) : QString();
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
            noteFailure(workflow.error());
            return;
        }
        m_workflow = *workflow;
        deliver(m_service.versions(m_id), this, m_reads.only([this](const Result<Items<WorkflowTemplateVersion>> &versions) {
            if (versions)
                onVersions(*versions);
            else
                noteFailure(versions.error());
        }));
    }));
}

void WorkflowText::onVersions(const Items<WorkflowTemplateVersion> &versions)
{
    const bool isFirst = m_state != State::Ready;
    m_error.reset();
    m_versions.setItems(versions.items);
    m_state = State::Ready;
    if (base() && (isFirst || (!isChanged() && base()->yaml != plainText())))
        showText(base()->yaml);
    Q_EMIT changed();
}

void WorkflowText::noteFailure(const Error &error)
{
    m_error = error;
    if (m_state == State::Reading)
        m_state = State::Failed;
    Q_EMIT changed();
}

//! Shows what stands at the portal, then what an earlier run left unsaved on top of it.
void WorkflowText::showText(const QString &text)
{
    setBaseText(text);
    showBase();
    if (const auto draft = m_drafts.find(draftKey())) {
        const QString kept = draft->values.value("text"_L1).toString();
        if (kept != text && !kept.isEmpty())
            replaceText(kept);
    }
    m_checkDelay.stop();
    startCheck();
}

void WorkflowText::takeSaved(const WorkflowTemplateVersion &draft)
{
    m_drafts.forget(draftKey());
    m_id = draft.templateId;
    setBaseText(draft.yaml);
    text()->setModified(plainText() != draft.yaml);
    noteEdited();
    refresh();
}

void WorkflowText::keepNow()
{
    if (!isReady() || !m_drafts.isRestored())
        return;
    if (isChanged())
        m_drafts.keep({draftKey(), {{u"text"_s, plainText()}}, m_workflow ? m_workflow->name : tr("New workflow"), {}, {}});
    else
        m_drafts.forget(draftKey());
    Q_EMIT changed();
}

void WorkflowText::startCheck()
{
    // Those who may not change it need no judgement of it, and the portal gives them none.
    if (m_workflow && !m_workflow->actions.allows(u"edit"_s)) {
        m_isChecked = true;
        m_stages = m_workflow->stages;
        Q_EMIT checked();
        return;
    }
    deliver(m_service.validate(plainText()), this, m_checks.only([this](const Result<WorkflowValidation> &answer) {
        m_isChecked = true;
        m_checkError.reset();
        if (answer) {
            problems().setRemote(answer->problems);
            // While the text cannot be read, the last stages say more than none.
            if (!answer->stages.isEmpty())
                m_stages = answer->stages;
        } else {
            m_checkError = answer.error();
        }
        Q_EMIT checked();
    }));
}

} // namespace gatehouse
