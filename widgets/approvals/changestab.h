// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/approvals/requestreview.h"

#include <QSortFilterProxyModel>
#include <QSplitter>

class QTreeView;

namespace gatehouse {

class DiffView;
class EmptyState;
class InlineError;
class ScrollMemory;
class SearchField;
class Splitter;
class UiState;

//! The files that differ, in groups, and the chosen one as a unified diff.
class ChangesTab final : public QWidget
{
    Q_OBJECT

public:
    ChangesTab(RequestReview &review, ReviewService &service, UiState &state, QWidget *parent = nullptr);

    void moveFile(int step);
    void nextHunk();
    void previousHunk();
    //! Reads the diff of the file that was looked at last, else of the first one, once the tab is looked at.
    void activate();
    //! Shows a place of the newer version; false when that file does not differ, so that there is
    //! nothing of it here.
    bool showPlace(const QString &path, int line);
    bool holds(const QString &path) const { return m_review.files()->indexOf(path).isValid(); }

private:
    QWidget *makeFileList();
    void goToPlace();
    void onPartRead(RequestReview::Part part);
    void onPartFailed(RequestReview::Part part, const Error &error);
    void onCurrentFile();
    void readFile(const FileChange &file);
    void showState();
    QList<QModelIndex> fileRows() const;

    RequestReview &m_review;
    ReviewService &m_service;
    SearchField *m_filter;
    QSortFilterProxyModel *m_filtered;
    QTreeView *m_files;
    InlineError *m_error;
    EmptyState *m_empty;
    Splitter *m_splitter;
    DiffView *m_diff;
    UiState &m_state;
    ScrollMemory *m_scrolled;
    Latest m_reads;
    QString m_shownPath;
    int m_wantedLine = 0; //!< Of the newer side, once the file's diff is read.
};

} // namespace gatehouse
