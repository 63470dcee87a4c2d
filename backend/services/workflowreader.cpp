// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/workflowreader.h"

#include "backend/services/persons.h"
#include "backend/services/reasontemplates.h"
#include "backend/services/workflowcheck.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

constexpr int stageLimit = 20;
constexpr int nameLimit = 80;
constexpr int reasonTextLimit = 1000;
constexpr int quorumLimit = 20;
constexpr int longestHours = 365 * 24;

//! Reads the JSON of a workflow member by member and notes what is wrong where.
class Reader final : private TextReader
{
public:
    explicit Reader(ReadWorkflow &out)
        : TextReader(out)
        , m_out(out)
    {
    }

    void read()
    {
        const QJsonObject root = m_out.yaml.root;
        WorkflowDocument &document = m_out.document;
        knownKeys(root, {},
            {u"id"_s, u"name"_s, u"appliesTo"_s, u"precedence"_s, u"match"_s, u"stages"_s,
                u"expires"_s, u"approvalValid"_s, u"emergency"_s, u"reasonTemplates"_s});
        document.id = id(root, {}, u"id"_s, nameLimit);
        document.name = text(root, {}, u"name"_s, nameLimit);
        if (root.contains(u"appliesTo"_s))
            document.appliesTo = text(root, {}, u"appliesTo"_s, nameLimit);
        document.precedence = number(root, {}, u"precedence"_s, 1, 1000, document.precedence);
        document.match = conditions(root, {}, u"match"_s);
        document.expiresHours = hours(root, {}, u"expires"_s, document.expiresHours);
        document.validHours = hours(root, {}, u"approvalValid"_s, document.validHours);
        readEmergency(root);
        readReasons(root);
        readStages(root);
    }

private:
    //! Empty when it is absent or wrong.
    QJsonArray listAt(const QJsonObject &object, const QString &pointer, const QString &key)
    {
        const QJsonValue value = object.value(key);
        if (!value.isUndefined() && !value.isArray())
            wrong(u"wrong_type"_s, u"\"%1\" is a list: write it as [a, b]."_s.arg(key),
                at(pointer, key));
        return value.toArray();
    }

    int number(const QJsonObject &object, const QString &pointer, const QString &key, int least,
        int most, int otherwise)
    {
        const QJsonValue value = object.value(key);
        if (value.isUndefined())
            return otherwise;
        const double given = value.toDouble(-1);
        if (!value.isDouble() || given != int(given) || given < least || given > most) {
            wrong(u"wrong_number"_s,
                u"\"%1\" is a whole number from %2 to %3."_s.arg(key).arg(least).arg(most),
                at(pointer, key));
            return otherwise;
        }
        return int(given);
    }

    std::optional<int> optionalHours(
        const QJsonObject &object, const QString &pointer, const QString &key)
    {
        static const QRegularExpression form(u"^([1-9][0-9]{0,4})(h|d)\\z"_s);
        const QJsonValue value = object.value(key);
        if (value.isUndefined())
            return std::nullopt;
        const auto match = form.match(value.toString());
        const int given = match.captured(1).toInt() * (match.captured(2) == u"d"_s ? 24 : 1);
        if (!match.hasMatch() || given > longestHours) {
            wrong(u"wrong_time"_s,
                u"\"%1\" is a time like 48h or 2d, at most 365d."_s.arg(key), at(pointer, key));
            return std::nullopt;
        }
        return given;
    }

    int hours(const QJsonObject &object, const QString &pointer, const QString &key, int otherwise)
    {
        return optionalHours(object, pointer, key).value_or(otherwise);
    }

    template <typename E>
    QList<E> words(const QJsonObject &object, const QString &pointer, const QString &key)
    {
        QList<E> values;
        const QJsonArray list = listAt(object, pointer, key);
        for (qsizetype i = 0; i < list.size(); ++i) {
            const auto known = fromWireStrict<E>(list.at(i).toString());
            if (known && !values.contains(*known))
                values.append(*known);
            else if (!known)
                wrong(u"unknown_value"_s,
                    u"\"%1\" is not known here."_s.arg(list.at(i).toString()),
                    at(at(pointer, key), i));
        }
        if (object.contains(key) && list.isEmpty() && object.value(key).isArray())
            wrong(u"empty_list"_s, u"\"%1\" names nothing. Leave it out for \"any\"."_s.arg(key),
                at(pointer, key));
        return values;
    }

    QList<Condition> conditions(
        const QJsonObject &object, const QString &pointer, const QString &key)
    {
        QList<Condition> alternatives;
        const QString place = at(pointer, key);
        const QJsonArray list = listAt(object, pointer, key);
        for (qsizetype i = 0; i < list.size(); ++i) {
            const QJsonObject named = objectAt(list.at(i), at(place, i));
            knownKeys(named, at(place, i),
                {u"types"_s, u"environments"_s, u"risks"_s, u"policies"_s});
            alternatives.append({words<RequestType>(named, at(place, i), u"types"_s),
                words<Environment>(named, at(place, i), u"environments"_s),
                words<Risk>(named, at(place, i), u"risks"_s),
                words<Enforcement>(named, at(place, i), u"policies"_s)});
        }
        return alternatives;
    }

    void readEmergency(const QJsonObject &root)
    {
        if (!root.contains(u"emergency"_s))
            return;
        const QString place = u"/emergency"_s;
        const QJsonObject emergency = objectAt(root.value(u"emergency"_s), place);
        knownKeys(emergency, place, {u"reviewWithin"_s});
        m_out.document.reviewWithinHours = hours(emergency, place, u"reviewWithin"_s, 72);
    }

    void readReasons(const QJsonObject &root)
    {
        if (!root.contains(u"reasonTemplates"_s))
            return;
        const QString place = u"/reasonTemplates"_s;
        QList<ReasonTemplate> &reasons = m_out.document.reasons.emplace();
        const QJsonArray list = listAt(root, {}, u"reasonTemplates"_s);
        for (qsizetype i = 0; i < list.size(); ++i) {
            const QJsonObject named = objectAt(list.at(i), at(place, i));
            knownKeys(named, at(place, i), {u"outcome"_s, u"title"_s, u"text"_s});
            reasons.append({fromWire<Outcome>(text(named, at(place, i), u"outcome"_s, nameLimit)),
                text(named, at(place, i), u"title"_s, nameLimit), reasonText(named, at(place, i))});
            if (reasons.last().outcome == Outcome::Unknown && named.contains(u"outcome"_s))
                wrong(u"unknown_value"_s,
                    u"An outcome is approve, approve_with_conditions, reject, request_changes or abstain."_s,
                    at(at(place, i), u"outcome"_s));
            if (std::ranges::count(reasons, reasons.last().outcome, &ReasonTemplate::outcome) == reasonLimit + 1)
                wrong(u"too_many_reasons"_s,
                    u"At most %1 for an outcome: they are chosen by a digit."_s.arg(reasonLimit), at(place, i));
        }
    }

    QString reasonText(const QJsonObject &object, const QString &pointer)
    {
        const QString value = object.value(u"text"_s).toString();
        if (value.trimmed().isEmpty() || value.size() > reasonTextLimit)
            wrong(u"wrong_text"_s,
                u"\"text\" is what is written for the person, at most %1 characters."_s.arg(reasonTextLimit),
                object.contains(u"text"_s) ? at(pointer, u"text"_s) : pointer);
        return value;
    }

    void readStages(const QJsonObject &root)
    {
        const QJsonArray items = listAt(root, {}, u"stages"_s);
        if (items.isEmpty()) {
            wrong(u"no_stages"_s, u"A workflow without stages would approve by itself."_s,
                root.contains(u"stages"_s) ? u"/stages"_s : QString());
            return;
        }
        QStringList before;
        for (qsizetype i = 0; i < items.size(); ++i)
            before = readItem(items.at(i), at(u"/stages"_s, i), before);
    }

    //! A stage, or stages side by side. Gives the keys that what is written next waits for.
    QStringList readItem(const QJsonValue &value, const QString &pointer, const QStringList &before)
    {
        const QJsonObject item = objectAt(value, pointer);
        if (!item.contains(u"parallel"_s))
            return {readStage(item, pointer, before)};
        knownKeys(item, pointer, {u"parallel"_s});
        QStringList keys;
        const QString place = at(pointer, u"parallel"_s);
        const QJsonArray sides = listAt(item, pointer, u"parallel"_s);
        for (qsizetype i = 0; i < sides.size(); ++i)
            keys.append(readStage(objectAt(sides.at(i), at(place, i)), at(place, i), before));
        if (keys.isEmpty())
            wrong(u"no_stages"_s, u"Nothing is in this group."_s, place);
        return keys;
    }

    QString readStage(const QJsonObject &object, const QString &pointer, const QStringList &before)
    {
        knownKeys(object, pointer,
            {u"id"_s, u"name"_s, u"discipline"_s, u"after"_s, u"when"_s, u"automatic"_s,
                u"people"_s, u"quorum"_s, u"due"_s, u"claim"_s, u"remind"_s, u"escalate"_s});
        StageRule rule;
        rule.key = id(object, pointer, u"id"_s, nameLimit);
        rule.name = text(object, pointer, u"name"_s, nameLimit);
        rule.discipline = fromWire<Discipline>(text(object, pointer, u"discipline"_s, nameLimit));
        if (rule.discipline == Discipline::Unknown && object.contains(u"discipline"_s))
            wrong(u"unknown_value"_s,
                u"A discipline is security, compliance, technical, business or final."_s,
                at(pointer, u"discipline"_s));
        rule.after = object.contains(u"after"_s) ? texts(object, pointer, u"after"_s) : before;
        rule.when = conditions(object, pointer, u"when"_s);
        rule.automatic = conditions(object, pointer, u"automatic"_s);
        rule.people = people(object, pointer, u"people"_s);
        rule.quorum = quorum(object, pointer);
        rule.dueHours = hours(object, pointer, u"due"_s, rule.dueHours);
        rule.claimHours = hours(object, pointer, u"claim"_s, std::min(8, rule.dueHours));
        rule.remindHours = optionalHours(object, pointer, u"remind"_s);
        rule.escalation = escalation(object, pointer);
        if (m_out.document.stages.size() == stageLimit) {
            wrong(u"too_many_stages"_s, u"At most %1 stages."_s.arg(stageLimit), pointer);
        } else {
            m_out.document.stages.append(rule);
            m_out.places.append(pointer);
        }
        return rule.key;
    }

    QStringList texts(const QJsonObject &object, const QString &pointer, const QString &key)
    {
        QStringList values;
        const QJsonArray list = listAt(object, pointer, key);
        for (qsizetype i = 0; i < list.size(); ++i) {
            const QString value = list.at(i).toString().trimmed();
            const bool usable = list.at(i).isString() && !value.isEmpty()
                && value.size() <= nameLimit && !value.contains(u'|');
            if (usable && !values.contains(value))
                values.append(value);
            else if (!usable)
                wrong(u"wrong_text"_s, u"This is no name: a short text without \"|\"."_s,
                    at(at(pointer, key), i));
        }
        return values;
    }

    People people(const QJsonObject &object, const QString &pointer, const QString &key)
    {
        const QString place = at(pointer, key);
        if (!object.contains(key)) {
            wrong(u"missing"_s, u"\"%1\" is missing: who decides it?"_s.arg(key), pointer);
            return {};
        }
        const QJsonObject named = objectAt(object.value(key), place);
        knownKeys(named, place, {u"roles"_s, u"groups"_s, u"owner"_s});
        People people{{}, texts(named, place, u"groups"_s), named.value(u"owner"_s).toBool()};
        if (named.contains(u"owner"_s) && !named.value(u"owner"_s).isBool())
            wrong(u"wrong_type"_s, u"\"owner\" is true or false."_s, at(place, u"owner"_s));
        const QJsonArray roles = listAt(named, place, u"roles"_s);
        for (qsizetype i = 0; i < roles.size(); ++i)
            takeRole(roles.at(i).toString(), at(at(place, u"roles"_s), i), people);
        // What is named wrongly is told already.
        if (people.isEmpty() && named.value(u"roles"_s).toArray().isEmpty() && named.value(u"groups"_s).toArray().isEmpty())
            wrong(u"nobody_eligible"_s, u"Nobody decides this: it can never pass."_s, place);
        return people;
    }

    void takeRole(const QString &name, const QString &pointer, People &people)
    {
        const Role role = fromWire<Role>(name);
        if (role == Role::Unknown)
            wrong(u"unknown_role"_s, u"There is no role \"%1\"."_s.arg(name), pointer);
        else if (!reviewerRoles().contains(role))
            wrong(u"role_never_decides"_s,
                u"%1 decides no stage. It takes reviewer:security, reviewer:compliance, reviewer:technical or reviewer:business."_s
                    .arg(name),
                pointer);
        else if (!people.roles.contains(role))
            people.roles.append(role);
    }

    Quorum quorum(const QJsonObject &object, const QString &pointer)
    {
        const QJsonValue value = object.value(u"quorum"_s);
        if (value.isUndefined() || value.toString() == u"any"_s)
            return {};
        if (value.toString() == u"all"_s)
            return {true, 1};
        const double count = value.toDouble(0);
        if (value.isDouble() && count == int(count) && count >= 1 && count <= quorumLimit)
            return {false, int(count)};
        wrong(u"wrong_quorum"_s,
            u"A quorum is all, any, or a number of people from 1 to %1."_s.arg(quorumLimit),
            at(pointer, u"quorum"_s));
        return {};
    }

    std::optional<Escalation> escalation(const QJsonObject &object, const QString &pointer)
    {
        if (!object.contains(u"escalate"_s))
            return std::nullopt;
        const QString place = at(pointer, u"escalate"_s);
        const QJsonObject named = objectAt(object.value(u"escalate"_s), place);
        knownKeys(named, place, {u"after"_s, u"to"_s, u"extend"_s});
        Escalation escalation;
        escalation.afterHours = hours(named, place, u"after"_s, escalation.afterHours);
        escalation.to = people(named, place, u"to"_s);
        escalation.extendHours = hours(named, place, u"extend"_s, escalation.extendHours);
        return escalation;
    }

    ReadWorkflow &m_out;
};

} // namespace

ReadWorkflow readWorkflow(const QByteArray &yaml)
{
    ReadWorkflow read;
    if (!read.parse(yaml, workflowTextLimit, u"A workflow has at most 64 kB of text."_s,
            u"A workflow starts with keys, like \"id:\"."_s))
        return read;
    Reader(read).read();
    checkWorkflow(read);
    sortByPlace(read.problems);
    return read;
}

} // namespace gatehouse::services
