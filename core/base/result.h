// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <tl/expected.hpp>

namespace gatehouse {

//! A value or the reason why there is none. Functions that can fail return this and are marked
//! [[nodiscard]]; nothing throws across a function of ours.
template <typename T>
using Result = tl::expected<T, Error>;

//! For functions that only succeed or fail.
using Status = tl::expected<void, Error>;

//! `return fail(inputError(...));`
inline tl::unexpected<Error> fail(Error error)
{
    return tl::unexpected<Error>(std::move(error));
}

} // namespace gatehouse

//! Early return for Status and Result expressions: hands the error up unchanged.
#define GATEHOUSE_TRY(expression)                                                                  \
    do {                                                                                           \
        if (auto gatehouseTry = (expression); !gatehouseTry)                                       \
            return ::gatehouse::fail(std::move(gatehouseTry).error());                             \
    } while (false)
