// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/settings/noticescard.h"

#include "widgets/common/controls/toggle.h"
#include "widgets/common/display/card.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/uistate.h"

#include <QHBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

QString noticesKey()
{
    return u"settings/turnNotices"_s;
}

} // namespace

NoticesCard::NoticesCard(UiState &state, bool isAvailable, QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"noticesCard"_s);
    auto *card = new Card(tr("Notifications"), IconName::Bell);
    card->setBodyPadded(true);
    const QString name = tr("When it becomes your turn");
    const QString explanation = isAvailable
        ? tr("Only then, and only while this window is not in front. Everything else waits in the Inbox.")
        : tr("This desktop shows no notifications. The Inbox counts what needs you.");
    auto *toggle = new Toggle(tr("On"));
    toggle->setObjectName(u"turnNotices"_s);
    toggle->setAccessibleName(name);
    toggle->setAccessibleDescription(explanation);
    toggle->setChecked(isOn(state));
    toggle->setEnabled(isAvailable);
    auto *why = new TextLabel(explanation, TextStyle::Small, ColorRole::Muted);
    why->setWordWrap(true);
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(new TextLabel(name, TextStyle::BodyMedium));
    words->addWidget(why);
    auto *row = new QHBoxLayout;
    row->setSpacing(metrics::spaceXxl);
    row->addLayout(words, 1);
    row->addWidget(toggle, 0, Qt::AlignVCenter);
    card->bodyLayout()->addLayout(row);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(card);
    connect(toggle, &QAbstractButton::toggled, this, [&state](bool on) { state.setValue(noticesKey(), on); });
}

bool NoticesCard::isOn(const UiState &state)
{
    return state.value(noticesKey(), true).toBool();
}

} // namespace gatehouse
