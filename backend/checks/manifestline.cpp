// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/checks/manifestline.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::checks {

namespace {

// Where the key's opening quote is, at or after \a from; -1 when there is none.
qsizetype keyAt(const QByteArray &bytes, const QString &key, qsizetype from)
{
    const QByteArray quoted = '"' + key.toUtf8() + '"';
    for (qsizetype at = bytes.indexOf(quoted, from); at >= 0; at = bytes.indexOf(quoted, at + 1)) {
        qsizetype after = at + quoted.size();
        while (after < bytes.size() && QByteArrayView(" \t\r\n").contains(bytes.at(after)))
            ++after;
        if (after < bytes.size() && bytes.at(after) == ':')
            return at;
    }
    return -1;
}

} // namespace

int lineAt(const QByteArray &bytes, qsizetype offset)
{
    const auto end = bytes.begin() + std::clamp<qsizetype>(offset, 0, bytes.size());
    return 1 + int(std::count(bytes.begin(), end, '\n'));
}

int manifestLine(const TarFiles &files, const QStringList &path)
{
    const QByteArray bytes = files.value(u"package.json"_s).bytes;
    qsizetype at = 0;
    for (const QString &key : path) {
        at = keyAt(bytes, key, at);
        if (at < 0)
            return 0;
    }
    return bytes.isEmpty() ? 0 : lineAt(bytes, at);
}

} // namespace gatehouse::checks
