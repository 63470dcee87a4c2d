// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/auth/providercontext.h"

namespace gatehouse::auth {

Status ProviderContext::endFamily(store::Database &database, const QString &familyId)
{
    GATEHOUSE_TRY(grants::revokeFamily(database, familyId, now()));
    return revoked.add(database, familyId, now(), now() + options.accessLifetime);
}

} // namespace gatehouse::auth
