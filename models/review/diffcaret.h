// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/review/worddiff.h"
#include "models/review/diffdocument.h"

namespace gatehouse {

//! A place in a document: a file's header (row -1), or a row and a column of one side.
struct DiffPlace
{
    int section = -1;
    int row = -1;
    DiffSide side = DiffSide::After;
    int column = 0;
    bool isValid() const { return section >= 0; }
    bool operator==(const DiffPlace &) const = default;
};

//! Where the keyboard is in a document, and what is selected: text of one side, over rows and files. Whoever
//! owns it tells it of the document's changes, when everything else knows of them. GUI thread.
class DiffCaret : public QObject
{
    Q_OBJECT

public:
    explicit DiffCaret(const DiffDocument &document, QObject *parent = nullptr);

    //! Other files: to the first.
    void noteFiles();
    //! Rows of a file came or went: it stays on its line. Says nothing, because it did not move.
    void noteSection(int section);

    const DiffPlace &place() const { return m_place; }
    const DiffPlace &anchor() const { return m_anchor; }
    //! Keeps the anchor when \a extend. Columns are taken back to the end of the text.
    void moveTo(DiffPlace place, bool extend = false);
    //! Down or up over rows and headers; columns stay where the text is long enough.
    void moveRows(int rows, bool extend);
    //! To the next or previous character; at the ends of the line to the other side or row.
    void moveColumns(int columns, bool extend);
    void moveToLineEnd(bool atEnd, bool extend);
    void moveToEnd(bool atEnd, bool extend);
    //! Side by side: to the same row of the other side.
    void switchSide();
    void selectAllOfFile();

    bool hasSelection() const { return m_anchor.isValid() && m_anchor != m_place; }
    void clearSelection();
    //! What is selected of a row on a side; length may be 0 for an empty line within.
    std::optional<TextSpan> selectedIn(int section, int row, DiffSide side) const;
    //! Lines of the side, without numbers and signs, as they were published.
    QString selectedText() const;

    //! The line of the file the caret is on; nothing on headers, folds and where a side has none.
    struct Line
    {
        QString path;
        DiffSide side = DiffSide::After;
        int number = 0;
        bool operator==(const Line &) const = default;
    };
    std::optional<Line> line() const;

Q_SIGNALS:
    void moved();

private:
    int rowCount(int section) const { return int(m_document.section(section).rows.size()); }
    QStringView textAt(const DiffPlace &place) const;
    bool step(DiffPlace &place, int direction) const;
    void remember();

    const DiffDocument &m_document;
    DiffPlace m_place;
    DiffPlace m_anchor;
    int m_wantedColumn = 0;
    std::optional<Line> m_line; //!< The one the caret was on, to find it again.
};

//! Places of one document in the order they are read.
bool isBefore(const DiffPlace &a, const DiffPlace &b);

} // namespace gatehouse
