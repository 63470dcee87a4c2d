// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/review/diffgeometry.h"

#include <QHash>
#include <QPointer>
#include <QWidget>

#include <functional>

namespace gatehouse {

//! The widgets that stand between lines: remarks, findings, drafts. They are made when they come into
//! sight for the first time and keep what is written in them after that. GUI thread.
class DiffCards final : public QObject
{
    Q_OBJECT

public:
    using Factory = std::function<QWidget *(const QString &id)>;

    //! Widgets become children of \a viewport.
    explicit DiffCards(QWidget *viewport);

    void setFactory(Factory factory) { m_factory = std::move(factory); }
    //! Of the widget, or a guess before there is one.
    int height(const QString &id) const;
    //! Makes, moves and shows what is in sight, hides the rest. \a topEdge is what covers the top.
    void place(const DiffDocument &document, const DiffGeometry &geometry, int scrollY);
    //! Null when it was never in sight.
    QWidget *card(const QString &id) const { return m_cards.value(id).widget; }
    //! Made if need be.
    QWidget *makeCard(const QString &id, int width);
    //! Takes away the widgets of attachments that are gone.
    void keepOnly(const QSet<QString> &ids);
    void clear();

Q_SIGNALS:
    void heightChanged(const QString &id);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Card
    {
        QPointer<QWidget> widget;
        int height = 0;
    };
    void measure(const QString &id);

    QWidget *m_viewport;
    Factory m_factory;
    QHash<QString, Card> m_cards;
};

} // namespace gatehouse
