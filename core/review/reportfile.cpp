// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/review/reportfile.h"

#include "core/base/clock.h"

#include <QFile>
#include <QFileInfo>
#include <QStringDecoder>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

Result<ReportDraft> readReportFile(const QString &path)
{
    const QString name = QFileInfo(path).fileName();
    QFile file(path);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly))
        return fail(inputError(u"report_unreadable"_s, u"%1 cannot be read."_s.arg(name)));
    if (file.size() > LargestReportBytes)
        return fail(inputError(u"report_too_large"_s, u"%1 is larger than 8 MB, the most that the portal takes."_s.arg(name)));
    const QByteArray bytes = file.readAll();
    QStringDecoder decode(QStringDecoder::Utf8);
    ReportDraft draft;
    draft.fileName = name;
    draft.content = decode(bytes);
    if (decode.hasError() || draft.content.isEmpty())
        return fail(inputError(u"report_no_text"_s, u"%1 is no text: a report is JSON."_s.arg(name)));
    return draft;
}

std::optional<QDateTime> typedTime(const QString &text)
{
    QString whole = text.trimmed();
    whole.replace(u' ', u'T');
    const bool hasZone = whole.endsWith(u'Z') || whole.lastIndexOf(u'+') > 10 || whole.lastIndexOf(u'-') > 10;
    if (whole.section(u'T', 1).count(u':') == 1 && !hasZone)
        whole += u":00"_s;
    const QDateTime time = fromRfc3339(hasZone ? whole : QString(whole + u'Z'));
    return time.isValid() ? std::optional(time) : std::nullopt;
}

} // namespace gatehouse
