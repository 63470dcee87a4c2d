// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sandbox/portal.h"
#include "core/contract/receipts.h"

namespace gatehouse::sandbox {

//! A signing key for each persona of the story, made and enrolled through the API when it is first
//! needed. In memory only: another run enrols others. One thread.
class PersonaKeys final
{
public:
    explicit PersonaKeys(Portal &portal);

    //! Signs what \a decision says; who decides, when and for which tenant is filled in here.
    [[nodiscard]] Result<DsseEnvelope> sign(const QString &persona, DecisionStatement decision);

private:
    struct Key
    {
        QByteArray seed;
        QString tenant;
        Decider decider;
        ed25519::Seed span() const;
    };
    [[nodiscard]] Result<Key> keyOf(const QString &persona);
    [[nodiscard]] Result<Key> enrol(const QString &persona);

    Portal &m_portal;
    QHash<QString, Key> m_keys;
};

} // namespace gatehouse::sandbox
