// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/http/responsewriter.h"

#include "backend/http/asio.h"

#include <ctime>

namespace gatehouse::http {

namespace {

//! IMF-fixdate of this second.
std::string dateNow()
{
    const std::time_t now = std::time(nullptr);
    std::tm parts {};
    gmtime_r(&now, &parts);
    char buffer[40];
    const size_t length = std::strftime(buffer, sizeof buffer, "%a, %d %b %Y %H:%M:%S GMT", &parts);
    return {buffer, length};
}

bool isSafe(const QByteArray &value)
{
    return !value.contains('\r') && !value.contains('\n');
}

void append(std::string &head, const QByteArray &name, const QByteArray &value)
{
    // A line break in a value would start a header of somebody else's making.
    if (!isSafe(name) || !isSafe(value))
        return;
    head.append(name.constData(), size_t(name.size())).append(": ");
    head.append(value.constData(), size_t(value.size())).append("\r\n");
}

} // namespace

std::string responseHead(const Response &response, bool keepAlive)
{
    std::string head;
    head.reserve(512);
    const auto reason = beast::http::obsolete_reason(beast::http::status(response.status));
    head.append("HTTP/1.1 ").append(std::to_string(response.status)).append(" ");
    head.append(reason.data(), reason.size()).append("\r\nDate: ").append(dateNow()).append("\r\n");
    const bool hasBody = response.status != 204 && response.status != 304;
    if (hasBody)
        append(head, "Content-Type", response.contentType);
    if (!response.stream && hasBody)
        head.append("Content-Length: ").append(std::to_string(response.body.size())).append("\r\n");
    for (const auto &[name, value] : response.headers)
        append(head, name, value);
    head.append(keepAlive ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n");
    return head;
}

} // namespace gatehouse::http
