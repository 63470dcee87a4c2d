// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/evidencefact.h"

#include "models/review/evidencemodel.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QLocale>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::EvidenceFact)
};

QString integrityFact(const QJsonObject &facts)
{
    const QString algorithm = facts.value("algorithm"_L1).toString();
    if (!facts.value("manifestDiffers"_L1).toArray().isEmpty())
        return Words::tr("Manifest differs");
    if (algorithm.isEmpty())
        return {};
    if (facts.value("hasProvenance"_L1).toBool())
        return Words::tr("%1, provenance").arg(algorithm);
    return facts.value("registrySignatures"_L1).toInt() > 0 ? Words::tr("%1, signed").arg(algorithm) : algorithm;
}

QString licenceFact(const QJsonObject &facts)
{
    const QString declared = facts.value("declared"_L1).toString();
    if (declared.isEmpty())
        return Words::tr("None declared");
    return facts.value("hasLicenceFile"_L1).toBool(true) ? declared : Words::tr("%1, no text").arg(declared);
}

QString scriptsFact(const QJsonObject &facts)
{
    if (!facts.contains("scripts"_L1))
        return {};
    const QStringList names = facts.value("scripts"_L1).toObject().keys();
    return names.isEmpty() ? Words::tr("None") : names.join(u", "_s);
}

QString filesFact(const QJsonObject &facts)
{
    if (!facts.contains("count"_L1))
        return {};
    if (const auto native = facts.value("native"_L1).toArray().size(); native > 0)
        return Words::tr("%n compiled", nullptr, int(native));
    const QString size = QLocale::c().formattedDataSize(facts.value("unpackedBytes"_L1).toInteger(), 1, QLocale::DataSizeSIFormat);
    return Words::tr("%n files, %1", nullptr, facts.value("count"_L1).toInt()).arg(size);
}

QString dependenciesFact(const QJsonObject &facts)
{
    if (!facts.contains("direct"_L1))
        return {};
    const QString direct = Words::tr("%1 direct").arg(facts.value("direct"_L1).toInt());
    const int peers = facts.value("peer"_L1).toInt();
    return peers > 0 ? Words::tr("%1, %n peers", nullptr, peers).arg(direct) : direct;
}

QString backstageFact(const QJsonObject &facts)
{
    if (!facts.contains("role"_L1))
        return {};
    const QString role = facts.value("role"_L1).toString();
    return role.isEmpty() ? Words::tr("No role") : role;
}

QString enginesFact(const QJsonObject &facts)
{
    if (!facts.contains("engines"_L1))
        return {};
    const QString node = facts.value("engines"_L1)["node"_L1].toString();
    return node.isEmpty() ? Words::tr("None named") : Words::tr("Node %1").arg(node);
}

QString schemaFact(const QJsonObject &facts)
{
    if (!facts.contains("keys"_L1))
        return {};
    const auto keys = facts.value("keys"_L1).toArray().size();
    if (facts.value("source"_L1).toString() == "none"_L1)
        return Words::tr("None declared");
    const QString counted = Words::tr("%n keys", nullptr, int(keys));
    const int secrets = facts.value("secrets"_L1).toInt();
    return secrets > 0 ? Words::tr("%1, %n secret", nullptr, secrets).arg(counted) : counted;
}

QString ageFact(const QJsonObject &facts)
{
    if (!facts.contains("ageDays"_L1))
        return {};
    const int days = facts.value("ageDays"_L1).toInt();
    if (facts.value("inCooldown"_L1).toBool())
        return Words::tr("%1 of %n days", nullptr, facts.value("cooldownDays"_L1).toInt()).arg(days);
    return Words::tr("%n days", nullptr, days);
}

QString maintainersFact(const QJsonObject &facts)
{
    if (!facts.contains("maintainers"_L1))
        return {};
    const QString previous = facts.value("previousVersion"_L1).toString();
    if (previous.isEmpty())
        return Words::tr("First known version");
    if (const auto added = facts.value("added"_L1).toArray().size(); added > 0)
        return Words::tr("%n new", nullptr, int(added));
    const QString former = facts.value("previousPublisher"_L1).toString();
    const QString publisher = facts.value("publisher"_L1).toString();
    if (!former.isEmpty() && !publisher.isEmpty() && former != publisher)
        return Words::tr("Another publisher");
    return Words::tr("As in %1").arg(previous);
}

QString factOf(EvidenceKind kind, const QJsonObject &facts, Verdict verdict)
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
    case EvidenceKind::Unknown:
        break;
    }
    return {};
}

} // namespace

QString evidenceFact(const QModelIndex &index)
{
    const auto verdict = Verdict(index.data(EvidenceModel::VerdictRole).toInt());
    const QJsonObject facts = index.data(EvidenceModel::FactsRole).toJsonObject();
    // A check without a verdict says why in its sentence, and so does one that stopped at an error.
    const bool judged = verdict == Verdict::Pass || verdict == Verdict::Warn || (verdict == Verdict::Fail && !facts.contains("code"_L1));
    const QString fact = judged ? factOf(EvidenceKind(index.data(EvidenceModel::KindRole).toInt()), facts, verdict) : QString();
    return fact.isEmpty() ? index.data(EvidenceModel::SummaryRole).toString() : fact;
}

} // namespace gatehouse
