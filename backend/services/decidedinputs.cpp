// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/decidedinputs.h"

#include "backend/services/evidencejudgement.h"
#include "backend/services/evidencestore.h"
#include "backend/services/registrystore.h"
#include "backend/services/versionfacts.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

QString textOf(const QList<Evidence> &inputs)
{
    QJsonArray list;
    for (const Evidence &item : inputs)
        list.append(QJsonObject{{u"kind"_s, toWire(item.kind)}, {u"verdict"_s, toWire(item.verdict)},
            {u"subject"_s, item.subjectDigest}, {u"facts"_s, item.facts}});
    return QString::fromUtf8(toJsonBytes({{u"inputs"_s, list}}));
}

Result<QList<Evidence>> inputsIn(const QString &text)
{
    const auto object = parseJsonObject(text.toUtf8());
    if (!object)
        return fail(storageError(u"What was decided on cannot be read"_s, object.error().message));
    QList<Evidence> inputs;
    const QJsonArray list = object->value("inputs"_L1).toArray();
    for (const QJsonValue &item : list) {
        Evidence evidence;
        evidence.kind = fromWire<EvidenceKind>(item["kind"_L1].toString());
        evidence.verdict = fromWire<Verdict>(item["verdict"_L1].toString());
        evidence.subjectDigest = item["subject"_L1].toString();
        evidence.facts = item["facts"_L1].toObject();
        inputs << evidence;
    }
    return inputs;
}

Result<std::optional<QString>> kept(
    store::UnitOfWork &work, const VersionId &version, int evidenceRevision)
{
    auto query = work.db().query(
        u"SELECT inputs FROM decided_inputs WHERE version_id = ? AND evidence_revision = ?"_s,
        {version.text(), evidenceRevision});
    if (!query)
        return fail(std::move(query).error());
    return query->next() ? std::optional(query->text(0)) : std::nullopt;
}

} // namespace

Status rememberInputs(store::UnitOfWork &work, const VersionId &version, int evidenceRevision)
{
    const auto before = kept(work, version, evidenceRevision);
    if (!before || *before)
        return before ? Status() : fail(before.error());
    const auto evidence = evidenceOf(work, version);
    if (!evidence)
        return fail(evidence.error());
    GATEHOUSE_TRY(work.db().execute(
        u"INSERT INTO decided_inputs (version_id, evidence_revision, inputs) VALUES (?, ?, ?)"_s,
        {version.text(), evidenceRevision, textOf(policyInputs(*evidence))}));
    return {};
}

Result<DecidedInputs> decidedInputs(
    store::UnitOfWork &work, const VersionId &version, int evidenceRevision)
{
    const auto text = kept(work, version, evidenceRevision);
    if (!text)
        return fail(text.error());
    if (*text) {
        auto inputs = inputsIn(**text);
        if (!inputs)
            return fail(std::move(inputs).error());
        return DecidedInputs{std::move(*inputs), true};
    }
    const auto record = loadVersion(work, version);
    if (!record)
        return fail(record.error());
    const auto evidence = evidenceOf(work, version);
    if (!evidence)
        return fail(evidence.error());
    return DecidedInputs{policyInputs(*evidence), record->head.evidenceRevision == evidenceRevision};
}

} // namespace gatehouse::services
