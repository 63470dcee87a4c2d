// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/profiledata.h"

#include "core/base/json.h"
#include "core/storage/memoryrowstore.h"
#include "core/storage/tables.h"

#include <QtConcurrentRun>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

bool isUnsent(const Row &row)
{
    const auto intent = parseJsonObject(row.value);
    return !intent || intent->value("endedAt"_L1).isUndefined();
}

Error damageWords(const StoreDamage &damage)
{
    const QString lost = damage.rowsLost > 0
        ? ProfileData::tr("%n entries are lost.", nullptr, int(damage.rowsLost))
        : ProfileData::tr("Nothing that only this computer had is lost.");
    const QString what = damage.kind == StoreDamage::Kind::SecondPlace
        ? ProfileData::tr("The second copy of what waits to be sent was damaged and is written anew.")
        : ProfileData::tr("What is kept on this computer was damaged. It is read from the portal again.");
    Error error = storageError(u"%1 %2"_s.arg(what, lost), damage.detail);
    error.code = u"store_damaged"_s;
    return error;
}

} // namespace

ProfileData::ProfileData(const QString &profileId, TokenStore &keys, const QString &directory, QObject *parent)
    : QObject(parent)
    , m_keys(keys, profileId, directory + u'/' + profileId + u".key"_s)
    , m_store(directory + u'/' + profileId + u".store"_s, profileId)
{
    connect(&m_store, &ProfileStore::generationChanged, &m_keys, &ProfileKeys::noteGeneration);
    connect(&m_store, &ProfileStore::failed, this, &ProfileData::told);
    connect(&m_keys, &ProfileKeys::failed, this, &ProfileData::told);
    connect(&m_store, &ProfileStore::damaged, this, [this](const QList<StoreDamage> &damages) {
        for (const StoreDamage &damage : damages)
            Q_EMIT told(damageWords(damage));
    });
}

ProfileData::~ProfileData()
{
    m_keys.flush();
}

QFuture<Status> ProfileData::open()
{
    auto answer = std::make_shared<QPromise<Status>>();
    answer->start();
    deliver(m_keys.place(), this, [this, answer](const Result<ProfileKeys::Place> &place) {
        if (!place)
            return keepInMemory(place.error(), answer);
        m_place = *place;
        if (m_place == ProfileKeys::Place::Passphrase) {
            answer->addResult(fail(blockedError(u"passphrase_needed"_s, tr("What is kept on this computer is under a passphrase."))));
            answer->finish();
            return;
        }
        const QFuture<Result<ProfileKey>> key = m_place == ProfileKeys::Place::Nowhere ? m_keys.make() : m_keys.read();
        deliver(key, this, [this, answer](const Result<ProfileKey> &made) { openWith(made, answer); });
    });
    return answer->future();
}

QFuture<Status> ProfileData::unlock(SecureBytes passphrase)
{
    auto answer = std::make_shared<QPromise<Status>>();
    answer->start();
    deliver(m_keys.readUnder(std::move(passphrase)), this, [this, answer](const Result<ProfileKey> &key) {
        if (key)
            return openWith(key, answer);
        answer->addResult(fail(key.error()));
        answer->finish();
    });
    return answer->future();
}

void ProfileData::openWith(const Result<ProfileKey> &key, const Answer &answer)
{
    if (!key)
        return keepInMemory(key.error(), answer);
    deliver(m_store.open(std::move(*key->key), key->generation), this,
        [this, answer](const Result<OpenReport> &report) { onOpened(report, answer); });
}

void ProfileData::onOpened(const Result<OpenReport> &report, const Answer &answer)
{
    if (!report)
        return keepInMemory(report.error(), answer);
    m_rows = &m_store;
    m_trouble.reset();
    if (report->isNewer) {
        m_trouble = blockedError(u"store_newer"_s,
            tr("A newer Gatehouse wrote what is kept here. It can be read, and nothing is changed: start the newer one to keep more."));
    } else if (report->isRolledBack) {
        Q_EMIT told(storageError(tr("What is kept on this computer was set back to an older state. Lists are read again; what waits to be sent was checked.")));
    }
    for (const StoreDamage &damage : report->damages)
        Q_EMIT told(damageWords(damage));
    answer->addResult(Status());
    answer->finish();
}

void ProfileData::keepInMemory(const Error &why, const Answer &answer)
{
    m_memory = std::make_unique<MemoryRowStore>();
    m_rows = m_memory.get();
    m_trouble = why;
    answer->addResult(Status());
    answer->finish();
}

QFuture<Status> ProfileData::changePassphrase(SecureBytes present, SecureBytes next)
{
    const auto noteAfter = [this](const QFuture<Status> &moved, ProfileKeys::Place place) {
        return transformed(moved, this, [this, place](const Status &status) {
            if (status)
                m_place = place;
            return status;
        });
    };
    if (m_place == ProfileKeys::Place::Nowhere) {
        // No key store took part: the key begins its life under the passphrase, and is used from the next start on.
        return transformed(m_keys.makeUnder(std::move(next)), this, [this](const Result<ProfileKey> &made) -> Status {
            if (!made)
                return fail(made.error());
            m_place = ProfileKeys::Place::Passphrase;
            m_trouble = blockedError(u"kept_from_next_start"_s, tr("From the next start on, what you read and write is kept on this computer, under your passphrase."));
            return {};
        });
    }
    if (!isUnderPassphrase())
        return noteAfter(m_keys.moveUnder(std::move(next)), ProfileKeys::Place::Passphrase);
    if (next.isEmpty())
        return noteAfter(m_keys.moveToKeyStore(std::move(present)), ProfileKeys::Place::KeyStore);
    auto answer = std::make_shared<QPromise<Status>>();
    answer->start();
    auto wanted = std::make_shared<SecureBytes>(std::move(next));
    const auto end = [answer](const Status &status) {
        answer->addResult(status);
        answer->finish();
    };
    deliver(m_keys.moveToKeyStore(std::move(present)), this, [this, wanted, end](const Status &back) {
        if (back)
            deliver(m_keys.moveUnder(std::move(*wanted)), this, end);
        else
            end(back);
    });
    return answer->future();
}

QFuture<Status> ProfileData::wipe()
{
    auto answer = std::make_shared<QPromise<Status>>();
    answer->start();
    m_rows = nullptr;
    m_memory.reset();
    deliver(m_keys.remove(), this, [this, answer](const Status &removed) {
        deliver(m_store.wipe(), this, [answer, removed](const Status &wiped) {
            answer->addResult(removed ? wiped : removed);
            answer->finish();
        });
    });
    return answer->future();
}

QFuture<UnsentWork> unsentWorkIn(RowStore &rows, QObject *context)
{
    auto promise = std::make_shared<QPromise<UnsentWork>>();
    promise->start();
    using Rows = Result<QList<Row>>;
    const auto tell = [promise](int intents, int drafts) {
        promise->addResult(UnsentWork {intents, drafts});
        promise->finish();
    };
    deliver(rows.readAll(QString::fromLatin1(tables::drafts)), context, [&rows, context, tell](const Rows &drafts) {
        const int draftCount = drafts ? int(drafts->size()) : 0;
        deliver(rows.readAll(QString::fromLatin1(tables::outbox)), context, [context, tell, draftCount](const Rows &intents) {
            const QFuture<int> counting = QtConcurrent::run(
                [list = intents.value_or(QList<Row>())] { return int(std::ranges::count_if(list, isUnsent)); });
            deliver(counting, context, [tell, draftCount](int intentCount) { tell(intentCount, draftCount); });
        });
    });
    return promise->future();
}

} // namespace gatehouse
