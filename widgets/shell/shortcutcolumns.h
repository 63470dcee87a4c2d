// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeySequence>
#include <QWidget>

namespace gatehouse {

class ActionRegistry;
struct ActionSpec;

//! The body of the shortcut sheet: sections of commands with their keys in three columns, what
//! acts on the page in front first. Made from the registry, so it cannot be out of date.
class ShortcutColumns final : public QWidget
{
    Q_OBJECT
public:
    explicit ShortcutColumns(ActionRegistry &actions, QWidget *parent = nullptr);

    //! Only commands whose words or keys hold \a text.
    void setFilter(const QString &text);
    int commandCount() const { return m_total; }
    //! Wide enough for three columns and as tall as the tallest.
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Line
    {
        QString text;
        QList<QKeySequence> keys; //!< Alternatives, or one of each command that shares the line.
        int commands = 1;
    };
    struct Section
    {
        QString title;
        bool thisScreen = false;
        QList<Line> lines;
        void add(const ActionSpec &spec);
        int height() const;
    };
    void rebuild();
    void distribute(QList<Section> sections);
    void paintSection(QPainter &painter, const Section &section, qreal left, qreal width, qreal &top) const;

    ActionRegistry &m_actions;
    QString m_filter;
    QList<QList<Section>> m_columns;
    int m_total = 0;
};

} // namespace gatehouse
