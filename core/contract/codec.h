// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/ids.h"
#include "core/base/json.h"
#include "core/contract/enums.h"

#include <QJsonArray>
#include <QMap>

#include <concepts>
#include <utility>

//! One description of a wire type serves both directions. A type says its fields once:
//!
//!     template <typename Self, typename V> static void fields(Self &self, V &visit)
//!     { visit("id", self.id); visit("dueAt", self.dueAt); }
//!
//! Missing or null is an error, except for std::optional (empty), QList and QMap (empty). Unknown
//! members are ignored. Errors carry the JSON pointer of the place.
namespace gatehouse {

namespace codec {

struct Reader;
struct Writer;

template <typename T>
concept Described = requires(T value, Reader &reader) { T::fields(value, reader); };

Error wrongType(const QString &pointer, const char *expected);

inline bool read(const QJsonValue &json, QString &out) { return json.isString() && (out = json.toString(), true); }
inline bool read(const QJsonValue &json, bool &out) { return json.isBool() && (out = json.toBool(), true); }
inline bool read(const QJsonValue &json, double &out) { return json.isDouble() && (out = json.toDouble(), true); }
inline bool read(const QJsonValue &json, QJsonObject &out) { return json.isObject() && (out = json.toObject(), true); }
inline bool read(const QJsonValue &json, QJsonArray &out) { return json.isArray() && (out = json.toArray(), true); }
inline bool read(const QJsonValue &json, QJsonValue &out) { return !json.isUndefined() && (out = json, true); }
inline bool read(const QJsonValue &json, QDateTime &out)
{
    out = fromRfc3339(json.toString());
    return out.isValid();
}
template <std::integral I>
    requires(!std::same_as<I, bool>)
bool read(const QJsonValue &json, I &out)
{
    if (!json.isDouble())
        return false;
    const qint64 value = json.toInteger();
    if (double(value) != json.toDouble() || !std::in_range<I>(value))
        return false;
    out = I(value);
    return true;
}
template <typename Tag>
bool read(const QJsonValue &json, Id<Tag> &out) { return json.isString() && (out = Id<Tag>(json.toString()), true); }
template <typename E>
    requires std::is_enum_v<E>
bool read(const QJsonValue &json, E &out) { return json.isString() && (out = fromWire<E>(json.toString()), true); }

inline QJsonValue write(const QString &value) { return value; }
inline QJsonValue write(bool value) { return value; }
inline QJsonValue write(double value) { return value; }
inline QJsonValue write(const QJsonObject &value) { return value; }
inline QJsonValue write(const QJsonArray &value) { return value; }
inline QJsonValue write(const QJsonValue &value) { return value; }
inline QJsonValue write(const QDateTime &value) { return toRfc3339(value); }
template <std::integral I>
    requires(!std::same_as<I, bool>)
QJsonValue write(I value) { return qint64(value); }
template <typename Tag>
QJsonValue write(const Id<Tag> &value) { return value.text(); }
template <typename E>
    requires std::is_enum_v<E>
QJsonValue write(E value) { return toWire(value); }

struct Reader
{
    const QJsonObject &object;
    QString pointer;
    std::optional<Error> error = {};

    template <typename T>
    void operator()(const char *name, T &out) { readAt(object.value(QLatin1String(name)), pointer + u'/' + QLatin1String(name), out); }

    template <typename T>
    void readAt(const QJsonValue &json, const QString &at, T &out)
    {
        if (error)
            return;
        if constexpr (Described<T>) {
            if (!json.isObject()) {
                error = wrongType(at, "an object");
                return;
            }
            const QJsonObject inner = json.toObject();
            Reader reader {inner, at};
            T::fields(out, reader);
            error = std::move(reader.error);
        } else if (!read(json, out)) {
            error = wrongType(at, "another type or a value");
        }
    }
    template <typename T>
    void readAt(const QJsonValue &json, const QString &at, std::optional<T> &out)
    {
        if (json.isUndefined() || json.isNull())
            out.reset();
        else
            readAt(json, at, out.emplace());
    }
    template <typename T>
    void readAt(const QJsonValue &json, const QString &at, QList<T> &out)
    {
        out.clear();
        if (json.isUndefined() || json.isNull() || error)
            return;
        if (!json.isArray()) {
            error = wrongType(at, "a list");
            return;
        }
        const QJsonArray array = json.toArray();
        out.reserve(array.size());
        for (qsizetype i = 0; i < array.size() && !error; ++i)
            readAt(array.at(i), at + u'/' + QString::number(i), out.emplace_back());
    }
    template <typename T>
    void readAt(const QJsonValue &json, const QString &at, QMap<QString, T> &out)
    {
        out.clear();
        if (json.isUndefined() || json.isNull() || error)
            return;
        if (!json.isObject()) {
            error = wrongType(at, "an object");
            return;
        }
        const QJsonObject map = json.toObject();
        for (auto it = map.begin(); it != map.end() && !error; ++it)
            readAt(it.value(), at + u'/' + it.key(), out[it.key()]);
    }
};

struct Writer
{
    QJsonObject object;

    template <typename T>
    void operator()(const char *name, const T &value)
    {
        const QJsonValue json = writeValue(value);
        if (!json.isUndefined())
            object.insert(QLatin1String(name), json);
    }

    template <typename T>
    static QJsonValue writeValue(const T &value)
    {
        if constexpr (Described<T>) {
            Writer writer;
            T::fields(value, writer);
            return writer.object;
        } else {
            return write(value);
        }
    }
    template <typename T>
    static QJsonValue writeValue(const std::optional<T> &value) { return value ? writeValue(*value) : QJsonValue(QJsonValue::Undefined); }
    template <typename T>
    static QJsonValue writeValue(const QList<T> &list)
    {
        QJsonArray array;
        for (const T &value : list)
            array.append(writeValue(value));
        return array;
    }
    template <typename T>
    static QJsonValue writeValue(const QMap<QString, T> &map)
    {
        QJsonObject object;
        for (auto it = map.begin(); it != map.end(); ++it)
            object.insert(it.key(), writeValue(it.value()));
        return object;
    }
};

} // namespace codec

template <codec::Described T>
QJsonObject toJson(const T &value)
{
    codec::Writer writer;
    T::fields(value, writer);
    return writer.object;
}

template <codec::Described T>
[[nodiscard]] Result<T> fromJson(const QJsonObject &object)
{
    T value;
    codec::Reader reader {object, {}};
    T::fields(value, reader);
    if (reader.error)
        return fail(std::move(*reader.error));
    return value;
}

} // namespace gatehouse
