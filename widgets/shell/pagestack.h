// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/pagewidget.h"
#include "widgets/shell/railmodel.h"

#include <QStackedWidget>

#include <functional>

namespace gatehouse {

//! The pages of the window: built on first show, kept afterwards, with a history for back and
//! forward.
class PageStack final : public QWidget
{
    Q_OBJECT
public:
    using Factory = std::function<PageWidget *()>;

    explicit PageStack(QWidget *parent = nullptr);

    void addPage(const QString &id, Factory factory);
    QStringList pageIds() const { return m_order; }
    //! Shows a page and, when \a objectId is not empty, an object on it. False for an unknown id.
    bool open(const QString &id, const QString &objectId = {});
    PageWidget *current() const { return m_current; }
    const QString &currentId() const { return m_currentId; }

    bool canGoBack() const { return m_position > 0; }
    bool canGoForward() const { return m_position + 1 < m_history.size(); }
    void goBack();
    void goForward();

    //! Drops every page; they are built anew for the next person.
    void reset();

Q_SIGNALS:
    void pageChanged(const QString &id);
    void crumbChanged();
    void asOfChanged();
    void settledChanged();
    void historyChanged();

private:
    struct Place
    {
        QString page;
        QString object;
        bool operator==(const Place &) const = default;
    };
    PageWidget *build(const QString &id);
    bool show(const Place &place);

    QStackedWidget *m_stack;
    QHash<QString, Factory> m_factories;
    QHash<QString, PageWidget *> m_pages;
    QStringList m_order;
    QList<Place> m_history;
    qsizetype m_position = -1;
    PageWidget *m_current = nullptr;
    QString m_currentId;
};

} // namespace gatehouse
