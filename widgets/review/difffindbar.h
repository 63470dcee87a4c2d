// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/latest.h"
#include "models/review/diffsearch.h"

#include <QFrame>
#include <QTimer>

namespace gatehouse {

class Button;
class DiffPane;
class SearchField;
class TextLabel;

//! Looks for a text in the files that were read, hidden lines too, while it is typed. Return goes on,
//! Shift+Return back, Esc closes.
class DiffFindBar final : public QFrame
{
    Q_OBJECT

public:
    explicit DiffFindBar(DiffPane &pane, QWidget *parent = nullptr);

    //! Shows the bar, with what is selected in it.
    void open();
    void close();
    void step(int by);
    qsizetype matchCount() const { return m_matches.size(); }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void search();
    void take(const QList<DiffMatch> &matches);
    void show(int match);
    void showCount();

    DiffPane &m_pane;
    SearchField *m_field;
    TextLabel *m_count;
    Button *m_previous;
    Button *m_next;
    Button *m_close;
    QList<DiffMatch> m_matches;
    int m_current = -1;
    int m_filesRead = 0;
    Latest m_searches;
    QTimer m_again; //!< Files that came meanwhile are looked through, too.
};

} // namespace gatehouse
