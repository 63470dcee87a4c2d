// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/clock.h"

#include <QTimeZone>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

//! Each 0 stands for a digit, everything else for itself.
bool fits(QStringView text, QLatin1String shape)
{
    if (text.size() != shape.size())
        return false;
    for (qsizetype i = 0; i < shape.size(); ++i) {
        const char16_t c = text[i].unicode();
        if (shape[i] == u'0' ? (c < u'0' || c > u'9') : c != shape[i].unicode())
            return false;
    }
    return true;
}

//! Section 5.6, in upper case. Qt's own reader takes ISO 8601, which is wider: no seconds, hour 24,
//! decimal commas, offsets without a colon or none at all.
bool hasRfc3339Shape(QStringView text)
{
    constexpr auto head = "0000-00-00T00:00:00"_L1;
    if (!fits(text.first(qMin(head.size(), text.size())), head) || text.mid(11, 2) == "24"_L1)
        return false;
    QStringView rest = text.sliced(head.size());
    if (rest.startsWith(u'.')) {
        qsizetype digits = 1;
        while (digits < rest.size() && rest[digits] >= u'0' && rest[digits] <= u'9')
            ++digits;
        if (digits == 1)
            return false;
        rest = rest.sliced(digits);
    }
    return rest == "Z"_L1 || fits(rest, "+00:00"_L1) || fits(rest, "-00:00"_L1);
}

} // namespace

QDateTime SystemClock::now() const
{
    return QDateTime::currentDateTimeUtc();
}

QString toRfc3339(const QDateTime &time)
{
    return time.toUTC().toString(Qt::ISODateWithMs);
}

QDateTime fromRfc3339(const QString &text)
{
    if (!hasRfc3339Shape(text))
        return {};
    const QDateTime time = QDateTime::fromString(text, Qt::ISODateWithMs);
    return time.isValid() ? time.toUTC() : QDateTime();
}

} // namespace gatehouse
