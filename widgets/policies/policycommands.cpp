// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/policies/policycommands.h"

#include "core/base/async.h"
#include "widgets/common/overlay/overlayhost.h"
#include "widgets/common/overlay/reasondialog.h"
#include "widgets/drafting/compareversionsdialog.h"
#include "widgets/drafting/discarddialog.h"
#include "widgets/policies/policytext.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

PolicyCommands::PolicyCommands(PolicyText &text, PolicyService &service, OverlayHost &overlays, QObject *parent)
    : QObject(parent)
    , m_text(text)
    , m_service(service)
    , m_overlays(overlays)
{
}

DraftBar::Reasons PolicyCommands::reasons() const
{
    return DraftBar::reasonsOf(&m_text, u"back_test"_s, {});
}

QString PolicyCommands::whyNotTry() const
{
    return m_isTrying ? tr("It is being tried.") : m_text.whyNot(u"dry_run"_s);
}

void PolicyCommands::save()
{
    if (!reasons().save.isEmpty())
        return;
    deliver(m_service.saveDraft(*m_text.active(), m_text.plainText()), this, [this](const Result<PolicyVersion> &draft) {
        if (!draft) {
            Q_EMIT failed(draft.error());
            return;
        }
        m_text.takeSaved(*draft);
        Q_EMIT changed();
    });
}

void PolicyCommands::tryOn(const VersionId &version, Environment environment)
{
    if (version.isEmpty() || !whyNotTry().isEmpty())
        return;
    m_isTrying = true;
    Q_EMIT triedChanged();
    deliver(m_service.dryRun(version, environment), this, [this](const Result<PolicyDryRun> &run) {
        m_isTrying = false;
        Q_EMIT triedChanged();
        if (!run) {
            Q_EMIT tryFailed(run.error());
            return;
        }
        Q_EMIT tried(*run);
        Q_EMIT changed();
    });
}

void PolicyCommands::activate(const QString &trial)
{
    if (!reasons().activate.isEmpty())
        return;
    const Policies seen = *m_text.active();
    const int version = seen.draftVersion.value_or(0);
    QString what = tr("Every version is judged again, by v%1. Votes on open requests were cast on the policies of before: they no longer count.").arg(version);
    if (!trial.isEmpty())
        what += u' ' + trial;
    auto *dialog = new ReasonDialog(tr("Activate policies v%1").arg(version), what, tr("Activate"),
        ReasonDialog::sending([this, seen](const QString &reason) { return m_service.activate(seen, reason); }));
    connect(dialog, &Dialog::accepted, this, &PolicyCommands::changed);
    ask(dialog);
}

void PolicyCommands::discard()
{
    if (!reasons().discard.isEmpty())
        return;
    // What was only typed here comes back with one undo step.
    if (m_text.isChanged()) {
        m_text.discard();
        // At once: what is kept would stand on top of whatever is read next.
        m_text.keepNow();
    } else {
        discardDraft();
    }
}

void PolicyCommands::discardDraft()
{
    const Policies seen = *m_text.active();
    auto *dialog = new DiscardDialog(tr("policies v%1").arg(seen.draftVersion.value_or(0)), false);
    connect(dialog, &FormDialog::submitted, this, [this, dialog, seen] { dialog->await(m_service.discardDraft(seen)); });
    connect(dialog, &Dialog::accepted, this, &PolicyCommands::changed);
    ask(dialog);
}

void PolicyCommands::compare(int from)
{
    if (!reasons().compare.isEmpty())
        return;
    ask(new CompareVersionsDialog(m_text.name(), m_text.versions().items(), m_text.isChanged() ? m_text.plainText() : QString(), from));
}

void PolicyCommands::ask(Dialog *dialog)
{
    connect(dialog, &Dialog::accepted, dialog, &QObject::deleteLater);
    connect(dialog, &Dialog::rejected, dialog, &QObject::deleteLater);
    dialog->openOn(m_overlays);
}

} // namespace gatehouse
