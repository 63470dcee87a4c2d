// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/codec.h"

//! What a described type looks like, so that bytes of another build with other types are not taken
//! for its own.
namespace gatehouse::pack {

//! Names and kinds of the fields and names of the enums, as text.
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

//! Begins every block: format and shape.
QByteArray headOf(const QByteArray &shape);

template <codec::Described T>
const QByteArray &head()
{
    static const QByteArray bytes = [] {
        Shape shape;
        shape.add(T());
        return headOf(shape.text);
    }();
    return bytes;
}

} // namespace gatehouse::pack
