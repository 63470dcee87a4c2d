// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/drafting/draftbar.h"

#include "widgets/common/controls/button.h"
#include "widgets/common/display/bar.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/drafting/draftedtext.h"

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

QString titleOf(const DraftedText &text)
{
    const TextVersion *draft = text.versions().inState(u"draft"_s);
    const TextVersion *active = text.versions().inState(u"active"_s);
    if (text.isNew())
        return text.name();
    if (text.isChanged())
        return DraftBar::tr("Not saved");
    if (draft)
        return DraftBar::tr("Draft v%1").arg(draft->version);
    return active ? DraftBar::tr("v%1 is active").arg(active->version) : QString();
}

} // namespace

DraftBar::DraftBar(const QString &prefix, const QString &tryWord, QWidget *parent)
    : QWidget(parent)
    , m_title(new TextLabel(TextStyle::BodyStrong))
    , m_note(new TextLabel(TextStyle::Small, ColorRole::Muted))
    , m_discard(makeButton(prefix + u"Discard"_s, tr("Discard…"), ButtonVariant::Quiet))
    , m_compare(makeButton(prefix + u"Compare"_s, tr("Compare…"), ButtonVariant::Outline))
    , m_save(makeButton(prefix + u"Save"_s, tr("Save draft"), ButtonVariant::Outline))
    , m_try(makeButton(prefix + u"Try"_s, tryWord, ButtonVariant::Outline))
    , m_activate(makeButton(prefix + u"Activate"_s, tr("Activate…"), ButtonVariant::Accent))
{
    m_title->setObjectName(prefix + u"BarTitle"_s);
    m_note->setObjectName(prefix + u"BarNote"_s);
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
    connect(m_discard, &QAbstractButton::clicked, this, &DraftBar::discardRequested);
    connect(m_compare, &QAbstractButton::clicked, this, &DraftBar::compareRequested);
    connect(m_save, &QAbstractButton::clicked, this, &DraftBar::saveRequested);
    connect(m_try, &QAbstractButton::clicked, this, &DraftBar::tryRequested);
    connect(m_activate, &QAbstractButton::clicked, this, &DraftBar::activateRequested);
    showText(nullptr, reasonsOf(nullptr, {}, {}));
}

DraftBar::Reasons DraftBar::reasonsOf(const DraftedText *text, const QString &tryAction, const QString &trying)
{
    if (!text || !text->isReady()) {
        const QString nothing = text ? tr("It was not read yet.") : tr("Nothing is chosen.");
        return {nothing, nothing, nothing, nothing, nothing};
    }
    Reasons reasons;
    const bool changed = text->isChanged();
    const QString notMine = text->whyNotEdit();
    reasons.save = !notMine.isEmpty() ? notMine : changed || text->isNew() ? QString() : tr("Nothing is changed.");
    // What is only here is thrown away without asking the portal.
    reasons.discard = changed ? QString() : text->whyNot(u"discard"_s);
    reasons.attempt = trying.isEmpty() ? text->whyNot(tryAction) : trying;
    reasons.activate = text->whyNot(u"activate"_s);
    reasons.compare = text->isNew() ? tr("There is nothing to compare it with yet.") : QString();
    return reasons;
}

void DraftBar::showText(const DraftedText *text, const Reasons &reasons)
{
    m_discard->setBlockedReason(reasons.discard);
    m_compare->setBlockedReason(reasons.compare);
    m_save->setBlockedReason(reasons.save);
    m_try->setBlockedReason(reasons.attempt);
    m_activate->setBlockedReason(reasons.activate);
    if (!text || !text->isReady()) {
        m_title->clear();
        m_note->clear();
        return;
    }
    m_title->setText(titleOf(*text));
    // What stands between a draft and its activation is said here, not only in a tool tip; whoever may
    // not change anything is told who may.
    const bool waits = text->versions().inState(u"draft"_s) && !text->isChanged() && !reasons.activate.isEmpty();
    m_note->setText(text->isChanged() ? text->keptNote() : waits ? reasons.activate : text->whyNotEdit());
}

} // namespace gatehouse
