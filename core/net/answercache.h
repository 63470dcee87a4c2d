// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/apirequest.h"

#include <QFuture>

namespace gatehouse {

//! The last good answers of what is read on demand, for the time when nobody answers. GUI thread;
//! never blocks it.
class AnswerCache
{
public:
    virtual ~AnswerCache() = default;
    //! Whether answers to \a request are kept at all.
    virtual bool keeps(const ApiRequest &request) const = 0;
    //! Keeps a good answer instead of the one before it.
    virtual void keep(const ApiRequest &request, const ApiReply &reply) = 0;
    //! With keptAt set; nothing when it was never read here or had to make room.
    virtual QFuture<std::optional<ApiReply>> find(const ApiRequest &request) = 0;
};

} // namespace gatehouse
