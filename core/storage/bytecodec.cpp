// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/bytecodec.h"

#include <QStringDecoder>
#include <QtEndian>

namespace gatehouse::storage {

namespace {

template <typename Number>
void append(QByteArray &bytes, Number value)
{
    const Number little = qToLittleEndian(value);
    bytes.append(reinterpret_cast<const char *>(&little), sizeof little);
}

template <typename Number>
Number number(QByteArrayView bytes)
{
    return bytes.isEmpty() ? Number() : qFromLittleEndian<Number>(bytes.data());
}

} // namespace

void ByteWriter::u8(quint8 value)
{
    m_bytes.append(char(value));
}

void ByteWriter::u32(quint32 value)
{
    append(m_bytes, value);
}

void ByteWriter::u64(quint64 value)
{
    append(m_bytes, value);
}

void ByteWriter::bytes(QByteArrayView bytes)
{
    u32(quint32(bytes.size()));
    m_bytes.append(bytes);
}

QByteArrayView ByteReader::raw(qsizetype count)
{
    if (!m_whole || count < 0 || count > m_rest.size()) {
        m_whole = false;
        return {};
    }
    const QByteArrayView taken = m_rest.first(count);
    m_rest = m_rest.sliced(count);
    return taken;
}

quint8 ByteReader::u8()
{
    return number<quint8>(raw(sizeof(quint8)));
}

quint32 ByteReader::u32()
{
    return number<quint32>(raw(sizeof(quint32)));
}

quint64 ByteReader::u64()
{
    return number<quint64>(raw(sizeof(quint64)));
}

QByteArrayView ByteReader::bytes()
{
    return raw(qsizetype(u32()));
}

QString ByteReader::text()
{
    QStringDecoder decode(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    QString text = decode(bytes());
    if (decode.hasError())
        m_whole = false;
    return m_whole ? text : QString();
}

} // namespace gatehouse::storage
