// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/session/accountmenu.h"

#include "widgets/common/icons.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

//! Names come from servers: an ampersand in them is no mnemonic.
QString plain(QString text)
{
    return text.replace(u'&', u"&&"_s);
}

} // namespace

AccountMenu::AccountMenu(const Profile &current, const QList<Profile> &all, QWidget *parent)
    : QMenu(parent)
{
    setObjectName(u"accountMenu"_s);
    setAccessibleName(tr("Account"));
    QAction *who = addAction(gatehouse::icon(IconName::UserCheck), plain(tr("%1 at %2").arg(current.personName, current.portalName)));
    who->setEnabled(false);
    if (!current.email.isEmpty())
        who->setToolTip(current.email);
    addSeparator();
    for (const Profile &profile : all) {
        if (profile.id == current.id)
            continue;
        QAction *other
            = addAction(gatehouse::icon(IconName::User), plain(tr("%1 at %2").arg(profile.personName, profile.portalName)));
        connect(other, &QAction::triggered, this, [this, profile] { Q_EMIT profileChosen(profile); });
    }
    connect(addAction(gatehouse::icon(IconName::UserPlus), tr("Another portal or person…")), &QAction::triggered, this,
        &AccountMenu::addPortalRequested);
    addSeparator();
}

} // namespace gatehouse
