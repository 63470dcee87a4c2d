// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace gatehouse {

class Chip;
class CrumbBar;
class EnvironmentScope;
class SearchButton;
class SegmentedControl;

//! 48 px: crumb, search, environment, production lock, connection. The right part never moves for
//! a change at the left.
class TopBar final : public QWidget
{
    Q_OBJECT
public:
    TopBar(EnvironmentScope &scope, QWidget *parent = nullptr);

    CrumbBar *crumb() const { return m_crumb; }
    SearchButton *search() const { return m_search; }
    SegmentedControl *environments() const { return m_environments; }
    Chip *lock() const { return m_lock; }
    Chip *connection() const { return m_connection; }

    //! The 2 px amber line on top of the window while production is armed.
    void setArmed(bool armed);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void followScope();

    EnvironmentScope &m_scope;
    CrumbBar *m_crumb;
    SearchButton *m_search;
    SegmentedControl *m_environments;
    Chip *m_lock;
    Chip *m_connection;
    bool m_armed = false;
};

} // namespace gatehouse
