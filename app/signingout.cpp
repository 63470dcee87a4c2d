// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/signingout.h"

#include "app/openprofile.h"
#include "app/personsession.h"
#include "app/signoutdialog.h"
#include "app/startscreens.h"
#include "core/base/async.h"

#include <QDesktopServices>

namespace gatehouse {

SigningOut::SigningOut(Parts parts, QObject *parent)
    : QObject(parent)
    , m_parts(parts)
{
}

void SigningOut::start()
{
    OpenProfile &work = m_parts.work;
    if (!work.data()) {
        signOutNow();
        return;
    }
    // What was typed a moment ago counts, too.
    if (work.isShown())
        deliver(work.workspace()->drafts.flush(), work.data(), [this](const Status &) { ask(); });
    else
        ask();
}

void SigningOut::ask()
{
    ProfileData *data = m_parts.work.data();
    deliver(unsentWorkIn(data->rows(), data), this, [this](const UnsentWork &work) {
        if (work.isEmpty()) {
            signOutNow();
            return;
        }
        auto *dialog = new SignOutDialog(work);
        connect(dialog, &Dialog::accepted, this, [this, dialog] {
            dialog->deleteLater();
            signOutNow();
        });
        connect(dialog, &Dialog::rejected, dialog, &QObject::deleteLater);
        dialog->openOn(m_parts.overlays);
    });
}

void SigningOut::signOutNow()
{
    const Profile profile = m_parts.work.profile().value_or(Profile());
    const std::shared_ptr<ProfileData> data = m_parts.work.takeData();
    m_parts.work.close();
    m_parts.screens.showProgress(tr("Signing out…"));
    if (!data) {
        endSession(profile, {});
        return;
    }
    // What this person signed with here goes with what was kept.
    deliver(DeviceKey::forget(m_parts.person.keyPlace(profile), profile.id, this), this, [this, data, profile](const Status &forgotten) {
        deliver(data->wipe(), this, [this, data, profile, forgotten](const Status &wiped) {
            const auto errorOf = [](const Status &status) { return status ? std::optional<Error>() : status.error(); };
            endSession(profile, {profile.id, errorOf(forgotten), errorOf(wiped)});
        });
    });
}

void SigningOut::endSession(const Profile &profile, const SignOutRemains &remains)
{
    deliver(m_parts.person.end(profile), this, [this, sandbox = profile.sandbox, remains](const Session::SignOutReport &report) {
        onEnded(report, remains, sandbox);
    });
}

void SigningOut::onEnded(const Session::SignOutReport &report, const SignOutRemains &remains, bool sandbox)
{
    m_parts.person.personas().setPersona({});
    if (!sandbox && !report.endSession.isEmpty())
        QDesktopServices::openUrl(report.endSession);
    FirstRunPage &page = m_parts.screens.showFirstRun();
    if (const auto notice = signOutNotice(report, remains))
        page.showNotice(notice->lead, notice->rest);
}

} // namespace gatehouse
