// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/registry.h"
#include "core/contract/workflow.h"
#include "core/outbox/outbox.h"
#include "core/sync/connectionstate.h"
#include "core/sync/productionlock.h"
#include "tests/core/fixedtokens.h"
#include "tests/core/scriptedserver.h"
#include "tests/testsupport/fakeclock.h"

#include <QMap>

namespace gatehouse::coretest {

//! A disk as a test wants it: it refuses, it keeps writers waiting, it stops as if power went.
class WatchedRows final : public RowStore
{
public:
    QFuture<Status> write(RowBatch batch) override;
    QFuture<Result<std::optional<QByteArray>>> read(const QString &table, const QString &key) override;
    QFuture<Result<QList<Row>>> readAll(const QString &table) override;

    //! Lets the oldest held write happen.
    void release();
    //! From now on, after \a writes more, nothing reaches the disk and no writer hears of it.
    void dieAfter(int writes) { m_writesLeft = writes; }
    bool isDead() const { return m_writesLeft == 0; }
    void revive();
    //! The states of one intent as the disk got them.
    QList<IntentState> history(const IntentId &id) const;
    QStringList keys() const { return m_rows.keys(); }
    void plant(const QString &key, const QByteArray &value) { m_rows.insert(key, value); }

    bool refuses = false;
    bool holds = false;
    qsizetype waiting() const { return m_held.size(); }
    int missed = 0; //!< Writes that died.

private:
    void apply(const RowBatch &batch);

    struct Held
    {
        RowBatch batch;
        QPromise<Status> promise;
    };
    QMap<QString, QByteArray> m_rows;
    QList<std::pair<QString, IntentState>> m_history;
    std::vector<Held> m_held;
    std::vector<QPromise<Status>> m_lost;
    int m_writesLeft = -1;
};

//! A portal that does each key once and remembers its answer, with faults as a test wants them.
class FakePortal
{
public:
    FakePortal();

    ScriptedServer server;
    ApprovalRequest request;
    Plugin plugin;
    QByteArray timeline = R"({"items":[],"asOf":"2026-11-23T10:46:31.000Z"})";
    int losesAnswers = 0; //!< Does it, and cuts the answer.
    std::function<std::optional<ScriptedAnswer>(const SeenRequest &)> fault; //!< Before anything is done.

    //! How often a key took effect.
    int effects(const IntentId &id) const { return int(m_effects.count(id.text().toLatin1())); }
    //! Texts in the order in which they took effect.
    QStringList texts() const { return m_texts; }
    //! Writes that arrived, whatever became of them.
    int writes() const;
    QList<SeenRequest> arrived(const IntentId &id) const;

private:
    ScriptedAnswer answer(const SeenRequest &seen);
    ScriptedAnswer read(const SeenRequest &seen) const;
    ScriptedAnswer done(const SeenRequest &seen);

    QList<QByteArray> m_effects;
    QStringList m_texts;
    QHash<QByteArray, ScriptedAnswer> m_stored;
};

//! One console's outbox. Several may stand on one disk and before one portal.
struct OutboxDesk
{
    OutboxDesk(FakePortal &portal, RowStore &rows);

    //! The portal is out of reach from here on, or is back.
    void cut() { connection.unreachable(networkError(QStringLiteral("Cut."))); }
    void reconnect() { connection.answered(); }
    void restore();

    Intent comment(const QString &object, const QString &text) const;
    Intent decision(const ApprovalRequest &seen, const QString &outcome) const;
    Intent edit(const Plugin &seen, const QString &owner) const;
    Intent deployment() const;
    IntentState state(const IntentId &id) const;
    const Intent &intent(const IntentId &id) const { return *outbox.intents().find(id.text()); }

    testsupport::FakeClock clock;
    FixedTokens tokens;
    ProductionLock lock {clock};
    ApiClient api {tokens, lock, clock};
    ConnectionState connection {clock};
    Outbox outbox;
};

} // namespace gatehouse::coretest
