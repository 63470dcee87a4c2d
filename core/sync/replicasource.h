// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"
#include "core/contract/events.h"
#include "core/contract/routes.h"
#include "core/net/apiclient.h"
#include "core/base/latest.h"
#include "core/sync/recordstore.h"

#include <QTimer>

namespace gatehouse {

//! One list the replica keeps: how to read it whole, and how to read one subject again.
class ReplicaSource : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    //! Topic of the feed whose subjects are the ids of this list.
    virtual QString topic() const = 0;
    //! Reads the list page by page; ends with loaded() or loadFailed().
    virtual void load() = 0;
    //! The subject of \a event changed: read it again unless it is here with the event's etag.
    virtual void take(const Event &event) = 0;
    virtual void clear() = 0;

Q_SIGNALS:
    void progressed(int read, int total);
    void loaded(const QDateTime &asOf);
    void loadFailed(const gatehouse::Error &error);
};

//! A list by cursor pages into a RecordStore.
template <typename T>
class ListSource final : public ReplicaSource
{
public:
    //! \a listRoute answers Page<T>; \a itemRoute (one placeholder) answers T, empty when single
    //! subjects cannot be read and the list is read again instead.
    ListSource(ApiClient &client, RecordStore<T> &store, QString topic, const char *listRoute,
        const char *itemRoute, QObject *parent = nullptr)
        : ReplicaSource(parent)
        , m_client(client)
        , m_store(store)
        , m_topic(std::move(topic))
        , m_listRoute(listRoute)
        , m_itemRoute(itemRoute)
    {
    }

    QString topic() const override { return m_topic; }

    void load() override
    {
        m_ids.clear();
        m_read = 0;
        m_loads.supersede();
        readPage({});
    }

    void take(const Event &event) override;

    void clear() override
    {
        m_loads.supersede();
        m_pending.clear();
        m_store.clear();
    }

private:
    void readPage(const QString &cursor);
    void onPage(const Result<Page<T>> &page);
    void readItem(const QString &id);
    void onItem(const QString &id, const Result<T> &item);

    ApiClient &m_client;
    RecordStore<T> &m_store;
    QString m_topic;
    const char *m_listRoute;
    const char *m_itemRoute;
    Latest m_loads;
    QSet<QString> m_ids;
    QHash<QString, bool> m_pending; //!< Being read; true when it changed again meanwhile.
    int m_read = 0;
    QDateTime m_firstAsOf;
};

template <typename T>
void ListSource<T>::readPage(const QString &cursor)
{
    QUrlQuery query {{QStringLiteral("limit"), QStringLiteral("200")}};
    if (!cursor.isEmpty())
        query.addQueryItem(QStringLiteral("cursor"), QString::fromLatin1(QUrl::toPercentEncoding(cursor)));
    deliver(m_client.get<Page<T>>(QString::fromLatin1(m_listRoute), query, this), this,
        m_loads.only([this](const Result<Page<T>> &page) { onPage(page); }));
}

template <typename T>
void ListSource<T>::onPage(const Result<Page<T>> &page)
{
    if (!page) {
        Q_EMIT loadFailed(page.error());
        return;
    }
    if (m_ids.isEmpty())
        m_firstAsOf = page->asOf;
    for (const T &value : page->items)
        m_ids.insert(recordId(value));
    m_store.putAll(page->items);
    m_read += int(page->items.size());
    Q_EMIT progressed(m_read, int(page->total.value_or(-1)));
    if (page->nextCursor && !page->nextCursor->isEmpty()) {
        readPage(*page->nextCursor);
        return;
    }
    m_store.keepOnly(m_ids);
    m_store.markRead(m_firstAsOf);
    Q_EMIT loaded(m_firstAsOf);
}

template <typename T>
void ListSource<T>::take(const Event &event)
{
    if (m_itemRoute[0] == '\0') {
        // Many events at once cost one more reading of the list, not many.
        const bool again = m_pending.contains(event.subject);
        m_pending.insert(event.subject, true);
        if (!again)
            QTimer::singleShot(200, this, [this] { m_pending.clear(); load(); });
        return;
    }
    if constexpr (requires(const T &value) { value.etag; }) {
        const T *present = m_store.find(event.subject);
        if (present && !event.etag.isEmpty() && present->etag == event.etag)
            return;
    }
    if (const auto pending = m_pending.find(event.subject); pending != m_pending.end())
        *pending = true;
    else
        readItem(event.subject);
}

template <typename T>
void ListSource<T>::readItem(const QString &id)
{
    m_pending.insert(id, false);
    deliver(m_client.get<T>(routes::path(m_itemRoute, {id}), {}, this), this,
        [this, id](const Result<T> &item) { onItem(id, item); });
}

template <typename T>
void ListSource<T>::onItem(const QString &id, const Result<T> &item)
{
    const bool again = m_pending.take(id);
    if (item)
        m_store.put(*item);
    else if (item.error().httpStatus == 404)
        m_store.remove(id);
    if (again)
        readItem(id);
}

} // namespace gatehouse
