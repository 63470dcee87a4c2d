// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/npm/jsonpointer.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

QString pointerStep(const QString &key)
{
    return QString(key).replace(u'~', u"~0"_s).replace(u'/', u"~1"_s);
}

QStringList pointerSteps(const QString &pointer)
{
    QStringList steps = pointer.split(u'/').mid(1);
    for (QString &step : steps)
        step.replace(u"~1"_s, u"/"_s).replace(u"~0"_s, u"~"_s);
    return steps;
}

} // namespace gatehouse
