// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/testsupport/leaks.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>

#include <cstring>
#include <functional>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::testsupport {

namespace {

constexpr qint64 chunkBytes = 4 << 20;
//! Longer than any secret in UTF-16, so that none is cut by the end of a chunk.
constexpr qint64 overlapBytes = 16 << 10;
constexpr qsizetype shownBytes = 48;

struct Needle
{
    QByteArray bytes;
    QString name;
};

QList<Needle> needlesFor(const QList<QByteArray> &secrets)
{
    QList<Needle> needles;
    for (const QByteArray &secret : secrets) {
        const QString text = QString::fromUtf8(secret);
        const QString name = text.left(16) + u'…';
        needles.append({secret, name + u" as UTF-8"_s});
        needles.append({QByteArray(reinterpret_cast<const char *>(text.utf16()), text.size() * 2), name + u" as UTF-16"_s});
    }
    return needles;
}

QString printable(QByteArrayView bytes)
{
    QString text;
    for (const char byte : bytes)
        text += byte >= 32 && byte < 127 ? QChar::fromLatin1(byte) : byte == 0 ? u'0' : u'.';
    return text;
}

//! Each needle at most once in \a hay.
void look(QByteArrayView hay, const QList<Needle> &needles, const QString &where, QStringList &found)
{
    for (const Needle &needle : needles) {
        const void *at = ::memmem(hay.data(), size_t(hay.size()), needle.bytes.constData(), size_t(needle.bytes.size()));
        if (!at)
            continue;
        const qsizetype offset = static_cast<const char *>(at) - hay.data();
        const qsizetype from = std::max<qsizetype>(0, offset - shownBytes);
        const qsizetype until = std::min<qsizetype>(hay.size(), offset + needle.bytes.size() + shownBytes);
        found.append(u"%1 in %2 at +%3: %4"_s.arg(needle.name, where).arg(offset, 0, 16).arg(printable(hay.sliced(from, until - from))));
    }
}

//! Calls \a visit with parts of every region that can hold what the process wrote; parts overlap.
QString visitMemory(qint64 pid, const std::function<void(QByteArrayView part, const QString &region)> &visit)
{
    QFile maps(u"/proc/%1/maps"_s.arg(pid));
    QFile memory(u"/proc/%1/mem"_s.arg(pid));
    if (!maps.open(QIODevice::ReadOnly) || !memory.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return u"the memory of process %1 cannot be read"_s.arg(pid);
    const QList<QByteArray> lines = maps.readAll().split('\n');
    for (const QByteArray &line : lines) {
        const QList<QByteArray> words = line.simplified().split(' ');
        const QList<QByteArray> ends = words.first().split('-');
        const bool isFile = words.value(5).startsWith('/');
        if (ends.size() != 2 || !words.value(1).startsWith('r') || (isFile && words.at(1).at(1) != 'w') || words.value(5).startsWith("[v"))
            continue;
        const qint64 end = ends[1].toLongLong(nullptr, 16);
        for (qint64 at = ends[0].toLongLong(nullptr, 16); at < end; at += chunkBytes - overlapBytes) {
            if (!memory.seek(at))
                continue;
            const QByteArray part = memory.read(std::min(chunkBytes, end - at));
            visit(part, u"%1+%2"_s.arg(QString::fromLatin1(line.simplified())).arg(at - ends[0].toLongLong(nullptr, 16), 0, 16));
        }
    }
    return {};
}

} // namespace

QStringList leaksInMemory(qint64 pid, const QList<QByteArray> &secrets)
{
    QStringList found;
    const QList<Needle> needles = needlesFor(secrets);
    const QString error = visitMemory(pid, [&](QByteArrayView part, const QString &region) { look(part, needles, region, found); });
    if (!error.isEmpty())
        found.append(error);
    return found;
}

QStringList leaksInFiles(const QString &folder, const QList<QByteArray> &secrets, const QString &except)
{
    QStringList found;
    const QList<Needle> needles = needlesFor(secrets);
    QDirIterator files(folder, QDir::Files | QDir::Hidden | QDir::System, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.fileName().startsWith(except + u'/'))
            continue;
        if (file.open(QIODevice::ReadOnly))
            look(file.readAll(), needles, file.fileName(), found);
        else if (file.exists())
            found.append(file.fileName() + u" cannot be read"_s);
    }
    return found;
}

QSet<QByteArray> tokensInMemory(qint64 pid)
{
    static const QRegularExpression shape(u"eyJ[\\w-]{20,}\\.eyJ[\\w-]{20,}\\.[\\w-]{20,}"_s);
    QSet<QByteArray> tokens;
    visitMemory(pid, [&](QByteArrayView part, const QString &) {
        if (part.indexOf("eyJ") < 0)
            return;
        auto matches = shape.globalMatch(QString::fromLatin1(part));
        while (matches.hasNext())
            tokens.insert(matches.next().captured().toLatin1());
    });
    return tokens;
}

} // namespace gatehouse::testsupport
