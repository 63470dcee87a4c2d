// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/codec.h"

#include <QVarLengthArray>

#include <span>

//! The same bytes as toJsonBytes(toJson(value)), without the tree in between: for large answers.
namespace gatehouse {

namespace codec {

//! Appends values to a text as QJsonDocument would write them.
class TextSink final
{
public:
    TextSink() { m_text.reserve(4096); }

    void raw(char character) { m_text.append(character); }
    void string(const QString &text);
    void number(qint64 value);
    //! Whatever the sink has no quicker way for. Must not be undefined.
    void value(const QJsonValue &value);

    qsizetype size() const { return m_text.size(); }
    QByteArray take() { return std::move(m_text); }

    struct Member
    {
        QLatin1String name;
        qsizetype start = 0; //!< Where its text is, from the name's quote on.
        qsizetype length = 0;
    };
    //! Puts the members that were written since \a start into the order of their names.
    void sortMembers(std::span<Member> members, qsizetype start);
    void drop(qsizetype size) { m_text.truncate(size); }

private:
    QByteArray m_text;
};

struct TextWriter
{
    TextSink &sink;
    QVarLengthArray<TextSink::Member, 48> members = {};

    template <typename T>
    void operator()(const char *name, const T &value)
    {
        const qsizetype start = sink.size();
        sink.raw('"');
        for (const char *at = name; *at != '\0'; ++at)
            sink.raw(*at);
        sink.raw('"');
        sink.raw(':');
        if (write(sink, value))
            members.append({QLatin1String(name), start, sink.size() - start});
        else
            sink.drop(start);
    }

    //! False when \a value is no value (an empty optional) and nothing was written.
    template <typename T>
    static bool write(TextSink &sink, const T &value)
    {
        if constexpr (Described<T>) {
            sink.raw('{');
            const qsizetype start = sink.size();
            TextWriter writer {sink};
            T::fields(value, writer);
            sink.sortMembers(writer.members, start);
            sink.raw('}');
        } else if constexpr (std::same_as<T, QString>) {
            sink.string(value);
        } else if constexpr (std::integral<T> && !std::same_as<T, bool>) {
            sink.number(qint64(value));
        } else {
            const QJsonValue json = codec::write(value);
            if (json.isUndefined())
                return false;
            json.isString() ? sink.string(json.toString()) : sink.value(json);
        }
        return true;
    }
    template <typename T>
    static bool write(TextSink &sink, const std::optional<T> &value)
    {
        return value && write(sink, *value);
    }
    template <typename T>
    static bool write(TextSink &sink, const QList<T> &list)
    {
        sink.raw('[');
        for (qsizetype i = 0; i < list.size(); ++i) {
            if (i > 0)
                sink.raw(',');
            write(sink, list.at(i));
        }
        sink.raw(']');
        return true;
    }
    template <typename T>
    static bool write(TextSink &sink, const QMap<QString, T> &map)
    {
        sink.raw('{');
        for (auto it = map.begin(); it != map.end(); ++it) {
            if (it != map.begin())
                sink.raw(',');
            sink.string(it.key());
            sink.raw(':');
            write(sink, it.value());
        }
        sink.raw('}');
        return true;
    }
};

} // namespace codec

template <codec::Described T>
QByteArray toJsonText(const T &value)
{
    codec::TextSink sink;
    codec::TextWriter::write(sink, value);
    return sink.take();
}

} // namespace gatehouse
