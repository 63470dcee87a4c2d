// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/answerkeeper.h"

#include "core/base/async.h"
#include "core/contract/codec.h"
#include "core/storage/tables.h"

#include <QtConcurrentRun>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

//! What stands before the body of a kept answer, on one line.
struct Head
{
    int status = 0;
    QString contentType;
    QString etag;
    QString correlationId;
    QDateTime at;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("status", s.status);
        visit("contentType", s.contentType);
        visit("etag", s.etag);
        visit("correlationId", s.correlationId);
        visit("at", s.at);
    }
};

//! Of zlib: a fifth of the size for little time.
constexpr int quick = 1;

QByteArray packed(const ApiReply &reply)
{
    const Head head {reply.status, QString::fromLatin1(reply.contentType), reply.etag, reply.correlationId, *reply.keptAt};
    return toJsonBytes(toJson(head)) + '\n' + qCompress(reply.body, quick);
}

std::optional<ApiReply> unpacked(const QByteArray &bytes)
{
    const qsizetype end = bytes.indexOf('\n');
    const auto object = parseJsonObject(bytes.left(end));
    if (end < 0 || !object)
        return {};
    const auto head = fromJson<Head>(*object);
    if (!head)
        return {};
    ApiReply reply;
    reply.status = head->status;
    reply.contentType = head->contentType.toLatin1();
    reply.body = qUncompress(bytes.mid(end + 1));
    reply.etag = head->etag;
    reply.correlationId = head->correlationId;
    reply.keptAt = head->at;
    return reply;
}

QString answersTable()
{
    return QString::fromLatin1(tables::answers);
}

QString indexTable()
{
    return QString::fromLatin1(tables::answerIndex);
}

} // namespace

AnswerKeeper::AnswerKeeper(RowStore &rows, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_rows(rows)
    , m_clock(clock)
{
    // One: the answers of one request keep their order.
    m_packers.setMaxThreadCount(1);
}

AnswerKeeper::~AnswerKeeper()
{
    m_packers.waitForDone();
}

QFuture<Status> AnswerKeeper::restore()
{
    using Read = Result<QList<Row>>;
    return transformed(m_rows.readAll(indexTable()), this, [this](const Read &rows) -> Status {
        if (!rows)
            return fail(rows.error());
        for (const Row &row : *rows) {
            const auto object = parseJsonObject(row.value);
            const Result<Entry> entry = object ? fromJson<Entry>(*object) : Result<Entry>(fail(object.error()));
            if (entry && !m_entries.contains(row.key))
                enter(row.key, *entry);
        }
        setRule(m_rule);
        return {};
    });
}

void AnswerKeeper::setRule(const KeepRule &rule)
{
    m_rule = rule;
    RowBatch batch;
    makeRoom(batch);
    write(batch);
    Q_EMIT changed();
}

bool AnswerKeeper::keeps(const ApiRequest &request) const
{
    const auto keepClass = keepClassOf(request);
    return keepClass && m_rule.keeps(*keepClass);
}

void AnswerKeeper::keep(const ApiRequest &request, const ApiReply &reply)
{
    const auto keepClass = keepClassOf(request);
    if (!keepClass)
        return;
    const QString key = keepKeyOf(request);
    ApiReply kept = reply;
    kept.keptAt = m_clock.now();
    m_onTheirWay.insert(key, kept);
    Q_EMIT portalAnswered(request.path, *kept.keptAt);
    const QFuture<QByteArray> packing = QtConcurrent::run(&m_packers, [kept] { return packed(kept); });
    deliver(packing, this, [this, key, keepClass, at = *kept.keptAt](const QByteArray &bytes) { onPacked(key, *keepClass, at, bytes); });
}

QFuture<std::optional<ApiReply>> AnswerKeeper::find(const ApiRequest &request)
{
    const QString key = keepKeyOf(request);
    using Found = std::optional<ApiReply>;
    if (const auto onItsWay = m_onTheirWay.constFind(key); onItsWay != m_onTheirWay.cend())
        return readyFuture(Found(*onItsWay));
    auto promise = std::make_shared<QPromise<Found>>();
    promise->start();
    using Read = Result<std::optional<QByteArray>>;
    deliver(m_rows.read(answersTable(), key), this, [this, promise](const Read &row) {
        const QFuture<Found> unpacking = QtConcurrent::run(&m_packers, [row] { return row && *row ? unpacked(**row) : Found(); });
        deliver(unpacking, this, [promise](const Found &found) {
            promise->addResult(found);
            promise->finish();
        });
    });
    return promise->future();
}

void AnswerKeeper::onPacked(const QString &key, KeepClass keepClass, const QDateTime &at, const QByteArray &bytes)
{
    if (const auto onItsWay = m_onTheirWay.constFind(key); onItsWay != m_onTheirWay.cend() && onItsWay->keptAt == at)
        m_onTheirWay.erase(onItsWay);
    const Entry entry {keepClass, bytes.size(), at};
    leave(key);
    enter(key, entry);
    RowBatch batch;
    batch.put.append({answersTable(), key, bytes});
    batch.put.append({indexTable(), key, toJsonBytes(toJson(entry))});
    makeRoom(batch);
    write(batch);
    Q_EMIT changed();
}

qint64 AnswerKeeper::bytesOf(KeepClass keepClass) const
{
    qint64 bytes = 0;
    for (const Entry &entry : m_entries)
        bytes += entry.keepClass == keepClass ? entry.bytes : 0;
    return bytes;
}

void AnswerKeeper::enter(const QString &key, const Entry &entry)
{
    m_entries.insert(key, entry);
    m_order.insert({entry.keepClass, entry.at, key});
    m_bytes += entry.bytes;
}

void AnswerKeeper::leave(const QString &key)
{
    const auto found = m_entries.constFind(key);
    if (found == m_entries.cend())
        return;
    m_bytes -= found->bytes;
    m_order.erase({found->keepClass, found->at, key});
    m_entries.erase(found);
}

void AnswerKeeper::makeRoom(RowBatch &batch)
{
    QStringList going;
    qint64 after = m_bytes;
    for (const Place &place : m_order) {
        const bool unwanted = !m_rule.keeps(place.keepClass);
        if (!unwanted && (after <= m_rule.budgetBytes || place.keepClass == KeepClass::Identity))
            continue;
        after -= m_entries.value(place.key).bytes;
        going.append(place.key);
    }
    for (const QString &key : std::as_const(going)) {
        leave(key);
        batch.put.removeIf([&key](const Row &row) { return row.key == key; });
        batch.remove.append({answersTable(), key});
        batch.remove.append({indexTable(), key});
    }
}

void AnswerKeeper::write(const RowBatch &batch)
{
    if (batch.isEmpty())
        return;
    deliver(m_rows.write(batch), this, [this](const Status &status) {
        if (!status)
            Q_EMIT failed(status.error());
    });
}

} // namespace gatehouse
