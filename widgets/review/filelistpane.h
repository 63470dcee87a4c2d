// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/review/filefiltermodel.h"

#include <QFrame>

class QTreeView;

namespace gatehouse {

class Bar;
class Button;
class EmptyState;
class SearchField;
class TextLabel;

//! The changed files in groups, with a filter above and what is hidden below.
class FileListPane final : public QFrame
{
    Q_OBJECT

public:
    explicit FileListPane(FileListModel &model, QWidget *parent = nullptr);

    QTreeView *view() const { return m_view; }
    FileFilterModel &filter() { return m_filtered; }
    void focusFilter();
    //! Chooses the row of \a path without saying so.
    void setCurrent(const QString &path);
    QString current() const;
    //! The file \a step rows from the current one among those shown; empty at the ends.
    QString neighbour(int step) const;
    //! Files that no text filter hides.
    QList<FileChange> files() const;
    //! Call when the files are others.
    void showState(bool wasRead);

Q_SIGNALS:
    //! By the person.
    void chosen(const QString &path);
    void reviewedToggled(const QString &path);
    void sourceMapsToggled(bool shown);

private:
    QList<QModelIndex> rows() const;
    void showHidden();

    FileListModel &m_model;
    FileFilterModel m_filtered;
    SearchField *m_field;
    QTreeView *m_view;
    EmptyState *m_empty;
    Bar *m_hiddenBar;
    TextLabel *m_hidden;
    Button *m_showHidden;
    bool m_isSetting = false;
    bool m_wasRead = false;
};

} // namespace gatehouse
