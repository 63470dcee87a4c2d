// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/checks/check.h"

#include "backend/checks/findings.h"
#include "backend/checks/manifestline.h"
#include "backend/npm/filekind.h"
#include "core/base/counted.h"

#include <QCryptographicHash>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

// Keys and tokens that somebody packed by mistake. What was found is never repeated: only where.
namespace gatehouse::checks {

namespace {

constexpr qsizetype LargestFile = 16 << 20;

enum class Letters { Upper, Alphanumeric, Token, Hex };

//! A secret that can be told from its first characters, as its issuer writes them.
struct Shape
{
    QByteArrayView prefix;
    Letters letters;
    int least; //!< Characters behind the prefix.
    int most;
    const char *rule;
    const char *name;
};

constexpr Shape shapes[] = {
    {"AKIA", Letters::Upper, 16, 16, "aws-access-key", "An AWS access key"},
    {"ASIA", Letters::Upper, 16, 16, "aws-access-key", "An AWS access key"},
    {"ghp_", Letters::Alphanumeric, 36, 36, "github-token", "A GitHub token"},
    {"gho_", Letters::Alphanumeric, 36, 36, "github-token", "A GitHub token"},
    {"ghs_", Letters::Alphanumeric, 36, 36, "github-token", "A GitHub token"},
    {"github_pat_", Letters::Token, 60, 90, "github-token", "A GitHub token"},
    {"glpat-", Letters::Token, 20, 60, "gitlab-token", "A GitLab token"},
    {"npm_", Letters::Alphanumeric, 36, 36, "npm-token", "An npm token"},
    {"xoxb-", Letters::Token, 24, 90, "slack-token", "A Slack token"},
    {"xoxp-", Letters::Token, 24, 90, "slack-token", "A Slack token"},
    {"hooks.slack.com/services/T", Letters::Token, 8, 60, "slack-webhook", "A Slack webhook"},
    {"AIza", Letters::Token, 35, 35, "google-key", "A Google API key"},
    {"sk_live_", Letters::Alphanumeric, 24, 99, "stripe-key", "A Stripe live key"},
    {"rk_live_", Letters::Alphanumeric, 24, 99, "stripe-key", "A Stripe live key"},
    {"dop_v1_", Letters::Hex, 64, 64, "digitalocean-token", "A DigitalOcean token"},
    {"hvs.", Letters::Token, 90, 120, "vault-token", "A Vault token"},
};

bool isLetterOf(Letters letters, char c)
{
    const bool digit = c >= '0' && c <= '9';
    const bool upper = c >= 'A' && c <= 'Z';
    const bool lower = c >= 'a' && c <= 'z';
    switch (letters) {
    case Letters::Upper:
        return digit || upper;
    case Letters::Alphanumeric:
        return digit || upper || lower;
    case Letters::Hex:
        return digit || (c >= 'a' && c <= 'f');
    case Letters::Token:
        break;
    }
    return digit || upper || lower || c == '_' || c == '-';
}

// What documentation shows: AKIAIOSFODNN7EXAMPLE, ghp_xxxxxxxx….
bool isPlaceholder(QByteArrayView secret)
{
    const QByteArray upper = secret.toByteArray().toUpper();
    if (upper.contains("EXAMPLE") || upper.contains("XXXX") || upper.contains("0000") || upper.contains("1234567890"))
        return true;
    const QByteArrayView tail = secret.last(std::min<qsizetype>(16, secret.size()));
    return std::ranges::all_of(tail, [&](char c) { return c == tail.front(); });
}

//! One file, searched for every shape.
class FileSearch final
{
public:
    FileSearch(const QString &path, const QByteArray &bytes, Findings &findings)
        : m_path(path)
        , m_bytes(bytes)
        , m_findings(findings)
    {
    }

    void search(const Shape &shape)
    {
        for (qsizetype at = m_bytes.indexOf(shape.prefix); at >= 0; at = m_bytes.indexOf(shape.prefix, at + 1)) {
            const QByteArrayView secret = secretAt(shape, at);
            if (!secret.isEmpty() && !isPlaceholder(secret))
                tell(QLatin1String(shape.rule), QLatin1String(shape.name), at, secret);
        }
    }

    void searchPrivateKeys()
    {
        for (qsizetype at = m_bytes.indexOf("-----BEGIN "); at >= 0; at = m_bytes.indexOf("-----BEGIN ", at + 1)) {
            const QByteArray head = m_bytes.mid(at, 60);
            const bool isKey = head.contains("PRIVATE KEY-----") && !head.contains("PUBLIC");
            // A parser or a text field shows the first line alone.
            const QByteArray body = m_bytes.mid(at, 400);
            if (isKey && body.size() > 200 && std::ranges::count_if(body, [](char c) { return isLetterOf(Letters::Token, c); }) > 200)
                tell("private-key"_L1, "A private key"_L1, at, body);
        }
    }

private:
    QByteArrayView secretAt(const Shape &shape, qsizetype at) const
    {
        if (at > 0 && isLetterOf(Letters::Token, m_bytes.at(at - 1)))
            return {};
        const qsizetype from = at + shape.prefix.size();
        qsizetype to = from;
        while (to < m_bytes.size() && to - from <= shape.most && isLetterOf(shape.letters, m_bytes.at(to)))
            ++to;
        const qsizetype length = to - from;
        return length < shape.least || length > shape.most ? QByteArrayView() : QByteArrayView(m_bytes).sliced(from, length);
    }

    void tell(QLatin1String rule, QLatin1String name, qsizetype at, QByteArrayView secret)
    {
        const QByteArray digest = QCryptographicHash::hash(secret.toByteArray(), QCryptographicHash::Sha256);
        m_findings.add({.rule = rule, .severity = Severity::High, .verdict = Verdict::Warn,
            .title = name + u" stands in a file"_s, .file = m_path, .line = lineAt(m_bytes, at),
            .key = QString::fromLatin1(digest.toHex().left(16)),
            .detail = u"Everybody who installs the package can read it. It is not repeated here."_s,
            .fix = u"Its owner must revoke it, and publish again without it."_s});
    }

    const QString &m_path;
    const QByteArray &m_bytes;
    Findings &m_findings;
};

void tellSuspiciousFile(const QString &path, Findings &findings)
{
    static const QStringList names = {u".npmrc"_s, u".netrc"_s, u"id_rsa"_s, u"id_ed25519"_s, u".pypirc"_s};
    const QString name = QFileInfo(path).fileName();
    const bool isEnvironment = name == u".env"_s || (name.startsWith(u".env."_s) && !name.endsWith(u"example"_s) && !name.endsWith(u"sample"_s) && !name.endsWith(u"template"_s));
    if (names.contains(name) || isEnvironment)
        findings.add({u"secret-file"_s, Severity::Medium, Verdict::Warn, u"A file that usually holds secrets was packed"_s, path});
}

} // namespace

Result<Outcome> secrets(const Reading &reading, const Watch &watch)
{
    Findings findings(EvidenceKind::Secrets);
    int searched = 0;
    for (auto it = reading.files.begin(); it != reading.files.end(); ++it) {
        GATEHOUSE_TRY(watch.goOn());
        tellSuspiciousFile(it.key(), findings);
        if (isBinary(it->bytes) || it->bytes.size() > LargestFile)
            continue;
        ++searched;
        FileSearch search(it.key(), it->bytes, findings);
        for (const Shape &shape : shapes)
            search.search(shape);
        search.searchPrivateKeys();
    }
    Outcome outcome{u"No known kind of secret stands in its %1."_s.arg(counted(searched, u"text", u"texts"))};
    if (!findings.isEmpty())
        outcome.summary = findings.worst() + u'.';
    outcome.findings = findings.take();
    outcome.facts = {{u"searched"_s, searched}, {u"count"_s, outcome.findings.size()}};
    return outcome;
}

} // namespace gatehouse::checks
