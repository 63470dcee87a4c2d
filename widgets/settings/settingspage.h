// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/pagewidget.h"

class QGridLayout;
class QVBoxLayout;

namespace gatehouse {

class ActionRegistry;
class KeptHereCard;
class ThemeController;
class UiState;

//! Looks, keys and where things are kept. Everything takes effect at once and is remembered.
class SettingsPage final : public PageWidget
{
    Q_OBJECT
public:
    //! \a keptHere is the card about what is kept on this computer. \a facts are lines of "what and
    //! where" for the last card: version, folders, licence.
    SettingsPage(ThemeController &theme, ActionRegistry &actions, UiState &state, KeptHereCard *keptHere,
        const QList<std::pair<QString, QString>> &facts, QWidget *parent = nullptr);

    //! Stands before the last card.
    void addCard(QWidget *card);

    QStringList crumb() const override { return {tr("Settings")}; }
    void activate() override;

private:
    QWidget *buildLooks();
    QWidget *buildKeys();
    QWidget *buildFacts(const QList<std::pair<QString, QString>> &facts);

    ThemeController &m_theme;
    ActionRegistry &m_actions;
    UiState &m_state;
    KeptHereCard *m_keptHere;
    QWidget *m_first = nullptr;
    QVBoxLayout *m_cards = nullptr;
};

//! Puts what the person chose earlier back into force, and remembers the theme wherever they choose it
//! from now on. Called once at the start.
void rememberSettings(ThemeController &theme, ActionRegistry &actions, UiState &state);

} // namespace gatehouse
