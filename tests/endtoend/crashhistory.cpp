// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/endtoend/crashhistory.h"

#include "core/auth/filetokenstore.h"
#include "core/outbox/intentcodec.h"
#include "core/storage/profilekeys.h"
#include "core/storage/sealedstore.h"
#include "core/storage/tables.h"
#include "tests/endtoend/crashprofile.h"
#include "tests/testsupport/eventwait.h"

#include <QUuid>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::testsupport {

namespace {

//! Both sides, and what is found while they are compared.
class Comparison final
{
public:
    Comparison(const Told &told, PortalEffects effects)
        : m_told(told)
        , m_effects(std::move(effects))
    {
    }

    Status readStore(const QString &home);
    void compare();
    const QString &found() const { return m_found; }
    const HistoryTally &tally() const { return m_tally; }

private:
    void compare(const Intent &intent);
    void compareDecision(const Intent &intent);
    void compareOrder();
    void compareTold();
    void demand(bool holds, const QString &otherwise)
    {
        if (!holds && m_found.isEmpty())
            m_found = otherwise;
    }

    const Told &m_told;
    const PortalEffects m_effects;
    QList<Intent> m_intents;
    QHash<QString, IntentState> m_states;
    QString m_found;
    HistoryTally m_tally;
};

Result<ProfileKey> keyIn(const QString &home)
{
    FileTokenStore store(crash::keyDirectory(home));
    ProfileKeys keys(store, crash::profileId(), crash::keyFile(home));
    const QFuture<Result<ProfileKey>> key = keys.read();
    waitUntil([&key] { return key.isFinished(); }, 5000);
    return key.result();
}

Status Comparison::readStore(const QString &home)
{
    const auto key = keyIn(home);
    if (!key)
        return fail(key.error());
    const auto store = storage::SealedStore::open({crash::storeFile(home), crash::profileId()}, std::move(*key->key), key->generation);
    if (!store)
        return fail(store.error());
    demand((*store)->report().damages.isEmpty() && !(*store)->report().isRolledBack, u"what was killed looks damaged or set back"_s);
    const auto rows = (*store)->readAll(QLatin1String(tables::outbox));
    if (!rows)
        return fail(rows.error());
    for (const Row &row : *rows) {
        const auto intent = decodeIntent(row.value);
        if (!intent)
            return fail(intent.error());
        m_intents.append(*intent);
        m_states.insert(intent->id.text(), intent->state);
    }
    return {};
}

void Comparison::compare()
{
    demand(m_told.troubles.isEmpty(), u"the person was told: "_s + m_told.troubles.value(0));
    for (const Intent &intent : std::as_const(m_intents))
        compare(intent);
    for (auto it = m_effects.times.cbegin(); it != m_effects.times.cend(); ++it) {
        const bool isOurs = !QUuid::fromString(it.key()).isNull();
        m_tally.effects += isOurs ? *it : 0;
        demand(!isOurs || m_states.contains(it.key()), it.key() + u" was done and is not kept"_s);
    }
    compareOrder();
    compareTold();
    m_tally.intents = int(m_intents.size());
    demand(m_effects.audited == m_tally.accepted, u"the audit trail has %1 and %2 were accepted"_s.arg(m_effects.audited).arg(m_tally.accepted));
}

void Comparison::compare(const Intent &intent)
{
    const QString id = intent.id.text();
    const bool isDone = intent.state == IntentState::Accepted;
    const int times = m_effects.times.value(id);
    m_tally.accepted += isDone ? 1 : 0;
    m_tally.moved += intent.state == IntentState::NeedsAnotherLook ? 1 : 0;
    demand(isOver(intent.state) || intent.state == IntentState::NeedsAnotherLook, id + u" is still "_s + toWire(intent.state));
    demand(times == (isDone ? 1 : 0), u"%1 is %2 and was done %3 times"_s.arg(id, toWire(intent.state)).arg(times));
    if (isDone && intent.kind == IntentKind::Decision)
        compareDecision(intent);
}

void Comparison::compareDecision(const Intent &intent)
{
    const Decision decision = m_effects.decisions.value(intent.id.text());
    const auto seen = [&intent](QLatin1StringView name) {
        const auto it = std::find_if(intent.relied.begin(), intent.relied.end(), [name](const Reliance &r) { return r.name == name; });
        return it == intent.relied.end() ? QString() : it->value;
    };
    const QString id = intent.id.text();
    ++m_tally.decisions;
    m_tally.evidence.insert(seen("evidence"_L1));
    demand(QString::number(decision.evidenceRevision) == seen("evidence"_L1), id + u" was decided on evidence that its author did not see"_s);
    demand(decision.versionDigest == seen("digest"_L1), id + u" was decided on a version that its author did not see"_s);
    demand(QString::number(decision.policyVersion) == seen("policy"_L1), id + u" was decided under policies that its author did not see"_s);
}

//! What was written on one object came to the portal in the order in which it was written.
void Comparison::compareOrder()
{
    std::sort(m_intents.begin(), m_intents.end(), [](const Intent &a, const Intent &b) { return a.sequence < b.sequence; });
    qsizetype last = -1;
    for (const Intent &intent : std::as_const(m_intents)) {
        if (intent.kind != IntentKind::Comment || intent.objectId.isEmpty() || intent.state != IntentState::Accepted)
            continue;
        const qsizetype at = m_effects.comments.indexOf(intent.id.text());
        demand(at > last, intent.id.text() + u" overtook what was written before it"_s);
        last = at;
    }
}

void Comparison::compareTold()
{
    for (const QString &id : m_told.kept)
        demand(m_states.contains(id), id + u" was said to be kept and is lost"_s);
    for (const QString &id : m_told.accepted)
        demand(m_states.value(id) == IntentState::Accepted, id + u" was said to be accepted and is not"_s);
    for (const QString &id : m_told.refused)
        demand(m_effects.times.value(id) == 0, id + u" was said to be refused and was done"_s);
}

} // namespace

HistoryTally &HistoryTally::operator+=(const HistoryTally &other)
{
    intents += other.intents;
    accepted += other.accepted;
    decisions += other.decisions;
    moved += other.moved;
    effects += other.effects;
    evidence += other.evidence;
    return *this;
}

QString contradiction(CrashConsole &console, CrashPortal &portal, HistoryTally &tally)
{
    Comparison comparison(console.told(), portal.effects());
    if (const Status read = comparison.readStore(console.home()); !read)
        return u"what is kept cannot be read: %1 %2"_s.arg(describe(read.error()), read.error().detail);
    comparison.compare();
    tally += comparison.tally();
    return comparison.found();
}

} // namespace gatehouse::testsupport
