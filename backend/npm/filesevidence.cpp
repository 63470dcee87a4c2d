// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/npm/evidencereading.h"

#include "backend/npm/filekind.h"

#include <QFileInfo>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr qsizetype MaxListed = 50;
constexpr qsizetype LargestListed = 10;
constexpr qint64 LargePackageBytes = 50 << 20;

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

QString extensionOf(const QString &path)
{
    const QString suffix = QFileInfo(path).suffix().toLower();
    return suffix.isEmpty() ? u"none"_s : suffix.left(16);
}

QJsonObject countsByExtension(const TarFiles &files)
{
    QMap<QString, int> counts;
    for (auto it = files.keyBegin(); it != files.keyEnd(); ++it)
        ++counts[extensionOf(*it)];
    QJsonObject object;
    for (auto it = counts.begin(); it != counts.end(); ++it)
        object.insert(it.key(), it.value());
    return object;
}

QJsonArray listed(const QStringList &paths)
{
    return QJsonArray::fromStringList(paths.mid(0, MaxListed));
}

} // namespace

Evidence filesEvidence(const EvidenceReading &reading)
{
    QStringList native;
    QStringList minified;
    QStringList executable;
    int sourceMaps = 0;
    qint64 unpacked = 0;
    for (auto it = reading.files.begin(); it != reading.files.end(); ++it) {
        unpacked += it->bytes.size();
        if (isNativeCode(it->bytes))
            native << it.key();
        if (isMinified(it.key(), it->bytes))
            minified << it.key();
        if ((it->mode & 0111) != 0)
            executable << it.key();
        if (it.key().endsWith(u".map"_s))
            ++sourceMaps;
    }
    Evidence evidence = makeEvidence(EvidenceKind::Files, Verdict::Pass,
        u"%1 files, %2 bytes unpacked."_s.arg(reading.files.size()).arg(unpacked));
    for (const QString &path : native.mid(0, MaxListed))
        evidence.findings << Finding{
            Severity::High, u"Compiled code that no diff can show"_s, path, 0};
    for (const QString &path : minified.mid(0, MaxListed))
        evidence.findings << Finding{Severity::Low, u"Minified: hard to review"_s, path, 0};
    if (!native.isEmpty()) {
        evidence.verdict = Verdict::Warn;
        evidence.summary = u"Holds compiled code in %1 files."_s.arg(native.size());
    } else if (unpacked > LargePackageBytes) {
        evidence.verdict = Verdict::Warn;
        evidence.summary = u"Unusually large: %1 bytes unpacked."_s.arg(unpacked);
    }
    evidence.facts = {{u"count"_s, reading.files.size()}, {u"unpackedBytes"_s, unpacked},
        {u"packedBytes"_s, reading.subject.packedBytes},
        {u"byExtension"_s, countsByExtension(reading.files)}, {u"native"_s, listed(native)},
        {u"minified"_s, listed(minified)}, {u"executable"_s, listed(executable)},
        {u"sourceMaps"_s, sourceMaps}, {u"largest"_s, largestFiles(reading.files)}};
    return evidence;
}

} // namespace gatehouse
