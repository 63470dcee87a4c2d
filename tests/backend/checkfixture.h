// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/checks/checkrunner.h"
#include "core/base/clock.h"
#include "packagefixture.h"

namespace gatehouse::testsupport {

//! A package of one or two versions, and what one check says about the newer one.
struct CheckedPackage
{
    QJsonObject manifest = goodManifest();
    QList<FixtureEntry> files = {{"LICENSE", "Apache"}};
    QJsonObject previous = {}; //!< Empty: there was no version before.
    QList<FixtureEntry> previousFiles = {};
    QString publishedAt = QStringLiteral("2026-01-01T00:00:00Z");
    const Result<DependencyTree> *tree = nullptr;

    static QJsonObject goodManifest()
    {
        return {{QStringLiteral("name"), QStringLiteral("@acme/plugin-a")},
            {QStringLiteral("version"), QStringLiteral("1.2.0")},
            {QStringLiteral("license"), QStringLiteral("Apache-2.0")},
            {QStringLiteral("dependencies"), QJsonObject {{QStringLiteral("react"), QStringLiteral("^18.0.0")}}},
            {QStringLiteral("backstage"),
                QJsonObject {{QStringLiteral("role"), QStringLiteral("frontend-plugin")},
                    {QStringLiteral("pluginId"), QStringLiteral("a")}}}};
    }
    CheckedPackage &with(const QJsonObject &changes)
    {
        for (auto it = changes.begin(); it != changes.end(); ++it)
            manifest.insert(it.key(), it.value());
        return *this;
    }

    Result<QList<Evidence>> run(checks::CheckRun how = {}) const
    {
        static const QDateTime now = fromRfc3339(QStringLiteral("2026-11-23T12:00:00Z"));
        QList<FixtureVersion> versions;
        if (!previous.isEmpty()) {
            QJsonObject older = previous;
            older.insert(QStringLiteral("name"), manifest.value(QStringLiteral("name")));
            if (!older.contains(QStringLiteral("version")))
                older.insert(QStringLiteral("version"), QStringLiteral("1.1.0"));
            versions << FixtureVersion {older, "older", QStringLiteral("2025-06-01T00:00:00Z")};
        }
        const QByteArray packed = packPackage(manifest, files);
        versions << FixtureVersion {manifest, packed, publishedAt};
        const auto packument = Packument::parse(
            manifest.value(QStringLiteral("name")).toString(), packumentOf(versions, QStringLiteral("https://npm.example")));
        const auto before = readTarball(packPackage(previous, previousFiles));
        return checks::runChecks({*packument, manifest.value(QStringLiteral("version")).toString(), readTarball(packed),
                                     packed.size(), now, previous.isEmpty() ? nullptr : &*before, tree},
            how);
    }
    Evidence check(EvidenceKind kind) const { return run({.only = {kind}})->value(0); }
};

//! "rule file:line verdict" of each finding, in order; the place only where there is one.
inline QStringList findingLines(const Evidence &evidence)
{
    QStringList lines;
    for (const Finding &finding : evidence.findings) {
        QStringList words {finding.ruleId};
        if (!finding.file.isEmpty())
            words << (finding.line > 0 ? QString(finding.file + QLatin1Char(':') + QString::number(finding.line)) : finding.file);
        lines << QString(words.join(QLatin1Char(' ')) + QLatin1Char(' ') + toWire(finding.verdict));
    }
    return lines;
}

} // namespace gatehouse::testsupport
