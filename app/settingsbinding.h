// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/outbox/intent.h"
#include "widgets/settings/kepthere.h"
#include "widgets/settings/signingcard.h"

#include <QObject>
#include <QPointer>

namespace gatehouse {

class ActionRegistry;
class OverlayHost;
class SettingsPage;
class ThemeController;
class UiState;
class Workspace;

//! Makes Settings over the workspace that is open: what is kept on this computer, the key that signs
//! and the log it is in, and the ways to the pages of an admin. Lives as long as the window.
class SettingsBinding final : public QObject
{
    Q_OBJECT
public:
    struct Parts
    {
        ActionRegistry &actions;
        OverlayHost &overlays;
        UiState &state;
        ThemeController &themes;
        QString dataDirectory;
        //! Only called while there is one.
        std::function<Workspace &()> workspace;
        //! The lock, the passphrase and wiping; the rest is about the workspace.
        KeptHereCommands kept;
    };
    explicit SettingsBinding(Parts parts, QObject *parent = nullptr);

    SettingsPage *makePage();
    //! The lock or the passphrase changed.
    void refreshKeptHere();

private:
    KeptHereCard *makeKeptHere();
    KeptHere keptHereNow();
    void connectReceipts(KeptHereCommands &commands);
    SigningCard *makeSigning(QWidget *page);
    SigningNow signingNow() const;

    const Parts m_parts;
    QPointer<KeptHereCard> m_keptHere; //!< While Settings are made.
    QList<Intent> m_removedReceipts; //!< In Settings, last.
    QDateTime m_takenAt; //!< When the queue was whole on this computer.
};

} // namespace gatehouse
