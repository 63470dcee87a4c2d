// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QDateTime>

namespace gatehouse {

//! A scanner's report on its way to the portal.
struct ReportDraft
{
    QString fileName; //!< Without its folder.
    QString content;
    QString tool; //!< Needed when the report does not name it.
    QString toolVersion;
    std::optional<QDateTime> ranAt; //!< Needed when the report does not say.
    std::optional<QDateTime> expiresAt; //!< The portal's own choice when empty.
};

//! The largest report that the portal takes.
inline constexpr qint64 LargestReportBytes = 8 * 1024 * 1024;

//! Reads the report at \a path. Codes: "report_unreadable", "report_too_large", "report_no_text".
[[nodiscard]] Result<ReportDraft> readReportFile(const QString &path);

//! A time as a person types it: "2026-11-23 07:40", with seconds, T, Z or an offset if they like;
//! without one it is meant in UTC. Nothing when it is none.
std::optional<QDateTime> typedTime(const QString &text);

} // namespace gatehouse
