// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/reports/packageurl.h"

#include "backend/npm/npmconfig.h"

#include <QUrl>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::reports {

std::optional<PackageUrl> parsePackageUrl(const QString &text)
{
    if (!text.startsWith(u"pkg:npm/"_s))
        return std::nullopt;
    const QString body = text.mid(8).section(u'?', 0, 0).section(u'#', 0, 0);
    // The version's @ is the last one; a scope's may be written plainly.
    const qsizetype at = body.lastIndexOf(u'@');
    const auto decoded = [](const QString &part) { return QUrl::fromPercentEncoding(part.toUtf8()); };
    PackageUrl package;
    package.name = decoded(at > 0 ? body.left(at) : body);
    package.version = at > 0 ? decoded(body.mid(at + 1)) : QString();
    if (!isPackageName(package.name))
        return std::nullopt;
    return package;
}

} // namespace gatehouse::reports
