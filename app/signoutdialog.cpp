// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/signoutdialog.h"

#include "widgets/common/controls/button.h"
#include "widgets/common/display/textlabel.h"

#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

SignOutDialog::SignOutDialog(const UnsentWork &work, QWidget *parent)
    : Dialog(tr("Sign out and remove what was not sent?"), parent)
{
    setObjectName(u"signOutDialog"_s);
    setPreferredSize({460, 230});
    const auto say = [this](const QString &sentence, ColorRole role) {
        auto *words = new TextLabel(sentence, TextStyle::Body, role);
        words->setWordWrap(true);
        bodyLayout()->addWidget(words);
        bodyLayout()->addSpacing(8);
    };
    if (work.intents > 0)
        say(tr("%n items in the Outbox did not reach the portal.", nullptr, work.intents), ColorRole::Text);
    if (work.drafts > 0)
        say(tr("%n drafts were not sent.", nullptr, work.drafts), ColorRole::Text);
    say(tr("Signing out removes them from this computer, with everything else that is kept of this portal. They cannot be brought back."),
        ColorRole::Muted);
    bodyLayout()->addStretch(1);
    addCancelButton();
    auto *remove = addButton(new Button(tr("Sign out and remove"), ButtonVariant::Danger));
    remove->setObjectName(u"signOutConfirm"_s);
    connect(remove, &QAbstractButton::clicked, this, &Dialog::accept);
}

} // namespace gatehouse
