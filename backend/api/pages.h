// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/router.h"

namespace gatehouse::api {

//! A page of \a rows, which were read one beyond the limit of \a query: the extra one only tells
//! that there are more. \a numberOf gives the number of a row that the next page starts after.
template <typename T, typename NumberOf>
Page<T> pageOf(const Call &call, const ListQuery &query, QList<T> rows, NumberOf numberOf)
{
    Page<T> page;
    page.items = std::move(rows);
    page.limit = query.limit;
    page.asOf = call.work.now();
    if (page.items.size() > query.limit) {
        page.items.removeLast();
        page.nextCursor = makeCursor(query, {QString::number(numberOf(page.items.constLast()))});
    }
    return page;
}

} // namespace gatehouse::api
