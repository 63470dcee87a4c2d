// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <simdjson.h>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

QString toQString(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

QJsonValue convert(simdjson::dom::element element)
{
    using simdjson::dom::element_type;
    switch (element.type()) {
    case element_type::OBJECT: {
        QJsonObject object;
        for (auto [key, value] : simdjson::dom::object(element))
            object.insert(toQString(key), convert(value));
        return object;
    }
    case element_type::ARRAY: {
        QJsonArray array;
        for (simdjson::dom::element value : simdjson::dom::array(element))
            array.append(convert(value));
        return array;
    }
    case element_type::STRING:
        return toQString(std::string_view(element));
    case element_type::INT64:
        return qint64(int64_t(element));
    case element_type::UINT64:
        return double(uint64_t(element));
    case element_type::DOUBLE:
        return double(element);
    case element_type::BOOL:
        return bool(element);
    case element_type::NULL_VALUE:
        return QJsonValue::Null;
    }
    return QJsonValue::Undefined;
}

} // namespace

Result<QJsonValue> parseJson(const QByteArray &bytes)
{
    simdjson::dom::parser parser;
    simdjson::dom::element root;
    if (const auto error = parser.parse(bytes.constData(), size_t(bytes.size())).get(root)) {
        return fail(protocolError(u"This is not valid JSON"_s,
            QString::fromLatin1(simdjson::error_message(error))));
    }
    return convert(root);
}

Result<QJsonObject> parseJsonObject(const QByteArray &bytes)
{
    auto value = parseJson(bytes);
    if (!value)
        return fail(std::move(value).error());
    if (!value->isObject())
        return fail(protocolError(u"A JSON object was expected"_s));
    return value->toObject();
}

QByteArray toJsonBytes(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace gatehouse
