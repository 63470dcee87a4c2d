// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/approvaltimeline.h"

#include "backend/services/rowcodec.h"
#include "backend/services/versionfacts.h"

#include <QHash>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

struct TimelineRow
{
    QString requestId;
    qint64 position = 0;
    QString kind;
    QString sentence;
    std::optional<QString> personId;
    std::optional<QString> personName;
    QDateTime at;
    std::optional<DecisionId> decisionId;

    template <typename S, typename V>
    static void columns(S &self, V &visit)
    {
        visit("request_id", self.requestId);
        visit("position", self.position);
        visit("kind", self.kind);
        visit("sentence", self.sentence);
        visit("person_id", self.personId);
        visit("person_name", self.personName);
        visit("at", self.at);
        visit("decision_id", self.decisionId);
    }
};

Result<qint64> nextPosition(store::UnitOfWork &work, const RequestId &id)
{
    auto query = work.db().query(
        u"SELECT COALESCE(MAX(position), 0) + 1 FROM approval_timeline WHERE request_id = ?"_s,
        {id.text()});
    if (!query)
        return fail(std::move(query).error());
    return query->next() ? query->integer(0) : 1;
}

//! What a person did, in the log's words; a consequence keeps its own.
QString auditAction(const QString &kind)
{
    static const QHash<QString, QString> actions{{u"request.submitted"_s, u"request.submit"_s},
        {u"request.decision_recorded"_s, u"request.decide"_s},
        {u"request.comment_added"_s, u"request.comment"_s},
        {u"request.must_solve_added"_s, u"request.mark_must_solve"_s},
        {u"request.question_asked"_s, u"request.ask"_s},
        {u"request.question_answered"_s, u"request.comment"_s},
        {u"request.thread_resolved"_s, u"request.resolve_thread"_s},
        {u"request.thread_reopened"_s, u"request.reopen_thread"_s},
        {u"request.condition_met"_s, u"request.check_condition"_s},
        {u"request.condition_unmet"_s, u"request.uncheck_condition"_s},
        {u"request.withdrawn"_s, u"request.withdraw"_s},
        {u"request.claimed"_s, u"request.claim"_s}, {u"request.unclaimed"_s, u"request.unclaim"_s},
        {u"request.reviewed"_s, u"request.after_review"_s}};
    return actions.value(kind, kind);
}

Status recordOne(store::UnitOfWork &caller, const RequestRecord &record, const Happening &happening,
    qint64 position, const QString &reason)
{
    // What policy decided is never written to the account of a person, not even in the log.
    const PersonRef policy{PersonId(u"per_policy"_s), u"Policy"_s};
    store::UnitOfWork byPolicy(
        caller.db(), {policy, {}, caller.tenant()}, caller.now(), caller.correlationId());
    store::UnitOfWork &work = happening.byPolicy ? byPolicy : caller;
    TimelineRow row{
        record.head.id.text(), position, happening.kind, happening.sentence, {}, {}, work.now(), happening.decisionId};
    if (!happening.bySystem) {
        row.personId = work.actor().person.id.text();
        row.personName = work.actor().person.name;
    }
    GATEHOUSE_TRY(work.db().execute(
        insertSql(u"approval_timeline"_s, columnNames<TimelineRow>()), columnValues(row)));
    const QString summary = record.head.number + u": "_s + happening.sentence;
    GATEHOUSE_TRY(work.emitEvent(
        happening.kind, u"requests"_s, record.head.id.text(), etagOf(record), summary));
    return work.audit(auditAction(happening.kind),
        record.head.number + u' ' + record.head.pluginName, record.head.id.text(), u"done"_s,
        happening.bySystem ? happening.sentence : reason, toWire(record.head.environment));
}

} // namespace

Status recordHappenings(store::UnitOfWork &work, const RequestRecord &record,
    const QList<Happening> &happened, const QString &reason)
{
    auto position = nextPosition(work, record.head.id);
    if (!position)
        return fail(position.error());
    for (const Happening &happening : happened)
        GATEHOUSE_TRY(recordOne(work, record, happening, (*position)++, reason));
    return happened.isEmpty() ? Status() : requestsMoved(work, record.head.pluginId);
}

Result<QList<TimelineEntry>> timelineOf(store::UnitOfWork &work, const RequestId &id)
{
    auto query = work.db().query(
        u"SELECT %1 FROM approval_timeline WHERE request_id = ? ORDER BY position"_s.arg(
            columnNames<TimelineRow>().join(u", "_s)),
        {id.text()});
    if (!query)
        return fail(std::move(query).error());
    QList<TimelineEntry> entries;
    while (query->next()) {
        const TimelineRow row = readRow<TimelineRow>(*query);
        TimelineEntry entry{row.kind, row.sentence, std::nullopt, row.at, row.decisionId};
        if (row.personId)
            entry.person = PersonRef{PersonId(*row.personId), row.personName.value_or(QString())};
        entries.append(entry);
    }
    return entries;
}

} // namespace gatehouse::services
