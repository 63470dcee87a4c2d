// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/database.h"
#include "core/contract/receipts.h"

namespace gatehouse::services {

//! What signs the heads of the decision logs and the evidence bundles of this server. Any thread.
class LogKey final
{
public:
    //! \a seed is 32 bytes.
    explicit LogKey(QByteArray seed);

    //! Base64.
    const QString &publicKey() const { return m_publicKey; }
    SigningKeyId id() const;
    template <typename T>
    DsseEnvelope sign(const T &statement) const
    {
        return signStatement(statement, seed());
    }

private:
    ed25519::Seed seed() const;

    QByteArray m_seed;
    QString m_publicKey;
};

//! Refuses a key that did not sign this database's logs until now: every console would find that the
//! log goes on under another key. \a accepted takes it from now on. Code log_key_changed.
[[nodiscard]] Status admitLogKey(store::Database &database, const LogKey &key, bool accepted, const QDateTime &now);

} // namespace gatehouse::services
