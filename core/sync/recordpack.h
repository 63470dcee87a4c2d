// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/codec.h"

#include <QHash>

#include <vector>

//! Many records of one described type in few bytes, for this computer only. A text that occurs
//! several times is written once and shared when it is read again. What was packed by a build whose
//! types look different is not read. Any thread.
namespace gatehouse {

namespace pack {

class Sink final
{
public:
    void byte(char value) { m_body.append(value); }
    void number(quint64 value);
    void real(double value);
    void text(const QString &text);
    //! The texts, then what was written.
    QByteArray take();

private:
    QByteArray m_body;
    QByteArray m_texts;
    QHash<QString, quint64> m_known;
};

//! Reads what a Sink wrote. Bytes that no Sink wrote make it bad; then every value is empty.
class Source final
{
public:
    explicit Source(QByteArrayView bytes);

    bool isBad() const { return m_bad; }
    bool atEnd() const { return m_at == m_end; }
    void fail();
    char byte();
    quint64 number();
    //! A number of things that take at least one byte each.
    qsizetype count();
    double real();
    const QString &text();

private:
    void readTexts();

    const char *m_at;
    const char *m_end;
    std::vector<QString> m_texts;
    QString m_none;
    bool m_bad = false;
};

inline quint64 folded(qint64 value) { return (quint64(value) << 1) ^ quint64(value >> 63); }
inline qint64 unfolded(quint64 value) { return qint64(value >> 1) ^ -qint64(value & 1); }

void writeJson(Sink &sink, const QJsonValue &value);
QJsonValue readJson(Source &source);
void writeTime(Sink &sink, const QDateTime &time);
QDateTime readTime(Source &source);

struct Writer
{
    Sink &sink;

    template <typename T>
    void operator()(const char *, const T &value) { write(value); }

    template <typename T>
    void write(const T &value)
    {
        if constexpr (codec::Described<T>)
            T::fields(value, *this);
        else if constexpr (std::same_as<T, QString>)
            sink.text(value);
        else if constexpr (std::same_as<T, bool>)
            sink.byte(value ? 1 : 0);
        else if constexpr (std::same_as<T, double>)
            sink.real(value);
        else if constexpr (std::same_as<T, QDateTime>)
            writeTime(sink, value);
        else if constexpr (std::is_enum_v<T>)
            sink.number(quint64(value));
        else if constexpr (std::integral<T>)
            sink.number(folded(qint64(value)));
        else if constexpr (requires { value.text(); })
            sink.text(value.text());
        else
            writeJson(sink, value);
    }
    template <typename T>
    void write(const std::optional<T> &value)
    {
        sink.byte(value ? 1 : 0);
        if (value)
            write(*value);
    }
    template <typename T>
    void write(const QList<T> &list)
    {
        sink.number(quint64(list.size()));
        for (const T &value : list)
            write(value);
    }
    template <typename T>
    void write(const QMap<QString, T> &map)
    {
        sink.number(quint64(map.size()));
        for (auto it = map.begin(); it != map.end(); ++it) {
            sink.text(it.key());
            write(it.value());
        }
    }
};

struct Reader
{
    Source &source;

    template <typename T>
    void operator()(const char *, T &out) { read(out); }

    template <typename T>
    void read(T &out)
    {
        if constexpr (codec::Described<T>)
            T::fields(out, *this);
        else if constexpr (std::same_as<T, QString>)
            out = source.text();
        else if constexpr (std::same_as<T, bool>)
            out = source.byte() != 0;
        else if constexpr (std::same_as<T, double>)
            out = source.real();
        else if constexpr (std::same_as<T, QDateTime>)
            out = readTime(source);
        else if constexpr (std::is_enum_v<T>)
            out = T(source.number());
        else if constexpr (std::integral<T>)
            out = T(unfolded(source.number()));
        else if constexpr (std::same_as<T, QJsonObject>)
            out = readJson(source).toObject();
        else if constexpr (std::same_as<T, QJsonArray>)
            out = readJson(source).toArray();
        else if constexpr (std::same_as<T, QJsonValue>)
            out = readJson(source);
        else
            out = T(source.text());
    }
    template <typename T>
    void read(std::optional<T> &out)
    {
        if (source.byte() != 0)
            read(out.emplace());
        else
            out.reset();
    }
    template <typename T>
    void read(QList<T> &out)
    {
        out.clear();
        const qsizetype size = source.count();
        out.reserve(size);
        for (qsizetype i = 0; i < size && !source.isBad(); ++i)
            read(out.emplace_back());
    }
    template <typename T>
    void read(QMap<QString, T> &out)
    {
        out.clear();
        const qsizetype size = source.count();
        for (qsizetype i = 0; i < size && !source.isBad(); ++i) {
            const QString key = source.text();
            read(out[key]);
        }
    }
};

//! What a type looks like, as text: names and kinds of its fields, names of its enums.
struct Shape
{
    QByteArray text = {};

    template <typename T>
    void operator()(const char *name, const T &value)
    {
        text += name;
        add(value);
    }

    template <typename T>
    void add(const T &value)
    {
        if constexpr (codec::Described<T>) {
            text += '{';
            T::fields(value, *this);
            text += '}';
        } else if constexpr (std::is_enum_v<T>) {
            text += '(';
            for (const auto &[known, name] : enumNames<T>())
                text += QByteArray::number(int(known)) + name + ',';
            text += ')';
        } else if constexpr (std::same_as<T, bool>) {
            text += '?';
        } else if constexpr (std::integral<T>) {
            text += '#';
        } else if constexpr (std::same_as<T, double>) {
            text += '.';
        } else if constexpr (std::same_as<T, QDateTime>) {
            text += '@';
        } else if constexpr (std::same_as<T, QJsonObject> || std::same_as<T, QJsonArray> || std::same_as<T, QJsonValue>) {
            text += '*';
        } else {
            text += '"';
        }
    }
    template <typename T>
    void add(const std::optional<T> &)
    {
        text += '~';
        add(T());
    }
    template <typename T>
    void add(const QList<T> &)
    {
        text += '[';
        add(T());
    }
    template <typename T>
    void add(const QMap<QString, T> &)
    {
        text += '<';
        add(T());
    }
};

//! Begins every pack: format and shape.
QByteArray headOf(const QByteArray &shape);

template <codec::Described T>
QByteArray head()
{
    Shape shape;
    shape.add(T());
    return headOf(shape.text);
}

} // namespace pack

template <codec::Described T>
QByteArray packRecords(const QList<T> &records)
{
    pack::Sink sink;
    pack::Writer {sink}.write(records);
    return pack::head<T>() + sink.take();
}

//! Nothing when \a bytes are no pack of this type as this build knows it.
template <codec::Described T>
std::optional<std::vector<T>> unpackRecords(const QByteArray &bytes)
{
    const QByteArray head = pack::head<T>();
    if (!bytes.startsWith(head))
        return std::nullopt;
    pack::Source source(QByteArrayView(bytes).sliced(head.size()));
    pack::Reader reader {source};
    std::vector<T> records(size_t(source.count()));
    for (T &record : records)
        reader.read(record);
    if (source.isBad() || !source.atEnd())
        return std::nullopt;
    return records;
}

} // namespace gatehouse
