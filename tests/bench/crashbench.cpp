// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What tst_outboxcrash does, for longer: the console is killed at random moments, and the portal at
// every 25th, and both must tell one history. Ends with 1 at the first contradiction.

#include "tests/bench/measurement.h"
#include "tests/endtoend/killseries.h"

#include <QCoreApplication>
#include <QElapsedTimer>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;
using namespace gatehouse::testsupport;

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const int kills = killsWanted(10000);
    const quint32 seed = seedWanted();
    bench::say(u"seed %1, %2 kills"_s.arg(seed).arg(kills));
    CrashPortal portal;
    if (!portal.start()) {
        bench::say(portal.failure());
        return 1;
    }
    QElapsedTimer clock;
    clock.start();
    KillSeries series(portal, seed);
    const QString wrong = series.run(kills);
    if (!wrong.isEmpty()) {
        bench::say(wrong);
        return 1;
    }
    const HistoryTally &tally = series.tally();
    bench::print({u"crash.kills"_s, double(kills), u"kills"_s, {}, 0});
    bench::print({u"crash.rate"_s, kills * 1000.0 / double(clock.elapsed()), u"kills/s"_s, {}, 0});
    bench::print({u"crash.accepted"_s, double(tally.accepted), u"writes"_s, u"done by the portal"_s, double(tally.effects)});
    bench::print({u"crash.heldback"_s, double(tally.moved), u"writes"_s, u"kept in all"_s, double(tally.intents)});
    return 0;
}
