// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/npm/semver.h"

#include <QRegularExpression>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

std::strong_ordering compareIdentifier(const QString &a, const QString &b)
{
    bool aIsNumber = false;
    bool bIsNumber = false;
    const qint64 aNumber = a.toLongLong(&aIsNumber);
    const qint64 bNumber = b.toLongLong(&bIsNumber);
    if (aIsNumber && bIsNumber)
        return aNumber <=> bNumber;
    if (aIsNumber != bIsNumber)
        return aIsNumber ? std::strong_ordering::less : std::strong_ordering::greater;
    return a.compare(b) <=> 0;
}

} // namespace

std::optional<SemVer> SemVer::parse(const QString &text)
{
    static const QRegularExpression shape(
        uR"(^(\d{1,15})\.(\d{1,15})\.(\d{1,15})(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?\z)"_s);
    const auto match = shape.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    SemVer version;
    version.m_major = match.captured(1).toLongLong();
    version.m_minor = match.captured(2).toLongLong();
    version.m_patch = match.captured(3).toLongLong();
    if (match.hasCaptured(4))
        version.m_prerelease = match.captured(4).split(u'.');
    return version;
}

std::strong_ordering SemVer::operator<=>(const SemVer &other) const
{
    if (const auto order = m_major <=> other.m_major; order != 0)
        return order;
    if (const auto order = m_minor <=> other.m_minor; order != 0)
        return order;
    if (const auto order = m_patch <=> other.m_patch; order != 0)
        return order;
    if (isPrerelease() != other.isPrerelease())
        return isPrerelease() ? std::strong_ordering::less : std::strong_ordering::greater;
    const qsizetype common = std::min(m_prerelease.size(), other.m_prerelease.size());
    for (qsizetype i = 0; i < common; ++i) {
        if (const auto order = compareIdentifier(m_prerelease.at(i), other.m_prerelease.at(i));
            order != 0)
            return order;
    }
    return m_prerelease.size() <=> other.m_prerelease.size();
}

// Numbers are padded, and a release stands behind its prereleases. Letters are spelt in
// hexadecimal, so that no database's collation can change their order.
QString SemVer::sortKey() const
{
    const auto padded = [](qint64 number) { return u"%1"_s.arg(number, 15, 10, QLatin1Char('0')); };
    QString key = padded(m_major) + padded(m_minor) + padded(m_patch);
    if (!isPrerelease())
        return key + u'1';
    key += u'0';
    for (const QString &identifier : m_prerelease) {
        bool isNumber = false;
        const qint64 number = identifier.toLongLong(&isNumber);
        key += isNumber ? QString(u'1' + padded(number))
                        : QString(u'2' + QString::fromLatin1(identifier.toLatin1().toHex()));
        key += u'0';
    }
    return key;
}

QString versionSortKey(const QString &version)
{
    const auto parsed = SemVer::parse(version);
    return parsed ? parsed->sortKey() : QString();
}

bool versionLess(const QString &a, const QString &b)
{
    const auto left = SemVer::parse(a);
    const auto right = SemVer::parse(b);
    if (left && right)
        return *left < *right;
    if (left.has_value() != right.has_value())
        return right.has_value();
    return a < b;
}

} // namespace gatehouse
