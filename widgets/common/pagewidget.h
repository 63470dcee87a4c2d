// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QList>
#include <QWidget>

namespace gatehouse {

class AgeBand;

//! One destination of the rail. Built on first show, kept afterwards. A page fills the work area
//! below the top bar; it reads stores and models only and never blocks.
class PageWidget : public QWidget
{
    Q_OBJECT
public:
    using QWidget::QWidget;

    //! Title of the top bar, then the path below it: {"Configuration", "backstage-plugin-argo-cd"}.
    virtual QStringList crumb() const = 0;
    //! Short faint text beside the title: "7 need you, 1 overdue". Empty for none.
    virtual QString summary() const { return {}; }
    //! What it shows now, where it has screens that need different room: "changes". Changes with the crumb.
    virtual QString screen() const { return {}; }
    //! Called each time the page becomes visible. Puts the focus where work starts.
    virtual void activate() { setFocus(); }
    //! Opens one object of this page (a request, a plugin, an operation) and shows it.
    virtual void openObject(const QString &id) { Q_UNUSED(id) }
    //! Reads again from the server; never writes, never moves the place on screen.
    virtual void refresh() { }
    //! Esc: one level up. False when the page is already at its top.
    virtual bool goUp() { return false; }
    //! The time of the oldest data in view; invalid while nothing is shown.
    virtual QDateTime asOf() const;
    //! All in view is as the portal has it.
    virtual bool isCurrent() const;
    //! True once the first rows or the empty state are drawn; the tour waits for it.
    virtual bool isSettled() const { return true; }

Q_SIGNALS:
    void crumbChanged();
    void asOfChanged();
    void settledChanged();
    //! Asks the window for another page: "registry", "operations", ... and an object on it.
    void navigationRequested(const QString &pageId, const QString &objectId);

protected:
    //! What \a band stands above is in view with its parent, and counts for asOf(). It belongs to the page.
    void follow(AgeBand *band);

private:
    QList<AgeBand *> m_bands;
};

} // namespace gatehouse
