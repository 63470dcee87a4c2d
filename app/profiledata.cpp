// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/profiledata.h"

#include "core/base/json.h"
#include "core/drafts/draftkeeper.h"
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
        if (m_place == ProfileKeys::Place::Nowhere)
            return makeKey(answer);
        deliver(m_keys.read(), this, [this, answer](const Result<ProfileKey> &key) { openWith(key, answer); });
    });
    return answer->future();
}

void ProfileData::makeKey(const Answer &answer)
{
    const auto make = [this, answer](const Status &free) {
        if (!free)
            return keepInMemory(free.error(), answer);
        deliver(m_keys.make(), this, [this, answer](const Result<ProfileKey> &made) {
            if (made)
                m_place = ProfileKeys::Place::KeyStore;
            openWith(made, answer);
        });
    };
    if (!m_store.exists())
        return make({});
    deliver(m_store.setAside(), this, [this, make](const Status &aside) {
        if (aside) {
            Q_EMIT told(storageError(tr("The key of what was kept on this computer is gone, so nobody can read that any more. It was set aside, and everything is read from the portal again.")));
        }
        make(aside);
    });
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
    m_memory = std::make_unique<MovingRows>();
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
    if (m_place == ProfileKeys::Place::Nowhere)
        return keepUnder(std::move(next));
    if (!isUnderPassphrase())
        return noteAfter(m_keys.moveUnder(std::move(next)), ProfileKeys::Place::Passphrase);
    if (next.isEmpty())
        return noteAfter(m_keys.moveToKeyStore(std::move(present)), ProfileKeys::Place::KeyStore);
    return m_keys.changePassphrase(std::move(present), std::move(next));
}

//! No key store took part: the key begins its life under the passphrase.
QFuture<Status> ProfileData::keepUnder(SecureBytes passphrase)
{
    if (m_store.exists()) {
        return readyFuture(Status(fail(blockedError(u"key_store_first"_s,
            tr("What was kept on this computer earlier waits for the desktop's key store. Set the passphrase once that takes part again.")))));
    }
    auto answer = std::make_shared<QPromise<Status>>();
    answer->start();
    deliver(m_keys.makeUnder(std::move(passphrase)), this, [this, answer](const Result<ProfileKey> &made) {
        if (made)
            return moveToDisk(*made, answer);
        answer->addResult(fail(made.error()));
        answer->finish();
    });
    return answer->future();
}

void ProfileData::moveToDisk(const ProfileKey &key, const Answer &answer)
{
    const auto end = [this, answer](const Status &moved) {
        if (moved) {
            m_place = ProfileKeys::Place::Passphrase;
            m_trouble.reset();
        }
        answer->addResult(moved);
        answer->finish();
    };
    // What was begun is worth nothing then, and would be asked for at the next start.
    const auto undo = [this, end](const Error &why) {
        deliver(m_keys.remove(), this, [this, end, why](const Status &) {
            deliver(m_store.wipe(), this, [end, why](const Status &) { end(fail(why)); });
        });
    };
    deliver(m_store.open(std::move(*key.key), key.generation), this, [this, end, undo](const Result<OpenReport> &report) {
        if (!report)
            return undo(report.error());
        deliver(m_memory->moveTo(m_store), this, [end, undo](const Status &moved) {
            if (moved)
                end(moved);
            else
                undo(moved.error());
        });
    });
}

QFuture<Status> ProfileData::flush()
{
    auto answer = std::make_shared<QPromise<Status>>();
    answer->start();
    // Its answer comes after what the store tells of every write before it.
    deliver(m_store.sizes(), this, [this, answer](const Result<QList<TableSize>> &) {
        deliver(m_keys.flush(), this, [answer](const Status &written) {
            answer->addResult(written);
            answer->finish();
        });
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
            answer->addResult(wiped ? removed : wiped);
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
        const int draftCount = drafts ? int(std::ranges::count_if(*drafts, [](const Row &row) { return isListedDraft(row.key); })) : 0;
        deliver(rows.readAll(QString::fromLatin1(tables::outbox)), context, [context, tell, draftCount](const Rows &intents) {
            const QFuture<int> counting = QtConcurrent::run(
                [list = intents.value_or(QList<Row>())] { return int(std::ranges::count_if(list, isUnsent)); });
            deliver(counting, context, [tell, draftCount](int intentCount) { tell(intentCount, draftCount); });
        });
    });
    return promise->future();
}

} // namespace gatehouse
