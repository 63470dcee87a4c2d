// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/yamlguard.h"

#include <algorithm>

namespace gatehouse {

qsizetype yamlDirective(QByteArrayView yaml)
{
    // Line feed, carriage return, next line, line and paragraph separator, byte order mark.
    static constexpr QByteArrayView breaks[]
        = {"\n", "\r", "\xc2\x85", "\xe2\x80\xa8", "\xe2\x80\xa9", "\xef\xbb\xbf"};
    for (qsizetype at = yaml.indexOf('%'); at >= 0; at = yaml.indexOf('%', at + 1)) {
        const QByteArrayView before = yaml.first(at);
        const bool begins = at == 0 || std::ranges::any_of(breaks, [before](QByteArrayView end) {
            return before.endsWith(end);
        });
        if (begins)
            return at;
    }
    return -1;
}

} // namespace gatehouse
