// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <compare>
#include <optional>

namespace gatehouse {

//! A version as npm orders it (Semantic Versioning 2.0.0). Build metadata is ignored in the order.
class SemVer final
{
public:
    static std::optional<SemVer> parse(const QString &text);

    bool isPrerelease() const { return !m_prerelease.isEmpty(); }
    //! 0.x promises nothing about compatibility.
    bool isInitialDevelopment() const { return m_major == 0; }
    qint64 majorNumber() const { return m_major; }
    //! Of the same major, minor and patch number, whatever prerelease each is.
    bool isSameRelease(const SemVer &other) const
    {
        return m_major == other.m_major && m_minor == other.m_minor && m_patch == other.m_patch;
    }

    std::strong_ordering operator<=>(const SemVer &other) const;
    bool operator==(const SemVer &other) const { return (*this <=> other) == 0; }
    QString sortKey() const;

private:
    qint64 m_major = 0;
    qint64 m_minor = 0;
    qint64 m_patch = 0;
    QStringList m_prerelease;
};

//! Text whose plain byte order is the order of versions, for an index: digits and lower-case
//! letters only.
QString versionSortKey(const QString &version);

//! Orders version texts for sorting; what is no version at all comes before every version.
bool versionLess(const QString &a, const QString &b);

} // namespace gatehouse
