// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/bundlecheck.h"

#include "backend/services/evidencebundle.h"
#include "backend/services/ziparchive.h"
#include "core/contract/registry.h"
#include "core/contract/workflow.h"

#include <QCryptographicHash>
#include <QLocale>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

const QString manifestName = u"manifest.json"_s;
const QString headName = u"log-head.json"_s;
const QString requestName = u"request.json"_s;

//! What is checked of request.json.
struct BundledStage
{
    StageId id;
    QString name;
    QList<Decision> decisions;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("id", s.id);
        visit("name", s.name);
        visit("decisions", s.decisions);
    }
};
struct BundledRequest
{
    RequestId id;
    QString number;
    QString pluginName;
    QString version;
    std::optional<int> configRevision;
    QString versionDigest;
    int evidenceRevision = 0;
    QList<BundledStage> stages;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("id", s.id);
        visit("number", s.number);
        visit("pluginName", s.pluginName);
        visit("version", s.version);
        visit("configRevision", s.configRevision);
        visit("versionDigest", s.versionDigest);
        visit("evidenceRevision", s.evidenceRevision);
        visit("stages", s.stages);
    }
};

struct BundleKeys
{
    QList<BundleKey> items;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("items", s.items);
    }
};

QString grouped(qint64 number)
{
    return QLocale(QLocale::English).toString(number);
}

QString sha256(const QByteArray &bytes)
{
    return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

class Checker final
{
public:
    Checker(ZipFiles files, std::optional<SigningKeyId> trusted)
        : m_files(std::move(files))
        , m_trusted(std::move(trusted))
    {
    }

    BundleReport run()
    {
        // Each step leans on what the one before found to be true.
        if (checkKeyAndHead() && checkManifest() && readRequest() && readKeys()) {
            checkDecisions();
            checkSubject();
        }
        return m_report;
    }

private:
    using Verdict = BundleFinding::Verdict;

    bool tell(Verdict verdict, const QString &item, const QString &words)
    {
        m_report.findings.append({verdict, item, words});
        return verdict != Verdict::Broken;
    }
    bool broken(const QString &item, const QString &words) { return tell(Verdict::Broken, item, words); }
    bool holds(const QString &item, const QString &words) { return tell(Verdict::Holds, item, words); }
    void note(const QString &item, const QString &words) { tell(Verdict::Note, item, words); }

    template <typename T>
    std::optional<T> read(const QString &name)
    {
        const auto object = parseJsonObject(m_files.value(name));
        auto value = object ? fromJson<T>(*object) : Result<T>(fail(object.error()));
        if (value)
            return std::move(*value);
        broken(name, m_files.contains(name) ? u"cannot be read"_s : u"is missing"_s);
        return std::nullopt;
    }

    bool checkKeyAndHead()
    {
        const auto logHead = read<DecisionLogHead>(headName);
        if (!logHead)
            return false;
        const auto head = checkHead(logHead->head, logHead->logKey);
        if (!head)
            return broken(headName, head.error().message);
        m_logHead = *logHead;
        m_head = *head;
        m_logKeyBytes = *dsse::fromBase64(logHead->logKey);
        const SigningKeyId id(ed25519::keyIdOf(m_logKeyBytes));
        const QString fingerprint = ed25519::fingerprintOf(id.text());
        if (m_trusted && *m_trusted != id)
            return broken(headName, u"is signed with %1, which is not the key that you trust"_s.arg(fingerprint));
        if (m_trusted)
            holds(u"log key"_s, u"%1, the one that you trust"_s.arg(fingerprint));
        else
            note(u"log key"_s, u"%1; only the bundle says that it is the portal's. Compare it with what you know from elsewhere"_s.arg(fingerprint));
        return holds(headName, u"signed; the log of %1 has %2 %3, the newest of %4"_s.arg(
            head->log, grouped(head->size), head->size == 1 ? u"decision"_s : u"decisions"_s, toRfc3339(head->time)));
    }

    bool checkManifest()
    {
        const auto envelope = read<DsseEnvelope>(manifestName);
        if (!envelope)
            return false;
        const auto manifest = openStatement<BundleManifest>(*envelope, m_logKeyBytes);
        if (!manifest)
            return broken(manifestName, manifest.error().message);
        m_manifest = *manifest;
        holds(manifestName, u"signed with the log's key on %1"_s.arg(toRfc3339(manifest->madeAt)));
        bool all = true;
        QStringList named {manifestName};
        for (const BundleManifest::File &file : manifest->files) {
            all = checkFile(file) && all;
            named.append(file.name);
        }
        for (auto it = m_files.cbegin(); it != m_files.cend(); ++it) {
            if (!named.contains(it.key()))
                all = broken(it.key(), u"is not in the manifest"_s);
        }
        return all;
    }

    bool checkFile(const BundleManifest::File &file)
    {
        const auto content = m_files.constFind(file.name);
        if (content == m_files.cend())
            return broken(file.name, u"is missing"_s);
        if (content->size() != file.size || sha256(*content) != file.sha256)
            return broken(file.name, u"is not what the manifest says: it was changed"_s);
        return holds(file.name, u"SHA-256 %1"_s.arg(file.sha256));
    }

    bool readRequest()
    {
        auto request = read<BundledRequest>(requestName);
        if (!request)
            return false;
        m_request = std::move(*request);
        if (m_request.id != m_manifest.requestId || m_request.number != m_manifest.number || m_manifest.tenant != m_head.log)
            return broken(requestName, u"is another request than the manifest's"_s);
        return true;
    }

    bool readKeys()
    {
        auto keys = read<BundleKeys>(u"keys.json"_s);
        if (!keys)
            return false;
        for (const BundleKey &key : std::as_const(keys->items)) {
            const auto bytes = dsse::fromBase64(key.publicKey);
            if (!bytes || ed25519::keyIdOf(*bytes) != key.id.text())
                return broken(u"keys.json"_s, u"%1 is not the id of its key"_s.arg(key.id.text()));
            m_keys.insert(key.id.text(), key);
        }
        return true;
    }

    void checkDecisions()
    {
        QStringList receipts;
        for (const BundledStage &stage : std::as_const(m_request.stages)) {
            for (const Decision &decision : stage.decisions) {
                const QString name = u"decisions/%1.json"_s.arg(decision.id.text());
                receipts.append(name);
                if (decision.leafIndex)
                    checkDecision(name, stage, decision);
                else
                    note(name, u"%1 in %2: from before the portal kept a log, so that nothing proves it"_s.arg(toWire(decision.outcome), stage.name));
            }
        }
        for (auto it = m_files.cbegin(); it != m_files.cend(); ++it) {
            if (it.key().startsWith(u"decisions/"_s) && !receipts.contains(it.key()))
                broken(it.key(), u"is a decision that the request does not name"_s);
        }
    }

    void checkDecision(const QString &name, const BundledStage &stage, const Decision &decision)
    {
        const auto receipt = decodeReceipt(m_files.value(name));
        const auto checked = receipt ? checkReceipt(*receipt) : Result<CheckedReceipt>(fail(receipt.error()));
        if (!checked) {
            broken(name, checked.error().message);
            return;
        }
        if (receipt->head != m_logHead.head || receipt->logKey != m_logHead.logKey) {
            broken(name, u"is proven against another head than the bundle's"_s);
            return;
        }
        const QString differs = differenceOf(stage, decision, *checked);
        if (!differs.isEmpty()) {
            broken(name, u"the request shows another %1 than what is in the log"_s.arg(differs));
            return;
        }
        const QString place = u"%1 in %2 by %3: in the log at %4 of %5"_s.arg(toWire(decision.outcome), stage.name, decision.person.name,
            grouped(checked->leafIndex + 1), grouped(m_head.size));
        if (!checked->signedWith) {
            note(name, place + u"; the portal took it without a signature"_s);
            return;
        }
        const QString wrongKey = keyProblem(decision, *checked);
        if (!wrongKey.isEmpty())
            broken(name, wrongKey);
        else
            holds(name, place + u", signed with %1"_s.arg(ed25519::fingerprintOf(checked->signedWith->text())));
    }

    //! The first thing in which the request and the log differ; empty when they agree.
    QString differenceOf(const BundledStage &stage, const Decision &decision, const CheckedReceipt &checked) const
    {
        const DecisionStatement &said = checked.decision;
        const QString version = m_request.configRevision ? u"r%1"_s.arg(*m_request.configRevision) : m_request.version;
        const std::pair<bool, const char *> members[] = {
            {checked.entry.decisionId == decision.id, "decision"},
            {said.requestId == m_request.id, "request"},
            {said.package == m_request.pluginName && said.version == version, "version"},
            {said.stageId == stage.id && decision.stageId == stage.id, "stage"},
            {said.outcome == decision.outcome, "outcome"},
            {said.reason == decision.comment, "reason"},
            {said.conditions == decision.conditions, "list of conditions"},
            {said.versionDigest == decision.versionDigest, "digest"},
            {said.evidenceRevision == decision.evidenceRevision, "evidence revision"},
            {said.policyVersion == decision.policyVersion, "policy version"},
            {checked.entry.recordedAt == decision.decidedAt, "time"},
            {checked.entry.onBehalfOf == decision.onBehalfOf, "person stood in for"},
            {checked.leafIndex == *decision.leafIndex, "place in the log"},
            {checked.signedWith.value_or(SigningKeyId()).text() == decision.signedWith.value_or(QString()), "key"},
        };
        for (const auto &[same, what] : members) {
            if (!same)
                return QString::fromLatin1(what);
        }
        return {};
    }

    QString keyProblem(const Decision &decision, const CheckedReceipt &checked) const
    {
        const auto key = m_keys.constFind(checked.signedWith->text());
        if (key == m_keys.cend())
            return u"the bundle does not say whose key signed it"_s;
        if (key->personId != decision.person.id)
            return u"the key that signed it belongs to %1"_s.arg(key->personName);
        if (checked.entry.recordedAt < key->enrolledAt)
            return u"the key that signed it was enrolled later"_s;
        if (key->state == SigningKeyState::Revoked && key->endedAt && checked.entry.recordedAt > *key->endedAt)
            return u"the key that signed it had been revoked"_s;
        return {};
    }

    void checkSubject()
    {
        const QString yaml = u"configuration.yaml"_s;
        if (m_files.contains(yaml)) {
            const bool same = m_request.versionDigest == u"sha256-"_s + sha256(m_files.value(yaml));
            tell(same ? Verdict::Holds : Verdict::Broken, yaml,
                same ? u"has the digest that was decided on"_s : u"has not the digest that was decided on"_s);
        }
        if (!m_files.contains(u"evidence.json"_s))
            return;
        const auto evidence = read<EvidenceSet>(u"evidence.json"_s);
        if (!evidence)
            return;
        const bool sameContent = std::ranges::all_of(evidence->items, [this](const Evidence &item) {
            return item.subjectDigest.isEmpty() || item.subjectDigest == m_request.versionDigest;
        });
        if (!sameContent)
            broken(u"evidence.json"_s, u"is about other content than was decided on"_s);
        else if (evidence->revision == m_request.evidenceRevision)
            holds(u"evidence.json"_s, u"revision %1, which is what was decided on"_s.arg(evidence->revision));
        else
            note(u"evidence.json"_s, u"revision %1; it was decided on revision %2"_s.arg(evidence->revision).arg(m_request.evidenceRevision));
    }

    ZipFiles m_files;
    const std::optional<SigningKeyId> m_trusted;
    BundleReport m_report;
    DecisionLogHead m_logHead;
    TreeHead m_head;
    QByteArray m_logKeyBytes;
    BundleManifest m_manifest;
    BundledRequest m_request;
    QHash<QString, BundleKey> m_keys;
};

} // namespace

bool BundleReport::holds() const
{
    return !findings.isEmpty()
        && std::ranges::none_of(findings, [](const BundleFinding &f) { return f.verdict == BundleFinding::Verdict::Broken; });
}

BundleReport checkBundle(const QByteArray &archive, const std::optional<SigningKeyId> &trusted)
{
    auto files = readZip(archive);
    if (!files)
        return {{{BundleFinding::Verdict::Broken, u"archive"_s, files.error().message}}};
    return Checker(std::move(*files), trusted).run();
}

} // namespace gatehouse::services
