// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/configuration.h"

#include <memory>

namespace gatehouse {

//! A YAML text with the place of every key. Bounded: a text over maxBytes or deeper than maxDepth
//! is a problem, not a parse. Parse off the GUI thread; the result is immutable and may be shared.
class YamlDocument final
{
public:
    static constexpr qsizetype maxBytes = 4 * 1024 * 1024;
    static constexpr int maxDepth = 64;

    //! Where a key (or list item) and its value stand. Lines and columns are 1-based; columns count
    //! characters.
    struct Place
    {
        QString pointer; //!< RFC 6901.
        int line = 0;
        int column = 0;
        int length = 0; //!< Of the key, in characters.
        int valueLine = 0;
        int valueColumn = 0;
        int endLine = 0; //!< Last line of the value.
        bool isScalar = false;
        QString scalar; //!< As read; empty for maps and lists.
    };

    static YamlDocument parse(const QString &text);

    bool isValid() const { return m_problems.isEmpty(); }
    //! Syntax errors, duplicate keys; empty when the text is well formed.
    const QList<ConfigProblem> &problems() const { return m_problems; }
    //! In document order.
    const QList<Place> &places() const { return m_places; }
    //! Null when there is no such key.
    const Place *find(const QString &pointer) const;
    //! The deepest key whose key or value stands on \a line; null on blank lines and comments before the first key.
    const Place *at(int line) const;

private:
    friend class YamlReader;
    QList<ConfigProblem> m_problems;
    QList<Place> m_places;
};

} // namespace gatehouse
