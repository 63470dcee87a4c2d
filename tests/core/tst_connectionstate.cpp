// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/connectionstate.h"
#include "tests/testsupport/fakeclock.h"

#include <QMetaEnum>
#include <QSignalSpy>
#include <QTest>

using namespace gatehouse;
using namespace Qt::Literals::StringLiterals;
using State = ConnectionState::State;

namespace {

using Happening = void (*)(ConnectionState &);

void signedIn(ConnectionState &c) { c.signedIn(); }
void signedOut(ConnectionState &c) { c.signedOut(blockedError(u"sign_in_again"_s, u"Ended"_s)); }
void answered(ConnectionState &c) { c.answered(); }
void unreachable(ConnectionState &c) { c.unreachable(networkError(u"Gone"_s)); }
void feedLost(ConnectionState &c) { c.feedLost(networkError(u"Silent"_s)); }
void caughtUp(ConnectionState &c) { c.caughtUp(); }
void lock(ConnectionState &c) { c.lock(); }
void unlock(ConnectionState &c) { c.unlock(); }

void bring(ConnectionState &connection, State state)
{
    if (state == State::SignedOut)
        return;
    connection.signedIn();
    if (state == State::Live || state == State::Stale)
        connection.caughtUp();
    if (state == State::Stale)
        feedLost(connection);
    if (state == State::Offline)
        unreachable(connection);
    if (state == State::Locked)
        connection.lock();
}

} // namespace

class TestConnectionState final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goesFromStateToState_data();
    void goesFromStateToState();
    void comesBackFromTheLockAsThePortalStands();
    void tellsAnotherReason();
    void isAsOldAsTheOldestList();
    void tellsThatItWasHeardOf();
    void tellsUntilWhenToSlowDown();

private:
    testsupport::FakeClock m_clock;
};

void TestConnectionState::goesFromStateToState_data()
{
    QTest::addColumn<State>("from");
    QTest::addColumn<Happening>("what");
    QTest::addColumn<State>("to");
    struct Case
    {
        const char *name;
        Happening what;
        QList<State> to; //!< From signed out, catching up, live, stale, offline, locked (while catching up).
    };
    using enum State;
    const QList<Case> cases {
        {"signed in", signedIn, {CatchingUp, CatchingUp, Live, Stale, Offline, Locked}},
        {"signed out", signedOut, {SignedOut, SignedOut, SignedOut, SignedOut, SignedOut, Locked}},
        {"answered", answered, {SignedOut, CatchingUp, Live, Stale, CatchingUp, Locked}},
        {"unreachable", unreachable, {SignedOut, Offline, Offline, Offline, Offline, Locked}},
        {"feed lost", feedLost, {SignedOut, Stale, Stale, Stale, Offline, Locked}},
        {"caught up", caughtUp, {SignedOut, Live, Live, Live, Live, Locked}},
        {"locked", lock, {Locked, Locked, Locked, Locked, Locked, Locked}},
        {"unlocked", unlock, {SignedOut, CatchingUp, Live, Stale, Offline, CatchingUp}},
    };
    const QList<State> states {SignedOut, CatchingUp, Live, Stale, Offline, Locked};
    const auto nameOf = [](State state) { return QMetaEnum::fromType<State>().valueToKey(int(state)); };
    for (const Case &row : cases) {
        for (qsizetype i = 0; i < states.size(); ++i)
            QTest::addRow("%s, %s", nameOf(states.at(i)), row.name) << states.at(i) << row.what << row.to.at(i);
    }
}

void TestConnectionState::goesFromStateToState()
{
    QFETCH(State, from);
    QFETCH(Happening, what);
    QFETCH(State, to);
    ConnectionState connection(m_clock);
    bring(connection, from);
    QCOMPARE(connection.state(), from);
    m_clock.advance(10);
    QSignalSpy changed(&connection, &ConnectionState::stateChanged);
    what(connection);
    QCOMPARE(connection.state(), to);
    QCOMPARE(changed.size(), from == to ? 0 : 1);
    if (from != to && to != State::Locked && from != State::Locked)
        QCOMPARE(connection.since(), m_clock.now());
}

void TestConnectionState::comesBackFromTheLockAsThePortalStands()
{
    ConnectionState connection(m_clock);
    bring(connection, State::Live);
    connection.lock();
    unreachable(connection);
    QCOMPARE(connection.state(), State::Locked);
    connection.unlock();
    QCOMPARE(connection.state(), State::Offline);
}

void TestConnectionState::tellsAnotherReason()
{
    ConnectionState connection(m_clock);
    bring(connection, State::Offline);
    QCOMPARE(connection.problem(), ReachProblem::NoConnection);
    QSignalSpy changed(&connection, &ConnectionState::stateChanged);
    QSignalSpy reason(&connection, &ConnectionState::reasonChanged);
    Error captive = protocolError(u"A web page"_s);
    captive.code = u"captive_portal"_s;
    connection.unreachable(captive);
    QCOMPARE(reason.size(), 1);
    QCOMPARE(changed.size(), 0);
    QCOMPARE(connection.problem(), ReachProblem::CaptivePortal);
    connection.caughtUp();
    QVERIFY(!connection.reason());
}

void TestConnectionState::isAsOldAsTheOldestList()
{
    ConnectionState connection(m_clock);
    const QDateTime start = m_clock.now();
    QVERIFY(!connection.asOf().isValid());
    connection.signedIn();
    connection.noteAsOf(u"plugins"_s, start.addSecs(-60));
    connection.noteAsOf(u"requests"_s, start.addSecs(-5));
    QCOMPARE(connection.asOf(), start.addSecs(-60));
    QCOMPARE(connection.asOf(u"requests"_s), start.addSecs(-5));
    QVERIFY(!connection.asOf(u"configs"_s).isValid());
    connection.caughtUp();
    m_clock.advance(30);
    QCOMPARE(connection.asOf(), m_clock.now());
    unreachable(connection);
    const QDateTime lost = m_clock.now();
    m_clock.advance(30);
    QCOMPARE(connection.asOf(), lost);
    QCOMPARE(connection.asOf(u"requests"_s), lost);
    connection.caughtUp();
    unreachable(connection);
    QCOMPARE(connection.asOf(), m_clock.now());
}

void TestConnectionState::tellsThatItWasHeardOf()
{
    ConnectionState connection(m_clock);
    connection.noteAsOf(u"plugins"_s, m_clock.now());
    bring(connection, State::Live);
    QSignalSpy asOf(&connection, &ConnectionState::asOfChanged);
    QSignalSpy changed(&connection, &ConnectionState::stateChanged);
    m_clock.advance(15);
    connection.caughtUp();
    QCOMPARE(asOf.size(), 1);
    QCOMPARE(asOf.first().first().toDateTime(), m_clock.now());
    QCOMPARE(changed.size(), 0);
}

void TestConnectionState::tellsUntilWhenToSlowDown()
{
    ConnectionState connection(m_clock);
    bring(connection, State::Live);
    Error error;
    error.httpStatus = 429;
    error.retryAfterSeconds = 30;
    connection.slowedDown(error);
    QCOMPARE(connection.state(), State::Live);
    QCOMPARE(connection.slowedUntil(), std::optional(m_clock.now().addSecs(30)));
    m_clock.advance(31);
    QVERIFY(!connection.slowedUntil());
}

QTEST_GUILESS_MAIN(TestConnectionState)
#include "tst_connectionstate.moc"
