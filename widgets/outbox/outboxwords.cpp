// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/outbox/outboxwords.h"

#include "core/outbox/intentrules.h"
#include "core/outbox/outboxreceipts.h"
#include "widgets/common/display/digestlabel.h"
#include "widgets/common/paint/rowpainter.h"
#include "widgets/common/timetext.h"
#include "widgets/common/vocabulary.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::outboxwords {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::OutboxWords)
};

//! Of an intent whose request was closed by something else; empty when that is not known.
QString whyClosed(const Intent &intent)
{
    const auto status = std::find_if(intent.movements.begin(), intent.movements.end(),
        [](const Movement &movement) { return movement.then.name == "status"_L1 && movement.moved(); });
    if (intent.errorCode != "closed"_L1 || status == intent.movements.end())
        return {};
    switch (fromWire<RequestStatus>(status->now.value)) {
    case RequestStatus::Withdrawn:
        return Words::tr("requester withdrew it");
    case RequestStatus::Approved:
    case RequestStatus::ApprovedWithConditions:
        return Words::tr("it was approved before");
    case RequestStatus::Rejected:
        return Words::tr("it was rejected before");
    case RequestStatus::Superseded:
        return Words::tr("a newer request took its place");
    case RequestStatus::Expired:
        return Words::tr("the request expired");
    default:
        return {};
    }
}

} // namespace

QString title(const Intent &intent)
{
    const QString doing = verb(intent).doing;
    //: What is decided, in which stage: "Approve, Security".
    return intent.stageName.isEmpty() ? doing : Words::tr("%1, %2").arg(doing, intent.stageName);
}

QString shortName(const Intent &intent)
{
    return splitPackageName(intent.subject).name;
}

QString target(const Intent &intent)
{
    const qsizetype arrow = intent.subjectDetail.lastIndexOf(u'\u2192');
    return arrow < 0 ? intent.subjectDetail : intent.subjectDetail.mid(arrow + 1).trimmed();
}

QString effect(const Intent &intent)
{
    if (!intent.effect.isEmpty())
        return intent.effect;
    if (intent.verbWord == "request_changes"_L1)
        return Words::tr("back to requester");
    if (intent.verbWord == "reject"_L1)
        return Words::tr("closes the request");
    return intent.environment == Environment::Unknown ? QString() : environmentName(intent.environment);
}

QString closing(const Intent &intent)
{
    switch (intent.state) {
    case IntentState::Expired:
        return Words::tr("expired");
    case IntentState::Withdrawn:
        return Words::tr("you discarded it");
    case IntentState::Refused:
        if (const QString closed = whyClosed(intent); !closed.isEmpty())
            return closed;
        return intent.errorMessage.isEmpty() ? Words::tr("refused") : intent.errorMessage;
    default:
        return {};
    }
}

bool isClosed(const Intent &intent)
{
    static const QStringList codes {u"closed"_s, u"conflict_state"_s, u"not_found"_s};
    return intent.state == IntentState::Refused && codes.contains(intent.errorCode);
}

bool canBeDecidedAgain(const Intent &intent)
{
    return intent.kind == IntentKind::Decision && !isClosed(intent)
        && (intent.state == IntentState::NeedsAnotherLook || intent.state == IntentState::Refused || intent.state == IntentState::Expired);
}

QString leaving(const Intent &intent, const QDateTime &now)
{
    const auto leaves = leavesAt(intent);
    return leaves ? Words::tr("It leaves this list %1.").arg(dayAndTime(*leaves, now).section(u' ', 0, -2)) : Words::tr("It stays here until you remove it.");
}

QString waits(const Intent &intent)
{
    //: What waits: "approval", "request for changes".
    return intent.state == IntentState::NeedsAnotherLook ? Words::tr("Your %1 needs another look").arg(verb(intent).noun)
                                                         : Words::tr("Your %1 waits in the Outbox").arg(verb(intent).noun);
}

QString heldBack(const Intent &intent, const QDateTime &now)
{
    return isHeldBack(intent, now) ? Words::tr("held back until %1").arg(clockText(*intent.heldUntil)) : QString();
}

QString spoken(const Intent &intent, const QDateTime &now)
{
    QStringList parts {title(intent), shortName(intent), intent.subjectDetail};
    if (intent.environment != Environment::Unknown)
        parts += environmentName(intent.environment);
    parts += state(intent).text;
    parts += heldBack(intent, now);
    for (const Movement &movement : intent.movements) {
        if (movement.moved())
            parts += Words::tr("%1 changed").arg(shortReliance(movement.then.name));
    }
    if (intent.state == IntentState::Refused)
        parts += closing(intent);
    parts += momentText(intent.endedAt.value_or(intent.composedAt), now);
    parts.removeAll(QString());
    return parts.join(u", "_s);
}

BadgeLook state(const Intent &intent)
{
    const auto look = [](const QString &text, IconName icon, Tone tone) { return BadgeLook {text, icon, tone}; };
    switch (intent.state) {
    case IntentState::NeedsAnotherLook:
        return look(Words::tr("Needs another look"), IconName::Eye, Tone::Warn);
    case IntentState::Sending:
        return look(Words::tr("Being sent"), IconName::Send, Tone::Info);
    case IntentState::Accepted:
        return look(Words::tr("Sent"), IconName::Receipt, Tone::Ok);
    case IntentState::Refused:
        return isClosed(intent) ? look(Words::tr("Closed"), IconName::CircleSlash, Tone::Neutral)
                                : look(Words::tr("Refused"), IconName::CircleX, Tone::Bad);
    case IntentState::Expired:
        return look(Words::tr("Expired"), IconName::Timer, Tone::Neutral);
    case IntentState::Withdrawn:
        return look(Words::tr("Discarded"), IconName::CircleSlash, Tone::Neutral);
    case IntentState::Composed:
    case IntentState::Queued:
        break;
    }
    return OutboxModel::groupOf(intent, {}) == OutboxModel::ReadyToSend ? look(Words::tr("Ready to send"), IconName::Check, Tone::Ok)
                                                                        : look(Words::tr("Waiting"), IconName::Hourglass, Tone::Neutral);
}

QString groupName(OutboxModel::Group group)
{
    switch (group) {
    case OutboxModel::NeedsAnotherLook:
        return Words::tr("Needs another look");
    case OutboxModel::ReadyToSend:
        return Words::tr("Ready to send");
    case OutboxModel::Waiting:
        return Words::tr("Waiting");
    case OutboxModel::ClosedWithoutSending:
        return Words::tr("Closed without sending");
    case OutboxModel::SentToday:
        return Words::tr("Sent today");
    default:
        return Words::tr("Sent earlier");
    }
}

QString shortReliance(const QString &name)
{
    if (name == "evidence"_L1)
        return Words::tr("evidence");
    if (name == "digest"_L1)
        return Words::tr("digest");
    if (name == "policy"_L1)
        return Words::tr("policy");
    if (name == "stage"_L1)
        return Words::tr("stage");
    if (name == "threads"_L1)
        return Words::tr("what must be solved");
    if (name == "status"_L1 || name == "state"_L1)
        return Words::tr("status");
    if (name == "version"_L1)
        return Words::tr("version");
    if (name == "revision"_L1)
        return Words::tr("revision");
    return name == "etag"_L1 ? Words::tr("text") : name;
}

QString reliance(const QString &name, const Intent &intent)
{
    if (name == "evidence"_L1)
        return Words::tr("Evidence");
    if (name == "digest"_L1)
        return Words::tr("Package digest");
    if (name == "policy"_L1)
        return Words::tr("Policy");
    if (name == "stage"_L1)
        return intent.stageName.isEmpty() ? Words::tr("Stage") : Words::tr("%1 stage").arg(intent.stageName);
    if (name == "status"_L1)
        return Words::tr("Request");
    if (name == "threads"_L1)
        return Words::tr("Discussion");
    if (name == "state"_L1)
        return Words::tr("Revision");
    if (name == "version"_L1)
        return Words::tr("What runs");
    if (name == "revision"_L1)
        return Words::tr("Newest revision");
    if (name != "etag"_L1)
        return name;
    return intent.topic == "requests"_L1 ? Words::tr("Request text") : Words::tr("Entry");
}

IconName relianceIcon(const QString &name)
{
    if (name == "evidence"_L1)
        return IconName::ShieldCheck;
    if (name == "digest"_L1)
        return IconName::Fingerprint;
    if (name == "policy"_L1)
        return IconName::Scales;
    if (name == "version"_L1)
        return IconName::Package;
    if (name == "threads"_L1)
        return IconName::Message;
    return name == "stage"_L1 ? IconName::Users : IconName::FileText;
}

QStringList lines(const Reliance &side)
{
    static const QRegularExpression approvals(u"(\\d+) of (\\d+)$"_s);
    QStringList lines = side.words.isEmpty() ? QStringList {side.value} : side.words.split(u'\n');
    if (side.name == "digest"_L1)
        lines.first() = shortDigest(side.value);
    else if (side.name == "evidence"_L1)
        lines.first() = Words::tr("Revision %1").arg(side.value);
    else if (side.name == "policy"_L1)
        lines.first() = Words::tr("policy v%1").arg(side.value);
    else if (side.name == "status"_L1)
        lines.first() = term(fromWire<RequestStatus>(side.value)).word;
    else if (side.name == "threads"_L1)
        lines.first() = side.value == "0"_L1 ? Words::tr("nothing to solve") : Words::tr("%n must be solved", nullptr, side.value.toInt());
    else if (side.name == "state"_L1)
        lines.first() = term(fromWire<RevisionState>(side.value)).word;
    else if (side.name == "revision"_L1)
        lines.first() = side.value.toInt() > 0 ? Words::tr("r%1").arg(side.value) : Words::tr("no revision yet");
    else if (const auto counted = approvals.match(side.value); side.name == "stage"_L1 && counted.hasMatch())
        lines.first() = Words::tr("%1 of %2").arg(counted.captured(1), counted.captured(2));
    else if (const QDateTime time = QDateTime::fromString(side.words, Qt::ISODateWithMs); side.name == "etag"_L1 && time.isValid())
        lines.first() = Words::tr("as of %1").arg(absoluteText(time));
    return lines;
}

QString things(int count)
{
    switch (count) {
    case 1:
        return Words::tr("One thing");
    case 2:
        return Words::tr("Two things");
    case 3:
        return Words::tr("Three things");
    default:
        return Words::tr("%n things", nullptr, count);
    }
}

QString dayAndTime(const QDateTime &time, const QDateTime &now)
{
    const QDateTime local = time.toLocalTime();
    const QString clock = local.toString(u"HH:mm"_s);
    switch (now.toLocalTime().date().daysTo(local.date())) {
    case 0:
        return Words::tr("today %1").arg(clock);
    case 1:
        return Words::tr("tomorrow %1").arg(clock);
    case -1:
        return Words::tr("yesterday %1").arg(clock);
    default:
        return QString(QLocale().toString(local.date(), u"d MMM"_s) + u' ' + clock);
    }
}

} // namespace gatehouse::outboxwords
