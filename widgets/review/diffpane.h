// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/review/diffcards.h"
#include "widgets/review/diffhit.h"

#include <QAbstractScrollArea>
#include <QTimer>

namespace gatehouse {

//! The changed files of a document, one under the other, to read, to select and to remark on. Only what
//! is in sight is laid out, coloured or read, so that length does not matter. Everything can be done by
//! keyboard:
//!
//!     arrows, Page, Home, End   move; with Shift they select; Left and Right go over to the other side
//!     Return                    on a fold shows its lines, on a file does what its note offers, on a remark goes into it
//!     Space                     on a file folds it
//!     Ctrl+C, Ctrl+A            copy, select all of a file's side
class DiffPane final : public QAbstractScrollArea
{
    Q_OBJECT

public:
    //! \a highlighter may be null; the document must outlive the pane.
    DiffPane(DiffDocument &document, LineHighlighter *highlighter, QWidget *parent = nullptr);
    ~DiffPane() override;

    DiffDocument &document() { return m_document; }
    const DiffDocument &document() const { return m_document; }
    const DiffGeometry &geometryOf() const { return m_geometry; }
    DiffCaret &caret() { return m_caret; }
    const DiffCaret &caret() const { return m_caret; }
    DiffCards &cards() { return m_cards; }
    //! False leaves the ticks of files out.
    void setReviewable(bool reviewable);

    //! The file that keys act on: the caret's while it is in sight, the one at the top otherwise. -1 when
    //! there is none.
    int currentSection() const { return m_current; }
    void goToSection(int section);
    //! To a line of a file; once it was read, if it was not.
    void goToLine(const QString &path, DiffSide side, int line);
    //! The line at the top, below the file's header; its number is 0 where no line is. Nothing without files.
    std::optional<DiffCaret::Line> topLine() const;
    //! Scrolls to what topLine() said, once it was read.
    void goToTop(const DiffCaret::Line &line);
    void goTo(DiffDocument::RowPlace place);
    void goToChange(int step);
    void goToRemark(int step);
    //! Brings the widget of an attachment into sight and gives it the focus.
    void openCard(const QString &id);
    void moveLines(int lines);
    void setSearch(const QString &wanted, const std::optional<DiffMatch> &match);
    void copy() const;
    //! Files whose texts are wanted soon: those in sight first, then below, then above.
    QList<int> sectionsNear() const;
    //! The line under the caret, which may be out of sight.
    std::optional<DiffCaret::Line> currentLine() const { return m_caret.line(); }
    //! In the viewport; empty when it is out of sight.
    QRect rowRect(const DiffPlace &place) const;

Q_SIGNALS:
    void currentSectionChanged(int section);
    //! sectionsNear() may be others now.
    void nearChanged();
    void reviewedToggled(int section);
    void noteActivated(int section, gatehouse::DiffNote note);
    void commentRequested();
    //! What was laid out anew or scrolled: for whoever draws beside it.
    void viewChanged();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    //! What stands at the top, to keep it there when things above it grow.
    struct Top
    {
        int section = -1;
        std::optional<DiffCaret::Line> line;
        DiffGeometry::Place place;
        int offset = 0;
    };

    DiffScene scene() const;
    DiffMetrics metricsNow() const;
    Top top() const;
    void restoreTop(const Top &kept);
    void rebuild();
    void onFilesChanged();
    void onSectionChanged(int section);
    void onColoured(int section, DiffSide side, int firstLine, int endLine);
    void onCardHeight(const QString &id);
    void placeCards();
    void updateBars();
    void ensureVisible(const DiffPlace &place);
    void showCaret();
    void noteCurrent();
    void activate();
    bool moveBy(const QKeyEvent &event);
    void act(const DiffHit &hit);
    void reachPending();
    int pageRows() const;

    DiffDocument &m_document;
    DiffGeometry m_geometry;
    DiffCaret m_caret;
    mutable DiffLines m_lines;
    mutable DiffHighlights m_highlights;
    mutable TextCache m_runs;
    DiffCards m_cards;
    LineSearch m_search;
    std::optional<DiffMatch> m_match;
    Top m_top; //!< Of what the geometry says now.
    int m_current = -1;
    int m_longest = 0; //!< Pixels of the widest line that was drawn.
    bool m_isSelecting = false;
    bool m_isPlacing = false;
    bool m_isReviewable = true;
    //! Where to go once it was read.
    struct Pending
    {
        DiffCaret::Line line;
        bool atTop = false;
    };
    std::optional<Pending> m_pending;
    QTimer m_autoScroll;
    QPoint m_dragAt;
};

} // namespace gatehouse
