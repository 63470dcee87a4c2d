// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workspace.h"
#include "widgets/common/iconname.h"
#include "widgets/config/configpage.h"
#include "widgets/outbox/outboxpage.h"
#include "widgets/settings/kepthere.h"
#include "widgets/settings/signingcard.h"

#include <QObject>
#include <QPointer>

#include <memory>

namespace gatehouse {

class ActionRegistry;
class AuditPage;
class CodeHighlighting;
class LineHighlighter;
class EnvironmentScope;
class MainWindow;
class OverlayHost;
class PoliciesPage;
class SettingsPage;
class ThemeController;
class UiState;
class UndoSendBar;
class WorkflowPage;

//! The pages of the window, each built over the workspace that is open when it is first shown.
//! Lives as long as the window.
class Pages final : public QObject
{
    Q_OBJECT
public:
    struct Parts
    {
        MainWindow &window;
        ActionRegistry &actions;
        EnvironmentScope &scope;
        OverlayHost &overlays;
        UiState &state;
        ThemeController &themes;
        QString dataDirectory;
        //! Only called while there is one.
        std::function<Workspace &()> workspace;
        std::function<UndoSendBar *()> undoBar;
        //! For the card of Settings: the lock, the passphrase and wiping; the rest is about the workspace.
        KeptHereCommands kept;
    };

    explicit Pages(Parts parts, QObject *parent = nullptr);
    ~Pages() override;

    //! The lock or the passphrase changed.
    void refreshKeptHere();

private:
    ConfigPage::Parts configParts();
    OutboxPage::Parts outboxParts();
    AuditPage *makeAudit();
    WorkflowPage *makeWorkflows();
    PoliciesPage *makePolicies();
    //! A card of Settings that leads to a page of its own.
    QWidget *makeDoor(SettingsPage &page, const QString &target, IconName icon, const QString &title, const QString &words, const QString &action);
    SettingsPage *makeSettings();
    KeptHereCard *makeKeptHere();
    KeptHere keptHereNow();
    void connectReceipts(KeptHereCommands &commands);
    SigningCard *makeSigning(QWidget *page);
    SigningNow signingNow() const;
    void decideAgain(const Intent &intent, Outcome outcome, const QString &reason);
    //! Made at first use: reading the grammars takes a moment that the start should not pay.
    const CodeHighlighting &highlighting();
    LineHighlighter &lineHighlighter();

    const Parts m_parts;
    std::unique_ptr<CodeHighlighting> m_highlighting;
    std::unique_ptr<LineHighlighter> m_lineHighlighter;
    QPointer<KeptHereCard> m_keptHere; //!< While Settings are made.
    QList<Intent> m_removedReceipts; //!< In Settings, last.
    QDateTime m_takenAt; //!< When the queue was whole on this computer.
};

//! What a person chose about what is kept on this computer, for the workspace that opens.
void restoreKeeping(Workspace &workspace, const UiState &state);

} // namespace gatehouse
