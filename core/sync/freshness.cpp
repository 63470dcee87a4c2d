// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/freshness.h"

#include "core/net/apiclient.h"
#include "core/sync/answerkeeper.h"
#include "core/sync/connectionstate.h"

namespace gatehouse {

namespace {

//! A kept answer that arrives while all is live was under way when the portal came back.
constexpr int readAgainMs = 5000;

const QDateTime &older(const QDateTime &a, const QDateTime &b)
{
    return !a.isValid() || (b.isValid() && b < a) ? b : a;
}

} // namespace

Freshness::Freshness(const ConnectionState &connection, QObject *parent)
    : QObject(parent)
    , m_connection(connection)
{
    m_tell.setSingleShot(true);
    m_tell.setInterval(0);
    connect(&m_tell, &QTimer::timeout, this, &Freshness::changed);
    m_again.setSingleShot(true);
    m_again.setInterval(readAgainMs);
    connect(&m_again, &QTimer::timeout, this, &Freshness::onConnection);
    connect(&connection, &ConnectionState::stateChanged, this, &Freshness::onConnection);
    connect(&connection, &ConnectionState::asOfChanged, this, &Freshness::tellSoon);
}

void Freshness::watch(const ApiClient &client)
{
    connect(&client, &ApiClient::answeredFromKept, this, [this](const QString &path, const QDateTime &time) {
        note(path, {time, true});
        if (m_connection.state() == ConnectionState::State::Live && !m_again.isActive())
            m_again.start();
    });
}

void Freshness::watch(const AnswerKeeper &answers)
{
    connect(&answers, &AnswerKeeper::portalAnswered, this, [this](const QString &path, const QDateTime &time) { note(path, {time, false}); });
}

DataAge Freshness::ageOf(const ShownData &shown) const
{
    DataAge age;
    if (!shown.topic.isEmpty())
        age.asOf = shown.topic == ShownData::Feed ? m_connection.asOf() : m_connection.asOf(shown.topic);
    for (const QString &path : shown.paths) {
        const auto answer = m_answers.constFind(path);
        if (answer == m_answers.cend() || (!answer->isKept && shown.followed))
            continue;
        age.isKept = age.isKept || answer->isKept;
        age.asOf = older(age.asOf, answer->at);
    }
    if (!shown.followed)
        age.asOf = older(age.asOf, shown.readAt);
    // What hangs on a list has nothing to say that the list does not say, but that it is older.
    const bool isPart = shown.topic.isEmpty() && shown.followed;
    if (!isPart)
        age.standing = standing();
    if (age.isKept && !age.isOld())
        age.standing = DataAge::Standing::Kept;
    return age;
}

QDateTime Freshness::now() const
{
    return m_connection.now();
}

void Freshness::note(const QString &path, const Answer &answer)
{
    m_answers.insert(path, answer);
    tellSoon();
}

void Freshness::tellSoon()
{
    if (!m_tell.isActive())
        m_tell.start();
}

void Freshness::onConnection()
{
    tellSoon();
    if (m_connection.state() == ConnectionState::State::Live)
        Q_EMIT portalIsBack();
}

DataAge::Standing Freshness::standing() const
{
    switch (m_connection.state()) {
    case ConnectionState::State::Stale:
        return DataAge::Standing::Stale;
    case ConnectionState::State::Offline:
        return DataAge::Standing::Offline;
    case ConnectionState::State::SignedOut:
        return DataAge::Standing::SignedOut;
    case ConnectionState::State::CatchingUp:
        return DataAge::Standing::CatchingUp;
    case ConnectionState::State::Live:
    case ConnectionState::State::Locked:
        break;
    }
    return DataAge::Standing::Current;
}

} // namespace gatehouse
