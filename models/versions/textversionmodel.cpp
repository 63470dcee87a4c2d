// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/versions/textversionmodel.h"

#include <algorithm>

namespace gatehouse {

const TextVersion *TextVersionModel::inState(const QString &state) const
{
    const auto found = std::ranges::find(items(), state, &TextVersion::state);
    return found == items().end() ? nullptr : &*found;
}

const TextVersion *TextVersionModel::current() const
{
    const TextVersion *draft = inState(QStringLiteral("draft"));
    return draft ? draft : inState(QStringLiteral("active"));
}

QVariant TextVersionModel::value(const TextVersion &version, int, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
    case VersionRole:
        return version.version;
    case StateRole:
        return version.state;
    case WhoRole:
        return version.who;
    case WhenRole:
        return version.when;
    case ReasonRole:
        return version.reason;
    default:
        return {};
    }
}

} // namespace gatehouse
