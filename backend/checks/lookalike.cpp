// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/checks/lookalike.h"

#include <QFile>
#include <QSet>

#include <algorithm>
#include <vector>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::checks {

namespace {

constexpr qsizetype Shortest = 5;

const QStringList &wellKnown()
{
    static const QStringList names = [] {
        QStringList list;
        QFile file(u":/gatehouse/checks/wellknownpackages.txt"_s);
        if (!file.open(QIODevice::ReadOnly))
            return list;
        const QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts);
        for (const QString &line : lines) {
            if (!line.startsWith(u'#'))
                list << line.trimmed();
        }
        return list;
    }();
    return names;
}

const QSet<QString> &wellKnownSet()
{
    static const QSet<QString> names(wellKnown().begin(), wellKnown().end());
    return names;
}

//! What is left when separators, digits that look like letters and the scope's marks are taken out.
QString skeleton(const QString &name)
{
    QString bare;
    for (const QChar c : name.toLower()) {
        if (c == u'0')
            bare += u'o';
        else if (c == u'1')
            bare += u'l';
        else if (c == u'3')
            bare += u'e';
        else if (c == u'5')
            bare += u's';
        else if (c.isLetterOrNumber())
            bare += c;
    }
    return bare;
}

//! One inserted, missing, changed or swapped character apart.
bool isOneSlipApart(const QString &a, const QString &b)
{
    const QString &longer = a.size() >= b.size() ? a : b;
    const QString &shorter = a.size() >= b.size() ? b : a;
    if (longer.size() - shorter.size() > 1 || a == b)
        return false;
    qsizetype at = 0;
    while (at < shorter.size() && longer.at(at) == shorter.at(at))
        ++at;
    if (longer.size() > shorter.size())
        return QStringView(longer).mid(at + 1) == QStringView(shorter).mid(at);
    if (QStringView(longer).mid(at + 1) == QStringView(shorter).mid(at + 1))
        return true;
    return at + 1 < longer.size() && longer.at(at) == shorter.at(at + 1) && longer.at(at + 1) == shorter.at(at)
        && QStringView(longer).mid(at + 2) == QStringView(shorter).mid(at + 2);
}

bool looksLike(const QString &name, const QString &known)
{
    const bool bothScoped = name.startsWith(u'@') && known.startsWith(u'@');
    if (bothScoped) {
        const QString scope = name.section(u'/', 0, 0);
        const QString knownScope = known.section(u'/', 0, 0);
        const bool sameName = name.section(u'/', 1) == known.section(u'/', 1);
        if (scope == knownScope) // Whoever owns the scope owns all names in it.
            return false;
        return sameName && (isOneSlipApart(scope, knownScope) || skeleton(scope) == skeleton(knownScope));
    }
    const QString bare = skeleton(name);
    const QString knownBare = skeleton(known);
    if (std::min(bare.size(), knownBare.size()) < Shortest)
        return false;
    if (bare == knownBare)
        return true;
    const bool anyScoped = name.startsWith(u'@') || known.startsWith(u'@');
    return !anyScoped && isOneSlipApart(name, known);
}

} // namespace

QString lookAlikeOf(const QString &name, const QStringList &known)
{
    if (wellKnownSet().contains(name) || known.contains(name))
        return {};
    for (const QStringList *names : {&wellKnown(), &known}) {
        const auto found = std::find_if(names->begin(), names->end(), [&](const QString &other) { return looksLike(name, other); });
        if (found != names->end())
            return *found;
    }
    return {};
}

} // namespace gatehouse::checks
