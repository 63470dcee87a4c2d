// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/review/diffdocument.h"

#include <functional>

namespace gatehouse {

//! Heights in pixels.
struct DiffMetrics
{
    int header = 36;
    int note = 28;
    int fold = 24;
    int line = 20;
    //! Of an attachment, by its id.
    std::function<int(const QString &id)> attachment = [](const QString &) { return 28; };
};

//! Where everything of a document stands, from the top of the first file. Files whose texts were not read
//! have the height their counted lines will about take, or had.
class DiffGeometry final
{
public:
    //! All files anew.
    void rebuild(const DiffDocument &document, const DiffMetrics &metrics);
    //! One file moved; the others keep their height.
    void update(const DiffDocument &document, const DiffMetrics &metrics, int section);

    int height() const { return m_tops.empty() ? 0 : m_tops.back(); }
    int top(int section) const { return m_tops[size_t(section)]; }
    int bottom(int section) const { return m_tops[size_t(section) + 1]; }
    //! Of a row, which may be the one after the last.
    int rowTop(int section, int row) const { return top(section) + m_sections[size_t(section)].rowTops[size_t(row)]; }
    int rowCount(int section) const { return int(m_sections[size_t(section)].rowTops.size()) - 1; }
    int noteTop(int section, int note) const;

    enum class Part { None, Header, Note, Row, Filler };
    struct Place
    {
        Part part = Part::None;
        int section = -1;
        int row = -1; //!< Or note.
    };
    //! What is at height \a y; the first or last thing when it is outside.
    Place at(int y) const;

private:
    struct Section
    {
        int header = 0;
        int note = 0;
        int notes = 0;
        std::vector<int> rowTops; //!< From the section's top; the last is its height.
        int height = 0;
    };
    static Section measured(const DiffDocument &document, const DiffMetrics &metrics, int index, int known);

    std::vector<Section> m_sections;
    std::vector<int> m_tops; //!< One more than sections.
};

} // namespace gatehouse
