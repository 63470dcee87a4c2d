// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/identityroutes.h"

#include "core/contract/common.h"
#include "core/contract/routes.h"

namespace gatehouse::api {

void registerIdentityRoutes(Router &router, auth::Authenticator &authenticator)
{
    router.add(http::Method::Get, routes::me, Service::Identity, [&authenticator](Call &call) -> Result<Reply> {
        const auto caller = authenticator.verify(call.request);
        if (!caller)
            return fail(caller.error());
        const Me me {caller->actor.person.id, caller->actor.person.name, caller->email,
            caller->actor.roles, caller->actor.tenant, caller->tenants, caller->scopes, caller->acr};
        return Reply {200, toJson(me), {}, {}};
    });
}

} // namespace gatehouse::api
