// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace gatehouse::reports {

//! The npm package that a package URL names.
struct PackageUrl
{
    QString name; //!< Scope included.
    QString version; //!< Empty when it names none.
    QString id() const { return version.isEmpty() ? name : QString(name + u'@' + version); }
    bool operator==(const PackageUrl &) const = default;
};

//! Nothing for what is no `pkg:npm/…`.
std::optional<PackageUrl> parsePackageUrl(const QString &text);

} // namespace gatehouse::reports
