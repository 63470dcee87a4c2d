// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QFutureWatcher>
#include <QPromise>

namespace gatehouse {

//! Calls \a handler with the result of \a future in the thread of \a context, always from the event
//! loop, and never after \a context died. Use this and not QFuture::then(context, …): in Qt 6.4 that
//! one aborts when the context is gone, and a future takes only one then().
template <typename T, typename Handler>
void deliver(const QFuture<T> &future, QObject *context, Handler handler)
{
    auto *watcher = new QFutureWatcher<T>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context,
        [watcher, handler = std::move(handler)]() mutable {
            watcher->deleteLater();
            const QFuture<T> done = watcher->future();
            if (done.resultCount() > 0)
                handler(done.resultAt(0));
        });
    watcher->setFuture(future);
}

//! A future of what \a map makes of the result, in the thread of \a context. Ends without a result
//! when \a context dies first.
template <typename T, typename Map>
auto transformed(const QFuture<T> &future, QObject *context, Map map)
{
    using U = std::decay_t<std::invoke_result_t<Map, T>>;
    auto promise = std::make_shared<QPromise<U>>();
    promise->start();
    deliver(future, context, [promise, map = std::move(map)](const T &value) mutable {
        promise->addResult(map(value));
        promise->finish();
    });
    return promise->future();
}

//! A future that has its value already.
template <typename T>
QFuture<T> readyFuture(T value)
{
    QPromise<T> promise;
    promise.start();
    promise.addResult(std::move(value));
    promise.finish();
    return promise.future();
}

} // namespace gatehouse
