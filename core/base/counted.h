// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace gatehouse {

//! "1 file", "12 files", "0 files": for sentences that no catalogue translates, which are those of the
//! server and of the console's core. Any thread.
inline QString counted(qint64 count, QStringView one, QStringView many)
{
    return QString::number(count) + u' ' + (count == 1 ? one : many);
}

} // namespace gatehouse
