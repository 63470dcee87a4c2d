// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contract/audit.h"

#include <QCryptographicHash>

namespace gatehouse {

QString auditHash(const AuditEvent &event)
{
    QJsonObject covered = toJson(event);
    covered.remove(QLatin1String("hash"));
    // Compact JSON with sorted keys: equal members give equal bytes.
    return QString::fromLatin1(
        QCryptographicHash::hash(toJsonBytes(covered), QCryptographicHash::Sha256).toHex());
}

} // namespace gatehouse
