// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/recordpack.h"

#include <QCryptographicHash>
#include <QJsonDocument>

#include <algorithm>
#include <cstring>

namespace gatehouse::pack {

namespace {

constexpr char formatNumber = 1;
constexpr int shapeBytes = 8;

void appendNumber(QByteArray &bytes, quint64 value)
{
    while (value >= 0x80) {
        bytes.append(char(value | 0x80));
        value >>= 7;
    }
    bytes.append(char(value));
}

bool isLatin1(const QString &text)
{
    return std::ranges::all_of(text, [](QChar c) { return c.unicode() < 0x100; });
}

} // namespace

void Sink::number(quint64 value)
{
    appendNumber(m_body, value);
}

void Sink::real(double value)
{
    char bytes[sizeof value];
    std::memcpy(bytes, &value, sizeof value);
    m_body.append(bytes, sizeof value);
}

void Sink::text(const QString &text)
{
    auto known = m_known.constFind(text);
    if (known == m_known.cend()) {
        known = m_known.insert(text, quint64(m_known.size()));
        const bool latin1 = isLatin1(text);
        const QByteArray bytes = latin1 ? text.toLatin1() : text.toUtf8();
        appendNumber(m_texts, quint64(bytes.size()) << 1 | (latin1 ? 1 : 0));
        m_texts += bytes;
    }
    number(*known);
}

QByteArray Sink::take()
{
    QByteArray all;
    all.reserve(m_texts.size() + m_body.size() + 8);
    appendNumber(all, quint64(m_known.size()));
    all += m_texts;
    all += m_body;
    return all;
}

Source::Source(QByteArrayView bytes)
    : m_at(bytes.data())
    , m_end(bytes.data() + bytes.size())
{
    readTexts();
}

void Source::fail()
{
    m_bad = true;
    m_at = m_end;
}

char Source::byte()
{
    if (m_at == m_end) {
        fail();
        return 0;
    }
    return *m_at++;
}

quint64 Source::number()
{
    quint64 value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
        const auto next = quint8(byte());
        value |= quint64(next & 0x7f) << shift;
        if (next < 0x80)
            return value;
    }
    fail();
    return 0;
}

qsizetype Source::count()
{
    const quint64 value = number();
    if (value > quint64(m_end - m_at)) {
        fail();
        return 0;
    }
    return qsizetype(value);
}

double Source::real()
{
    double value = 0;
    if (m_end - m_at < qsizetype(sizeof value)) {
        fail();
        return 0;
    }
    std::memcpy(&value, m_at, sizeof value);
    m_at += sizeof value;
    return value;
}

const QString &Source::text()
{
    const quint64 place = number();
    if (place >= m_texts.size()) {
        fail();
        return m_none;
    }
    return m_texts[size_t(place)];
}

void Source::readTexts()
{
    const qsizetype size = count();
    m_texts.reserve(size_t(size));
    for (qsizetype i = 0; i < size && !m_bad; ++i) {
        const quint64 head = number();
        const quint64 length = head >> 1;
        if (length > quint64(m_end - m_at))
            return fail();
        const QByteArrayView bytes(m_at, qsizetype(length));
        m_texts.push_back(head & 1 ? QString::fromLatin1(bytes) : QString::fromUtf8(bytes));
        m_at += length;
    }
}

void writeJson(Sink &sink, const QJsonValue &value)
{
    sink.text(QString::fromUtf8(QJsonDocument(QJsonArray {value}).toJson(QJsonDocument::Compact)));
}

QJsonValue readJson(Source &source)
{
    return QJsonDocument::fromJson(source.text().toUtf8()).array().at(0);
}

void writeTime(Sink &sink, const QDateTime &time)
{
    sink.number(time.isValid() ? folded(time.toMSecsSinceEpoch()) + 1 : 0);
}

QDateTime readTime(Source &source)
{
    const quint64 value = source.number();
    return value == 0 ? QDateTime() : QDateTime::fromMSecsSinceEpoch(unfolded(value - 1), Qt::UTC);
}

QByteArray headOf(const QByteArray &shape)
{
    return formatNumber + QCryptographicHash::hash(shape, QCryptographicHash::Sha256).left(shapeBytes);
}

} // namespace gatehouse::pack
