// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/npm/tarball.h"

#include <algorithm>

using namespace gatehouse;

namespace {

//! Takes pieces off the front of what the fuzzer gave.
class Pieces
{
public:
    explicit Pieces(QByteArrayView bytes)
        : m_rest(bytes)
    {
    }
    bool isEmpty() const { return m_rest.isEmpty(); }
    quint8 number() { return m_rest.isEmpty() ? 0 : quint8(take(1).front()); }
    QByteArrayView take(qsizetype length)
    {
        const QByteArrayView piece = m_rest.first(std::min(length, m_rest.size()));
        m_rest = m_rest.sliced(piece.size());
        return piece;
    }

private:
    QByteArrayView m_rest;
};

void put(QByteArray &header, qsizetype at, QByteArrayView text)
{
    std::copy(text.begin(), text.end(), header.begin() + at);
}

//! One member with a checksum that holds, so that what it says is looked at (POSIX.1-1988 ustar).
QByteArray member(Pieces &pieces)
{
    static constexpr char types[] = "00015L2345xgKS7";
    const char type = types[pieces.number() % (sizeof types - 1)];
    const quint8 claimed = pieces.number();
    const QByteArrayView name = pieces.take(pieces.number() % 100);
    const QByteArrayView body = pieces.take(pieces.number());
    QByteArray header(512, '\0');
    put(header, 0, "package/");
    put(header, claimed % 3 == 0 ? 0 : 8, name.first(std::min<qsizetype>(name.size(), 92)));
    put(header, 100, "0000644");
    const qsizetype size = claimed % 7 == 0 ? claimed * 100000 : body.size();
    put(header, 124, QByteArray::number(size, 8).rightJustified(11, '0'));
    header[156] = type;
    put(header, 157, name);
    put(header, 257, QByteArrayView("ustar\00000", 8));
    put(header, 148, "        ");
    quint32 sum = 0;
    for (const char byte : std::as_const(header))
        sum += quint8(byte);
    const QByteArray checksum = QByteArray::number(sum, 8).rightJustified(6, '0') + QByteArray("\0 ", 2);
    put(header, 148, checksum);
    return header + body + QByteArray((512 - body.size() % 512) % 512, '\0');
}

//! As a gzip stream of stored blocks (RFC 1952, 1951 section 3.2.4).
QByteArray gzipped(const QByteArray &bytes)
{
    QByteArray stream("\x1f\x8b\x08\0\0\0\0\0\0\x03", 10);
    constexpr qsizetype Block = 0xffff;
    for (qsizetype at = 0; at < bytes.size() || at == 0; at += Block) {
        const quint16 length = quint16(std::min(Block, bytes.size() - at));
        stream.append(at + Block >= bytes.size() ? '\1' : '\0');
        for (const quint16 half : {length, quint16(~length)})
            stream.append(char(half & 0xff)).append(char(half >> 8));
        stream.append(bytes.sliced(at, length));
    }
    return stream + QByteArray(8, '\0');
}

QByteArray archive(Pieces pieces)
{
    const quint8 how = pieces.number();
    if (how % 8 == 0)
        return pieces.take(1 << 20).toByteArray();
    QByteArray tar;
    while (!pieces.isEmpty())
        tar += member(pieces);
    return gzipped(tar + QByteArray(1024, '\0'));
}

bool leavesThePackage(const QString &path)
{
    const QStringList parts = path.split(u'/');
    return path.isEmpty() || path.startsWith(u'/') || parts.contains(u"..") || parts.contains(u".") || parts.contains(QString());
}

} // namespace

//! Nothing is read outside the limits, and no path leaves the package, whatever the archive says.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    TarLimits limits;
    limits.files = 8;
    const auto files = readTarball(archive(Pieces(QByteArrayView(data, qsizetype(size)))), limits);
    if (!files) {
        if (files.error().code.isEmpty() || files.error().message.isEmpty())
            __builtin_trap();
        return 0;
    }
    if (files->isEmpty() || files->size() > limits.files || std::any_of(files->keyBegin(), files->keyEnd(), leavesThePackage))
        __builtin_trap();
    return 0;
}
