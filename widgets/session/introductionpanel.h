// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace gatehouse {

class Button;
class ThemeController;

//! The left side of the first-run page: what Gatehouse is, in true sentences, and how it looks.
class IntroductionPanel final : public QWidget
{
    Q_OBJECT

public:
    //! \a network says how this computer reaches others, in one or two sentences.
    IntroductionPanel(ThemeController &themes, const QString &network, QWidget *parent = nullptr);

private:
    QWidget *themeButton();
    void showThemeChoice();

    ThemeController &m_themes;
    Button *m_theme = nullptr;
};

} // namespace gatehouse
