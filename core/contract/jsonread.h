// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/codec.h"

#include <QVarLengthArray>

#include <memory>

//! The same values as fromJson(parseJsonObject(bytes)), without the tree of QJsonValue in between: for
//! large answers, five times as fast.
namespace gatehouse {

namespace codec {

//! A JSON text as simdjson has it. Values and names are valid as long as it.
class JsonText final
{
public:
    //! Null when it is no JSON.
    static std::unique_ptr<JsonText> parse(const QByteArray &bytes);
    ~JsonText();
    Q_DISABLE_COPY_MOVE(JsonText)

    struct Value
    {
        const void *document = nullptr; //!< Null for what is missing.
        size_t place = 0;
    };
    struct Member
    {
        QByteArrayView name;
        Value value;
    };
    using Members = QVarLengthArray<Member, 48>;

    Value root() const;
    static bool isMissing(Value value); //!< Or null.
    //! In the order of the text.
    static std::optional<Members> members(Value value);
    static std::optional<std::vector<Value>> elements(Value value);
    static bool read(Value value, QString &out);
    static bool read(Value value, bool &out);
    static bool read(Value value, double &out);
    static bool read(Value value, qint64 &out);
    static bool read(Value value, QJsonValue &out);

private:
    struct Private;
    explicit JsonText(std::unique_ptr<Private> parsed);
    std::unique_ptr<Private> d;
};

//! Finds members by name; the last one counts.
class MemberFinder final
{
public:
    explicit MemberFinder(const JsonText::Members &members);
    JsonText::Value find(QByteArrayView name) const;

private:
    const JsonText::Members &m_members;
    bool m_sorted; //!< As our own server writes them.
};

//! Gives up on the first thing that does not fit.
struct TextReader
{
    const MemberFinder &members;
    bool fits = true;

    template <typename T>
    void operator()(const char *name, T &out)
    {
        fits = fits && read(members.find(name), out);
    }

    template <typename T>
    static bool read(JsonText::Value json, T &out)
    {
        if constexpr (Described<T>) {
            const auto found = JsonText::members(json);
            if (!found)
                return false;
            const MemberFinder finder(*found);
            TextReader reader {finder};
            T::fields(out, reader);
            return reader.fits;
        } else if constexpr (std::same_as<T, QString> || std::same_as<T, bool> || std::same_as<T, double>) {
            return JsonText::read(json, out);
        } else if constexpr (std::integral<T>) {
            qint64 number = 0;
            if (!JsonText::read(json, number) || !std::in_range<T>(number))
                return false;
            out = T(number);
            return true;
        } else if constexpr (std::same_as<T, QJsonObject> || std::same_as<T, QJsonArray> || std::same_as<T, QJsonValue>) {
            QJsonValue value;
            return JsonText::read(json, value) && codec::read(value, out);
        } else {
            // Ids, times and words.
            QString text;
            return JsonText::read(json, text) && codec::read(QJsonValue(text), out);
        }
    }
    template <typename T>
    static bool read(JsonText::Value json, std::optional<T> &out)
    {
        out.reset();
        return JsonText::isMissing(json) || read(json, out.emplace());
    }
    template <typename T>
    static bool read(JsonText::Value json, QList<T> &out)
    {
        out.clear();
        if (JsonText::isMissing(json))
            return true;
        const auto found = JsonText::elements(json);
        if (!found)
            return false;
        out.reserve(qsizetype(found->size()));
        return std::ranges::all_of(*found, [&out](JsonText::Value element) { return read(element, out.emplace_back()); });
    }
    template <typename T>
    static bool read(JsonText::Value json, QMap<QString, T> &out)
    {
        out.clear();
        if (JsonText::isMissing(json))
            return true;
        const auto found = JsonText::members(json);
        return found && std::ranges::all_of(*found, [&out](const JsonText::Member &member) {
            return read(member.value, out[QString::fromUtf8(member.name)]);
        });
    }
};

} // namespace codec

//! Nothing when \a bytes are no such value: fromJson() knows why. Any thread.
template <codec::Described T>
std::optional<T> readJson(const QByteArray &bytes)
{
    const auto text = codec::JsonText::parse(bytes);
    T value;
    if (!text || !codec::TextReader::read(text->root(), value))
        return std::nullopt;
    return value;
}

} // namespace gatehouse
