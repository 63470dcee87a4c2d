// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contract/jsonread.h"

#include <algorithm>
#include <cstring>

#include <simdjson.h>

namespace gatehouse::codec {

namespace {

using Element = simdjson::dom::element;
static_assert(sizeof(Element) == sizeof(JsonText::Value) && std::is_trivially_copyable_v<Element>);

JsonText::Value valueOf(Element element)
{
    JsonText::Value value;
    std::memcpy(static_cast<void *>(&value), &element, sizeof value);
    return value;
}

Element elementOf(JsonText::Value value)
{
    Element element;
    std::memcpy(static_cast<void *>(&element), &value, sizeof element);
    return element;
}

template <typename T>
bool get(JsonText::Value value, T &out)
{
    return value.document && elementOf(value).get(out) == simdjson::SUCCESS;
}

} // namespace

struct JsonText::Private
{
    simdjson::dom::parser parser;
    Element root;
};

JsonText::JsonText(std::unique_ptr<Private> parsed)
    : d(std::move(parsed))
{
}

JsonText::~JsonText() = default;

std::unique_ptr<JsonText> JsonText::parse(const QByteArray &bytes)
{
    auto parsed = std::make_unique<Private>();
    if (parsed->parser.parse(bytes.constData(), size_t(bytes.size())).get(parsed->root))
        return {};
    return std::unique_ptr<JsonText>(new JsonText(std::move(parsed)));
}

JsonText::Value JsonText::root() const
{
    return valueOf(d->root);
}

bool JsonText::isMissing(Value value)
{
    return !value.document || elementOf(value).is_null();
}

std::optional<JsonText::Members> JsonText::members(Value value)
{
    simdjson::dom::object object;
    if (!get(value, object))
        return std::nullopt;
    Members members;
    for (const auto [name, member] : object)
        members.append({QByteArrayView(name.data(), qsizetype(name.size())), valueOf(member)});
    return members;
}

std::optional<std::vector<JsonText::Value>> JsonText::elements(Value value)
{
    simdjson::dom::array array;
    if (!get(value, array))
        return std::nullopt;
    std::vector<Value> elements;
    elements.reserve(array.size());
    for (const Element element : array)
        elements.push_back(valueOf(element));
    return elements;
}

bool JsonText::read(Value value, QString &out)
{
    std::string_view text;
    if (!get(value, text))
        return false;
    out = QString::fromUtf8(text.data(), qsizetype(text.size()));
    return true;
}

bool JsonText::read(Value value, bool &out)
{
    return get(value, out);
}

bool JsonText::read(Value value, double &out)
{
    return get(value, out);
}

bool JsonText::read(Value value, qint64 &out)
{
    int64_t number = 0;
    if (!get(value, number))
        return false;
    out = number;
    return true;
}

bool JsonText::read(Value value, QJsonValue &out)
{
    if (!value.document)
        return false;
    const std::string text = simdjson::minify(elementOf(value));
    const auto parsed = parseJson(QByteArray::fromStdString(text));
    if (!parsed)
        return false;
    out = *parsed;
    return true;
}

MemberFinder::MemberFinder(const JsonText::Members &members)
    : m_members(members)
    , m_sorted(std::ranges::is_sorted(members, {}, &JsonText::Member::name))
{
}

JsonText::Value MemberFinder::find(QByteArrayView name) const
{
    if (m_sorted) {
        const auto after = std::ranges::upper_bound(m_members, name, {}, &JsonText::Member::name);
        return after != m_members.begin() && (after - 1)->name == name ? (after - 1)->value : JsonText::Value();
    }
    const auto found = std::find_if(m_members.rbegin(), m_members.rend(), [name](const JsonText::Member &member) { return member.name == name; });
    return found == m_members.rend() ? JsonText::Value() : found->value;
}

} // namespace gatehouse::codec
