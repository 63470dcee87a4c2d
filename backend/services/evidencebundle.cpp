// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/evidencebundle.h"

#include "backend/services/approvaltimeline.h"
#include "backend/services/configstore.h"
#include "backend/services/decisionlog.h"
#include "backend/services/evidenceview.h"
#include "backend/services/registrystore.h"
#include "backend/services/signingkeys.h"
#include "backend/services/ziparchive.h"

#include <QCryptographicHash>
#include <QFile>
#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

//! People read it, too.
QByteArray pretty(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Indented);
}

template <typename T>
QJsonObject itemsJson(const QList<T> &items)
{
    return {{u"items"_s, codec::Writer::writeValue(items)}};
}

//! The request without what depends on who looks at it.
QJsonObject requestJson(const RequestRecord &record)
{
    ApprovalRequest request = record.head;
    for (const StageRecord &stage : record.stages)
        request.stages.append(stage.stage);
    request.etag = etagOf(record);
    QJsonObject json = toJson(request);
    for (const QString &member : {u"queue"_s, u"waitingOn"_s, u"slaState"_s, u"allowedActions"_s, u"blockedActions"_s})
        json.remove(member);
    QJsonArray stages = json.value("stages"_L1).toArray();
    for (QJsonValueRef stage : stages) {
        QJsonObject bare = stage.toObject();
        for (const QString &member : {u"approvals"_s, u"eligible"_s, u"callerEligible"_s, u"callerReason"_s, u"slaState"_s})
            bare.remove(member);
        stage = bare;
    }
    json.insert(u"stages"_s, stages);
    return json;
}

//! The evidence without what depends on who looks at it, and when.
EvidenceSet forEverybody(EvidenceSet set)
{
    set.runId.reset();
    set.actions = {};
    for (Evidence &item : set.items) {
        for (Finding &finding : item.findings)
            finding.actions = {};
    }
    for (Suppression &suppression : set.suppressions)
        suppression.actions = {};
    return set;
}

Status addEvidence(store::UnitOfWork &work, const RequestRecord &record, ZipFiles &files)
{
    const auto version = loadVersion(work, record.head.versionId);
    if (!version)
        return fail(version.error());
    auto evidence = evidenceView(work, *version);
    if (!evidence)
        return fail(std::move(evidence).error());
    const auto policies = loadEvaluations(work, record.head.versionId, record.head.environment);
    if (!policies)
        return fail(policies.error());
    files.insert(u"evidence.json"_s, pretty(toJson(forEverybody(std::move(*evidence)))));
    files.insert(u"policies.json"_s, pretty(itemsJson(*policies)));
    return {};
}

//! A tarball that is not kept any more is said in its place: the rest stands without it.
void addDiff(store::UnitOfWork &work, const RequestRecord &record, VersionDiffs &diffs, ZipFiles &files)
{
    const auto diff = diffs.diff(work, record.head.versionId, record.head.baseVersionId);
    files.insert(u"diff.json"_s, pretty(diff ? toJson(*diff) : QJsonObject {{u"unavailable"_s, diff.error().message}}));
}

Status addSubject(store::UnitOfWork &work, const RequestRecord &record, VersionDiffs &diffs, ZipFiles &files)
{
    if (record.head.configRevisionId) {
        const auto revision = loadRevision(work, *record.head.configRevisionId);
        if (!revision)
            return fail(revision.error());
        files.insert(u"configuration.yaml"_s, revision->head.yaml.toUtf8());
    }
    if (record.head.versionId.isEmpty())
        return {};
    GATEHOUSE_TRY(addEvidence(work, record, files));
    addDiff(work, record, diffs, files);
    return {};
}

Result<BundleKey> bundleKey(store::UnitOfWork &work, const Decision &decision)
{
    const auto found = findKey(work, SigningKeyId(*decision.signedWith));
    if (!found)
        return fail(found.error());
    if (!*found)
        return fail(storageError(u"A key that signed a decision is missing"_s, *decision.signedWith));
    const SigningKey &key = (*found)->key;
    return BundleKey {key.id, key.publicKey, key.label, decision.person.id, decision.person.name, key.state, key.enrolledAt, key.endedAt};
}

//! The decisions that are in the log, all against one head, with the keys that signed them.
Status addDecisions(store::UnitOfWork &work, const RequestRecord &record, const LogKey &key, ZipFiles &files)
{
    const auto size = logSize(work);
    if (!size)
        return fail(size.error());
    const auto head = logHead(work, key, *size);
    if (!head)
        return fail(head.error());
    QMap<QString, BundleKey> keys;
    for (const StageRecord &stage : record.stages) {
        for (const Decision &decision : stage.stage.decisions) {
            if (!decision.leafIndex)
                continue;
            const auto receipt = receiptFor(work, key, decision.id, *size);
            if (!receipt)
                return fail(receipt.error());
            files.insert(u"decisions/%1.json"_s.arg(decision.id.text()), encodeReceipt(*receipt));
            if (!decision.signedWith)
                continue;
            const auto signedBy = bundleKey(work, decision);
            if (!signedBy)
                return fail(signedBy.error());
            keys.insert(signedBy->id.text(), *signedBy);
        }
    }
    files.insert(u"log-head.json"_s, pretty(toJson(*head)));
    files.insert(u"keys.json"_s, pretty(itemsJson(keys.values())));
    return {};
}

Status addFormat(ZipFiles &files)
{
    QFile format(u":/formats/evidence-bundle.md"_s);
    if (!format.open(QIODevice::ReadOnly))
        return fail(storageError(u"The description of the format is missing"_s, format.fileName()));
    files.insert(u"FORMAT.md"_s, format.readAll());
    return {};
}

BundleManifest manifestOf(const store::UnitOfWork &work, const RequestRecord &record, const ZipFiles &files)
{
    BundleManifest manifest;
    manifest.tenant = work.tenant();
    manifest.requestId = record.head.id;
    manifest.number = record.head.number;
    manifest.madeAt = work.now();
    for (auto it = files.begin(); it != files.end(); ++it) {
        const QByteArray hash = QCryptographicHash::hash(it.value(), QCryptographicHash::Sha256).toHex();
        manifest.files.append({it.key(), it.value().size(), QString::fromLatin1(hash)});
    }
    return manifest;
}

} // namespace

Result<QByteArray> evidenceBundle(
    store::UnitOfWork &work, const RequestRecord &record, VersionDiffs &diffs, const LogKey &key)
{
    ZipFiles files;
    files.insert(u"request.json"_s, pretty(requestJson(record)));
    const auto timeline = timelineOf(work, record.head.id);
    if (!timeline)
        return fail(timeline.error());
    files.insert(u"timeline.json"_s, pretty(itemsJson(*timeline)));
    GATEHOUSE_TRY(addSubject(work, record, diffs, files));
    GATEHOUSE_TRY(addDecisions(work, record, key, files));
    GATEHOUSE_TRY(addFormat(files));
    files.insert(u"manifest.json"_s, pretty(toJson(key.sign(manifestOf(work, record, files)))));
    return writeZip(files, work.now());
}

} // namespace gatehouse::services
