// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/queueclauses.h"

#include "backend/services/rowcodec.h"
#include "backend/services/standins.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

constexpr int decidedDays = 7;

//! Somebody with \a roles and \a groups is among those who decide the stage s of the request r.
Clause isAmongStage(const PersonRef &person, const QList<Role> &roles, const QStringList &groups)
{
    QStringList any;
    QVariantList values;
    for (const Role role : roles) {
        any.append(u"' ' || s.roles || ' ' LIKE ?"_s);
        values.append(QString(u"% "_s + toWire(role) + u" %"_s));
    }
    for (const QString &group : groups) {
        any.append(hasGroup(u"s.group_names"_s));
        values.append(groupsText({group}));
    }
    const QStringList owners = groups + QStringList{person.id.text()};
    any.append(u"(s.by_owner = 1 AND r.owner IN (%1))"_s.arg(placeholders(owners.size())));
    values.append(QVariantList(owners.begin(), owners.end()));
    return {u'(' + any.join(u" OR "_s) + u')', values};
}

//! A vote that counts was given by a person, or for them. The person twice.
QString votedBy()
{
    return u"EXISTS (SELECT 1 FROM approval_decisions d WHERE d.request_id = r.id AND d.is_void = 0"
           " AND d.outcome <> 'abstain' AND (d.person_id = ? OR d.behalf_id = ?))"_s;
}

//! By the right of somebody who handed it over.
Clause handedOver(const Principal &principal)
{
    const QString id = principal.ref.id.text();
    if (principal.roles.contains(Role::PlatformAdmin))
        return {u"1 = 0"_s, {}};
    Clause clause = isAmongStage(principal.ref, principal.roles, principal.groups);
    clause.both(u"r.requested_by <> ?"_s, {id});
    clause.both(u"NOT "_s + votedBy(), {id, id});
    if (!principal.request.isEmpty())
        clause.both(u"r.id = ?"_s, {principal.request.text()});
    return {u'(' + clause.sql + u')', clause.values};
}

//! By one's own right or that of others.
Clause mayDecideStage(const Person &caller)
{
    Clause right = isAmongStage(caller.ref, caller.roles, caller.groups);
    if (!hasAny(caller.roles, reviewerRoles()))
        return right;
    for (const Principal &principal : caller.standsInFor) {
        const Clause given = handedOver(principal);
        right = {right.sql + u" OR "_s + given.sql, right.values + given.values};
    }
    return {u'(' + right.sql + u')', right.values};
}

//! The stages that are the caller's to decide, and that others have not claimed away. The same rule as
//! whyNotDecide() and isTakenByOthers(), for SQL.
Clause decidable(const Person &caller, const QString &now)
{
    if (caller.roles.contains(Role::PlatformAdmin))
        return {u"1 = 0"_s, {}};
    const QString id = caller.ref.id.text();
    Clause stage{u"s.request_id = r.id AND s.status = 'active'"_s, {}};
    const Clause right = mayDecideStage(caller);
    stage.both(right.sql, right.values);
    stage.both(u"NOT EXISTS (SELECT 1 FROM approval_decisions d WHERE d.stage_id = s.id AND d.request_id = r.id"
               " AND d.person_id = ? AND d.is_void = 0)"_s,
        {id});
    const QString claims
        = u"FROM approval_claims c WHERE c.stage_id = s.id AND c.claimed_until > ?"_s;
    stage.both(u"(s.missing > (SELECT COUNT(*) %1) OR EXISTS (SELECT 1 %1 AND c.person_id = ?))"_s.arg(claims),
        {now, now, id});
    Clause request{u"r.status = 'in_review' AND r.requested_by <> ?"_s, {id}};
    // Who asked the requester something waits for the answer.
    request.both(u"NOT ("_s + hasGroup(u"r.question_askers"_s) + u')', {groupsText({id})});
    request.both(u"NOT "_s + votedBy(), {id, id});
    request.both(u"EXISTS (SELECT 1 FROM approval_stages s WHERE %1)"_s.arg(stage.sql), stage.values);
    return request;
}

//! Emergency changes that the caller may look at afterwards. The same rule as whyNotReview().
Clause reviewable(const Person &caller)
{
    const QString id = caller.ref.id.text();
    if (caller.roles.contains(Role::PlatformAdmin) || !hasAny(caller.roles, reviewerRoles()))
        return {u"1 = 0"_s, {}};
    Clause clause{u"r.review_state = 'open' AND r.requested_by <> ?"_s, {id}};
    clause.both(u"NOT "_s + votedBy(), {id, id});
    return clause;
}

Clause yourTurn(const Person &caller, const QString &now)
{
    const Clause vote = decidable(caller, now);
    const Clause review = reviewable(caller);
    return {u"((%1) OR (%2) OR ((r.status = 'changes_requested' OR (r.is_open = 1 AND r.open_questions > 0)) AND r.requested_by = ?))"_s.arg(
                vote.sql, review.sql),
        vote.values + review.values + QVariantList{caller.ref.id.text()}};
}

} // namespace

Result<Clause> queueClause(store::UnitOfWork &work, const QString &queue)
{
    const QString now = toRfc3339(work.now());
    if (queue == u"decided"_s)
        return Clause{u"r.attention = 0 AND r.decided_at > ?"_s,
            {toRfc3339(work.now().addDays(-decidedDays))}};
    const auto caller = callerOf(work);
    if (!caller)
        return fail(caller.error());
    const Clause turn = yourTurn(*caller, now);
    if (queue == u"waiting"_s)
        return Clause{u"r.attention = 1 AND NOT "_s + turn.sql, turn.values};
    return Clause{u"r.attention = 1 AND "_s + turn.sql, turn.values};
}

} // namespace gatehouse::services
