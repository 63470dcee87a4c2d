// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/http/requestreader.h"

#include "core/base/random.h"

#include <QUrl>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::http {

namespace {

using Field = beast::http::field;

QByteArray bytes(beast::string_view text)
{
    return QByteArray(text.data(), qsizetype(text.size()));
}

std::optional<Method> methodOf(beast::http::verb given)
{
    using beast::http::verb;
    switch (given) {
    case verb::get:
        return Method::Get;
    case verb::post:
        return Method::Post;
    case verb::put:
        return Method::Put;
    case verb::patch:
        return Method::Patch;
    case verb::delete_:
        return Method::Delete;
    default:
        return std::nullopt;
    }
}

//! A page of another origin can make a browser send requests here under its own name; only names
//! of this computer are ours.
bool namesThisComputer(beast::string_view host)
{
    const QByteArray text = bytes(host).toLower();
    const QByteArray name = text.startsWith('[') ? text.left(text.indexOf(']') + 1) : text.left(text.indexOf(':'));
    return name == "127.0.0.1" || name == "localhost" || name == "[::1]" || text == "127.0.0.1" || text == "localhost";
}

bool isCorrelationId(beast::string_view text)
{
    return text.size() >= 8 && text.size() <= 64 && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_'
            || c == '.';
    });
}

bool isUsableTarget(beast::string_view target)
{
    return !target.empty() && (target.front() == '/' || target.starts_with("http://") || target.starts_with("https://"));
}

//! Path and query of a target that may be in absolute form.
QByteArray originForm(beast::string_view target)
{
    if (target.front() == '/')
        return bytes(target);
    const QByteArray whole = bytes(target);
    const qsizetype path = whole.indexOf('/', whole.indexOf("://") + 3);
    return path < 0 ? QByteArray("/") : whole.mid(path);
}

} // namespace

std::optional<Refusal> judgeHead(const Parser &parser, bool loopbackOnly)
{
    const auto &head = parser.get();
    const auto host = head.find(Field::host);
    if (host == head.end() && head.version() >= 11)
        return Refusal {400, u"bad_request"_s, u"The request has no Host header."_s};
    if (loopbackOnly && host != head.end() && !namesThisComputer(host->value()))
        return Refusal {421, u"misdirected_request"_s, u"This server answers for this computer only."_s};
    if (head.find(Field::transfer_encoding) != head.end() && head.find(Field::content_length) != head.end())
        return Refusal {400, u"bad_request"_s, u"The request states its length twice."_s};
    if (!isUsableTarget(head.target()))
        return Refusal {400, u"bad_request"_s, u"The request target cannot be used."_s};
    if (!methodOf(head.method()))
        return Refusal {405, u"method_not_allowed"_s, u"This method is not used here."_s};
    return std::nullopt;
}

std::optional<Refusal> judgeReadError(const beast::error_code &failure)
{
    using beast::http::error;
    if (failure == error::body_limit)
        return Refusal {413, u"payload_too_large"_s, u"The request body is larger than this server accepts."_s};
    if (failure == error::header_limit || failure == error::buffer_overflow)
        return Refusal {431, u"token_too_large"_s, u"The request headers, with the token, are larger than this server accepts."_s};
    if (failure.category() == make_error_code(error::bad_method).category() && failure != error::end_of_stream
        && failure != error::partial_message)
        return Refusal {400, u"bad_request"_s, u"This is not a valid HTTP request."_s};
    return std::nullopt;
}

Request takeRequest(Parser &parser, const QString &remoteAddress)
{
    auto &message = parser.get();
    Request request;
    request.method = methodOf(message.method()).value_or(Method::Get);
    request.target = originForm(message.target());
    const qsizetype question = request.target.indexOf('?');
    request.path = QUrl::fromPercentEncoding(request.target.left(question < 0 ? request.target.size() : question));
    if (question >= 0)
        request.query = QUrlQuery(QString::fromUtf8(request.target.mid(question + 1).replace('+', "%20")));
    for (const auto &field : message) {
        QByteArray &value = request.headers[bytes(field.name_string()).toLower()];
        value = value.isEmpty() ? bytes(field.value()) : value + ", " + bytes(field.value());
    }
    request.body = QByteArray::fromStdString(message.body());
    request.remoteAddress = remoteAddress;
    request.correlationId = correlationIdOf(parser);
    return request;
}

QString correlationIdOf(const Parser &parser)
{
    const auto given = parser.get().find("X-Correlation-ID");
    if (given != parser.get().end() && isCorrelationId(given->value()))
        return QString::fromLatin1(bytes(given->value()));
    return newUuid();
}

} // namespace gatehouse::http
