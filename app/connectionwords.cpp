// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connectionwords.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::ConnectionWords)
};

} // namespace

ReachWords reachWords(ReachProblem problem)
{
    using enum ReachProblem;
    switch (problem) {
    case None:
        break;
    case NoSuchName:
        return {Words::tr("The portal's name is not known here"), Words::tr("Check the network, or connect to your company's VPN.")};
    case Refused:
        return {Words::tr("The portal's computer is there, the portal is not"), Words::tr("Nothing to do: Gatehouse tries again by itself.")};
    case TimedOut:
        return {Words::tr("The portal does not answer in time"), Words::tr("Nothing to do: Gatehouse tries again by itself.")};
    case CutOff:
        return {Words::tr("The connection broke off"), Words::tr("Nothing to do: Gatehouse tries again by itself.")};
    case NoConnection:
        return {Words::tr("No connection"), Words::tr("Check the network of this computer.")};
    case CaptivePortal:
        return {Words::tr("This network wants you to sign in first"), Words::tr("Open a browser, sign in to the network, and come back.")};
    case ProxySignIn:
        return {Words::tr("The proxy of this network asks who you are"), Words::tr("Sign in to the proxy, or ask who runs it.")};
    case ProxyFailed:
        return {Words::tr("The proxy of this network does not let Gatehouse through"), Words::tr("Check the proxy in the settings of this computer.")};
    case NotTrusted:
        return {Words::tr("The portal cannot prove that it is the portal"), Words::tr("Do not go on. Check this computer's clock, then ask who runs the portal.")};
    case PortalDown:
        return {Words::tr("The portal is down"), Words::tr("Nothing to do: Gatehouse tries again by itself.")};
    case SlowDown:
        return {Words::tr("The portal asks for fewer requests"), Words::tr("Nothing to do: Gatehouse waits as long as it says.")};
    case SignedOut:
        return {Words::tr("Signed out"), Words::tr("Sign in again. What was read stays.")};
    case ConsoleTooOld:
        return {Words::tr("The portal needs a newer Gatehouse"), Words::tr("Update Gatehouse. What was read can be looked at.")};
    case PortalTooOld:
        return {Words::tr("The portal is older than this Gatehouse understands"), Words::tr("Ask who runs the portal to update it.")};
    case PortalTooNew:
        return {Words::tr("The portal is newer than this Gatehouse understands"), Words::tr("Update Gatehouse.")};
    }
    return {};
}

QString readWords(const QString &topic, int done, int total)
{
    const QLocale locale;
    const QString count = total >= 0 ? Words::tr("%1 of %2").arg(locale.toString(done), locale.toString(total)) : locale.toString(done);
    if (topic == "requests"_L1)
        return Words::tr("%1 requests").arg(count);
    if (topic == "operations"_L1)
        return Words::tr("%1 operations").arg(count);
    return topic == "configs"_L1 ? Words::tr("%1 configurations").arg(count) : Words::tr("%1 plugins").arg(count);
}

QString catchingUpWords(const QList<Replica::CatchUp> &topics)
{
    QStringList parts;
    for (const Replica::CatchUp &each : topics)
        parts.append(readWords(each.topic, each.done, each.total));
    //: What changed and is being read: "12 of 40 requests, 3 of 9 plugins".
    return Words::tr("Catching up: %1").arg(parts.join(u", "_s));
}

} // namespace gatehouse
