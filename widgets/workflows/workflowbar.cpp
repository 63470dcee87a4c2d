// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/workflows/workflowbar.h"

#include "widgets/common/controls/button.h"
#include "widgets/common/display/bar.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/workflows/workflowtext.h"

#include <QHBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

Button *makeButton(const QString &objectName, const QString &text, ButtonVariant variant)
{
    auto *button = new Button(text, variant);
    button->setObjectName(objectName);
    return button;
}

QString whyNot(const WorkflowText &text, const QString &action)
{
    const WorkflowTemplate *workflow = text.workflow();
    if (!workflow)
        return text.isNew() ? WorkflowBar::tr("Save the draft first.") : WorkflowBar::tr("It was not read yet.");
    if (workflow->actions.allows(action))
        return {};
    const QString why = workflow->actions.whyNot(action);
    return why.isEmpty() ? WorkflowBar::tr("The portal does not offer this now.") : why;
}

} // namespace

WorkflowBar::WorkflowBar(QWidget *parent)
    : QWidget(parent)
    , m_title(new TextLabel(TextStyle::BodyStrong))
    , m_note(new TextLabel(TextStyle::Small, ColorRole::Muted))
    , m_discard(makeButton(u"workflowDiscard"_s, tr("Discard…"), ButtonVariant::Quiet))
    , m_compare(makeButton(u"workflowCompare"_s, tr("Compare…"), ButtonVariant::Outline))
    , m_save(makeButton(u"workflowSave"_s, tr("Save draft"), ButtonVariant::Outline))
    , m_try(makeButton(u"workflowTry"_s, tr("Try on requests"), ButtonVariant::Outline))
    , m_activate(makeButton(u"workflowActivate"_s, tr("Activate…"), ButtonVariant::Accent))
{
    m_title->setObjectName(u"workflowBarTitle"_s);
    m_note->setObjectName(u"workflowBarNote"_s);
    m_note->setElided(Qt::ElideRight);
    m_save->setKeyCaps({tr("Ctrl S")});
    m_try->setIconName(IconName::Play);
    m_compare->setIconName(IconName::GitCompare);
    auto *bar = new Bar(metrics::actionBarHeight, Bar::Edge::Top, Surface::Sunken);
    bar->left()->addWidget(m_title);
    bar->left()->addWidget(m_note);
    for (Button *button : {m_discard, m_compare, m_save, m_try, m_activate})
        bar->right()->addWidget(button);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(bar);
    connect(m_discard, &QAbstractButton::clicked, this, &WorkflowBar::discardRequested);
    connect(m_compare, &QAbstractButton::clicked, this, &WorkflowBar::compareRequested);
    connect(m_save, &QAbstractButton::clicked, this, &WorkflowBar::saveRequested);
    connect(m_try, &QAbstractButton::clicked, this, &WorkflowBar::dryRunRequested);
    connect(m_activate, &QAbstractButton::clicked, this, &WorkflowBar::activateRequested);
    showText(nullptr, false);
}

WorkflowBar::Reasons WorkflowBar::reasonsOf(const WorkflowText *text, bool isTrying)
{
    if (!text || !text->isReady()) {
        const QString nothing = tr("Choose a workflow first.");
        return {nothing, nothing, nothing, nothing, nothing};
    }
    Reasons reasons;
    const bool changed = text->isChanged();
    const QString unsaved = changed ? tr("Save the draft first.") : QString();
    const QString notMine = text->isNew() ? QString() : whyNot(*text, u"edit"_s);
    reasons.save = !notMine.isEmpty() ? notMine : changed || text->isNew() ? QString() : tr("Nothing is changed.");
    // What is only here is thrown away without asking the portal.
    reasons.discard = changed ? QString() : whyNot(*text, u"discard"_s);
    reasons.dryRun = isTrying ? tr("It is being tried.") : !unsaved.isEmpty() ? unsaved : whyNot(*text, u"dry_run"_s);
    reasons.activate = !unsaved.isEmpty() ? unsaved : whyNot(*text, u"activate"_s);
    reasons.compare = text->isNew() ? tr("There is nothing to compare it with yet.") : QString();
    return reasons;
}

void WorkflowBar::showText(WorkflowText *text, bool isTrying)
{
    const Reasons reasons = reasonsOf(text, isTrying);
    m_discard->setBlockedReason(reasons.discard);
    m_compare->setBlockedReason(reasons.compare);
    m_save->setBlockedReason(reasons.save);
    m_try->setBlockedReason(reasons.dryRun);
    m_activate->setBlockedReason(reasons.activate);
    if (!text) {
        m_title->clear();
        m_note->clear();
        return;
    }
    const WorkflowTemplate *workflow = text->workflow();
    const int draft = workflow ? workflow->draftVersion.value_or(0) : 0;
    m_title->setText(text->isNew()  ? tr("New workflow")
            : text->isChanged()     ? tr("Not saved")
            : draft > 0             ? tr("Draft v%1").arg(draft)
            : workflow              ? tr("v%1 is active").arg(workflow->version)
                                    : QString());
    // What stands between a draft and its activation is said here, not only in a tool tip.
    const bool waits = draft > 0 && !text->isChanged() && !reasons.activate.isEmpty();
    m_note->setText(waits ? reasons.activate : text->isChanged() ? text->keptNote() : QString());
}

} // namespace gatehouse
