// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/jws.h"

#include <QUrl>

#include <mutex>

namespace gatehouse::auth {

//! Where the public keys of an issuer come from. Any thread.
class KeySource
{
public:
    virtual ~KeySource() = default;
    //! As known now; fetched when nothing is known yet.
    [[nodiscard]] virtual Result<JwkSet> keys() = 0;
    //! Fetched again, because a token names a key that keys() does not have; at most one fetch per
    //! interval, in between the same as keys().
    [[nodiscard]] virtual Result<JwkSet> reloadedKeys() = 0;
};

//! The sandbox provider's own keys: no fetching.
class FixedKeys final : public KeySource
{
public:
    explicit FixedKeys(JwkSet keys);
    Result<JwkSet> keys() override;
    Result<JwkSet> reloadedKeys() override;

private:
    JwkSet m_keys;
};

//! The keys of an external issuer, found through its discovery document. Fetching blocks the
//! calling worker for at most ten seconds.
class DiscoveredKeys final : public KeySource
{
public:
    static constexpr int reloadIntervalSeconds = 30;

    //! \a issuer is https, or http on loopback.
    DiscoveredKeys(QString issuer, const Clock &clock);
    Result<JwkSet> keys() override;
    Result<JwkSet> reloadedKeys() override;

private:
    Result<JwkSet> fetchAtMostOncePerInterval();
    Result<JwkSet> fetch() const;

    const QString m_issuer;
    const Clock &m_clock;
    std::mutex m_mutex;
    QDateTime m_lastFetch;
    Result<JwkSet> m_known;
};

} // namespace gatehouse::auth
