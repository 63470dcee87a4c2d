// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/settingsbinding.h"
#include "app/workspace.h"
#include "widgets/config/configpage.h"
#include "widgets/outbox/outboxpage.h"

#include <QObject>

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

    SettingsBinding &settings() { return m_settings; }

private:
    ConfigPage::Parts configParts();
    OutboxPage::Parts outboxParts();
    AuditPage *makeAudit();
    WorkflowPage *makeWorkflows();
    PoliciesPage *makePolicies();
    void decideAgain(const Intent &intent, Outcome outcome, const QString &reason);
    //! Made at first use: reading the grammars takes a moment that the start should not pay.
    const CodeHighlighting &highlighting();
    LineHighlighter &lineHighlighter();

    const Parts m_parts;
    std::unique_ptr<CodeHighlighting> m_highlighting;
    std::unique_ptr<LineHighlighter> m_lineHighlighter;
    SettingsBinding m_settings;
};

} // namespace gatehouse
