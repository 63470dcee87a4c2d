// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/evidencefact.h"

#include "models/review/evidencemodel.h"

#include <QCoreApplication>
#include <QLocale>
#include <QVariantMap>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::EvidenceFact)
};

QString integrityFact(const QVariantMap &facts)
{
    const QString algorithm = facts.value(u"algorithm"_s).toString();
    if (!facts.value(u"manifestDiffers"_s).toList().isEmpty())
        return Words::tr("Manifest differs");
    if (algorithm.isEmpty())
        return {};
    if (facts.value(u"hasProvenance"_s).toBool())
        return Words::tr("%1, provenance").arg(algorithm);
    return facts.value(u"registrySignatures"_s).toInt() > 0 ? Words::tr("%1, signed").arg(algorithm) : algorithm;
}

QString licenceFact(const QVariantMap &facts)
{
    const QString declared = facts.value(u"declared"_s).toString();
    if (declared.isEmpty())
        return Words::tr("None declared");
    return facts.value(u"hasLicenceFile"_s, true).toBool() ? declared : Words::tr("%1, no text").arg(declared);
}

QString scriptsFact(const QVariantMap &facts)
{
    if (!facts.contains(u"scripts"_s))
        return {};
    const QStringList names = facts.value(u"scripts"_s).toMap().keys();
    return names.isEmpty() ? Words::tr("None") : names.join(u", "_s);
}

QString filesFact(const QVariantMap &facts)
{
    if (!facts.contains(u"count"_s))
        return {};
    if (const auto native = facts.value(u"native"_s).toList().size(); native > 0)
        return Words::tr("%n compiled", nullptr, int(native));
    const QString size = QLocale::c().formattedDataSize(facts.value(u"unpackedBytes"_s).toLongLong(), 1, QLocale::DataSizeSIFormat);
    return Words::tr("%n files, %1", nullptr, facts.value(u"count"_s).toInt()).arg(size);
}

QString dependenciesFact(const QVariantMap &facts)
{
    if (!facts.contains(u"direct"_s))
        return {};
    const QString direct = Words::tr("%1 direct").arg(facts.value(u"direct"_s).toInt());
    const int peers = facts.value(u"peer"_s).toInt();
    return peers > 0 ? Words::tr("%1, %n peers", nullptr, peers).arg(direct) : direct;
}

QString backstageFact(const QVariantMap &facts)
{
    if (!facts.contains(u"role"_s))
        return {};
    const QString role = facts.value(u"role"_s).toString();
    return role.isEmpty() ? Words::tr("No role") : role;
}

QString enginesFact(const QVariantMap &facts)
{
    if (!facts.contains(u"engines"_s))
        return {};
    const QString node = facts.value(u"engines"_s).toMap().value(u"node"_s).toString();
    return node.isEmpty() ? Words::tr("None named") : Words::tr("Node %1").arg(node);
}

QString schemaFact(const QVariantMap &facts)
{
    if (!facts.contains(u"keys"_s))
        return {};
    const auto keys = facts.value(u"keys"_s).toList().size();
    if (facts.value(u"source"_s).toString() == "none"_L1)
        return Words::tr("None declared");
    const QString counted = Words::tr("%n keys", nullptr, int(keys));
    const int secrets = facts.value(u"secrets"_s).toInt();
    return secrets > 0 ? Words::tr("%1, %n secret", nullptr, secrets).arg(counted) : counted;
}

QString ageFact(const QVariantMap &facts)
{
    if (!facts.contains(u"ageDays"_s))
        return {};
    const int days = facts.value(u"ageDays"_s).toInt();
    if (facts.value(u"inCooldown"_s).toBool())
        return Words::tr("%1 of %n days", nullptr, facts.value(u"cooldownDays"_s).toInt()).arg(days);
    return Words::tr("%n days", nullptr, days);
}

QString maintainersFact(const QVariantMap &facts)
{
    if (!facts.contains(u"maintainers"_s))
        return {};
    const QString previous = facts.value(u"previousVersion"_s).toString();
    if (previous.isEmpty())
        return Words::tr("First known version");
    if (const auto added = facts.value(u"added"_s).toList().size(); added > 0)
        return Words::tr("%n new", nullptr, int(added));
    const QString former = facts.value(u"previousPublisher"_s).toString();
    const QString publisher = facts.value(u"publisher"_s).toString();
    if (!former.isEmpty() && !publisher.isEmpty() && former != publisher)
        return Words::tr("Another publisher");
    return Words::tr("As in %1").arg(previous);
}

QString treeFact(const QVariantMap &facts)
{
    if (!facts.contains(u"packages"_s))
        return {};
    const int unresolved = facts.value(u"unresolved"_s).toInt();
    const QString packages = Words::tr("%n packages", nullptr, facts.value(u"packages"_s).toInt());
    return unresolved > 0 ? Words::tr("%1, %n unresolved", nullptr, unresolved).arg(packages) : packages;
}

QString licencesFact(const QVariantMap &facts)
{
    if (!facts.contains(u"licences"_s))
        return {};
    return Words::tr("%n licences", nullptr, int(facts.value(u"licences"_s).toMap().size()));
}

QString secretsFact(const QVariantMap &facts)
{
    if (!facts.contains(u"count"_s))
        return {};
    const int count = facts.value(u"count"_s).toInt();
    return count > 0 ? Words::tr("%n found", nullptr, count) : Words::tr("None known");
}

QString codeFact(const QVariantMap &facts)
{
    if (!facts.contains(u"scanned"_s))
        return {};
    const int found = facts.value(u"findings"_s).toInt();
    return found > 0 ? Words::tr("%n places", nullptr, found) : Words::tr("%n files read", nullptr, facts.value(u"scanned"_s).toInt());
}

//! "2 critical, 1 high": the worst two counts of a report.
QString reportFact(const QVariantMap &facts)
{
    if (!facts.contains(u"critical"_s))
        return {};
    using Count = std::pair<QString, QString (*)(int)>;
    static const QList<Count> counts = {
        {u"critical"_s, [](int n) { return Words::tr("%n critical", nullptr, n); }},
        {u"high"_s, [](int n) { return Words::tr("%n high", nullptr, n); }},
        {u"medium"_s, [](int n) { return Words::tr("%n medium", nullptr, n); }},
        {u"unknown"_s, [](int n) { return Words::tr("%n of unknown severity", nullptr, n); }},
        {u"low"_s, [](int n) { return Words::tr("%n low", nullptr, n); }},
    };
    QStringList parts;
    for (const auto &[name, words] : counts) {
        if (const int count = facts.value(name).toInt(); count > 0 && parts.size() < 2)
            parts.append(words(count));
    }
    return parts.isEmpty() ? Words::tr("Nothing found") : parts.join(u", "_s);
}

QString factOf(EvidenceKind kind, const QVariantMap &facts, Verdict verdict)
{
    switch (kind) {
    case EvidenceKind::Integrity:
        return integrityFact(facts);
    case EvidenceKind::Licence:
        return licenceFact(facts);
    case EvidenceKind::InstallScripts:
        return scriptsFact(facts);
    case EvidenceKind::Files:
        return filesFact(facts);
    case EvidenceKind::Dependencies:
        return dependenciesFact(facts);
    case EvidenceKind::Backstage:
        return backstageFact(facts);
    case EvidenceKind::Engines:
        return enginesFact(facts);
    case EvidenceKind::ConfigSchema:
        return schemaFact(facts);
    case EvidenceKind::Age:
        return ageFact(facts);
    case EvidenceKind::Maintainers:
        return maintainersFact(facts);
    case EvidenceKind::Deprecation:
        return verdict == Verdict::Pass ? Words::tr("Not deprecated") : Words::tr("By its publisher");
    case EvidenceKind::DependencyTree:
        return treeFact(facts);
    case EvidenceKind::DependencyLicences:
        return licencesFact(facts);
    case EvidenceKind::Secrets:
        return secretsFact(facts);
    case EvidenceKind::RiskyCode:
        return codeFact(facts);
    case EvidenceKind::Vulnerabilities:
    case EvidenceKind::StaticAnalysis:
        return reportFact(facts);
    case EvidenceKind::Unknown:
        break;
    }
    return {};
}

} // namespace

QString evidenceFact(const QModelIndex &index)
{
    const auto verdict = Verdict(index.data(EvidenceModel::VerdictRole).toInt());
    const QVariantMap facts = index.data(EvidenceModel::FactsRole).toMap();
    // A check without a verdict says why in its sentence, and so does one that stopped at an error.
    const bool judged = verdict == Verdict::Pass || verdict == Verdict::Warn || (verdict == Verdict::Fail && !facts.contains(u"code"_s));
    const bool isReport = index.data(EvidenceModel::IsReportRole).toBool();
    const QString fact = !judged ? QString()
        : isReport               ? reportFact(facts)
                                 : factOf(EvidenceKind(index.data(EvidenceModel::KindRole).toInt()), facts, verdict);
    return fact.isEmpty() ? index.data(EvidenceModel::SummaryRole).toString() : fact;
}

} // namespace gatehouse
