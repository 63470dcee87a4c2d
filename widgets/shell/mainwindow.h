// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/shell/pagestack.h"

#include <QWidget>

class QStackedLayout;
class QVBoxLayout;

namespace gatehouse {

class ActionRegistry;
class EnvironmentScope;
class KeyChords;
class MessageBar;
class Rail;
class StatusStrip;
class TopBar;
class UiState;

//! The window: rail, top bar, pages and status bar, or in their place the first-run page. It knows
//! no feature: pages come as factories, and what the bars show is set from outside.
class MainWindow final : public QWidget
{
    Q_OBJECT
public:
    MainWindow(ActionRegistry &actions, EnvironmentScope &scope, UiState &state, QWidget *parent = nullptr);
    ~MainWindow() override;

    void addPage(RailItem item, PageStack::Factory factory);
    //! A page without a place in the list of the rail (Settings).
    void addHiddenPage(const QString &id, PageStack::Factory factory);

    //! Takes the whole window, without rail and bars, until showWorkspace().
    void showFirstRun(QWidget *page);
    //! The same, and nothing of the workspace can be reached meanwhile: no command by its keys, and
    //! nothing by assistive technology.
    void showLocked(QWidget *page);
    void showWorkspace();

    Rail *rail() const { return m_rail; }
    TopBar *topBar() const { return m_topBar; }
    StatusStrip *statusStrip() const { return m_status; }
    PageStack *pages() const { return m_pages; }
    KeyChords *keyChords() const { return m_chords; }

    //! A passive bar under the top bar: nothing is covered, nothing moves the focus. One at a time;
    //! \a action is the word on its button, empty for none.
    void showNotice(Tone tone, IconName icon, const QString &lead, const QString &rest, const QString &action);
    void hideNotice();

    //! Puts \a bar under the pages, whichever is in front. Who made it deletes it.
    void addBar(QWidget *bar);

    //! Opens a page and remembers it as the one to start with.
    void openPage(const QString &id, const QString &objectId = {});
    bool isThin() const;

Q_SIGNALS:
    //! The button of the notice was pressed.
    void noticeActionTriggered();
    void closing();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    void addActions();
    //! The page, or the part of it that is remembered on its own: "inbox/changes".
    QString screen() const;
    void applyRailWidth();
    void showCrumb();
    void showAsOf();
    void cyclePanes(bool forward);

    ActionRegistry &m_actions;
    EnvironmentScope &m_scope;
    UiState &m_state;
    Rail *m_rail;
    TopBar *m_topBar;
    PageStack *m_pages;
    StatusStrip *m_status;
    KeyChords *m_chords;
    QWidget *m_workspace;
    QStackedLayout *m_layout;
    QVBoxLayout *m_work;
    MessageBar *m_notice = nullptr;
    QWidget *m_firstRun = nullptr;
};

} // namespace gatehouse
