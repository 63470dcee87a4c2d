// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/checks/check.h"

#include "backend/checks/findings.h"
#include "backend/checks/installscripts.h"
#include "backend/checks/manifestline.h"
#include "backend/checks/obfuscation.h"
#include "backend/checks/riskywords.h"
#include "backend/npm/filekind.h"
#include "backend/npm/plaintext.h"
#include "core/base/counted.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QRegularExpression>
#include <QSet>

using namespace Qt::Literals::StringLiterals;

// Code that a reviewer wants to see before it runs, with file and line.
namespace gatehouse::checks {

namespace {

constexpr qsizetype LargestFile = 8 << 20;
constexpr int UsesPerFile = 20; // Of one kind; the rest of a file says nothing new.

struct Rule
{
    Reach reach;
    QString rule;
    Severity severity;
    Verdict verdict;
    QString sentence; //!< %1 is what is used.
};

const Rule *ruleFor(Reach reach, bool atInstall)
{
    using enum Severity;
    static const QList<Rule> always = {
        {Reach::Process, u"starts-processes"_s, Low, Verdict::Pass, u"Can start processes: %1"_s},
        {Reach::Evaluation, u"evaluates-text"_s, Low, Verdict::Pass, u"Runs text as code: %1"_s},
        {Reach::Exfiltration, u"drop-place"_s, High, Verdict::Warn,
            u"Names a place where stolen data is sent: %1"_s},
    };
    static const QList<Rule> install = {
        {Reach::Process, u"install-starts-processes"_s, High, Verdict::Warn,
            u"Starts processes while it is installed: %1"_s},
        {Reach::Network, u"install-network"_s, Critical, Verdict::Fail,
            u"Reaches the network while it is installed: %1"_s},
        {Reach::FileSystem, u"install-files"_s, High, Verdict::Warn,
            u"Reads or writes files while it is installed: %1"_s},
        {Reach::Evaluation, u"install-evaluates-text"_s, Critical, Verdict::Fail,
            u"Runs text as code while it is installed: %1"_s},
        {Reach::Environment, u"install-environment"_s, Medium, Verdict::Warn,
            u"Reads the environment while it is installed: %1"_s},
        {Reach::Computed, u"install-computed-module"_s, High, Verdict::Warn,
            u"Chooses a module while it is installed"_s},
        {Reach::Exfiltration, u"drop-place"_s, Critical, Verdict::Fail,
            u"Names a place where stolen data is sent: %1"_s},
    };
    for (const Rule &rule : atInstall ? install : always) {
        if (rule.reach == reach)
            return &rule;
    }
    return nullptr;
}

bool isScript(const QString &path)
{
    static const QSet<QString> suffixes
        = {u"js"_s, u"cjs"_s, u"mjs"_s, u"ts"_s, u"tsx"_s, u"jsx"_s};
    return suffixes.contains(QFileInfo(path).suffix().toLower()) && !path.endsWith(u".d.ts"_s);
}

//! One file's findings.
class FileScan final
{
public:
    FileScan(const QString &path, const QByteArray &bytes, bool atInstall, Findings &findings)
        : m_path(path)
        , m_bytes(bytes)
        , m_atInstall(atInstall)
        , m_findings(findings)
    {
    }

    Status scan(const Watch &watch)
    {
        JsLexer lexer(m_bytes);
        JsWindow window;
        Obfuscation obfuscation;
        int seen = 0;
        for (JsToken token = lexer.next(); token.kind != JsToken::Kind::End; token = lexer.next()) {
            if (++seen % 20'000 == 0)
                GATEHOUSE_TRY(watch.goOn());
            window.push(token);
            obfuscation.look(token);
            take(riskyUse(window));
        }
        if (const QString sign = obfuscation.sign(); !sign.isEmpty()) {
            m_findings.add({.rule = u"obfuscated"_s,
                .severity = m_atInstall ? Severity::Critical : Severity::High,
                .verdict = m_atInstall ? Verdict::Fail : Verdict::Warn,
                .title = u"Code hides what it does"_s,
                .file = m_path,
                .line = obfuscation.line(),
                .detail = sign});
        }
        return {};
    }

private:
    void take(const RiskyUse &use)
    {
        const Rule *rule = use.reach == Reach::None ? nullptr : ruleFor(use.reach, m_atInstall);
        if (!rule || ++m_uses[int(use.reach)] > UsesPerFile)
            return;
        const QString what = QString::fromUtf8(use.what);
        m_findings.add({.rule = rule->rule,
            .severity = rule->severity,
            .verdict = rule->verdict,
            .title = rule->sentence.contains(u"%1"_s) ? rule->sentence.arg(plainText(what, 80))
                                                      : rule->sentence,
            .file = m_path,
            .line = use.line,
            .key = what});
    }

    const QString &m_path;
    const QByteArray &m_bytes;
    const bool m_atInstall;
    Findings &m_findings;
    QHash<int, int> m_uses;
};

//! A shell script that npm runs is judged by its words.
void scanShell(const QString &path, const QByteArray &bytes, Findings &findings)
{
    static const QRegularExpression words(
        uR"(\b(curl|wget|nc|ncat|base64|eval|python3?|perl)\b|/dev/tcp/|https?://)"_s);
    const QStringList lines = QString::fromUtf8(bytes.left(1 << 20)).split(u'\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const auto match = words.match(lines.at(i));
        if (!match.hasMatch() || lines.at(i).trimmed().startsWith(u'#'))
            continue;
        findings.add({.rule = u"install-shell"_s,
            .severity = Severity::Critical,
            .verdict = Verdict::Fail,
            .title = u"A shell script that npm runs uses %1"_s.arg(match.captured()),
            .file = path,
            .line = int(i + 1),
            .key = lines.at(i).trimmed()});
    }
}

void findHiddenText(const QString &path, const QByteArray &bytes, Findings &findings)
{
    const qsizetype at = hiddenTextAt(bytes);
    if (at < 0)
        return;
    findings.add({.rule = u"hidden-text"_s,
        .severity = Severity::High,
        .verdict = Verdict::Warn,
        .title = u"Holds text that no screen shows as it is"_s,
        .file = path,
        .line = lineAt(bytes, at),
        .detail = u"Characters that turn the reading direction or show nothing stand in the code."_s});
}

//! Names and texts of package.json with characters that hide something.
void findHiddenNames(const QJsonValue &value, const QString &place, int depth, Findings &findings)
{
    constexpr int MaxDepth = 8;
    const auto tell = [&](const QString &text, const QString &at) {
        findings.add({.rule = u"hidden-characters"_s,
            .severity = Severity::High,
            .verdict = Verdict::Warn,
            .title = u"package.json holds hidden characters in %1: %2"_s.arg(
                plainText(at, 80), plainText(text, 120)),
            .file = u"package.json"_s,
            .key = at});
    };
    if (value.isString() && hasHiddenCharacters(value.toString().remove(u'\n').remove(u'\t').remove(u'\r')))
        tell(value.toString(), place);
    if (depth >= MaxDepth)
        return;
    if (value.isArray()) {
        const QJsonArray list = value.toArray();
        for (const QJsonValue &item : list)
            findHiddenNames(item, place, depth + 1, findings);
    }
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (hasHiddenCharacters(it.key()))
            tell(it.key(), place);
        findHiddenNames(it.value(), place.isEmpty() ? it.key() : place, depth + 1, findings);
    }
}

} // namespace

Result<Outcome> riskyCode(const Reading &reading, const Watch &watch)
{
    Findings findings(EvidenceKind::RiskyCode);
    const QStringList atInstall
        = installTimeFiles(allInstallScripts(reading.manifest, reading.files), reading.files);
    const QSet<QString> installFiles(atInstall.begin(), atInstall.end());
    int scanned = 0;
    QStringList tooLarge;
    for (auto it = reading.files.begin(); it != reading.files.end(); ++it) {
        GATEHOUSE_TRY(watch.goOn());
        const bool runsAtInstall = installFiles.contains(it.key());
        if (isBinary(it->bytes))
            continue;
        if (isScript(it.key()) || (runsAtInstall && it->bytes.startsWith("#!/usr/bin/env node"))) {
            if (it->bytes.size() > LargestFile) {
                tooLarge << it.key();
                continue;
            }
            ++scanned;
            GATEHOUSE_TRY(FileScan(it.key(), it->bytes, runsAtInstall, findings).scan(watch));
            findHiddenText(it.key(), it->bytes, findings);
        } else if (runsAtInstall && !it.key().endsWith(u".json"_s)) {
            scanShell(it.key(), it->bytes, findings);
        }
    }
    for (const QString &path : std::as_const(tooLarge)) {
        findings.add({u"too-large-to-read"_s, Severity::Medium, Verdict::Warn,
            u"Too large to be read for risky code"_s, path});
    }
    findHiddenNames(reading.manifest, {}, 0, findings);
    Outcome outcome{u"%1 read; nothing asks for attention."_s.arg(counted(scanned, u"code file was", u"code files were"))};
    if (!findings.isEmpty())
        outcome.summary = findings.worst();
    outcome.findings = findings.take();
    outcome.facts = {{u"scanned"_s, scanned},
        {u"installTime"_s, QJsonArray::fromStringList(atInstall)}, {u"findings"_s, outcome.findings.size()}};
    return outcome;
}

} // namespace gatehouse::checks
