// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/recordpack.h"

#include "core/sync/recordshape.h"

#include <QCryptographicHash>
#include <QJsonDocument>

#include <algorithm>
#include <cstring>

namespace gatehouse::pack {

namespace {

constexpr char formatNumber = 2;
constexpr int shapeBytes = 8;
//! What stands for a text in a record: in the two lowest bits how it is written, above them its length, or
//! its number among the shared ones.
enum TextForm : quint64 {
    Utf8Form,
    AsciiForm, //!< Faster to read.
    SharedForm,
    StartForm //!< As much of the last text that was written out, in ASCII, and the rest of this one.
};
constexpr int formBits = 2;
constexpr quint64 formMask = (1 << formBits) - 1;
//! A start that is shorter is not worth the trouble.
constexpr qsizetype shortestStart = 8;

bool isAscii(const QString &text)
{
    return std::ranges::all_of(text, [](QChar c) { return c.unicode() < 0x80; });
}

void appendForm(QByteArray &bytes, quint64 length, TextForm form)
{
    appendNumber(bytes, length << formBits | form);
}

qsizetype sameStart(QByteArrayView a, QByteArrayView b)
{
    return std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin();
}

//! Writes texts one after another.
class TextAppender final
{
public:
    explicit TextAppender(QByteArray &bytes)
        : m_bytes(bytes)
    {
    }
    void append(const QString &text)
    {
        if (!isAscii(text)) {
            const QByteArray encoded = text.toUtf8();
            appendForm(m_bytes, quint64(encoded.size()), Utf8Form);
            m_bytes += encoded;
            return;
        }
        const QByteArray encoded = text.toLatin1();
        if (const qsizetype same = sameStart(m_last, encoded); same >= shortestStart) {
            appendForm(m_bytes, quint64(same), StartForm);
            appendNumber(m_bytes, quint64(encoded.size() - same));
            m_bytes.append(QByteArrayView(encoded).sliced(same));
            return;
        }
        appendForm(m_bytes, quint64(encoded.size()), AsciiForm);
        m_bytes += encoded;
        m_last = encoded;
    }

private:
    QByteArray &m_bytes;
    QByteArray m_last;
};

} // namespace

void appendNumber(QByteArray &bytes, quint64 value)
{
    while (value >= 0x80) {
        bytes.append(char(value | 0x80));
        value >>= 7;
    }
    bytes.append(char(value));
}

QByteArray framed(const QList<QByteArrayView> &records)
{
    const auto widthOf = [](quint64 number) {
        qsizetype width = 1;
        for (; number >= 0x80; number >>= 7)
            ++width;
        return width;
    };
    // As large as it will be and no larger: it stays in memory.
    qsizetype size = widthOf(quint64(records.size()));
    for (const QByteArrayView record : records)
        size += widthOf(quint64(record.size())) + record.size();
    QByteArray bytes;
    bytes.reserve(size);
    appendNumber(bytes, quint64(records.size()));
    for (const QByteArrayView record : records) {
        appendNumber(bytes, quint64(record.size()));
        bytes.append(record);
    }
    return bytes;
}

Sink::Sink(const Texts &texts)
    : m_given(quint32(texts.size()))
{
    for (const QString &text : texts) {
        m_numbers.insert(text, quint32(m_texts.size()));
        m_texts.push_back({text, 0});
    }
}

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
    auto known = m_numbers.constFind(text);
    if (known == m_numbers.cend()) {
        known = m_numbers.insert(text, quint32(m_texts.size()));
        m_texts.push_back({text, 0});
    }
    ++m_texts[*known].uses;
    m_places.push_back({m_body.size(), *known});
}

void Sink::endRecord()
{
    m_ends.push_back({m_body.size(), m_places.size()});
}

//! Of each text its number among the shared ones; -1 when it is written out where it is used.
std::vector<qint64> Sink::sharedNumbers() const
{
    std::vector<qint64> numbers;
    numbers.reserve(m_texts.size());
    qint64 next = 0;
    for (size_t i = 0; i < m_texts.size(); ++i) {
        const bool isShared = m_given ? i < *m_given : m_texts[i].uses > 1 && !m_texts[i].text.isEmpty();
        numbers.push_back(isShared ? next++ : -1);
    }
    return numbers;
}

QByteArrayList Sink::records(const std::vector<qint64> &numbers) const
{
    QByteArrayList records;
    records.reserve(qsizetype(m_ends.size()));
    qsizetype at = 0;
    size_t place = 0;
    for (const End &end : m_ends) {
        QByteArray record;
        TextAppender texts(record);
        for (; place < end.places; ++place) {
            record.append(QByteArrayView(m_body).sliced(at, m_places[place].at - at));
            at = m_places[place].at;
            const quint32 text = m_places[place].text;
            if (numbers[text] >= 0)
                appendForm(record, quint64(numbers[text]), SharedForm);
            else
                texts.append(m_texts[text].text);
        }
        record.append(QByteArrayView(m_body).sliced(at, end.body - at));
        at = end.body;
        records.append(record);
    }
    return records;
}

QByteArrayList Sink::takeRecords() const
{
    return records(sharedNumbers());
}

QByteArray Sink::takeBlock(const QByteArray &head) const
{
    const std::vector<qint64> numbers = sharedNumbers();
    QByteArray texts;
    appendNumber(texts, quint64(std::ranges::count_if(numbers, [](qint64 number) { return number >= 0; })));
    TextAppender appender(texts);
    for (size_t i = 0; i < m_texts.size(); ++i) {
        if (numbers[i] >= 0)
            appender.append(m_texts[i].text);
    }
    const QByteArrayList all = records(numbers);
    return head + texts + framed(QList<QByteArrayView>(all.begin(), all.end()));
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
    const QByteArrayView bytes = raw(sizeof value);
    if (!bytes.isEmpty())
        std::memcpy(&value, bytes.data(), sizeof value);
    return value;
}

QByteArrayView Source::raw(quint64 length)
{
    if (length > quint64(m_end - m_at)) {
        fail();
        return {};
    }
    const QByteArrayView bytes(m_at, qsizetype(length));
    m_at += length;
    return bytes;
}

//! A text that is not a shared one, as bytes.
Source::Written Source::written(quint64 head)
{
    const quint64 length = head >> formBits;
    if ((head & formMask) == StartForm) {
        if (length > quint64(m_last.size())) {
            fail();
            return {};
        }
        return {m_last.first(qsizetype(length)), raw(number()), true};
    }
    const bool ascii = (head & formMask) == AsciiForm;
    const QByteArrayView bytes = raw(length);
    if (ascii)
        m_last = bytes;
    return {{}, bytes, ascii};
}

QString Source::text()
{
    const quint64 head = number();
    if ((head & formMask) == SharedForm) {
        if (head >> formBits < m_texts->size())
            return (*m_texts)[size_t(head >> formBits)];
        fail();
        return {};
    }
    const Written found = written(head);
    if (!found.ascii)
        return QString::fromUtf8(found.rest);
    if (found.start.isEmpty())
        return QString::fromLatin1(found.rest);
    return QLatin1String(found.start) + QLatin1String(found.rest);
}

void Source::skipText()
{
    const quint64 head = number();
    if ((head & formMask) != SharedForm)
        written(head);
    else if (head >> formBits >= m_texts->size())
        fail();
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
