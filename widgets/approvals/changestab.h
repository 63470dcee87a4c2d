// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/review/reviewmarks.h"
#include "models/review/diffloader.h"
#include "widgets/approvals/lineremarks.h"

#include <QTimer>
#include <QWidget>

namespace gatehouse {

class ChangesBar;
class DependencyStrip;
class DiffFindBar;
class DiffPane;
class DraftKeeper;
class FileListPane;
class InlineError;
class InstallBand;
class LineHighlighter;
class LoadingRows;
class Splitter;
class UiState;

//! What changed in a version: which files, how far they were reviewed, and all of their lines with what is
//! said about them.
class ChangesTab final : public QWidget
{
    Q_OBJECT

public:
    struct Parts
    {
        RequestReview &review;
        ReviewService &service;
        ApprovalService &approvals;
        DraftKeeper &drafts;
        UiState &state;
        LineHighlighter *highlighter = nullptr; //!< Null: plain text.
    };
    explicit ChangesTab(const Parts &parts, QWidget *parent = nullptr);

    //! Another request empties the tab until its difference is here.
    void setRequest(const ApprovalRequest &request, const QDateTime &now);
    //! Reads the first files, once the tab is looked at.
    void activate();
    //! Without source maps, unless they are shown.
    int fileCount() const { return m_document.count(); }
    LineRemarks &remarks() { return m_remarks; }
    //! The line a comment is about, if it is in one of the two versions.
    void showPlace(const CommentAnchor &anchor);
    //! The same in the newer version: where a finding is.
    void showPlace(const QString &path, int line);
    DiffPane *pane() const { return m_pane; }
    //! All that is in sight was read.
    bool isSettled() const;
    //! The focus is in the list of files or their lines.
    bool hasInnerFocus() const;

    // What keys do.
    void moveFile(int step);
    void moveRow(int step); //!< In whichever of list and lines has the focus.
    void goToChange(int step);
    void goToRemark(int step);
    void toggleReviewed();
    void reviewedAndNext();
    void nextUnreviewed();
    void toggleMode();
    void toggleWhitespace();
    void focusFilter();
    void find();
    void showContext(Unfold how);
    void showWholeFile();
    //! Opens a draft on the line of the caret. False when there is no line to comment on.
    bool comment();

Q_SIGNALS:
    void draftsChanged();
    void fileCountChanged();
    void findingRequested(const gatehouse::EvidenceId &evidence);
    void settledChanged();

private:
    QWidget *makeLines();
    void connectParts();
    void onPartRead(RequestReview::Part part);
    void showDifference();
    void showBases();
    void showProgress();
    void setMode(DiffMode mode);
    void setFiles();
    void keepPlace();
    void goToPlace(const std::optional<DiffCaret::Line> &before);
    void mark(const QString &path, bool reviewed);
    void onNote(int section, DiffNote note);
    void applyOptions();

    RequestReview &m_review;
    UiState &m_state;
    DiffDocument m_document;
    DiffLoader m_loader;
    ReviewMarks m_marks;
    LineRemarks m_remarks;
    ChangesBar *m_bar;
    DependencyStrip *m_dependencies;
    InstallBand *m_install;
    InlineError *m_error;
    LoadingRows *m_loading;
    Splitter *m_splitter;
    FileListPane *m_files;
    DiffFindBar *m_find;
    DiffPane *m_pane;
    QTimer m_near; //!< What is looked at is asked for when the scrolling pauses for an instant.
    CompareOptions m_options;
    RequestId m_request;
};

} // namespace gatehouse
