// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/receipts.h"
#include "tests/testsupport/httpclient.h"

namespace gatehouse::testsupport {

//! Signs the decisions of the person of one client, as their console would: the key is made here, and
//! enrolled when the first decision is posted. One thread.
class VoteSigner final
{
public:
    explicit VoteSigner(HttpClient &client);

    //! POSTs \a body, a decision on \a request as it was read, with what its author signed.
    HttpAnswer decide(const QJsonObject &request, QJsonObject body, Headers headers = {});

    //! What is signed for \a body when it is sent with \a key.
    DecisionStatement statement(const QJsonObject &request, const QJsonObject &body, const QString &key);
    template <typename T>
    DsseEnvelope sign(const T &statement) const
    {
        return signStatement(statement, seed());
    }
    DsseEnvelope signBytes(QByteArrayView payloadType, const QByteArray &payload) const { return dsse::sign(payloadType, payload, seed()); }
    HttpClient &client() { return m_client; }
    KeyEnrolment enrolment();
    HttpAnswer enrol(const KeyEnrolment &enrolment);
    HttpAnswer enrol() { return enrol(enrolment()); }
    QString keyId() const;
    //! Another key from now on, not enrolled yet.
    void makeKey();

private:
    ed25519::Seed seed() const;
    void know();

    HttpClient &m_client;
    QByteArray m_seed;
    QString m_tenant;
    Decider m_decider;
    bool m_isEnrolled = false;
};

} // namespace gatehouse::testsupport
