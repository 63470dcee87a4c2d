// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/signoutdialog.h"

#include "widgets/common/controls/button.h"
#include "widgets/common/display/textlabel.h"

#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

using Words = SignOutDialog;

bool isInKeyStore(const Error &error)
{
    return error.code == keystore::failed || error.code == keystore::unavailable;
}

//! The last sentence about the key store: why, and what its person does there.
QString whatToDoThere(const Error &error, const QString &profileId)
{
    const QString why = error.detail.isEmpty() ? QString() : Words::tr("It said: %1.").arg(error.detail) + u' ';
    return why + Words::tr("Open the key store with its own program, for instance Passwords and Keys, and remove the entries that begin with “%1”.").arg(profileId);
}

QStringList staysWords(const Session::SignOutReport &report, const SignOutRemains &remains)
{
    QStringList words;
    std::optional<Error> keyStore;
    if (report.problem) {
        words += Words::tr("The desktop's key store still holds your sign-in.");
        keyStore = report.problem;
    }
    if (remains.signingKey) {
        words += Words::tr("The desktop's key store still holds the key that signs your decisions: revoke it in Settings, Signing, when you sign in next.");
        keyStore = remains.signingKey;
    }
    if (remains.data && remains.data->code == keystore::failed) {
        words += Words::tr("The desktop's key store still holds the key of what was kept here, which is removed itself.");
        keyStore = remains.data;
    } else if (remains.data && !isInKeyStore(*remains.data)) {
        words += Words::tr("What was kept here could not be removed: %1").arg(remains.data->message);
    }
    if (keyStore)
        words += whatToDoThere(*keyStore, remains.profileId);
    return words;
}

} // namespace

std::optional<SignOutNotice> signOutNotice(const Session::SignOutReport &report, const SignOutRemains &remains)
{
    QStringList rest = staysWords(report, remains);
    const QString lead = rest.isEmpty() ? Words::tr("Signed out on this computer.") : Words::tr("Signed out, and not everything of it could be removed.");
    if (report.revocation == Revocations::Outcome::Queued)
        rest += Words::tr("The identity provider could not be reached: it is told as soon as Gatehouse reaches it.");
    else if (report.revocation != Revocations::Outcome::Done)
        rest += Words::tr("The identity provider could not be reached and was not told.");
    if (rest.isEmpty())
        return std::nullopt;
    return SignOutNotice {lead, rest.join(u' ')};
}

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
