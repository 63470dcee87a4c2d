// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

//! Whole numbers in little-endian order, and bytes and texts with their length in front.
namespace gatehouse::storage {

class ByteWriter final
{
public:
    void u8(quint8 value);
    void u32(quint32 value);
    void u64(quint64 value);
    void raw(QByteArrayView bytes) { m_bytes.append(bytes); }
    void bytes(QByteArrayView bytes);
    void text(const QString &text) { bytes(text.toUtf8()); }

    QByteArray taken() { return std::move(m_bytes); }

private:
    QByteArray m_bytes;
};

//! Reads what ByteWriter wrote. After the first thing that does not fit, everything is empty and
//! isWhole() is false for good. The bytes must outlive it.
class ByteReader final
{
public:
    explicit ByteReader(QByteArrayView bytes)
        : m_rest(bytes)
    {
    }
    quint8 u8();
    quint32 u32();
    quint64 u64();
    QByteArrayView raw(qsizetype count);
    QByteArrayView bytes();
    QString text(); //!< Refuses what is not UTF-8.

    qsizetype remaining() const { return m_rest.size(); }
    bool isWhole() const { return m_whole; }
    //! Everything was read and fitted.
    bool isDone() const { return m_whole && m_rest.isEmpty(); }

private:
    QByteArrayView m_rest;
    bool m_whole = true;
};

} // namespace gatehouse::storage
