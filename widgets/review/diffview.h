// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/contract/registry.h"

#include <QFrame>

class QListView;

namespace gatehouse {

class Badge;
class DiffDelegate;
class DiffModel;
class InlineError;
class LoadingRows;
class TextLabel;

//! One file's unified diff with its header, and the words for what cannot be shown as lines.
class DiffView final : public QFrame
{
    Q_OBJECT

public:
    explicit DiffView(QWidget *parent = nullptr);

    //! While the diff of \a file is being read.
    void setLoading(const FileChange &file);
    void setDiff(const FileDiff &diff);
    void setError(const Error &error);
    //! Nothing is chosen: \a sentence says why.
    void setEmpty(const QString &sentence);

    void goToNextHunk();
    void goToPreviousHunk();
    //! Shows the line of the newer side, or the nearest one that the diff has.
    void goToLine(int newLine);
    QListView *lines() const { return m_lines; }

Q_SIGNALS:
    void retryRequested();

private:
    void showHeader(const FileChange &file);
    void goTo(int row);

    DiffModel *m_model;
    DiffDelegate *m_delegate;
    TextLabel *m_letter;
    TextLabel *m_folder;
    TextLabel *m_name;
    TextLabel *m_added;
    TextLabel *m_removed;
    Badge *m_note;
    InlineError *m_error;
    TextLabel *m_sentence;
    LoadingRows *m_loading;
    QListView *m_lines;
};

} // namespace gatehouse
