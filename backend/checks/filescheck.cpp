// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/checks/check.h"

#include "backend/checks/findings.h"
#include "backend/checks/manifestline.h"
#include "backend/npm/filekind.h"
#include "core/base/counted.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::checks {

namespace {

constexpr qsizetype MaxListed = 50;
constexpr qsizetype LargestListed = 10;
constexpr qint64 LargePackageBytes = 50 << 20;
constexpr qint64 LargeFileBytes = 10 << 20;

QJsonArray largestFiles(const TarFiles &files)
{
    QList<std::pair<qint64, QString>> sizes;
    for (auto it = files.begin(); it != files.end(); ++it)
        sizes.append({it->bytes.size(), it.key()});
    const qsizetype count = std::min(LargestListed, sizes.size());
    std::partial_sort(sizes.begin(), sizes.begin() + count, sizes.end(), std::greater<>());
    QJsonArray largest;
    for (const auto &[size, path] : std::as_const(sizes).first(count))
        largest.append(QJsonObject{{u"path"_s, path}, {u"size"_s, size}});
    return largest;
}

QJsonObject countsByExtension(const TarFiles &files)
{
    QMap<QString, int> counts;
    for (auto it = files.keyBegin(); it != files.keyEnd(); ++it) {
        const QString suffix = QFileInfo(*it).suffix().toLower();
        ++counts[suffix.isEmpty() ? u"none"_s : suffix.left(16)];
    }
    QJsonObject object;
    for (auto it = counts.begin(); it != counts.end(); ++it)
        object.insert(it.key(), it.value());
    return object;
}

QJsonArray listed(const QStringList &paths)
{
    return QJsonArray::fromStringList(paths.mid(0, MaxListed));
}

bool isCode(const QString &path)
{
    static const QStringList suffixes = {u"js"_s, u"mjs"_s, u"cjs"_s};
    return suffixes.contains(QFileInfo(path).suffix().toLower());
}

//! Where a page for people would run code or load from elsewhere if something drew it; -1 when it
//! would not.
qsizetype activeHtmlAt(const QString &path, const QByteArray &bytes)
{
    static const QStringList suffixes = {u"md"_s, u"markdown"_s, u"html"_s, u"htm"_s, u"svg"_s};
    static const QRegularExpression active(
        uR"(<\s*(script|iframe|object|embed|meta\s+http-equiv)\b|\bon(error|load|click|mouseover)\s*=|javascript:)"_s,
        QRegularExpression::CaseInsensitiveOption);
    if (!suffixes.contains(QFileInfo(path).suffix().toLower()))
        return -1;
    // Bytes and characters agree here, so that the place found is a place in the file.
    const auto match = active.match(QString::fromLatin1(bytes.left(1 << 20)));
    return match.hasMatch() ? match.capturedStart() : -1;
}

//! What the loop over the files gathers.
struct Sorted
{
    QStringList native;
    QStringList minified;
    QStringList executable;
    QStringList large;
    QMap<QString, int> activeHtml; //!< Path and line.
    int code = 0;
    int sourceMaps = 0;
    qint64 unpacked = 0;

    void take(const QString &path, const TarEntry &file)
    {
        unpacked += file.bytes.size();
        if (isNativeCode(file.bytes))
            native << path;
        if (isMinified(path, file.bytes))
            minified << path;
        if ((file.mode & 0111) != 0)
            executable << path;
        if (path.endsWith(u".map"_s))
            ++sourceMaps;
        else if (file.bytes.size() > LargeFileBytes)
            large << path;
        if (isCode(path))
            ++code;
        if (const qsizetype at = activeHtmlAt(path, file.bytes); at >= 0)
            activeHtml.insert(path, lineAt(file.bytes, at));
    }
    bool isAllMinified() const { return code > 0 && std::count_if(minified.begin(), minified.end(), isCode) == code; }
};

void report(const Sorted &sorted, Findings &findings)
{
    using enum Severity;
    for (const QString &path : sorted.native)
        findings.add({u"native-code"_s, High, Verdict::Warn, u"Compiled code that no diff can show"_s, path});
    if (sorted.isAllMinified()) {
        findings.add({.rule = u"minified-only"_s, .severity = Medium, .verdict = Verdict::Warn,
            .title = u"All code is minified: nobody can review it"_s, .file = sorted.minified.first(),
            .fix = u"Ask the publisher for a package with readable code."_s});
    }
    for (const QString &path : sorted.minified)
        findings.add({u"minified"_s, Low, Verdict::Pass, u"Minified: hard to review"_s, path});
    for (const QString &path : sorted.large)
        findings.add({u"large-file"_s, Low, Verdict::Pass, u"Unusually large file"_s, path});
    for (auto it = sorted.activeHtml.begin(); it != sorted.activeHtml.end(); ++it) {
        findings.add({.rule = u"active-html"_s, .severity = Low, .verdict = Verdict::Pass,
            .title = u"Holds HTML that would run code; it is only ever shown as text"_s, .file = it.key(), .line = *it});
    }
    if (sorted.unpacked > LargePackageBytes) {
        findings.add({u"large-package"_s, Medium, Verdict::Warn,
            u"Unusually large: %1 bytes unpacked."_s.arg(sorted.unpacked)});
    }
}

} // namespace

Result<Outcome> files(const Reading &reading, const Watch &watch)
{
    Sorted sorted;
    for (auto it = reading.files.begin(); it != reading.files.end(); ++it) {
        GATEHOUSE_TRY(watch.goOn());
        sorted.take(it.key(), *it);
    }
    Findings findings(EvidenceKind::Files);
    report(sorted, findings);
    Outcome outcome{u"%1, %2 unpacked."_s.arg(counted(reading.files.size(), u"file", u"files"), counted(sorted.unpacked, u"byte", u"bytes"))};
    if (!sorted.native.isEmpty())
        outcome.summary = u"Holds compiled code in %1."_s.arg(counted(sorted.native.size(), u"file", u"files"));
    else if (sorted.unpacked > LargePackageBytes || sorted.isAllMinified())
        outcome.summary = findings.worst();
    outcome.findings = findings.take();
    outcome.facts = {{u"count"_s, reading.files.size()}, {u"unpackedBytes"_s, sorted.unpacked},
        {u"packedBytes"_s, reading.subject.packedBytes},
        {u"byExtension"_s, countsByExtension(reading.files)}, {u"native"_s, listed(sorted.native)},
        {u"minified"_s, listed(sorted.minified)}, {u"executable"_s, listed(sorted.executable)},
        {u"sourceMaps"_s, sorted.sourceMaps}, {u"largest"_s, largestFiles(reading.files)}};
    return outcome;
}

} // namespace gatehouse::checks
