// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/async.h"
#include "widgets/common/controls/button.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/drafts/draftnote.h"
#include "widgets/common/overlay/overlayhost.h"
#include "widgets/common/vocabulary.h"
#include "widgets/config/configdialogs.h"
#include "widgets/config/configdocument.h"
#include "widgets/config/configdrafts.h"
#include "widgets/config/configpage.h"

#include <QPointer>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

//! What the page asks before anything is written.
namespace gatehouse {

namespace {

//! The answer outlives a dialog that was closed meanwhile.
using OpenDialog = QPointer<ConfigChangeDialog>;

template <typename T>
std::optional<Error> errorOf(const Result<T> &result)
{
    return result ? std::optional<Error>() : std::optional<Error>(result.error());
}

void tell(const OpenDialog &dialog, const std::optional<Error> &error)
{
    if (dialog)
        dialog->done(error);
}

} // namespace

//! Why it is done is kept for the overlay until it is.
void ConfigPage::ask(ConfigChangeDialog *dialog, const QString &what)
{
    const QString place = ConfigDrafts::key(m_document->plugin(), m_document->overlay()).section(u'/', 1);
    keepDraft(*dialog, m_parts.drafts, {what + u'/' + place,
        tr("%1, %2").arg(m_document->pluginName(), environmentName(m_document->overlay().environment)), QString::number(m_document->baseNumber())});
    dialog->openOn(m_parts.overlays);
}

void ConfigPage::askToDiscard()
{
    if (!m_document || !m_document->isChanged())
        return;
    auto *dialog = new Dialog(tr("Discard your changes?"));
    dialog->setObjectName(u"configDiscardDialog"_s);
    dialog->setPreferredSize({440, 190});
    auto *words = new TextLabel(tr("The text goes back to what it stood on. What is kept on this computer goes, too. Ctrl+Z brings it back while this window is open."), TextStyle::Body, ColorRole::Muted);
    words->setWordWrap(true);
    dialog->bodyLayout()->addWidget(words);
    dialog->addCancelButton();
    auto *discard = dialog->addButton(new Button(tr("Discard changes"), ButtonVariant::Danger));
    discard->setObjectName(u"configDiscardConfirm"_s);
    connect(discard, &QAbstractButton::clicked, dialog, &Dialog::accept);
    connect(dialog, &Dialog::accepted, m_document, &ConfigDocument::discard);
    connect(dialog, &Dialog::accepted, dialog, &QObject::deleteLater);
    connect(dialog, &Dialog::rejected, dialog, &QObject::deleteLater);
    dialog->openOn(m_parts.overlays);
}

void ConfigPage::compareWithLive()
{
    const ConfigRevision *active = m_document ? m_document->active() : nullptr;
    if (!active)
        return;
    auto *dialog = new ConfigDiffDialog(tr("Compared with r%1").arg(active->number), tr("From what is in force to the text in the editor."),
        unifiedDiff(m_document->pluginName(), active->yaml, m_document->plainText()));
    dialog->openOn(m_parts.overlays);
}

void ConfigPage::showDiff(const ConfigRevision &revision)
{
    const QList<ConfigRevision> &history = m_document->history();
    const auto before = std::find_if(history.begin(), history.end(), [&](const ConfigRevision &other) { return other.number < revision.number; });
    const QString base = before == history.end() ? QString() : before->yaml;
    const QString title = before == history.end() ? tr("r%1, the first revision").arg(revision.number) : tr("r%1 → r%2").arg(before->number).arg(revision.number);
    auto *dialog = new ConfigDiffDialog(title, tr("%1: %2").arg(revision.createdBy.name, revision.reason), unifiedDiff(revision.pluginName, base, revision.yaml));
    dialog->openOn(m_parts.overlays);
}

void ConfigPage::showMove()
{
    if (!m_document || !m_document->hasMoved())
        return;
    const ConfigRevision latest = *m_document->latest();
    auto *dialog = new ConfigDiffDialog(tr("Server moved on: r%1 → r%2").arg(m_document->baseNumber()).arg(latest.number),
        tr("%1: %2. Your text is untouched. If you go on from r%3, what it changed and your text does not have will show as a change of yours.")
            .arg(latest.createdBy.name, latest.reason).arg(latest.number),
        unifiedDiff(m_document->pluginName(), m_document->base() ? m_document->base()->yaml : QString(), latest.yaml));
    auto *go = dialog->addButton(new Button(tr("Go on from r%1").arg(latest.number), ButtonVariant::Accent));
    go->setObjectName(u"configStandOnLatest"_s);
    connect(go, &QAbstractButton::clicked, dialog, &Dialog::accept);
    connect(dialog, &Dialog::accepted, m_document, &ConfigDocument::standOnLatest);
    dialog->openOn(m_parts.overlays);
}

void ConfigPage::reviewAndSave()
{
    if (!m_document || !m_document->isChanged() || m_document->isInOutbox())
        return;
    const QString base = m_document->base() ? m_document->base()->yaml : QString();
    const int errors = m_document->problems().errorCount();
    const QString sentence = errors > 0 ? tr("It will be kept as a draft that cannot be deployed: it has %n errors.", nullptr, errors)
                                        : tr("Saving makes a new revision. Nothing runs with it until it is deployed.");
    auto *dialog = new ConfigChangeDialog({tr("Review and save %1").arg(environmentName(m_document->overlay().environment)), sentence,
        tr("Why this change"), tr("Save")});
    dialog->setDiff(unifiedDiff(m_document->pluginName(), base, m_document->plainText()));
    connect(dialog, &ConfigChangeDialog::submitted, this, [this, dialog](const QString &reason) { sendSave(dialog, reason); });
    ask(dialog, u"config-save"_s);
}

void ConfigPage::sendSave(ConfigChangeDialog *dialog, const QString &reason)
{
    ConfigDocument *document = m_document;
    const auto answer = m_parts.service.save(document->plugin(), document->overlay(), document->plainText(), reason,
        document->baseNumber(), document->pluginName());
    deliver(answer, document, [dialog = OpenDialog(dialog), document](const Result<ConfigRevision> &saved) {
        if (saved)
            document->takeSaved(*saved);
        else if (saved.error().kind == ErrorKind::Kept)
            document->noteKept();
        if (!dialog || saved || saved.error().code != "precondition_failed"_L1) {
            tell(dialog, errorOf(saved));
            return;
        }
        connect(document, &ConfigDocument::revisionsChanged, dialog.data(), [dialog, document, error = saved.error()]() mutable {
            if (document->latest()) {
                error.message = tr("Server moved on: your text stands on r%1, the portal has r%2. Your text is untouched.")
                                    .arg(document->baseNumber()).arg(document->latest()->number);
            }
            tell(dialog, error);
        }, Qt::SingleShotConnection);
        document->refresh();
    });
}

void ConfigPage::askToDeploy()
{
    const ConfigRevision *base = m_document ? m_document->base() : nullptr;
    if (!base || m_document->isChanged() || !base->actions.allows(u"deploy"_s) || !isWritable())
        return;
    auto *dialog = new ConfigChangeDialog({tr("Deploy r%1 to %2").arg(base->number).arg(environmentName(base->overlay.environment)),
        tr("It is checked once more, written and read back. What is in force now stays until then."), tr("Why now"), tr("Deploy")});
    const ConfigRevision *active = m_document->active();
    dialog->setDiff(unifiedDiff(base->pluginName, active ? active->yaml : QString(), base->yaml));
    connect(dialog, &ConfigChangeDialog::submitted, this, [this, dialog, document = m_document, revision = *base](const QString &reason) {
        deliver(m_parts.service.deploy(revision, reason), document, [this, dialog = OpenDialog(dialog), document](const Result<Operation> &operation) {
            tell(dialog, errorOf(operation));
            if (!operation)
                return;
            document->refresh();
            Q_EMIT navigationRequested(u"operations"_s, operation->id.text());
        });
    });
    ask(dialog, u"config-deploy"_s);
}

void ConfigPage::askForApproval()
{
    const ConfigRevision *base = m_document ? m_document->base() : nullptr;
    if (!base)
        return;
    auto *dialog = new ConfigChangeDialog({tr("Request approval of r%1").arg(base->number),
        tr("Others review the change before it may be deployed to %1.").arg(environmentName(base->overlay.environment)),
        tr("Why reviewers should approve it"), tr("Request approval")});
    connect(dialog, &ConfigChangeDialog::submitted, this, [this, dialog, document = m_document, revision = *base](const QString &reason) {
        deliver(m_parts.askApproval(revision, reason), document, [dialog = OpenDialog(dialog), document](const Result<RequestId> &request) {
            tell(dialog, errorOf(request));
            document->refresh();
        });
    });
    ask(dialog, u"config-approval"_s);
}

void ConfigPage::askToRollBack(const ConfigRevision &revision)
{
    auto *dialog = new ConfigChangeDialog({tr("Roll back to r%1").arg(revision.number),
        tr("Makes a new revision with the text of r%1. It runs once that is deployed.").arg(revision.number), tr("Why it goes back"), tr("Roll back")});
    const ConfigRevision *active = m_document->active();
    dialog->setDiff(unifiedDiff(revision.pluginName, active ? active->yaml : QString(), revision.yaml));
    connect(dialog, &ConfigChangeDialog::submitted, this, [this, dialog, document = m_document, revision](const QString &reason) {
        deliver(m_parts.service.rollBack(revision, reason), document, [dialog = OpenDialog(dialog), document](const Result<ConfigRevision> &made) {
            tell(dialog, errorOf(made));
            document->refresh();
        });
    });
    ask(dialog, u"config-rollback"_s);
}

} // namespace gatehouse
