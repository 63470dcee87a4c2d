// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/serveroptions.h"

#include <memory>

namespace gatehouse {

//! The composition root of the server: creates every service, hands it what it needs, and ends them
//! in the right order. Lives on the main thread, which must run an event loop.
class GatehouseServer final
{
public:
    //! Opens and migrates the database, registers all routes and listens.
    static Result<std::unique_ptr<GatehouseServer>> start(ServerOptions options);
    ~GatehouseServer();
    Q_DISABLE_COPY_MOVE(GatehouseServer)

    QString url() const;

private:
    struct Private;
    explicit GatehouseServer(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace gatehouse
