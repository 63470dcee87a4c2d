// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/reachproblem.h"

#include "core/contract/common.h"

#include <QHash>
#include <QVersionNumber>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int contractVersion = 1;

Error versionError(const QString &code, const QString &message)
{
    Error error = protocolError(message);
    error.code = code;
    return error;
}

} // namespace

ReachProblem reachProblem(const Error &error)
{
    using enum ReachProblem;
    static const QHash<QString, ReachProblem> byCode {
        {u"host_not_found"_s, NoSuchName},
        {u"refused"_s, Refused},
        {u"timeout"_s, TimedOut},
        {u"cut_off"_s, CutOff},
        {u"captive_portal"_s, CaptivePortal},
        {u"proxy_sign_in"_s, ProxySignIn},
        {u"proxy_failed"_s, ProxyFailed},
        {u"tls"_s, NotTrusted},
        {u"signed_out"_s, SignedOut},
        {u"sign_in_again"_s, SignedOut},
        {u"client_too_old"_s, ConsoleTooOld},
        {u"portal_too_old"_s, PortalTooOld},
        {u"portal_too_new"_s, PortalTooNew},
    };
    if (const auto known = byCode.constFind(error.code); known != byCode.cend())
        return *known;
    if (error.httpStatus == 429)
        return SlowDown;
    if (error.kind == ErrorKind::Network)
        return NoConnection;
    return error.kind == ErrorKind::Http && error.httpStatus >= 500 ? PortalDown : None;
}

bool isOutOfReach(ReachProblem problem)
{
    using enum ReachProblem;
    switch (problem) {
    case NoSuchName:
    case Refused:
    case TimedOut:
    case CutOff:
    case NoConnection:
    case CaptivePortal:
    case ProxySignIn:
    case ProxyFailed:
    case NotTrusted:
    case PortalDown:
        return true;
    case None:
    case SlowDown:
    case SignedOut:
    case ConsoleTooOld:
    case PortalTooOld:
    case PortalTooNew:
        break;
    }
    return false;
}

std::optional<Error> versionProblem(const Meta &meta, const QString &console)
{
    if (QVersionNumber::fromString(console) < QVersionNumber::fromString(meta.minClientVersion)) {
        return versionError(u"client_too_old"_s,
            u"%1 needs Gatehouse %2 or newer; this is %3."_s.arg(meta.name, meta.minClientVersion, console));
    }
    bool isNumber = false;
    const int spoken = meta.apiVersion.startsWith(u'v') ? meta.apiVersion.mid(1).toInt(&isNumber) : 0;
    if (!isNumber || spoken == contractVersion)
        return {};
    return spoken < contractVersion
        ? versionError(u"portal_too_old"_s, u"%1 is older than this Gatehouse understands."_s.arg(meta.name))
        : versionError(u"portal_too_new"_s, u"%1 is newer than this Gatehouse understands. Update Gatehouse."_s.arg(meta.name));
}

} // namespace gatehouse
