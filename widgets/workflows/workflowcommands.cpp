// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/workflows/workflowcommands.h"

#include "core/base/async.h"
#include "widgets/common/overlay/overlayhost.h"
#include "widgets/common/overlay/reasondialog.h"
#include "widgets/drafting/compareversionsdialog.h"
#include "widgets/drafting/discarddialog.h"
#include "widgets/workflows/workflowtext.h"

#include <QPointer>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

WorkflowCommands::WorkflowCommands(WorkflowService &service, OverlayHost &overlays, QObject *parent)
    : QObject(parent)
    , m_service(service)
    , m_overlays(overlays)
{
}

DraftBar::Reasons WorkflowCommands::reasonsOf(const WorkflowText *text) const
{
    return DraftBar::reasonsOf(text, u"dry_run"_s, m_isTrying ? tr("It is being tried.") : QString());
}

const WorkflowDryRun *WorkflowCommands::runOf(const QString &id) const
{
    const auto run = m_runs.find(id);
    return run == m_runs.end() ? nullptr : &run->second;
}

void WorkflowCommands::save(WorkflowText &text)
{
    if (!reasonsOf(&text).save.isEmpty())
        return;
    const bool isNew = text.isNew();
    const QString yaml = text.plainText();
    const auto answer = isNew ? m_service.create(yaml) : m_service.saveDraft(*text.workflow(), yaml);
    deliver(answer, &text, [this, isNew, &text](const Result<WorkflowTemplateVersion> &draft) {
        if (!draft) {
            Q_EMIT failed(draft.error());
            return;
        }
        text.takeSaved(*draft);
        if (isNew)
            Q_EMIT created(draft->templateId);
        Q_EMIT changed();
    });
}

void WorkflowCommands::tryDraft(WorkflowText &text)
{
    if (!reasonsOf(&text).attempt.isEmpty())
        return;
    m_isTrying = true;
    Q_EMIT triedChanged();
    // The text may be gone before the answer is here: its draft was discarded meanwhile.
    deliver(m_service.dryRun(text.id()), this, [this, id = text.id(), text = QPointer(&text)](const Result<WorkflowDryRun> &run) {
        m_isTrying = false;
        if (run && text) {
            m_runs[id] = *run;
            text->refresh();
        }
        Q_EMIT triedChanged();
        if (!run)
            Q_EMIT tryFailed(id, run.error());
    });
}

void WorkflowCommands::activate(WorkflowText &text)
{
    if (!reasonsOf(&text).activate.isEmpty())
        return;
    const WorkflowTemplate workflow = *text.workflow();
    const int version = workflow.draftVersion.value_or(0);
    const WorkflowDryRun *run = runOf(workflow.id);
    QString what = tr("Requests made from now on follow v%1. Those that exist keep the version they were made with.").arg(version);
    if (run && run->stuck > 0)
        what += u' ' + tr("%n requests like those of now could be decided by nobody.", nullptr, run->stuck);
    auto *dialog = new ReasonDialog(tr("Activate %1 v%2").arg(workflow.name).arg(version), what, tr("Activate"),
        ReasonDialog::sending([this, workflow](const QString &reason) { return m_service.activate(workflow, reason); }));
    connect(dialog, &Dialog::accepted, this, [this, id = workflow.id] {
        m_runs.erase(id);
        Q_EMIT changed();
    });
    ask(dialog);
}

void WorkflowCommands::discard(WorkflowText &text)
{
    if (!reasonsOf(&text).discard.isEmpty())
        return;
    // What was only typed here comes back with one undo step.
    if (text.isChanged()) {
        text.discard();
        // At once: what is kept would stand on top of whatever is read next.
        text.keepNow();
    } else {
        discardDraft(text);
    }
}

void WorkflowCommands::discardDraft(WorkflowText &text)
{
    const WorkflowTemplate seen = *text.workflow();
    const bool isAll = !seen.active;
    auto *dialog = new DiscardDialog(tr("%1 v%2").arg(seen.name).arg(seen.draftVersion.value_or(0)), isAll);
    connect(dialog, &FormDialog::submitted, this, [this, dialog, seen] { dialog->await(m_service.discardDraft(seen)); });
    connect(dialog, &Dialog::accepted, this, [this, id = seen.id, isAll] {
        m_runs.erase(id);
        if (isAll)
            Q_EMIT gone(id);
        Q_EMIT changed();
    });
    ask(dialog);
}

void WorkflowCommands::compare(WorkflowText &text, int from)
{
    if (!reasonsOf(&text).compare.isEmpty())
        return;
    ask(new CompareVersionsDialog(text.name(), text.versions().items(), text.isChanged() ? text.plainText() : QString(), from));
}

void WorkflowCommands::ask(Dialog *dialog)
{
    connect(dialog, &Dialog::accepted, dialog, &QObject::deleteLater);
    connect(dialog, &Dialog::rejected, dialog, &QObject::deleteLater);
    dialog->openOn(m_overlays);
}

} // namespace gatehouse
