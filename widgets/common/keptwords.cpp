// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/keptwords.h"

#include "widgets/common/timetext.h"

#include <QCoreApplication>

namespace gatehouse {

QString keptSentence(const QDateTime &at)
{
    return QCoreApplication::translate("gatehouse::KeptWords", "Kept in the Outbox %1, not sent yet").arg(clockText(at));
}

} // namespace gatehouse
