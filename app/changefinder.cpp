// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/changefinder.h"

#include "widgets/common/vocabulary.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr qsizetype letters = 26;

QString tr(const char *text)
{
    return QCoreApplication::translate("ChangeFinder", text);
}

bool isRollout(OperationType type)
{
    using enum OperationType;
    return type == Install || type == Update || type == Uninstall || type == Disable || type == Rollback;
}

void addOperations(QList<PlotMark> &marks, const OperationStore &operations, Environment environment)
{
    for (int row = 0; row < operations.count(); ++row) {
        const Operation &operation = operations.at(row);
        const bool config = operation.type == OperationType::ConfigDeploy;
        if (!operation.finishedAt || operation.status != OperationStatus::Succeeded
            || operation.environment != environment || (!config && !isRollout(operation.type)))
            continue;
        marks.append({operation.finishedAt->toMSecsSinceEpoch(), {}, config ? u"config"_s : u"rollout"_s,
            tr("%1 %2 by %3").arg(term(operation.type).word, operation.subject, operation.requestedBy.name)});
    }
}

//! Who gave the vote that closed the request; empty when no vote did.
QString decider(const ApprovalRequest &request)
{
    using enum RequestStatus;
    if (request.status != Approved && request.status != ApprovedWithConditions && request.status != Rejected)
        return {};
    const Decision *last = nullptr;
    for (const Stage &stage : request.stages) {
        for (const Decision &decision : stage.decisions) {
            if (!decision.isVoid && (!last || decision.decidedAt > last->decidedAt))
                last = &decision;
        }
    }
    return last ? last->person.name : QString();
}

void addDecisions(QList<PlotMark> &marks, const RequestStore &requests, Environment environment)
{
    for (int row = 0; row < requests.count(); ++row) {
        const ApprovalRequest &request = requests.at(row);
        if (!request.decidedAt || request.environment != environment)
            continue;
        QString sentence = tr("%1 %2 %3").arg(request.number, term(request.status).word.toLower(), request.pluginName);
        if (const QString who = decider(request); !who.isEmpty())
            sentence = tr("%1 by %2").arg(sentence, who);
        marks.append({request.decidedAt->toMSecsSinceEpoch(), {}, u"decision"_s, sentence});
    }
}

} // namespace

QList<PlotMark> changesBetween(const OperationStore &operations, const RequestStore &requests, const QDateTime &from,
    const QDateTime &to, Environment environment)
{
    QList<PlotMark> marks;
    addOperations(marks, operations, environment);
    addDecisions(marks, requests, environment);
    marks.removeIf([&](const PlotMark &mark) { return mark.time < from.toMSecsSinceEpoch() || mark.time > to.toMSecsSinceEpoch(); });
    std::stable_sort(marks.begin(), marks.end(), [](const PlotMark &a, const PlotMark &b) { return a.time < b.time; });
    if (marks.size() > letters)
        marks.remove(0, marks.size() - letters);
    for (qsizetype i = 0; i < marks.size(); ++i)
        marks[i].letter = QChar(char16_t(u'A' + i));
    return marks;
}

} // namespace gatehouse
