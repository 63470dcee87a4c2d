// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/contract/versiondiff.h"
#include "models/review/diffrows.h"

#include <QHash>
#include <QObject>
#include <QSet>

#include <optional>

namespace gatehouse {

//! Something to know about a file before its lines, or instead of them.
enum class DiffNote {
    Reading, //!< Its texts are on their way.
    Failed, //!< Section::error says why there are none.
    Long, //!< Too long to be compared by itself; a person may ask for it.
    Binary,
    Renamed,
    SameText, //!< The bytes differ, the text does not.
    OnlyWhitespace, //!< Nothing differs while white space does not count.
    MadeReadable,
    HiddenCharacters,
    Cut //!< The texts go on.
};

//! One file of a DiffDocument.
struct DiffSection
{
    FileChange file;
    bool isAsked = false; //!< A person wants it although it is long.
    bool isCollapsed = false;
    bool isReviewed = false;
    bool isStale = true; //!< What is shown is not compared the way it is asked for now, or is not there.
    bool isReading = false;
    ComparisonPtr comparison;
    Folds folds;
    QList<LineAttachment> attachments;
    std::vector<ShownRow> rows; //!< Empty while collapsed or without a comparison.
    std::optional<Error> error;

    bool isLong() const;
    //! It has texts that can be compared.
    bool isText() const { return !file.binary; }
};

//! The changed files of a version, one under the other, and which of their lines are in sight. Texts
//! come later: whoever shows it reads those that canBeRead() near the place that is looked at. Knows no
//! words and no pixels. GUI thread.
class DiffDocument final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    //! Other files: nothing is read, nothing collapsed.
    void setFiles(const QList<FileChange> &files);
    int count() const { return int(m_sections.size()); }
    const DiffSection &section(int index) const { return m_sections[size_t(index)]; }
    int indexOf(const QString &path) const { return m_places.value(path, -1); }
    QList<DiffNote> notes(int index) const;

    DiffMode mode() const { return m_mode; }
    void setMode(DiffMode mode);
    const CompareOptions &options() const { return m_options; }
    //! Comparisons stay in sight until the new ones are here.
    void setOptions(const CompareOptions &options);

    //! Its texts are wanted, allowed, and not on their way.
    bool canBeRead(int index) const;
    void setReading(int index);
    //! Nothing is on its way any more: the answers are dropped.
    void dropReading();
    void setComparison(int index, const ComparisonPtr &comparison);
    void setError(int index, const Error &error);
    //! Reads it although it is long, or again after an error.
    void ask(int index);
    //! Gives the memory back; it is read again when it is looked at.
    void release(int index);

    void setCollapsed(int index, bool collapsed);
    void setReviewed(const QSet<QString> &paths);
    //! What stands below lines of \a path; lines that are out of sight are brought into it.
    void setAttachments(const QString &path, const QList<LineAttachment> &attachments);
    void unfold(int index, int fold, Unfold how);
    void unfoldAll(int index);
    //! Brings a line of the file into sight; its row, -1 while there is no comparison.
    int reveal(int index, DiffSide side, int line);

    //! What row \a row shows on a side; in a unified view the one text it has. Nothing for other rows.
    std::optional<QStringView> text(int index, int row, DiffSide side) const;
    //! The next row from (\a index, \a row) in \a step direction (1 or -1) that begins a change, or shows an
    //! attachment; (-1, -1) when there is none among what was read.
    struct RowPlace
    {
        int section = -1;
        int row = -1;
        bool operator==(const RowPlace &) const = default;
    };
    RowPlace nextChange(RowPlace from, int step) const;
    RowPlace nextAttachment(RowPlace from, int step) const;

Q_SIGNALS:
    void filesChanged();
    //! Rows, notes or marks of one file.
    void sectionChanged(int index);
    //! The rows of all files.
    void rowsChanged();
    //! All files are to be read anew.
    void optionsChanged();

private:
    void showRows(DiffSection &section) const;
    void revealAttachments(DiffSection &section) const;
    template <typename Wanted>
    RowPlace next(RowPlace from, int step, Wanted wanted) const;

    std::vector<DiffSection> m_sections;
    QHash<QString, int> m_places;
    DiffMode m_mode = DiffMode::SideBySide;
    CompareOptions m_options;
};

} // namespace gatehouse
