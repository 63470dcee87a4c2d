// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/logkey.h"

#include "core/contract/dsse.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

LogKey::LogKey(QByteArray seed)
    : m_seed(std::move(seed))
    , m_publicKey(dsse::toBase64(ed25519::publicKeyOf(this->seed())))
{
}

SigningKeyId LogKey::id() const
{
    return SigningKeyId(ed25519::keyIdOf(*dsse::fromBase64(m_publicKey)));
}

ed25519::Seed LogKey::seed() const
{
    Q_ASSERT(m_seed.size() == qsizetype(ed25519::seedBytes));
    return ed25519::Seed(reinterpret_cast<const unsigned char *>(m_seed.constData()), ed25519::seedBytes);
}

Status admitLogKey(store::Database &database, const LogKey &key, bool accepted, const QDateTime &now)
{
    const QString id = key.id().text();
    return database.write([&]() -> Status {
        auto last = database.query(u"SELECT key_id FROM decision_log_keys ORDER BY since DESC LIMIT 1"_s);
        if (!last)
            return fail(std::move(last).error());
        const QString before = last->next() ? last->text(0) : QString();
        if (before == id)
            return {};
        if (!before.isEmpty() && !accepted) {
            return fail(inputError(u"log_key_changed"_s,
                u"The decision log was signed with the key %1 until now, and the key that is here is %2. Put the old key"
                " back, or start once with --accept-log-key: then every console says that the log's key changed."_s
                    .arg(ed25519::fingerprintOf(before), ed25519::fingerprintOf(id))));
        }
        const auto noted = database.execute(
            u"INSERT INTO decision_log_keys (key_id, since) VALUES (?, ?)"
            " ON CONFLICT (key_id) DO UPDATE SET since = excluded.since"_s,
            {id, toRfc3339(now)});
        return noted ? Status() : fail(noted.error());
    });
}

} // namespace gatehouse::services
