// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/npm/semverrange.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr qsizetype MaxLength = 1000;
constexpr qsizetype MaxComparators = 100;

// "1", "1.x", "1.2.*" and whole versions; what is missing or a wildcard is -1.
struct Partial
{
    qint64 major = -1;
    qint64 minor = -1;
    qint64 patch = -1;
    QString prerelease;

    SemVer lowest() const { return version(std::max<qint64>(major, 0), std::max<qint64>(minor, 0), std::max<qint64>(patch, 0), prerelease); }
    static SemVer version(qint64 major, qint64 minor, qint64 patch, const QString &prerelease = {})
    {
        const QString release = u"%1.%2.%3"_s.arg(major).arg(minor).arg(patch);
        return SemVer::parse(prerelease.isEmpty() ? release : QString(release + u'-' + prerelease)).value_or(SemVer());
    }
    // The first release behind everything that a partial covers.
    SemVer release() const
    {
        return minor < 0 ? version(major + 1, 0, 0) : version(major, minor + 1, 0);
    }
    // The first version behind everything that a partial covers: "-0" keeps its prereleases out.
    SemVer behind() const
    {
        return minor < 0 ? version(major + 1, 0, 0, u"0"_s) : version(major, minor + 1, 0, u"0"_s);
    }
};

std::optional<Partial> parsePartial(const QString &text)
{
    static const QRegularExpression shape(
        uR"(^[v=\s]*(\d{1,15}|[xX*])(?:\.(\d{1,15}|[xX*])(?:\.(\d{1,15}|[xX*])(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+[0-9A-Za-z.-]+)?)?)?\z)"_s);
    const auto match = shape.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    const auto number = [&](int group) {
        bool isNumber = false;
        const qint64 value = match.captured(group).toLongLong(&isNumber);
        return isNumber ? value : -1;
    };
    Partial partial;
    partial.major = number(1);
    partial.minor = partial.major < 0 ? -1 : number(2);
    partial.patch = partial.minor < 0 ? -1 : number(3);
    if (partial.patch >= 0)
        partial.prerelease = match.captured(4);
    return partial;
}

} // namespace

bool SemVerRange::Comparator::holds(const SemVer &candidate) const
{
    switch (sign) {
    case Sign::Less:
        return candidate < version;
    case Sign::LessOrEqual:
        return candidate <= version;
    case Sign::Greater:
        return candidate > version;
    case Sign::GreaterOrEqual:
        return candidate >= version;
    case Sign::Equal:
        break;
    }
    return candidate == version;
}

bool SemVerRange::addHyphen(Set &set, const QString &from, const QString &to)
{
    const auto low = parsePartial(from);
    const auto high = parsePartial(to);
    if (!low || !high)
        return false;
    if (low->major >= 0)
        set << Comparator {Sign::GreaterOrEqual, low->lowest()};
    if (high->patch >= 0)
        set << Comparator {Sign::LessOrEqual, high->lowest()};
    else if (high->major >= 0)
        set << Comparator {Sign::Less, high->behind()};
    return true;
}

bool SemVerRange::addSimple(Set &set, const QString &text)
{
    static const QRegularExpression shape(uR"(^(<=|>=|<|>|=|\^|~>|~)?\s*(.*)\z)"_s);
    const auto match = shape.match(text);
    const QString sign = match.captured(1);
    const auto partial = parsePartial(match.captured(2));
    if (!partial)
        return false;
    const bool isWhole = partial->patch >= 0;
    const auto between = [&set](const SemVer &low, const SemVer &behind) {
        set << Comparator {Sign::GreaterOrEqual, low} << Comparator {Sign::Less, behind};
        return true;
    };
    const auto nothing = [&set] {
        set << Comparator {Sign::Less, Partial::version(0, 0, 0, u"0"_s)};
        return true;
    };
    if (partial->major < 0)
        return sign == u"<"_s || sign == u">"_s ? nothing() : true;
    if (sign == u"^"_s) {
        if (partial->major > 0 || partial->minor < 0)
            return between(partial->lowest(), Partial::version(partial->major + 1, 0, 0, u"0"_s));
        if (partial->minor > 0 || partial->patch < 0)
            return between(partial->lowest(), Partial::version(0, partial->minor + 1, 0, u"0"_s));
        return between(partial->lowest(), Partial::version(0, 0, partial->patch + 1, u"0"_s));
    }
    if (sign.startsWith(u'~'))
        return between(partial->lowest(), partial->behind());
    if (sign == u">"_s) {
        set << (isWhole ? Comparator {Sign::Greater, partial->lowest()}
                        : Comparator {Sign::GreaterOrEqual, partial->release()});
        return true;
    }
    if (sign == u"<="_s) {
        set << (isWhole ? Comparator {Sign::LessOrEqual, partial->lowest()}
                        : Comparator {Sign::Less, partial->behind()});
        return true;
    }
    if (sign == u"<"_s) {
        set << Comparator {Sign::Less,
            isWhole ? partial->lowest()
                    : Partial::version(partial->major, std::max<qint64>(partial->minor, 0), 0, u"0"_s)};
        return true;
    }
    if (sign == u">="_s) {
        set << Comparator {Sign::GreaterOrEqual, partial->lowest()};
        return true;
    }
    if (!isWhole)
        return between(partial->lowest(), partial->behind());
    set << Comparator {Sign::Equal, partial->lowest()};
    return true;
}

std::optional<SemVerRange::Set> SemVerRange::parseSet(const QString &text)
{
    static const QRegularExpression hyphen(uR"(^\s*(\S+)\s+-\s+(\S+)\s*\z)"_s);
    static const QRegularExpression spaceAfterSign(uR"((<=|>=|<|>|=|\^|~>|~)\s+)"_s);
    Set set;
    if (const auto match = hyphen.match(text); match.hasMatch())
        return addHyphen(set, match.captured(1), match.captured(2)) ? std::optional(set) : std::nullopt;
    QString joined = text;
    joined.replace(spaceAfterSign, u"\\1"_s);
    const QStringList parts = joined.simplified().split(u' ', Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        if (!addSimple(set, part))
            return std::nullopt;
    }
    return set;
}

std::optional<SemVerRange> SemVerRange::parse(const QString &text)
{
    if (text.size() > MaxLength)
        return std::nullopt;
    SemVerRange range;
    qsizetype comparators = 0;
    const QStringList alternatives = text.split(u"||"_s);
    for (const QString &alternative : alternatives) {
        auto set = parseSet(alternative);
        if (!set)
            return std::nullopt;
        comparators += set->size();
        range.m_sets << std::move(*set);
    }
    if (comparators > MaxComparators)
        return std::nullopt;
    return range;
}

bool SemVerRange::isSatisfiedBy(const SemVer &version) const
{
    return std::any_of(m_sets.begin(), m_sets.end(), [&](const Set &set) {
        const auto holds = [&](const Comparator &comparator) { return comparator.holds(version); };
        if (!std::all_of(set.begin(), set.end(), holds))
            return false;
        const auto admits = [&](const Comparator &comparator) {
            return comparator.version.isPrerelease() && comparator.version.isSameRelease(version);
        };
        return !version.isPrerelease() || std::any_of(set.begin(), set.end(), admits);
    });
}

bool SemVerRange::allowsMajor(qint64 major) const
{
    constexpr qint64 last = 999'999;
    if (isSatisfiedBy(Partial::version(major, 0, 0)) || isSatisfiedBy(Partial::version(major, last, last)))
        return true;
    // A bound inside of the line: what it names may satisfy it.
    for (const Set &set : m_sets) {
        for (const Comparator &comparator : set) {
            if (comparator.version.majorNumber() == major && isSatisfiedBy(comparator.version))
                return true;
        }
    }
    return false;
}

} // namespace gatehouse
