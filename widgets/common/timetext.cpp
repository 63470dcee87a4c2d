// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/timetext.h"

#include <QCoreApplication>
#include <QLocale>

namespace gatehouse {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::TimeText)
};

constexpr qint64 minute = 60;
constexpr qint64 hour = 60 * minute;
constexpr qint64 day = 24 * hour;
constexpr qint64 relativeDueLimit = 6 * hour;
constexpr qint64 soonLimit = 2 * hour;

QString hoursAndMinutes(qint64 seconds)
{
    const qint64 minutes = seconds / minute;
    if (minutes < 60)
        return Words::tr("%1 m").arg(minutes);
    //: Hours and minutes left, as in "5 h 05 m".
    return Words::tr("%1 h %2 m").arg(minutes / 60).arg(minutes % 60, 2, 10, QChar(u'0'));
}

QString lateText(qint64 seconds)
{
    if (seconds < hour)
        return Words::tr("%1 m late").arg(qMax<qint64>(1, seconds / minute));
    if (seconds < day)
        return Words::tr("%1 h late").arg(seconds / hour);
    return Words::tr("%1 d late").arg(seconds / day);
}

QString hourMinute(const QDateTime &local)
{
    return local.toString(u"HH:mm"_s);
}

QString dayMonth(const QDateTime &local, const QDateTime &localNow)
{
    const bool thisYear = local.date().year() == localNow.date().year();
    return QLocale().toString(local.date(), thisYear ? u"d MMM"_s : u"d MMM yyyy"_s);
}

} // namespace

DueUrgency dueUrgency(const QDateTime &due, const QDateTime &now)
{
    if (!due.isValid())
        return DueUrgency::None;
    const qint64 left = now.secsTo(due);
    if (left < 0)
        return DueUrgency::Late;
    return left < soonLimit ? DueUrgency::Soon : DueUrgency::Normal;
}

QString dueText(const QDateTime &due, const QDateTime &now)
{
    if (!due.isValid())
        return {};
    const qint64 left = now.secsTo(due);
    if (left < 0)
        return lateText(-left);
    if (left < relativeDueLimit)
        return hoursAndMinutes(left);
    const QDateTime local = due.toLocalTime();
    const QDateTime localNow = now.toLocalTime();
    const qint64 days = localNow.date().daysTo(local.date());
    if (days == 0)
        return Words::tr("Today %1").arg(hourMinute(local));
    if (days < 7)
        return QLocale().toString(local.date(), u"ddd"_s) + u' ' + hourMinute(local);
    return dayMonth(local, localNow);
}

QString ageText(const QDateTime &then, const QDateTime &now)
{
    if (!then.isValid())
        return {};
    const qint64 age = qMax<qint64>(0, then.secsTo(now));
    if (age < minute)
        return Words::tr("now");
    if (age < hour)
        return Words::tr("%1 m").arg(age / minute);
    if (age < 2 * day)
        return Words::tr("%1 h").arg(age / hour);
    if (age < 90 * day)
        return Words::tr("%1 d").arg(age / day);
    if (age < 730 * day)
        return Words::tr("%1 mo").arg(age / (30 * day));
    return Words::tr("%1 y").arg(age / (365 * day));
}

QString agoText(const QDateTime &then, const QDateTime &now)
{
    if (!then.isValid())
        return {};
    const qint64 age = qMax<qint64>(0, then.secsTo(now));
    if (age < minute)
        return Words::tr("just now");
    if (age < hour)
        return age < 2 * minute ? Words::tr("1 minute ago")
                                : Words::tr("%1 minutes ago").arg(age / minute);
    if (age < day)
        return age < 2 * hour ? Words::tr("1 hour ago") : Words::tr("%1 hours ago").arg(age / hour);
    return age < 2 * day ? Words::tr("1 day ago") : Words::tr("%1 days ago").arg(age / day);
}

QString momentText(const QDateTime &then, const QDateTime &now)
{
    if (!then.isValid())
        return {};
    const QDateTime local = then.toLocalTime();
    const QDateTime localNow = now.toLocalTime();
    const qint64 days = local.date().daysTo(localNow.date());
    if (days == 0)
        return hourMinute(local);
    if (days == 1)
        return Words::tr("Yesterday");
    if (qAbs(days) < 7)
        return QLocale().toString(local.date(), u"ddd"_s) + u' ' + hourMinute(local);
    return dayMonth(local, localNow);
}

QString clockText(const QDateTime &time)
{
    return time.isValid() ? time.toLocalTime().toString(u"HH:mm:ss"_s) : QString();
}

QString absoluteText(const QDateTime &time)
{
    if (!time.isValid())
        return {};
    const QDateTime local = time.toLocalTime();
    const int offset = local.offsetFromUtc() / 60;
    const QString zone = u"%1%2:%3"_s.arg(QChar(offset < 0 ? u'-' : u'+'))
                             .arg(qAbs(offset) / 60, 2, 10, QChar(u'0'))
                             .arg(qAbs(offset) % 60, 2, 10, QChar(u'0'));
    return QLocale().toString(local, u"ddd d MMM yyyy, HH:mm:ss"_s) + u' ' + zone;
}

QString countdownText(qint64 seconds)
{
    const qint64 left = qMax<qint64>(0, seconds);
    const QString tail = u"%1:%2"_s.arg(left / minute % 60, 2, 10, QChar(u'0'))
                             .arg(left % minute, 2, 10, QChar(u'0'));
    if (left < hour)
        return tail;
    return QString::number(left / hour) + u':' + tail;
}

QString durationText(qint64 milliseconds)
{
    const qint64 seconds = qMax<qint64>(0, milliseconds) / 1000;
    if (milliseconds < 1000)
        return Words::tr("%1 ms").arg(qMax<qint64>(0, milliseconds));
    if (seconds < minute)
        return Words::tr("%1 s").arg(seconds);
    if (seconds < hour)
        return Words::tr("%1 min %2 s")
            .arg(seconds / minute)
            .arg(seconds % minute, 2, 10, QChar(u'0'));
    if (seconds < day)
        return Words::tr("%1 h %2 min")
            .arg(seconds / hour)
            .arg(seconds / minute % 60, 2, 10, QChar(u'0'));
    return Words::tr("%1 d %2 h").arg(seconds / day).arg(seconds / hour % 24);
}

} // namespace gatehouse
