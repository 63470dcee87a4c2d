// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/endtoend/killseries.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::testsupport {

namespace {

//! Then the person begins again with an empty computer and another request.
constexpr int killsOnOneComputer = 100;
constexpr int asksAgainEvery = 2;
constexpr int evidenceMovesEvery = 10;
constexpr int portalDiesEvery = 25;
constexpr int startMs = 20000;
constexpr int finishMs = 60000;
constexpr int lineMs = 2000;
constexpr int mostLines = 4;
constexpr int longestMomentMs = 25;

} // namespace

KillSeries::KillSeries(CrashPortal &portal, quint32 seed)
    : m_portal(portal)
    , m_seed(seed)
    , m_random(seed)
{
}

QString KillSeries::run(int kills)
{
    while (m_kills < kills) {
        const QString wrong = runOnOneComputer(std::min(killsOnOneComputer, kills - m_kills));
        if (!wrong.isEmpty())
            return u"%1 (GATEHOUSE_SEED=%2 GATEHOUSE_KILLS=%3)"_s.arg(wrong).arg(m_seed).arg(m_kills);
    }
    return {};
}

QString KillSeries::runOnOneComputer(int kills)
{
    if (m_kills > 0 && !m_portal.openRequest())
        return m_portal.failure();
    CrashConsole console;
    for (int i = 0; i < kills; ++i) {
        if (const QString wrong = killOnce(console); !wrong.isEmpty())
            return wrong;
    }
    console.start(CrashConsole::Work::Finish, m_portal.server().url(), m_portal.request(), m_portal.reviewerToken());
    if (!console.awaitEnd(finishMs))
        return u"what a kill left is not finished by the next run"_s;
    return contradiction(console, m_portal, m_tally);
}

QString KillSeries::killOnce(CrashConsole &console)
{
    ++m_kills;
    if (m_kills % asksAgainEvery == 0)
        m_portal.askAgain();
    if (m_kills % evidenceMovesEvery == 0 && !m_portal.moveEvidence())
        return m_portal.failure();
    console.start(CrashConsole::Work::Stay, m_portal.server().url(), m_portal.request(), m_portal.reviewerToken());
    // A moment between two lines that its person reads, so that slow machines are hit everywhere, too;
    // some moments are before it is ready.
    const int lines = int(m_random.bounded(mostLines + 1)) - 1;
    const int moment = int(m_random.bounded(longestMomentMs));
    if (lines >= 0 && !console.awaitReady(startMs))
        return u"the console does not start from what a kill left"_s;
    console.awaitLines(lines, lineMs);
    console.runOn(moment);
    const bool portalDies = m_kills % portalDiesEvery == 0;
    if (portalDies)
        m_portal.server().kill();
    console.kill();
    if (portalDies && !m_portal.server().restart())
        return QString::fromUtf8(m_portal.server().log());
    return {};
}

int killsWanted(int otherwise)
{
    return qEnvironmentVariableIsSet("GATEHOUSE_KILLS") ? qEnvironmentVariableIntValue("GATEHOUSE_KILLS") : otherwise;
}

quint32 seedWanted()
{
    bool isSet = false;
    const quint32 seed = qEnvironmentVariable("GATEHOUSE_SEED").toUInt(&isSet);
    return isSet ? seed : QRandomGenerator::global()->generate();
}

} // namespace gatehouse::testsupport
