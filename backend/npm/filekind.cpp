// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/npm/filekind.h"

#include <QFileInfo>
#include <QStringList>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

bool isBinary(const QByteArray &bytes)
{
    return bytes.left(8000).contains('\0');
}

bool isNativeCode(const QByteArray &bytes)
{
    static const QList<QByteArray> magics = {QByteArrayLiteral("\x7f"
                                                               "ELF"),
        QByteArrayLiteral("\0asm"), QByteArrayLiteral("\xfe\xed\xfa\xce"),
        QByteArrayLiteral("\xfe\xed\xfa\xcf"), QByteArrayLiteral("\xce\xfa\xed\xfe"),
        QByteArrayLiteral("\xcf\xfa\xed\xfe"), QByteArrayLiteral("\xca\xfe\xba\xbe")};
    for (const QByteArray &magic : magics) {
        if (bytes.startsWith(magic))
            return true;
    }
    // "MZ" alone could begin a text; a PE file has its second header where byte 0x3c says.
    if (bytes.size() < 0x40 || !bytes.startsWith("MZ"))
        return false;
    const auto offset = qsizetype(uchar(bytes.at(0x3c))) | qsizetype(uchar(bytes.at(0x3d))) << 8;
    return bytes.mid(offset, 2) == "PE";
}

bool isMinified(const QString &path, const QByteArray &bytes)
{
    static const QStringList suffixes = {u"js"_s, u"mjs"_s, u"cjs"_s, u"css"_s};
    constexpr qsizetype SmallBytes = 4096;
    constexpr qsizetype LongAverageLine = 400;
    if (bytes.size() < SmallBytes || !suffixes.contains(QFileInfo(path).suffix()))
        return false;
    return bytes.size() / (bytes.count('\n') + 1) > LongAverageLine;
}

} // namespace gatehouse
