// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/outbox/intent.h"

#include "core/outbox/intentcodec.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

bool mayFollow(IntentState from, IntentState to)
{
    using enum IntentState;
    switch (from) {
    case Composed:
        return to == Queued;
    case Queued:
        return to == Sending || to == Refused || to == NeedsAnotherLook || to == Expired || to == Withdrawn;
    case Sending:
        return to == Accepted || to == Refused || to == NeedsAnotherLook || to == Queued;
    case Refused:
    case NeedsAnotherLook:
        return to == Withdrawn;
    case Accepted:
    case Expired:
    case Withdrawn:
        break;
    }
    return false;
}

bool isOver(IntentState state)
{
    using enum IntentState;
    return state == Accepted || state == Refused || state == Expired || state == Withdrawn;
}

Intent intentTo(IntentKind kind, const char *verb, QString path, QJsonObject body)
{
    Intent intent;
    intent.kind = kind;
    intent.verb = QString::fromLatin1(verb);
    intent.path = std::move(path);
    intent.body = std::move(body);
    return intent;
}

Status enter(Intent &intent, IntentState to, const QDateTime &now)
{
    if (!mayFollow(intent.state, to)) {
        return fail(protocolError(u"This is not possible any more."_s,
            u"%1 cannot become %2"_s.arg(toWire(intent.state), toWire(to))));
    }
    intent.state = to;
    if (isOver(to))
        intent.endedAt = now;
    return {};
}

bool anythingMoved(const Intent &intent)
{
    return std::any_of(intent.movements.begin(), intent.movements.end(), [](const Movement &m) { return m.moved(); });
}

} // namespace gatehouse
