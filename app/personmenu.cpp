// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/personmenu.h"

#include "app/openprofile.h"
#include "app/personsession.h"
#include "app/portalreach.h"
#include "core/contract/personas.h"
#include "widgets/common/actionregistry.h"
#include "widgets/session/accountmenu.h"
#include "widgets/shell/mainwindow.h"
#include "widgets/shell/rail.h"
#include "widgets/shell/railbutton.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

PersonMenu::PersonMenu(Parts parts, QObject *parent)
    : QObject(parent)
    , m_parts(parts)
{
    connect(m_parts.window.rail()->personButton(), &QAbstractButton::clicked, this, &PersonMenu::open);
    connect(m_parts.window.rail()->portalButton(), &QAbstractButton::clicked, this, &PersonMenu::open);
}

void PersonMenu::open()
{
    if (!m_parts.work.profile())
        return;
    auto *menu = new AccountMenu(*m_parts.work.profile(), m_parts.person.profiles().all(), &m_parts.window);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu, &AccountMenu::profileChosen, this, &PersonMenu::profileChosen);
    connect(menu, &AccountMenu::addPortalRequested, this, &PersonMenu::addPortalRequested);
    if (m_parts.reach.isSandboxRunning()) {
        QMenu *personas = menu->addMenu(tr("Be someone else in the sandbox"));
        for (const Persona &persona : sandboxPersonas()) {
            connect(personas->addAction(persona.name), &QAction::triggered, this,
                [this, key = persona.key] { Q_EMIT personaChosen(key); });
        }
        menu->addSeparator();
    }
    menu->addAction(m_parts.actions.action(u"go.settings"_s));
    menu->addAction(m_parts.actions.action(u"shell.signOut"_s));
    const QWidget *button = m_parts.window.rail()->personButton();
    menu->popup(button->mapToGlobal(QPoint(8, -menu->sizeHint().height())));
}

} // namespace gatehouse
