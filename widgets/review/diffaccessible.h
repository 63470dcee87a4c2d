// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAccessibleWidget>

namespace gatehouse {

class DiffPane;

//! The pane for screen readers: a read-only text of one line a row, each said whole ("42 added: …"), with
//! the caret in it. Of a very long file it is the rows around the caret.
class DiffAccessible final : public QAccessibleWidget, public QAccessibleTextInterface
{
public:
    explicit DiffAccessible(DiffPane *pane);
    //! Makes Qt know it; any number of times.
    static void install();

    void *interface_cast(QAccessible::InterfaceType type) override;
    QString text(QAccessible::Text kind) const override;
    QAccessible::State state() const override;

    void selection(int index, int *start, int *end) const override;
    int selectionCount() const override { return 0; }
    void addSelection(int start, int end) override;
    void removeSelection(int) override { }
    void setSelection(int, int start, int end) override { addSelection(start, end); }
    int cursorPosition() const override;
    void setCursorPosition(int position) override;
    QString text(int start, int end) const override;
    int characterCount() const override;
    QRect characterRect(int offset) const override;
    int offsetAtPoint(const QPoint &point) const override;
    void scrollToSubstring(int start, int end) override;
    QString attributes(int offset, int *start, int *end) const override;

private:
    //! The rows that are said now, joined; row \c first is the file itself when it is -1.
    struct Lines
    {
        int section = -1;
        int first = -1;
        QStringList texts;
        QString joined() const { return texts.join(u'\n'); }
        int offsetOf(int row) const;
        int rowAt(int offset) const;
    };
    DiffPane *pane() const;
    Lines lines() const;
};

} // namespace gatehouse
