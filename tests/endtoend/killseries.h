// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/endtoend/crashhistory.h"

#include <QRandomGenerator>

namespace gatehouse::testsupport {

//! Kills a console, and now and then its portal, at random moments while it decides and comments and
//! the evidence moves, and compares the histories after each hundred kills. The same seed chooses the
//! same moments.
class KillSeries final
{
public:
    KillSeries(CrashPortal &portal, quint32 seed);

    //! Empty when every history holds; otherwise what does not, with all that is needed to see it again.
    [[nodiscard]] QString run(int kills);
    const HistoryTally &tally() const { return m_tally; }

private:
    QString runOnOneComputer(int kills);
    QString killOnce(CrashConsole &console);

    CrashPortal &m_portal;
    const quint32 m_seed;
    QRandomGenerator m_random;
    HistoryTally m_tally;
    int m_kills = 0;
};

//! How many kills, and the seed: from GATEHOUSE_KILLS and GATEHOUSE_SEED where they are set.
int killsWanted(int otherwise);
quint32 seedWanted();

} // namespace gatehouse::testsupport
