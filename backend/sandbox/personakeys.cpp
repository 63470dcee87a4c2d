// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/personakeys.h"

#include "core/base/random.h"
#include "core/contract/routes.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::sandbox {

PersonaKeys::PersonaKeys(Portal &portal)
    : m_portal(portal)
{
}

ed25519::Seed PersonaKeys::Key::span() const
{
    return ed25519::Seed(reinterpret_cast<const unsigned char *>(seed.constData()), ed25519::seedBytes);
}

Result<DsseEnvelope> PersonaKeys::sign(const QString &persona, DecisionStatement decision)
{
    const auto key = keyOf(persona);
    if (!key)
        return fail(key.error());
    decision.tenant = key->tenant;
    decision.decider = key->decider;
    decision.signedAt = QDateTime::currentDateTimeUtc();
    return signStatement(decision, key->span());
}

Result<PersonaKeys::Key> PersonaKeys::keyOf(const QString &persona)
{
    if (const auto known = m_keys.constFind(persona); known != m_keys.cend())
        return *known;
    auto enrolled = enrol(persona);
    if (enrolled)
        m_keys.insert(persona, *enrolled);
    return enrolled;
}

Result<PersonaKeys::Key> PersonaKeys::enrol(const QString &persona)
{
    const auto me = m_portal.get(persona, QString::fromLatin1(routes::me));
    const auto list = me ? m_portal.get(persona, QString::fromLatin1(routes::signingKeys)) : me;
    if (!list)
        return fail(list.error());
    const auto known = fromJson<SigningKeyList>(*list);
    if (!known)
        return fail(known.error());
    const Key key {randomBytes(qsizetype(ed25519::seedBytes)), me->value("tenant"_L1).toString(), known->decider};
    KeyEnrolment enrolment;
    enrolment.tenant = key.tenant;
    enrolment.decider = key.decider;
    enrolment.publicKey = dsse::toBase64(ed25519::publicKeyOf(key.span()));
    enrolment.label = u"The sandbox's story"_s;
    enrolment.signedAt = QDateTime::currentDateTimeUtc();
    const QJsonObject body {{u"envelope"_s, toJson(signStatement(enrolment, key.span()))}};
    const auto enrolled = m_portal.post(persona, QString::fromLatin1(routes::signingKeys), body, newUuid());
    if (!enrolled)
        return fail(enrolled.error());
    return key;
}

} // namespace gatehouse::sandbox
