// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/backend/workflowworld.h"

#include "backend/services/approvalfacts.h"
#include "backend/services/approvalquorum.h"
#include "backend/services/approvalthreads.h"
#include "backend/services/stageactions.h"
#include "backend/services/stageplan.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::test {

using namespace services;

namespace {

const QStringList &teams()
{
    static const QStringList list{u"red"_s, u"blue"_s, u"green"_s};
    return list;
}

const QList<Role> &deciding()
{
    static const QList<Role> list{Role::ReviewerSecurity, Role::ReviewerCompliance,
        Role::ReviewerTechnical, Role::ReviewerBusiness};
    return list;
}

QString nameOf(int number)
{
    return QString(QChar(u'A' + char16_t(number)));
}

} // namespace

WorkflowWorld::WorkflowWorld(QRandomGenerator &random, const QList<WorkflowDocument> &documents)
    : m_random(random)
    , m_documents(documents)
    , m_now(fromRfc3339(u"2026-11-23T10:00:00.000Z"_s))
{
    for (int i = 0; i < 9; ++i) {
        Person person{{PersonId(u"per_"_s + nameOf(i)), nameOf(i)}, {Role::Viewer}};
        for (const Role role : deciding()) {
            if (chance(3))
                person.roles.append(role);
        }
        if (chance(8))
            person.roles.append(Role::PlatformAdmin);
        if (chance(2))
            person.groups.append(any(teams()));
        m_people.append(person);
    }
    begin();
}

void WorkflowWorld::begin()
{
    m_record.head.id = RequestId(u"req"_s);
    m_record.head.number = u"REQ-1"_s;
    m_record.head.type = any(QList<RequestType>{RequestType::Update, RequestType::Update,
        RequestType::Install, RequestType::Exemption});
    m_record.head.environment = any(QList<Environment>{
        Environment::Production, Environment::Staging, Environment::Development});
    m_record.head.risk = any(QList<Risk>{Risk::Low, Risk::Low, Risk::Medium, Risk::High});
    m_record.policy = any(QList<Enforcement>{Enforcement::Allow, Enforcement::Allow,
        Enforcement::Warn, Enforcement::RequireReview, Enforcement::Unknown});
    m_record.head.requestedBy = any(m_people).ref;
    m_record.head.versionDigest = u"d0"_s;
    m_record.head.evidenceRevision = 1;
    m_record.head.policyVersion = 1;
    m_record.head.createdAt = m_now;
    m_record.owner = chance(2) ? any(teams()) : any(m_people).ref.id.text();
    m_pinned = any(m_documents);
    if (!m_pinned.isEmergency() && chance(6))
        loosen();
    if (m_pinned.isEmergency())
        m_record.head.afterReview.emplace().state = u"planned"_s;
    planStages(m_record, m_pinned, 1, peopleNow());
    planQuorums();
    m_log.append(u"%1 asks for it by %2, owned by %3, risk %4, policy %5"_s.arg(
        m_record.head.requestedBy.name, m_pinned.id, m_record.owner, toWire(m_record.head.risk),
        toWire(m_record.policy)));
    m_record.head.status = RequestStatus::Evaluating;
    enterJudgedState(m_record, m_now);
}

//! What the reading of a workflow would refuse: the engine keeps its bounds whatever the text says.
void WorkflowWorld::loosen()
{
    const bool allConditional = chance(2);
    for (StageRule &rule : m_pinned.stages) {
        if (allConditional && rule.when.isEmpty())
            rule.when = {Condition{{}, {}, {Risk::High}, {}}};
        else if (!allConditional && !rule.automatic.isEmpty())
            rule.automatic = {Condition{}};
    }
}

QList<Person> WorkflowWorld::peopleNow() const
{
    QList<Person> people = m_people;
    attachPrincipals(people, m_delegations, m_people, m_now);
    return people;
}

Person WorkflowWorld::someone()
{
    return any(peopleNow());
}

QString WorkflowWorld::step()
{
    QString broken;
    switch (m_random.bounded(22)) {
    case 0:
        broken = claim();
        break;
    case 1:
        broken = escalate();
        break;
    case 2:
    case 3:
        broken = delegate();
        break;
    case 4:
        broken = moveFacts();
        break;
    case 5:
        broken = movePeople();
        break;
    case 6:
        broken = moveTime();
        break;
    case 7:
        broken = activateAnother();
        break;
    case 8:
        broken = review();
        break;
    case 9:
    case 10:
        broken = discuss();
        break;
    default:
        broken = vote();
    }
    if (broken.isEmpty())
        broken = whyStagesAreWrong();
    if (broken.isEmpty() && approved() && !m_wasApproved) {
        m_wasApproved = true;
        for (const Vote &vote : std::as_const(m_counted))
            m_deciders << vote.person << vote.principal;
        broken = whyApprovalIsWrong();
    }
    return broken;
}

Person WorkflowWorld::somebodyWhoStandsIn()
{
    QList<Person> people = peopleNow();
    people.removeIf([](const Person &person) { return person.standsInFor.isEmpty(); });
    return people.isEmpty() ? someone() : any(people);
}

QString WorkflowWorld::vote()
{
    const Person person = chance(3) ? somebodyWhoStandsIn() : someone();
    if (m_record.stages.isEmpty())
        return {};
    const StageRecord stage = any(m_record.stages);
    static const QList<Outcome> outcomes{Outcome::Approve, Outcome::Approve, Outcome::Approve,
        Outcome::Approve, Outcome::Approve, Outcome::Approve, Outcome::ApproveWithConditions,
        Outcome::Abstain, Outcome::Reject};
    DecisionInput input;
    input.stageId = stage.stage.id;
    input.outcome = chance(6) ? any(outcomes) : Outcome::Approve;
    input.comment = u"Because"_s;
    if (input.outcome == Outcome::ApproveWithConditions)
        input.conditions = {u"Watch it"_s};
    const bool blind = chance(8);
    input.versionDigest
        = blind ? u"d%1"_s.arg(m_random.bounded(3)) : m_record.head.versionDigest;
    input.evidenceRevision = m_record.head.evidenceRevision - (blind ? m_random.bounded(2) : 0);
    input.policyVersion = m_record.head.policyVersion - (blind ? m_random.bounded(2) : 0);
    const Status allowed = checkDecision(m_record, person, input);
    m_log.append(u"%1 %2 %3: %4"_s.arg(person.ref.name, toWire(input.outcome), stage.rule.key,
        allowed ? u"done"_s : allowed.error().code));
    if (!allowed) {
        ++m_refusals;
        m_keptBack += allowed.error().code == u"must_solve_open"_s ? 1 : 0;
        return {};
    }
    applyDecision(m_record, person, input, DecisionId(u"dec_%1"_s.arg(m_log.size())), m_now);
    const auto kept = std::ranges::find_if(m_record.stages,
        [&stage](const StageRecord &other) { return other.stage.id == stage.stage.id; });
    const Decision &made = kept->stage.decisions.last();
    Vote vote{stage.rule.key, person.ref.id,
        made.onBehalfOf ? made.onBehalfOf->id : PersonId(),
        input.outcome == Outcome::Approve || input.outcome == Outcome::ApproveWithConditions,
        input.versionDigest, input.evidenceRevision, input.policyVersion};
    if (made.person.id != person.ref.id)
        return u"a vote is written to somebody else's account"_s;
    const QString wrong = whyVoteIsWrong(person, vote);
    if (!wrong.isEmpty())
        return wrong;
    if (vote.approves && lacksEvidence())
        return u"approved without the evidence that policy wants"_s;
    if (vote.approves && m_mustSolve > 0)
        return u"approved past a thread that must be solved"_s;
    m_votesForOthers += vote.principal.isEmpty() ? 0 : 1;
    if (input.outcome != Outcome::Abstain)
        m_counted.append(vote);
    return {};
}

QString WorkflowWorld::claim()
{
    const Person person = someone();
    for (StageRecord &stage : m_record.stages) {
        if (chance(2) && !whyNotClaim(m_record, stage, person))
            claimStage(m_record, stage, person.ref, m_now);
    }
    if (chance(3) && !whyNotUnclaim(m_record, person))
        dropClaims(m_record, person.ref.id);
    m_log.append(u"%1 claims or leaves"_s.arg(person.ref.name));
    return {};
}

QString WorkflowWorld::escalate()
{
    const Person person = someone();
    for (StageRecord &stage : m_record.stages) {
        if (whyNotEscalate(m_record, stage, person, m_now))
            continue;
        escalateStage(stage, m_now);
        m_escalated.insert(stage.rule.key);
        ++m_escalations;
        m_log.append(u"%1 escalates %2"_s.arg(person.ref.name, stage.rule.key));
    }
    return {};
}

//! Whatever the service would let through, and more: admins, requesters and people without a role too.
QString WorkflowWorld::delegate()
{
    Delegation delegation;
    delegation.id = DelegationId(u"del_%1"_s.arg(m_delegations.size()));
    delegation.from = any(m_people).ref;
    delegation.to = any(m_people).ref;
    delegation.startsAt = m_now.addSecs(m_random.bounded(-3600, 7200));
    delegation.endsAt = delegation.startsAt.addSecs(m_random.bounded(3600, 4 * 86400));
    if (chance(3))
        delegation.requestId = RequestId(chance(2) ? u"req"_s : u"another"_s);
    m_delegations.append(delegation);
    m_log.append(u"%1 hands over to %2"_s.arg(delegation.from.name, delegation.to.name));
    return {};
}

QString WorkflowWorld::moveFacts()
{
    if (!isOpen(m_record.head.status))
        return {};
    switch (m_random.bounded(7)) {
    case 0:
        m_record.head.versionDigest = u"d%1"_s.arg(m_random.bounded(3));
        break;
    case 1:
        ++m_record.head.evidenceRevision;
        break;
    case 2:
        ++m_record.head.policyVersion;
        break;
    case 3:
        m_evidence = chance(2) ? QList<PolicyEvaluation>() : randomEvidence();
        m_record.evidenceGap = evidenceGapOf(m_evidence);
        break;
    case 4:
        m_record.denial = m_record.denial.isEmpty() && chance(2) ? u"Denied."_s : QString();
        break;
    case 5:
        m_record.policy = any(
            QList<Enforcement>{Enforcement::Allow, Enforcement::Warn, Enforcement::RequireReview});
        break;
    default:
        m_record.head.risk
            = any(QList<Risk>{Risk::Low, Risk::Medium, Risk::High, Risk::Critical});
    }
    m_log.append(u"moved to %1/%2/%3, risk %4, policy %5, gap '%6', denial '%7'"_s
                     .arg(m_record.head.versionDigest)
                     .arg(m_record.head.evidenceRevision)
                     .arg(m_record.head.policyVersion)
                     .arg(toWire(m_record.head.risk), toWire(m_record.policy),
                         m_record.evidenceGap, m_record.denial));
    // As judgeAgain() does, without a database.
    if (!m_pinned.matches(factsOf(m_record))) {
        const auto other = std::ranges::find_if(m_documents,
            [&](const WorkflowDocument &document) { return document.matches(factsOf(m_record)); });
        if (other != m_documents.end()) {
            m_pinned = *other;
            startAnew(m_record);
            m_counted.clear();
            m_escalated.clear();
            planStages(m_record, m_pinned, 1, peopleNow());
            planQuorums();
            m_log.append(u"follows %1"_s.arg(m_pinned.id));
        }
    }
    forgetStale();
    voidStaleVotes(m_record);
    enterJudgedState(m_record, m_now);
    return {};
}

QList<PolicyEvaluation> WorkflowWorld::randomEvidence()
{
    QList<PolicyEvaluation> evidence(m_random.bounded(1, 4));
    for (PolicyEvaluation &policy : evidence) {
        policy.policyId = u"policy"_s;
        policy.enforcement = any(QList<Enforcement>{
            Enforcement::Allow, Enforcement::Warn, Enforcement::RequireReview, Enforcement::Deny});
        policy.verdict
            = any(QList<Verdict>{Verdict::Pass, Verdict::Fail, Verdict::Error, Verdict::NotRun});
    }
    return evidence;
}

QString WorkflowWorld::movePeople()
{
    Person &person = m_people[m_random.bounded(int(m_people.size()))];
    const Role role = chance(6) ? Role::PlatformAdmin : any(deciding());
    if (chance(3)) {
        m_record.owner = chance(2) ? any(teams()) : any(m_people).ref.id.text();
        m_log.append(u"the plugin belongs to %1"_s.arg(m_record.owner));
    } else if (chance(2)) {
        if (person.groups.isEmpty())
            person.groups.append(any(teams()));
        else
            person.groups.clear();
        m_log.append(u"%1 is in %2"_s.arg(person.ref.name, person.groups.join(u' ')));
    } else {
        if (person.roles.contains(role))
            person.roles.removeAll(role);
        else
            person.roles.append(role);
        m_log.append(u"%1 gains or loses %2"_s.arg(person.ref.name, toWire(role)));
    }
    return {};
}

QString WorkflowWorld::moveTime()
{
    m_now = m_now.addSecs(m_random.bounded(600, 30 * 3600));
    for (StageRecord &stage : m_record.stages) {
        stage.stage.claims.removeIf([this](const StageClaim &claim) { return claim.until <= m_now; });
        if (m_record.head.status != RequestStatus::InReview)
            continue;
        const bool before = stage.stage.escalatedAt.has_value();
        tickStage(stage, m_now);
        if (!before && stage.stage.escalatedAt) {
            m_escalated.insert(stage.rule.key);
            ++m_escalations;
        }
    }
    m_log.append(u"it is %1"_s.arg(toRfc3339(m_now)));
    return {};
}

//! Requests keep the version they were made with: nothing of this one may move.
QString WorkflowWorld::activateAnother()
{
    std::ranges::shuffle(m_documents, m_random);
    m_log.append(u"other workflows are active"_s);
    return {};
}

QString WorkflowWorld::review()
{
    const Person person = someone();
    const auto refused = whyNotReview(m_record, person);
    m_log.append(u"%1 reviews afterwards: %2"_s.arg(
        person.ref.name, refused ? refused->code : u"done"_s));
    if (refused)
        return {};
    m_record.head.afterReview->state = u"done"_s;
    m_reviewed = true;
    if (!approved())
        return u"reviewed before it was approved"_s;
    if (person.ref.id == m_record.head.requestedBy.id || m_deciders.contains(person.ref.id))
        return u"reviewed by who asked for it or decided it"_s;
    return person.roles.contains(Role::PlatformAdmin) ? u"reviewed by a platform admin"_s
                                                      : QString();
}

//! Marks a thread, or resolves one, as whoever may.
QString WorkflowWorld::discuss()
{
    const Person person = someone();
    const bool isRequester = person.ref.id == m_record.head.requestedBy.id;
    Comment thread;
    thread.author = any(m_people).ref;
    thread.mark = u"must_solve"_s;
    thread.state = u"open"_s;
    const bool marks = m_mustSolve == 0 || chance(3);
    const auto refused
        = marks ? whyNotMark(m_record, person) : whyNotResolve(m_record, thread, person);
    m_log.append(u"%1 %2: %3"_s.arg(person.ref.name,
        marks ? u"says what must be solved"_s : u"resolves a thread"_s, refused ? refused->code : u"done"_s));
    if (refused)
        return {};
    m_mustSolve += marks ? 1 : -1;
    m_record.threads.mustSolve = m_mustSolve;
    threadsMoved(m_record, m_now);
    if (m_wasApproved)
        return u"marked or resolved after the approval"_s;
    return isRequester ? u"the requester marked or resolved a thread"_s : QString();
}

void WorkflowWorld::planQuorums()
{
    m_quorums.clear();
    for (const StageRule &rule : std::as_const(m_pinned.stages)) {
        int able = 0;
        const QList<Person> people = peopleNow();
        for (const Person &person : people) {
            const bool own = mayDecide(rule, person);
            bool given = false;
            for (const Principal &principal : person.standsInFor) {
                const Person giver{principal.ref, principal.roles, principal.groups};
                const bool meant
                    = principal.request.isEmpty() || principal.request == m_record.head.id;
                given = given
                    || (meant && principal.ref.id != person.ref.id
                        && std::ranges::any_of(deciding(),
                            [&](Role role) { return person.roles.contains(role); })
                        && principal.ref.id != m_record.head.requestedBy.id
                        && !principal.roles.contains(Role::PlatformAdmin) && mayDecide(rule, giver));
            }
            const bool barred = person.ref.id == m_record.head.requestedBy.id
                || person.roles.contains(Role::PlatformAdmin);
            able += !barred && (own || given) ? 1 : 0;
        }
        m_quorums[rule.key] = rule.quorum.all ? std::max(1, able) : rule.quorum.count;
    }
}

void WorkflowWorld::forgetStale()
{
    m_counted.removeIf([this](const Vote &vote) { return !isNow(vote); });
}

bool WorkflowWorld::isNow(const Vote &vote) const
{
    return vote.digest == m_record.head.versionDigest
        && vote.evidence == m_record.head.evidenceRevision
        && vote.policy == m_record.head.policyVersion;
}

bool WorkflowWorld::holds(const Condition &condition, const RequestRecord &record)
{
    const ApprovalRequest &head = record.head;
    if (!condition.types.isEmpty() && !condition.types.contains(head.type))
        return false;
    if (!condition.environments.isEmpty() && !condition.environments.contains(head.environment))
        return false;
    if (!condition.risks.isEmpty() && !condition.risks.contains(head.risk))
        return false;
    return condition.policies.isEmpty() || condition.policies.contains(record.policy);
}

bool WorkflowWorld::anyOf(const QList<Condition> &conditions, const RequestRecord &record)
{
    return std::ranges::any_of(
        conditions, [&record](const Condition &condition) { return holds(condition, record); });
}

bool WorkflowWorld::owns(const Person &person) const
{
    return m_record.owner == person.ref.id.text() || person.groups.contains(m_record.owner);
}

bool WorkflowWorld::isAmong(const People &people, const Person &person) const
{
    for (const Role role : people.roles) {
        if (person.roles.contains(role))
            return true;
    }
    for (const QString &group : people.groups) {
        if (person.groups.contains(group))
            return true;
    }
    return people.owner && owns(person);
}

bool WorkflowWorld::mayDecide(const StageRule &rule, const Person &person) const
{
    return isAmong(rule.people, person)
        || (m_escalated.contains(rule.key) && isAmong(rule.escalation->to, person));
}

const StageRule *WorkflowWorld::ruleOf(const QString &stage) const
{
    const auto rule = std::ranges::find(m_pinned.stages, stage, &StageRule::key);
    return rule == m_pinned.stages.end() ? nullptr : &*rule;
}

QString WorkflowWorld::whyVoteIsWrong(const Person &person, const Vote &vote) const
{
    const StageRule *rule = ruleOf(vote.stage);
    if (!rule)
        return u"a stage was decided that the workflow does not have"_s;
    if (!isNow(vote))
        return u"somebody decided on what they had not seen"_s;
    if (!isReached(*rule))
        return u"a stage was decided before its turn"_s;
    if (person.ref.id == m_record.head.requestedBy.id)
        return u"the requester decided"_s;
    if (vote.principal == m_record.head.requestedBy.id)
        return u"somebody decided for the requester"_s;
    if (person.roles.contains(Role::PlatformAdmin))
        return u"a platform admin decided"_s;
    for (const Vote &other : m_counted) {
        const QList<PersonId> behind{other.person, other.principal};
        if (behind.contains(vote.person)
            || (!vote.principal.isEmpty() && behind.contains(vote.principal)))
            return u"one person counts twice"_s;
    }
    if (vote.principal.isEmpty())
        return mayDecide(*rule, person) ? QString() : u"somebody without the right decided"_s;
    const bool reviewer = std::ranges::any_of(
        deciding(), [&person](Role role) { return person.roles.contains(role); });
    const bool lent = std::ranges::any_of(m_delegations, [&](const Delegation &delegation) {
        return delegation.from.id == vote.principal && delegation.to.id == vote.person
            && delegation.startsAt <= m_now && m_now < delegation.endsAt
            && (!delegation.requestId || *delegation.requestId == m_record.head.id);
    });
    const auto giver = std::ranges::find_if(
        m_people, [&](const Person &other) { return other.ref.id == vote.principal; });
    if (!lent || !reviewer)
        return u"somebody decided for another who did not hand it over"_s;
    if (giver->roles.contains(Role::PlatformAdmin))
        return u"somebody decided for a platform admin"_s;
    return mayDecide(*rule, *giver) ? QString() : u"somebody without the right was decided for"_s;
}

bool WorkflowWorld::isReached(const StageRule &rule) const
{
    for (const QString &key : rule.after) {
        const StageRule &before = *ruleOf(key);
        const bool needed = before.when.isEmpty() || anyOf(before.when, m_record);
        const bool passed = needed
            && (policyMayPass(before) || countIn(before.key) >= m_quorums.value(before.key));
        if (!isReached(before) || (needed && !passed))
            return false;
    }
    return true;
}

//! A policy that stops or wants people to look has no verdict.
bool WorkflowWorld::lacksEvidence() const
{
    for (const PolicyEvaluation &policy : m_evidence) {
        const bool wanted = policy.enforcement == Enforcement::Deny
            || policy.enforcement == Enforcement::RequireReview;
        const bool known = policy.verdict != Verdict::Error && policy.verdict != Verdict::NotRun;
        if (wanted && !known)
            return true;
    }
    return false;
}

int WorkflowWorld::countIn(const QString &stage) const
{
    int count = 0;
    for (const Vote &vote : m_counted)
        count += vote.stage == stage && vote.approves ? 1 : 0;
    return count;
}

bool WorkflowWorld::policyMayPass(const StageRule &rule) const
{
    return !rule.automatic.isEmpty() && anyOf(rule.automatic, m_record)
        && m_record.head.risk == Risk::Low && m_record.policy == Enforcement::Allow
        && !lacksEvidence() && m_record.denial.isEmpty()
        && m_record.head.type != RequestType::Exemption && !m_record.head.afterReview;
}

QString WorkflowWorld::whyApprovalIsWrong() const
{
    if (lacksEvidence())
        return u"approved although evidence is missing"_s;
    if (!m_record.denial.isEmpty() && m_record.head.type != RequestType::Exemption)
        return u"approved although policy denies it"_s;
    if (m_mustSolve > 0)
        return u"approved with a thread that must be solved"_s;
    bool asked = false;
    for (const StageRule &rule : m_pinned.stages) {
        const bool needed = rule.when.isEmpty() || anyOf(rule.when, m_record);
        asked = asked || needed;
        if (needed && !policyMayPass(rule) && countIn(rule.key) < m_quorums.value(rule.key))
            return u"approved without the quorum of %1"_s.arg(rule.key);
    }
    if (!asked)
        return u"approved by nobody"_s;
    if (m_record.head.afterReview) {
        const bool open = m_record.head.afterReview->state == u"open"_s;
        const qint64 hours = m_now.secsTo(m_record.head.afterReview->dueAt.value_or(m_now)) / 3600;
        if (!open || hours < 1 || hours > 72 || m_counted.size() < 2)
            return u"an emergency without two people or without a review afterwards"_s;
    }
    return {};
}

QString WorkflowWorld::whyStagesAreWrong() const
{
    for (const StageRecord &stage : m_record.stages) {
        const StageRule *rule = ruleOf(stage.rule.key);
        if (!rule)
            continue;
        if (stage.stage.quorum != m_quorums.value(stage.rule.key))
            return u"the quorum of %1 moved"_s.arg(stage.rule.key);
        if (stage.stage.policyDecision && isOpen(m_record.head.status) && !policyMayPass(*rule))
            return u"policy passed %1, which it may not"_s.arg(stage.rule.key);
    }
    return {};
}

QString WorkflowWorld::randomText(QRandomGenerator &random, int number)
{
    static const QStringList roles{u"security"_s, u"compliance"_s, u"technical"_s, u"business"_s};
    const auto chance = [&random](int oneIn) { return random.bounded(oneIn) == 0; };
    const auto people = [&]() -> QString {
        const QString role = u"roles: [reviewer:%1]"_s.arg(roles.at(random.bounded(4)));
        const QString group = u"groups: [%1]"_s.arg(teams().at(random.bounded(3)));
        switch (random.bounded(4)) {
        case 0:
            return u"{%1, owner: true}"_s.arg(role);
        case 1:
            return u"{%1, %2}"_s.arg(role, group);
        case 2:
            return u"{%1}"_s.arg(group);
        default:
            return u"{%1}"_s.arg(role);
        }
    };
    const bool emergency = chance(6);
    QString text = u"id: random-%1\nname: Random %1\n"_s.arg(number);
    if (emergency)
        text += u"emergency: {reviewWithin: 48h}\n"_s;
    else if (chance(3))
        text += u"match: [{risks: [low, medium]}]\n"_s;
    text += u"stages:\n"_s;
    const int stages = random.bounded(1, 5);
    for (int i = 0; i < stages; ++i) {
        text += u"  - id: s%1\n    name: S%1\n    discipline: technical\n    people: %2\n"_s.arg(i)
                    .arg(people());
        if (i > 0 && chance(2))
            text += chance(2) ? u"    after: []\n"_s : u"    after: [s%1]\n"_s.arg(random.bounded(i));
        if (i > 0 && chance(3))
            text += u"    when: [{risks: [medium, high]}]\n"_s;
        if (!emergency && chance(3))
            text += u"    automatic: [{risks: [low], policies: [allow]}]\n"_s;
        if (emergency || chance(3))
            text += u"    quorum: %1\n"_s.arg(chance(4) && !emergency ? u"all"_s : u"2"_s);
        text += u"    due: 24h\n"_s;
        if (chance(2))
            text += u"    escalate: {after: 2h, to: %1}\n"_s.arg(people());
    }
    return text;
}

} // namespace gatehouse::test
