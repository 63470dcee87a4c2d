// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/codec.h"

#include <QHash>

#include <algorithm>
#include <vector>

//! How one record of a described type is written in few bytes, for this computer only: numbers as
//! long as they need to be, times as numbers, texts that other records have too as the number of the
//! text, and of a text that begins like the one before it only the rest. Any thread.
namespace gatehouse::pack {

//! Texts that several records share, by number.
using Texts = std::vector<QString>;

//! Collects records and finds out which texts they share.
class Sink final
{
public:
    Sink() = default;
    //! Shares \a texts and no others.
    explicit Sink(const Texts &texts);

    void byte(char value) { m_body.append(value); }
    void number(quint64 value);
    void real(double value);
    void text(const QString &text);
    //! What comes now belongs to the next record.
    void endRecord();

    //! \a head, the shared texts and the records.
    QByteArray takeBlock(const QByteArray &head) const;
    //! The records alone.
    QByteArrayList takeRecords() const;

private:
    struct Text
    {
        QString text;
        quint32 uses = 0;
    };
    struct Place
    {
        qsizetype at; //!< In the body.
        quint32 text;
    };
    struct End
    {
        qsizetype body;
        size_t places;
    };
    std::vector<qint64> sharedNumbers() const;
    QByteArrayList records(const std::vector<qint64> &numbers) const;

    QByteArray m_body; //!< Everything but the texts.
    std::vector<Text> m_texts;
    QHash<QString, quint32> m_numbers;
    std::vector<Place> m_places;
    std::vector<End> m_ends;
    std::optional<quint32> m_given; //!< How many texts there were from the start.
};

//! Reads what a Sink wrote. Bytes that no Sink wrote make it bad; then every value is empty. What it
//! reads from must outlive it.
class Source final
{
public:
    Source(QByteArrayView bytes, const Texts &texts)
        : m_at(bytes.data())
        , m_end(bytes.data() + bytes.size())
        , m_texts(&texts)
    {
    }

    bool isBad() const { return m_bad; }
    bool atEnd() const { return m_at == m_end; }
    qsizetype remaining() const { return m_end - m_at; }
    void fail();
    char byte();
    quint64 number();
    //! A number of things that take at least one byte each.
    qsizetype count();
    double real();
    QString text();
    void skipText();
    QByteArrayView raw(quint64 length);

private:
    struct Written
    {
        QByteArrayView start; //!< Of an earlier text of the record,
        QByteArrayView rest; //!< and what comes after it.
        bool ascii = false;
    };
    Written written(quint64 head);

    const char *m_at;
    const char *m_end;
    const Texts *m_texts;
    QByteArrayView m_last; //!< The last text that was written out whole.
    bool m_bad = false;
};

//! How many there are, then each record behind its length.
QByteArray framed(const QList<QByteArrayView> &records);
void appendNumber(QByteArray &bytes, quint64 value);

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

//! Goes past values without making them.
struct Skipper
{
    Source &source;

    template <typename T>
    void operator()(const char *, const T &like) { skip(like); }

    template <typename T>
    void skip(const T &like)
    {
        if constexpr (codec::Described<T>)
            T::fields(like, *this);
        else if constexpr (std::same_as<T, bool>)
            source.byte();
        else if constexpr (std::same_as<T, double>)
            source.real();
        else if constexpr (std::same_as<T, QDateTime> || std::is_enum_v<T> || std::integral<T>)
            source.number();
        else
            source.skipText();
    }
    template <typename T>
    void skip(const std::optional<T> &)
    {
        if (source.byte() != 0)
            skip(sample<T>());
    }
    template <typename T>
    void skip(const QList<T> &)
    {
        for (qsizetype left = source.count(); left > 0 && !source.isBad(); --left)
            skip(sample<T>());
    }
    template <typename T>
    void skip(const QMap<QString, T> &)
    {
        for (qsizetype left = source.count(); left > 0 && !source.isBad(); --left) {
            source.skipText();
            skip(sample<T>());
        }
    }

private:
    template <typename T>
    static const T &sample()
    {
        static const T value {};
        return value;
    }
};

//! Some of the fields of T.
template <codec::Described T>
class Fields final
{
public:
    //! By the names of the contract.
    Fields(std::initializer_list<QLatin1String> names)
    {
        Namer namer {names};
        const T like;
        T::fields(like, namer);
        m_mask = namer.mask;
    }
    bool has(int number) const { return m_mask >> number & 1; }

private:
    struct Namer
    {
        const std::initializer_list<QLatin1String> &names;
        quint64 mask = 0;
        int number = 0;
        template <typename V>
        void operator()(const char *name, const V &)
        {
            Q_ASSERT(number < 64);
            mask |= quint64(std::find(names.begin(), names.end(), QLatin1String(name)) != names.end()) << number++;
        }
    };
    quint64 m_mask = 0;
};

//! Reads some of the fields and goes past the others.
template <codec::Described T>
struct PartReader
{
    Source &source;
    const Fields<T> &wanted;
    int number = 0;

    template <typename V>
    void operator()(const char *, V &out)
    {
        if (wanted.has(number++))
            Reader {source}.read(out);
        else
            Skipper {source}.skip(out);
    }
};

} // namespace gatehouse::pack
