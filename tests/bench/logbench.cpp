// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the log of decisions costs: adding one to it; proving one among 100,000 from the database, beside
// reading and hashing the whole log; and judging the proof in the console, beside the two signatures in
// it checked by libsodium alone.

#include "backend/services/decisionlog.h"
#include "backend/services/treeproofs.h"
#include "core/contract/merkle.h"
#include "tests/bench/filledsandbox.h"
#include "tests/bench/measurement.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>

#include <algorithm>
#include <random>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;
using namespace gatehouse::services;

namespace {

constexpr qint64 decisions = 100'000;
constexpr qint64 batch = 1000;
constexpr int proofs = 1000;
constexpr int rounds = 3;
const QByteArray device(32, 'd');

using Times = QList<double>;

double milliseconds(const QElapsedTimer &clock)
{
    return double(clock.nsecsElapsed()) / 1e6;
}

double quantile(Times values, double part)
{
    std::sort(values.begin(), values.end());
    return values.isEmpty() ? 0 : values.at(qsizetype(double(values.size() - 1) * part));
}

ed25519::Seed seed()
{
    return ed25519::Seed(reinterpret_cast<const unsigned char *>(device.constData()), ed25519::seedBytes);
}

DecisionId idOf(qint64 index)
{
    return DecisionId(u"dec_%1"_s.arg(index));
}

DecisionEntry entryAt(qint64 index, const QDateTime &now)
{
    DecisionStatement statement;
    statement.tenant = u"bench"_s;
    statement.requestId = RequestId(u"req_%1"_s.arg(index / 3));
    statement.package = u"@acme/plugin-that-has-a-usual-name"_s;
    statement.version = u"1.12.3"_s;
    statement.versionDigest = u"sha512-"_s + QString(88, u'A');
    statement.stageId = StageId(u"stg_1"_s);
    statement.outcome = Outcome::Approve;
    statement.reason = u"Read the difference and the findings; the new dependency is one we have elsewhere."_s;
    statement.decider = {u"https://id.acme.example"_s, u"ines"_s};
    statement.signedAt = now;
    statement.idempotencyKey = u"0b8a9a7e-3c1d-4e55-9d7c-5a2f6e8b1c43"_s;
    DecisionEntry entry;
    entry.decisionId = idOf(index);
    entry.recordedAt = now;
    entry.envelope = signStatement(statement, seed());
    entry.publicKey = dsse::toBase64(ed25519::publicKeyOf(seed()));
    return entry;
}

//! The log of one database.
class Log final
{
public:
    explicit Log(store::Database &database)
        : m_database(database)
    {
    }

    //! In one transaction, from \a first to before \a end; milliseconds of one of them.
    Result<double> append(qint64 first, qint64 end)
    {
        QList<DecisionEntry> entries;
        for (qint64 index = first; index < end; ++index)
            entries.append(entryAt(index, m_now));
        QElapsedTimer clock;
        clock.start();
        GATEHOUSE_TRY(inTransaction([&](store::UnitOfWork &work) -> Status {
            for (const DecisionEntry &entry : std::as_const(entries)) {
                if (const auto appended = appendToLog(work, entry); !appended)
                    return fail(appended.error());
            }
            return {};
        }));
        return milliseconds(clock) / double(end - first);
    }

    Result<DecisionReceipt> receipt(qint64 index)
    {
        return read<DecisionReceipt>([&](store::UnitOfWork &work) { return receiptFor(work, m_key, idOf(index), decisions); });
    }
    Result<ConsistencyProof> consistency(qint64 first)
    {
        return read<ConsistencyProof>([&](store::UnitOfWork &work) { return consistencyProof(work, first, decisions); });
    }

    //! As a log without stored nodes would prove the entry at \a index.
    Result<QList<QByteArray>> pathFromLeaves(qint64 index)
    {
        return read<QList<QByteArray>>([&](store::UnitOfWork &work) -> Result<QList<QByteArray>> {
            auto rows = work.db().query(u"SELECT entry FROM decision_log_entries WHERE tenant = ? ORDER BY leaf_index"_s, {work.tenant()});
            if (!rows)
                return fail(std::move(rows).error());
            QList<QList<QByteArray>> levels(1);
            while (rows->next())
                levels[0].append(merkle::leafHash(rows->text(0).toUtf8()));
            while (levels.last().size() > 1) {
                QList<QByteArray> above;
                for (qsizetype i = 0; i + 1 < levels.last().size(); i += 2)
                    above.append(merkle::nodeHash(levels.last().at(i), levels.last().at(i + 1)));
                levels.append(above);
            }
            return inclusionPath([&](int level, qint64 position) { return Result<QByteArray>(levels.at(level).at(position)); }, index, decisions);
        });
    }

private:
    Status inTransaction(const std::function<Status(store::UnitOfWork &)> &run)
    {
        return m_database.write([&]() -> Status {
            store::UnitOfWork work(m_database, {{PersonId(u"per_bench"_s), u"Bench"_s}, {}, u"bench"_s}, m_now, u"bench"_s);
            return run(work);
        });
    }
    template <typename T>
    Result<T> read(const std::function<Result<T>(store::UnitOfWork &)> &run)
    {
        Result<T> found;
        GATEHOUSE_TRY(inTransaction([&](store::UnitOfWork &work) -> Status {
            found = run(work);
            return found ? Status() : fail(found.error());
        }));
        return found;
    }

    store::Database &m_database;
    const LogKey m_key {QByteArray(32, 'L')};
    const QDateTime m_now = QDateTime::fromSecsSinceEpoch(1764000000, Qt::UTC);
};

Status measureAppending(Log &log)
{
    Times alone;
    for (qint64 index = 0; index < batch; ++index) {
        const auto time = log.append(index, index + 1);
        if (!time)
            return fail(time.error());
        alone.append(*time);
    }
    Times many;
    for (qint64 first = batch; first < decisions; first += batch) {
        const auto time = log.append(first, first + batch);
        if (!time)
            return fail(time.error());
        many.append(*time);
    }
    bench::print({u"log.append.p50"_s, quantile(alone, 0.5), u"ms"_s, u"without a commit of its own"_s, quantile(many, 0.5)});
    return {};
}

Status measureProofs(Log &log, const QList<qint64> &places)
{
    Times naive;
    for (int round = 0; round < rounds; ++round) {
        QElapsedTimer clock;
        clock.start();
        if (const auto path = log.pathFromLeaves(places.at(round)); !path)
            return fail(path.error());
        naive.append(milliseconds(clock));
    }
    Times proven;
    Times judged;
    Times bare;
    for (const qint64 index : places) {
        QElapsedTimer clock;
        clock.start();
        const auto receipt = log.receipt(index);
        if (!receipt)
            return fail(receipt.error());
        proven.append(milliseconds(clock));
        clock.start();
        const auto checked = checkReceipt(*receipt);
        if (!checked)
            return fail(checked.error());
        judged.append(milliseconds(clock));
        const QByteArray message(400, 'm');
        const QByteArray signature = ed25519::sign(seed(), message);
        const QByteArray publicKey = ed25519::publicKeyOf(seed());
        clock.start();
        for (int i = 0; i < 2; ++i)
            (void)ed25519::verify(publicKey, message, signature);
        bare.append(milliseconds(clock));
    }
    const QString whole = u"reading and hashing the whole log"_s;
    bench::print({u"log.proof100k.p50"_s, quantile(proven, 0.5), u"ms"_s, whole, bench::median(naive)});
    bench::print({u"log.proof100k.p99"_s, quantile(proven, 0.99), u"ms"_s, whole, bench::median(naive)});
    bench::print({u"log.judge.p50"_s, quantile(judged, 0.5), u"ms"_s, u"its two signatures by libsodium alone"_s, quantile(bare, 0.5)});
    return {};
}

Status measureConsistency(Log &log, const QList<qint64> &places)
{
    Times times;
    for (const qint64 first : places) {
        QElapsedTimer clock;
        clock.start();
        if (const auto proof = log.consistency(first + 1); !proof)
            return fail(proof.error());
        times.append(milliseconds(clock));
    }
    bench::print({u"log.consistency100k.p99"_s, quantile(times, 0.99), u"ms"_s, {}, 0});
    return {};
}

Status measure(const QString &folder)
{
    auto database = store::Database::open(folder + u"/log.sqlite"_s);
    if (!database)
        return fail(database.error());
    GATEHOUSE_TRY(store::migrate(**database));
    Log log(**database);
    GATEHOUSE_TRY(measureAppending(log));
    std::mt19937 random(42);
    std::uniform_int_distribution<qint64> place(0, decisions - 1);
    QList<qint64> places;
    for (int i = 0; i < proofs; ++i)
        places.append(place(random));
    GATEHOUSE_TRY(measureProofs(log, places));
    return measureConsistency(log, places);
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QTemporaryDir folder(bench::benchHome() + u"/log-XXXXXX"_s);
    const Status measured = measure(folder.path());
    if (measured)
        return 0;
    bench::say(describe(measured.error()) + u' ' + measured.error().detail);
    return 1;
}
