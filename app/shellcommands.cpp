// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shellcommands.h"

#include "app/openprofile.h"
#include "widgets/common/actionregistry.h"
#include "widgets/common/keychords.h"
#include "widgets/common/overlay/overlayhost.h"
#include "widgets/shell/mainwindow.h"
#include "widgets/shell/searchbutton.h"
#include "widgets/shell/shortcutsheet.h"
#include "widgets/shell/topbar.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

ShellCommands::ShellCommands(Parts parts, QObject *parent)
    : QObject(parent)
    , m_parts(parts)
{
    addEverywhere();
    addHelp();
    MainWindow &window = m_parts.window;
    connect(window.topBar()->search(), &QAbstractButton::clicked, m_parts.actions.action(u"shell.palette"_s), &QAction::trigger);
    connect(&m_parts.overlays, &OverlayHost::opened, this, [&window] { window.keyChords()->setSuspended(true); });
    connect(&m_parts.overlays, &OverlayHost::closed, this, [&window] { window.keyChords()->setSuspended(false); });
}

void ShellCommands::addEverywhere()
{
    ActionRegistry &actions = m_parts.actions;
    const OpenProfile &work = m_parts.work;
    const QString everywhere = tr("Everywhere");
    actions.add({u"shell.palette"_s, tr("Search or run a command"), everywhere, {}, {QKeySequence(Qt::CTRL | Qt::Key_K)}, false});
    actions.add({u"shell.commands"_s, tr("Commands only"), everywhere, {},
        {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_P), QKeySequence(Qt::Key_Colon)}, false});
    actions.add({u"shell.arm"_s, tr("Arm production…"), everywhere, {}, {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_A)}});
    connect(actions.add({u"shell.takeOffline"_s, tr("Take my queue offline"), everywhere, {}, {}}), &QAction::triggered, this, [&work] {
        if (work.isShown())
            work.workspace()->takeOffline.start();
    });
    connect(actions.add({u"shell.stopTakingOffline"_s, tr("Stop taking my queue offline"), everywhere, {}, {}}), &QAction::triggered, this, [&work] {
        if (work.isShown())
            work.workspace()->takeOffline.cancel();
    });
    connect(actions.add({u"shell.lock"_s, tr("Lock"), everywhere, {}, {QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_L)}}), &QAction::triggered,
        this, &ShellCommands::lockRequested);
    connect(actions.action(u"shell.refresh"_s), &QAction::triggered, this, [&work] {
        if (work.isShown())
            work.workspace()->replica.refresh();
    });
}

void ShellCommands::addHelp()
{
    ActionRegistry &actions = m_parts.actions;
    const QString help = tr("Help");
    connect(actions.add({u"shell.keys"_s, tr("This sheet"), help, {}, {Qt::Key_Question}}), &QAction::triggered, this, &ShellCommands::showKeys);
    connect(actions.add({u"shell.signOut"_s, tr("Sign out…"), help, {}, {}}), &QAction::triggered, this, &ShellCommands::signOutRequested);
    connect(actions.add({u"shell.quit"_s, tr("Quit"), help, {}, {QKeySequence(Qt::CTRL | Qt::Key_Q)}}), &QAction::triggered,
        &m_parts.window, &QWidget::close);
}

void ShellCommands::showKeys()
{
    OverlayHost &overlays = m_parts.overlays;
    auto *sheet = new ShortcutSheet(m_parts.actions);
    connect(sheet, &ShortcutSheet::finished, &overlays, &OverlayHost::close);
    connect(&overlays, &OverlayHost::closed, sheet, [sheet](const QWidget *panel) {
        if (panel == sheet)
            sheet->deleteLater();
    });
    overlays.open(sheet, OverlayHost::Placement::Center);
}

} // namespace gatehouse
