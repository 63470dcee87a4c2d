// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/auth/personabrowser.h"

#include "core/auth/authhttp.h"

#include <QHostAddress>
#include <QNetworkReply>
#include <QRegularExpression>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int timeoutMs = 10'000;

bool isHere(const QUrl &url)
{
    return url.scheme() == u"http"_s && QHostAddress(url.host()).isLoopback();
}

//! What toHtmlEscaped() did, undone.
QString unescaped(QString text)
{
    return text.replace("&lt;"_L1, "<"_L1)
        .replace("&gt;"_L1, ">"_L1)
        .replace("&quot;"_L1, "\""_L1)
        .replace("&amp;"_L1, "&"_L1);
}

AuthHttp::Form hiddenFields(const QString &page)
{
    static const QRegularExpression pattern(
        uR"re(<input type="hidden" name="([^"]*)" value="([^"]*)">)re"_s);
    AuthHttp::Form form;
    auto matches = pattern.globalMatch(page);
    while (matches.hasNext()) {
        const auto match = matches.next();
        form.append({unescaped(match.captured(1)), unescaped(match.captured(2)).toUtf8()});
    }
    return form;
}

QNetworkRequest requestFor(const QUrl &url)
{
    QNetworkRequest request(url);
    request.setAttribute(
        QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setTransferTimeout(timeoutMs);
    return request;
}

} // namespace

PersonaBrowser::PersonaBrowser(QString persona, QObject *parent)
    : QObject(parent)
    , m_persona(std::move(persona))
{
}

bool PersonaBrowser::open(const QUrl &url)
{
    if (m_persona.isEmpty() || !isHere(url))
        return false;
    QNetworkReply *reply = m_network.get(requestFor(url));
    connect(reply, &QNetworkReply::finished, this, [this, reply] { onPage(reply); });
    return true;
}

void PersonaBrowser::onPage(QNetworkReply *reply)
{
    reply->deleteLater();
    const QString page = QString::fromUtf8(reply->readAll());
    const QString choice = u"name=\"persona\" value=\"%1\""_s.arg(m_persona);
    if (!page.contains(choice))
        return giveUp(u"The sign-in page offers no persona %1."_s.arg(m_persona));
    AuthHttp::Form form = hiddenFields(page);
    form.append({u"persona"_s, m_persona.toUtf8()});
    QUrl action = reply->url();
    action.setQuery(QString());
    QNetworkRequest request = requestFor(action);
    request.setHeader(
        QNetworkRequest::ContentTypeHeader, u"application/x-www-form-urlencoded"_s);
    QNetworkReply *chosen = m_network.post(request, encodeForm(form));
    connect(chosen, &QNetworkReply::finished, this, [this, chosen] { onChosen(chosen); });
}

void PersonaBrowser::onChosen(QNetworkReply *reply)
{
    reply->deleteLater();
    const QUrl back = QUrl::fromEncoded(reply->rawHeader("Location"));
    if (!isHere(back))
        return giveUp(u"The sandbox did not send the browser back."_s);
    QNetworkReply *last = m_network.get(requestFor(back));
    connect(last, &QNetworkReply::finished, last, &QObject::deleteLater);
}

void PersonaBrowser::giveUp(const QString &why)
{
    Q_EMIT failed(protocolError(why));
}

} // namespace gatehouse
