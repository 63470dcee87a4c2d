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

void putDigits(QChar *end, int value, int count)
{
    for (; count > 0; --count, value /= 10)
        *--end = QChar(u'0' + value % 10);
}

int digits(QStringView text, qsizetype start, qsizetype count)
{
    int value = 0;
    for (const QChar c : text.sliced(start, count))
        value = value * 10 + (c.unicode() - u'0');
    return value;
}

//! What toRfc3339() writes, which is nearly all there is to read. Invalid when it is something else.
QDateTime readOwnForm(QStringView text)
{
    if (text.size() != 24 || text[19] != u'.' || text[23] != u'Z')
        return {};
    const QDate date(digits(text, 0, 4), digits(text, 5, 2), digits(text, 8, 2));
    const QTime time(digits(text, 11, 2), digits(text, 14, 2), digits(text, 17, 2), digits(text, 20, 3));
    if (!date.isValid() || !time.isValid())
        return {};
    static const QDateTime epoch = QDateTime::fromString(u"1970-01-01T00:00:00Z"_s, Qt::ISODate);
    constexpr qint64 dayMilliseconds = 86'400'000;
    return epoch.addMSecs(epoch.date().daysTo(date) * dayMilliseconds + time.msecsSinceStartOfDay());
}

} // namespace

QDateTime SystemClock::now() const
{
    return QDateTime::currentDateTimeUtc();
}

QString toRfc3339(const QDateTime &time)
{
    const QDateTime utc = time.toUTC();
    const QDate day = utc.date();
    if (!utc.isValid() || day.year() < 1 || day.year() > 9999)
        return utc.toString(Qt::ISODateWithMs);
    const QTime clock = utc.time();
    QString text = u"0000-00-00T00:00:00.000Z"_s;
    QChar *out = text.data();
    putDigits(out + 4, day.year(), 4);
    putDigits(out + 7, day.month(), 2);
    putDigits(out + 10, day.day(), 2);
    putDigits(out + 13, clock.hour(), 2);
    putDigits(out + 16, clock.minute(), 2);
    putDigits(out + 19, clock.second(), 2);
    putDigits(out + 23, clock.msec(), 3);
    return text;
}

QDateTime fromRfc3339(const QString &text)
{
    if (!hasRfc3339Shape(text))
        return {};
    if (const QDateTime own = readOwnForm(text); own.isValid())
        return own;
    const QDateTime time = QDateTime::fromString(text, Qt::ISODateWithMs);
    return time.isValid() ? time.toUTC() : QDateTime();
}

} // namespace gatehouse
