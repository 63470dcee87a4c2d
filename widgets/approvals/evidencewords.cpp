// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/approvals/evidencewords.h"

#include "models/review/evidencemodel.h"
#include "widgets/common/timetext.h"
#include "widgets/common/vocabulary.h"
#include "widgets/operations/stepdelegate.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::evidencewords {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::EvidenceWords)
};

QString day(const QDateTime &time)
{
    return QLocale::c().toString(time.toLocalTime().date(), u"d MMM yyyy"_s);
}

QString took(qint64 milliseconds)
{
    return milliseconds < 1000 ? Words::tr("%1 ms").arg(milliseconds) : durationText(milliseconds);
}

QString tie(const QString &boundBy)
{
    if (boundBy == "digest"_L1)
        return Words::tr("It names the digest of this version.");
    return boundBy == "package"_L1 ? Words::tr("It names this package and version.")
                                   : Words::tr("Only who attached it says that it is about this version.");
}

QString reportOrigin(const QModelIndex &index, const QString &tool, const QString &ran)
{
    const QString file = Words::tr("%1, ran %2. Attached by %3 as %4, counts until %5.")
                             .arg(tool, ran, index.data(EvidenceModel::AttachedByRole).toString(),
                                 index.data(EvidenceModel::FileNameRole).toString(), day(index.data(EvidenceModel::ExpiresAtRole).toDateTime()));
    return file + u' ' + tie(index.data(EvidenceModel::BoundByRole).toString());
}

FactRow headingRow(const QModelIndex &index)
{
    const Term check = term(EvidenceKind(index.data(FindingModel::CheckRole).toInt()));
    const QString tool = index.data(FindingModel::ToolRole).toString();
    return {check.icon, Tone::Neutral, {}, tool.isEmpty() ? check.word : Words::tr("%1 by %2").arg(check.word, tool), {},
        Words::tr("%n findings", nullptr, index.data(FindingModel::CountRole).toInt())};
}

} // namespace

FactRow findingRow(const QModelIndex &index)
{
    if (index.data(FindingModel::HeadingRole).toBool())
        return headingRow(index);
    const Term severity = term(Severity(index.data(FindingModel::SeverityRole).toInt()));
    QStringList detail {index.data(FindingModel::PackageRole).toString(), index.data(FindingModel::PlaceRole).toString()};
    detail.removeAll(QString());
    const auto state = SuppressionState(index.data(FindingModel::SuppressionStateRole).toInt());
    const bool isSuppressed = index.data(FindingModel::SuppressedRole).toBool();
    const QString end = state == SuppressionState::Unknown ? index.data(FindingModel::RuleRole).toString() : term(state).word;
    return {isSuppressed ? IconName::EyeOff : severity.icon, isSuppressed ? Tone::Neutral : severity.tone, severity.word,
        index.data(FindingModel::TitleRole).toString(), detail.join(u", "_s), end};
}

QString origin(const QModelIndex &index, const QDateTime &now)
{
    const QString tool = index.data(EvidenceModel::ToolRole).toString();
    const QString ran = agoText(index.data(EvidenceModel::RanAtRole).toDateTime(), now);
    if (index.data(EvidenceModel::IsReportRole).toBool())
        return reportOrigin(index, tool, ran);
    return Words::tr("%1, rules %2. Took %3, ran %4.")
        .arg(tool)
        .arg(index.data(EvidenceModel::CheckVersionRole).toInt())
        .arg(took(index.data(EvidenceModel::DurationRole).toLongLong()), ran);
}

QString suppression(const Suppression &given, const QDateTime &now)
{
    const QString proposed = Words::tr("Proposed by %1, %2, until %3: %4")
                                 .arg(given.proposedBy.name, momentText(given.proposedAt, now), day(given.expiresAt), given.reason);
    if (given.state == SuppressionState::Proposed)
        return Words::tr("%1 It counts until somebody else approves.").arg(proposed + u'.');
    const QString who = given.decidedBy ? given.decidedBy->name : QString();
    const QString comment = given.comment.isEmpty() ? QString() : QString(u": "_s + given.comment);
    switch (given.state) {
    case SuppressionState::Approved:
        return proposed + u'\n' + Words::tr("Approved by %1").arg(who) + comment;
    case SuppressionState::Rejected:
        return proposed + u'\n' + Words::tr("Rejected by %1").arg(who) + comment;
    case SuppressionState::Withdrawn:
        return proposed + u'\n' + Words::tr("Withdrawn by %1").arg(who) + comment;
    default:
        return proposed + u'\n' + Words::tr("It expired and counts again.");
    }
}

QString progress(const Operation &operation)
{
    for (const OperationStep &step : operation.steps) {
        if (step.status == StepStatus::Running)
            return Words::tr("%1 %, %2").arg(operation.percent).arg(stepName(step.name));
    }
    return Words::tr("%1 %, %2").arg(operation.percent).arg(term(operation.status).word);
}

} // namespace gatehouse::evidencewords
