// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/npm/semver.h"

#include <QList>

namespace gatehouse {

//! A range as npm writes it: comparators, hyphens, x-ranges, tildes, carets and ||. Prereleases
//! only satisfy a range that names a prerelease of the same release.
class SemVerRange final
{
public:
    //! Nothing when \a text is no range: a tag, an address.
    static std::optional<SemVerRange> parse(const QString &text);

    bool isSatisfiedBy(const SemVer &version) const;
    //! Whether any release of the line \a major.x.x satisfies it, as far as its bounds tell.
    bool allowsMajor(qint64 major) const;

private:
    enum class Sign { Less, LessOrEqual, Greater, GreaterOrEqual, Equal };
    struct Comparator
    {
        Sign sign = Sign::Equal;
        SemVer version;
        bool holds(const SemVer &candidate) const;
    };
    using Set = QList<Comparator>; //!< All must hold; an empty one takes every release.
    static std::optional<Set> parseSet(const QString &text);
    static bool addSimple(Set &set, const QString &text);
    static bool addHyphen(Set &set, const QString &from, const QString &to);

    QList<Set> m_sets; //!< One must hold.
};

} // namespace gatehouse
