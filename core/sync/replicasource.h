// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"
#include "core/base/latest.h"
#include "core/contract/events.h"
#include "core/contract/jsonread.h"
#include "core/contract/routes.h"
#include "core/net/apiclient.h"
#include "core/sync/recordstore.h"
#include "core/sync/replicaarchive.h"

#include <QTimer>
#include <QtConcurrentRun>

namespace gatehouse {

//! One list the replica keeps: how to read it whole, and how to read one subject again. What could
//! not be read is not forgotten: it is tried again, and counts as unfinished until then.
class ReplicaSource : public QObject
{
    Q_OBJECT

public:
    explicit ReplicaSource(QString topic, QObject *parent = nullptr);

    //! Topic of the feed whose subjects are the ids of this list.
    const QString &topic() const { return m_topic; }
    //! Reads the list page by page, or goes on where an earlier reading was cut; ends with loaded()
    //! or loadFailed().
    virtual void load() = 0;
    //! The next load() begins with the first page.
    virtual void loadAnew() = 0;
    //! Goes on from what is kept.
    virtual void resume(const ListMark &mark) = 0;
    virtual ListMark mark() const = 0;
    //! The subject of \a event changed: read it again unless it is here with the event's etag.
    virtual void take(const Event &event) = 0;
    //! The oldest event whose subject is not in the store yet; nothing when all are.
    virtual std::optional<qint64> unfinished() const = 0;
    //! How many subjects changed and are not in the store yet.
    virtual int unread() const = 0;
    //! The portal answers again: what waited is read now.
    virtual void tryAgain() = 0;
    virtual void clear() = 0;
    //! Gives up what is under way.
    virtual void stop() = 0;

Q_SIGNALS:
    void progressed(int read, int total);
    void loaded(const QDateTime &asOf);
    void loadFailed(const gatehouse::Error &error);
    //! One that changed, or a whole list of them, is in the store: unread() is another number.
    void subjectsRead();
    //! Every subject that changed is in the store.
    void finished();

protected:
    static constexpr int readsAtOnce = 4;
    static constexpr int gatherMs = 200;
    void tryLater() { m_later.start(retryMs); }
    //! The portal does not know a place in the list any more: it is read from its start next time.
    static bool isPlaceForgotten(const Error &error);
    //! Where the page after \a page begins, found without reading it; empty when it is not seen. Reading
    //! the page decides.
    static QString glimpsedCursor(const QByteArray &page);

private:
    static constexpr int retryMs = 3000;
    const QString m_topic;
    QTimer m_later;
};

//! A list by cursor pages into a RecordStore.
template <typename T, typename Rows>
class ListSource final : public ReplicaSource
{
public:
    //! \a listRoute answers Page<T>; \a itemRoute (one placeholder) answers T, empty when single
    //! subjects cannot be read and the list is read again instead.
    ListSource(ApiClient &client, RecordStore<T, Rows> &store, QString topic, const char *listRoute,
        const char *itemRoute, QObject *parent = nullptr)
        : ReplicaSource(std::move(topic), parent)
        , m_client(client)
        , m_store(store)
        , m_listRoute(listRoute)
        , m_itemRoute(itemRoute)
    {
        m_gather.setSingleShot(true);
        m_gather.setInterval(gatherMs);
        connect(&m_gather, &QTimer::timeout, this, [this] { readListForEvents(); });
    }

    void load() override;
    void loadAnew() override;
    void resume(const ListMark &mark) override;
    ListMark mark() const override;
    void take(const Event &event) override;
    std::optional<qint64> unfinished() const override;
    int unread() const override { return int(m_pending.size() + m_listSubjects.size() + m_loadSubjects.size()); }
    void tryAgain() override;
    void clear() override;
    void stop() override;

private:
    struct Pending
    {
        qint64 cursor = 0; //!< Of its oldest event.
        bool running = false;
        bool again = false; //!< It changed while it was read.
    };

    //! A page that was asked for.
    struct Asked
    {
        QString cursor;
        QFuture<Result<ApiReply>> reply;
    };

    bool readsItems() const { return m_itemRoute[0] != '\0'; }
    void readPage();
    Asked ask(const QString &cursor);
    void onPage(const Result<Page<T>> &page);
    void endLoad();
    void readListForEvents();
    void readItems();
    void readItem(const QString &id);
    void onItem(const QString &id, const Result<T> &item);

    ApiClient &m_client;
    RecordStore<T, Rows> &m_store;
    const char *m_listRoute;
    const char *m_itemRoute;
    Latest m_loads;
    quint64 m_run = 0; //!< Rises with every stop.
    QTimer m_gather;
    QSet<QString> m_ids; //!< Of the pages that were read so far.
    QString m_page; //!< The next one; empty for the first.
    std::optional<Asked> m_ahead; //!< Probably the next one: the portal makes it while this one is read.
    int m_read = 0;
    QDateTime m_asOf; //!< Of the last whole reading.
    QDateTime m_readingAsOf; //!< Of the first page of the reading under way.
    bool m_loading = false;
    bool m_whole = false; //!< The store holds the list as it was and what was told since.
    bool m_old = false; //!< The store holds rows of an earlier reading.
    QHash<QString, Pending> m_pending; //!< By id.
    QStringList m_waiting; //!< Of the pending ones those that are not being read, in order.
    int m_running = 0;
    std::optional<qint64> m_listEvent; //!< The oldest event that the next reading of the list answers.
    QSet<QString> m_listSubjects; //!< What those events are about;
    QSet<QString> m_loadSubjects; //!< what those are about that the reading under way answers.
    std::optional<qint64> m_loadAnswers; //!< The one that the reading under way answers.
};

template <typename T, typename Rows>
void ListSource<T, Rows>::load()
{
    m_loads.supersede();
    m_ahead.reset();
    m_loading = true;
    m_loadAnswers = std::exchange(m_listEvent, std::nullopt);
    m_loadSubjects.unite(std::exchange(m_listSubjects, {}));
    if (m_page.isEmpty()) {
        m_ids.clear();
        m_read = 0;
    }
    readPage();
}

template <typename T, typename Rows>
void ListSource<T, Rows>::loadAnew()
{
    m_page.clear();
    m_whole = false;
    m_old = m_store.count() > 0;
}

template <typename T, typename Rows>
ListMark ListSource<T, Rows>::mark() const
{
    // Over old rows only this run knows which were seen again: another one begins from the start.
    if (m_whole || m_old)
        return {m_asOf, {}, m_whole, 0};
    return {m_readingAsOf, m_page, false, 0};
}

template <typename T, typename Rows>
void ListSource<T, Rows>::resume(const ListMark &mark)
{
    m_asOf = m_readingAsOf = mark.asOf;
    m_whole = mark.whole;
    m_page = mark.page;
    m_old = m_page.isEmpty() && m_store.count() > 0;
    m_read = m_store.count();
    m_ids.clear();
    if (m_page.isEmpty())
        return;
    for (int row = 0; row < m_store.count(); ++row)
        m_ids.insert(m_store.idAt(row));
}

template <typename T, typename Rows>
void ListSource<T, Rows>::readPage()
{
    const std::optional<Asked> ahead = std::exchange(m_ahead, std::nullopt);
    const Asked asked = ahead && ahead->cursor == m_page ? *ahead : ask(m_page);
    deliver(asked.reply, this, m_loads.only([this](const Result<ApiReply> &reply) {
        const QString next = reply ? glimpsedCursor(reply->body) : QString();
        if (!next.isEmpty())
            m_ahead = ask(next);
        if (!reply)
            return onPage(fail(reply.error()));
        const auto read = [answer = *reply]() -> Result<Page<T>> {
            auto page = readJson<Page<T>>(answer.body);
            return page ? Result<Page<T>>(*std::move(page)) : readReply<Page<T>>(answer);
        };
        deliver(QtConcurrent::run(read), this, m_loads.only([this](const Result<Page<T>> &page) { onPage(page); }));
    }));
}

template <typename T, typename Rows>
auto ListSource<T, Rows>::ask(const QString &cursor) -> Asked
{
    ApiRequest request;
    request.path = QString::fromLatin1(m_listRoute);
    request.query.addQueryItem(QStringLiteral("limit"), QStringLiteral("200"));
    if (!cursor.isEmpty())
        request.query.addQueryItem(QStringLiteral("cursor"), QString::fromLatin1(QUrl::toPercentEncoding(cursor)));
    return {cursor, m_client.send(request, this)};
}

template <typename T, typename Rows>
void ListSource<T, Rows>::onPage(const Result<Page<T>> &page)
{
    if (!page) {
        m_loading = false;
        if (m_loadAnswers)
            m_listEvent = std::min(m_listEvent.value_or(*m_loadAnswers), *m_loadAnswers);
        if (isPlaceForgotten(page.error()))
            m_page.clear();
        tryLater();
        Q_EMIT loadFailed(page.error());
        return;
    }
    if (m_page.isEmpty())
        m_readingAsOf = page->asOf;
    for (const T &value : page->items)
        m_ids.insert(recordId(value));
    m_store.putAll(page->items);
    m_read += int(page->items.size());
    m_page = page->nextCursor.value_or(QString());
    Q_EMIT progressed(m_read, int(page->total.value_or(-1)));
    if (m_page.isEmpty())
        endLoad();
    else
        readPage();
}

template <typename T, typename Rows>
void ListSource<T, Rows>::endLoad()
{
    m_store.keepOnly(m_ids);
    m_ids.clear();
    m_loading = false;
    m_whole = true;
    m_old = false;
    m_loadAnswers.reset();
    m_loadSubjects.clear();
    m_asOf = m_readingAsOf;
    m_store.markRead(m_asOf);
    Q_EMIT loaded(m_asOf);
    Q_EMIT subjectsRead();
    if (!unfinished())
        Q_EMIT finished();
}

template <typename T, typename Rows>
void ListSource<T, Rows>::take(const Event &event)
{
    if (!readsItems()) {
        // Many events at once cost one more reading of the list, not many.
        m_listEvent = std::min(m_listEvent.value_or(event.cursor), event.cursor);
        m_listSubjects.insert(event.subject);
        m_gather.start();
        return;
    }
    if constexpr (requires(const T &value) { value.etag; }) {
        const auto present = m_store.find(event.subject);
        if (present && !event.etag.isEmpty() && present->etag == event.etag)
            return;
    }
    if (const auto pending = m_pending.find(event.subject); pending != m_pending.end()) {
        pending->again = pending->again || pending->running;
        return;
    }
    m_pending.insert(event.subject, {event.cursor, false, false});
    m_waiting.append(event.subject);
    readItems();
}

template <typename T, typename Rows>
std::optional<qint64> ListSource<T, Rows>::unfinished() const
{
    std::optional<qint64> oldest = m_listEvent;
    const auto consider = [&oldest](qint64 cursor) { oldest = std::min(oldest.value_or(cursor), cursor); };
    if (m_loadAnswers)
        consider(*m_loadAnswers);
    for (const Pending &pending : m_pending)
        consider(pending.cursor);
    return oldest;
}

template <typename T, typename Rows>
void ListSource<T, Rows>::tryAgain()
{
    if (m_listEvent && !m_loading && !m_gather.isActive())
        m_gather.start();
    readItems();
}

template <typename T, typename Rows>
void ListSource<T, Rows>::clear()
{
    stop();
    m_pending.clear();
    m_waiting.clear();
    m_listEvent.reset();
    m_page.clear();
    m_asOf = m_readingAsOf = {};
    m_whole = m_old = false;
    m_store.clear();
}

template <typename T, typename Rows>
void ListSource<T, Rows>::stop()
{
    m_loads.supersede();
    m_ahead.reset();
    ++m_run;
    m_gather.stop();
    m_loading = false;
    if (m_loadAnswers)
        m_listEvent = std::exchange(m_loadAnswers, std::nullopt);
    // What was asked for is asked again when the feed tells it again.
    m_running = 0;
    m_pending.clear();
    m_waiting.clear();
    m_listSubjects.clear();
    m_loadSubjects.clear();
}

template <typename T, typename Rows>
void ListSource<T, Rows>::readListForEvents()
{
    if (m_loading) {
        m_gather.start();
        return;
    }
    loadAnew();
    load();
}

template <typename T, typename Rows>
void ListSource<T, Rows>::readItems()
{
    while (m_running < readsAtOnce && !m_waiting.isEmpty())
        readItem(m_waiting.takeFirst());
}

template <typename T, typename Rows>
void ListSource<T, Rows>::readItem(const QString &id)
{
    m_pending[id].running = true;
    ++m_running;
    deliver(m_client.get<T>(routes::path(m_itemRoute, {id}), {}, this), this, [this, id, run = m_run](const Result<T> &item) {
        if (run == m_run)
            onItem(id, item);
    });
}

template <typename T, typename Rows>
void ListSource<T, Rows>::onItem(const QString &id, const Result<T> &item)
{
    --m_running;
    Pending pending = m_pending.take(id);
    const bool gone = !item && item.error().httpStatus == 404;
    if (item)
        m_store.put(*item);
    else if (gone)
        m_store.remove(id);
    if ((item || gone) && !pending.again) {
        Q_EMIT subjectsRead();
        readItems();
        if (!unfinished())
            Q_EMIT finished();
        return;
    }
    pending.running = pending.again = false;
    m_pending.insert(id, pending);
    m_waiting.append(id);
    if (item || gone)
        readItems();
    else
        tryLater();
}

} // namespace gatehouse
