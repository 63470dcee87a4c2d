// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/auth/signinpages.h"

#include "core/base/jws.h"
#include "core/base/random.h"
#include "core/contract/personas.h"

#include <QCryptographicHash>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::auth::pages {

namespace {

constexpr char cookieName[] = "gatehouse_form";
constexpr qsizetype tokenLength = 43;

constexpr char styleSheet[] = R"css(
:root{color-scheme:light dark;--bg:#f5f5f7;--card:#fff;--line:#d9d9e0;--text:#1c1d22;--dim:#5f626d;--accent:#5b5bd6;--hover:#f0f0fe;--mark:#fff7d6;--markline:#e2c54b;--marktext:#5c4a00}
@media (prefers-color-scheme:dark){:root{--bg:#17181c;--card:#1f2026;--line:#3a3c45;--text:#ececf1;--dim:#a5a8b3;--accent:#9b9bf5;--hover:#2a2a44;--mark:#3a3210;--markline:#7d6a1c;--marktext:#f6e3a1}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--text);font:15px/1.5 Inter,system-ui,sans-serif}
main{max-width:640px;margin:48px auto;padding:0 16px}
.mark{display:inline-block;padding:2px 10px;border:1px solid var(--markline);border-radius:6px;background:var(--mark);color:var(--marktext);font-size:13px;font-weight:600}
h1{font-size:24px;line-height:1.25;margin:16px 0 4px}
p{margin:0 0 20px;color:var(--dim)}
ul{list-style:none;margin:0;padding:0;display:grid;gap:8px}
button{font:inherit;cursor:pointer}
.persona{width:100%;text-align:left;padding:10px 14px;border:1px solid var(--line);border-radius:8px;background:var(--card);color:var(--text)}
.persona:hover,.persona:focus-visible{background:var(--hover);border-color:var(--accent);outline:none}
.persona.hint{border-color:var(--accent)}
.persona b{display:block}
.persona span{color:var(--dim);font-size:13px}
.persona .roles{display:block;font-family:"JetBrains Mono",ui-monospace,monospace;font-size:12px}
.deny{margin-top:20px;padding:8px 14px;border:1px solid var(--line);border-radius:8px;background:none;color:var(--text)}
.code{font:600 28px/1.4 "JetBrains Mono",ui-monospace,monospace;letter-spacing:.06em;color:var(--text)}
input[type=text]{font:600 22px/1.4 "JetBrains Mono",ui-monospace,monospace;padding:8px 12px;width:13ch;border:1px solid var(--line);border-radius:8px;background:var(--card);color:var(--text)}
.problem{color:var(--text);border-left:3px solid #d13438;padding-left:10px}
)css";

QByteArray escaped(const QString &text)
{
    return text.toHtmlEscaped().toUtf8();
}

http::Response document(int status, const QString &title, const QByteArray &body)
{
    static const QByteArray styleHash
        = QCryptographicHash::hash(QByteArray(styleSheet), QCryptographicHash::Sha256).toBase64();
    http::Response response;
    response.status = status;
    response.contentType = "text/html; charset=utf-8";
    response.body = "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                    "<meta name=\"viewport\" content=\"width=device-width\"><title>"
        + escaped(title) + "</title><style>" + styleSheet
        + "</style></head><body><main><div class=\"mark\">Local sandbox</div>" + body
        + "</main></body></html>\n";
    // The sign-in form ends in a redirect to the console's loopback port: browsers hold that
    // redirect against form-action, too.
    response.setHeader("Content-Security-Policy",
        "default-src 'none'; style-src 'sha256-" + styleHash
            + "'; form-action 'self' http://127.0.0.1:*; frame-ancestors 'none'; base-uri 'none'");
    response.setHeader("Cache-Control", "no-store");
    // Not no-referrer: browsers would then send "Origin: null" with our own forms.
    response.setHeader("Referrer-Policy", "same-origin");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("X-Frame-Options", "DENY");
    return response;
}

void rememberFormToken(http::Response &response, const QString &token)
{
    response.setHeader("Set-Cookie",
        QByteArray(cookieName) + '=' + token.toLatin1()
            + "; Path=/oidc; HttpOnly; SameSite=Strict; Max-Age=3600");
}

QByteArray hiddenField(const QString &name, const QString &value)
{
    return "<input type=\"hidden\" name=\"" + escaped(name) + "\" value=\"" + escaped(value) + "\">";
}

QByteArray personaButtons(const QString &highlighted)
{
    QByteArray list = "<ul>";
    for (const Persona &persona : sandboxPersonas()) {
        QStringList roles;
        for (const Role role : persona.roles)
            roles.append(toWire(role));
        list += "<li><button class=\"persona"
            + QByteArray(persona.key == highlighted ? " hint" : "")
            + "\" type=\"submit\" name=\"persona\" value=\"" + escaped(persona.key) + "\"><b>"
            + escaped(persona.name) + "</b><span>" + escaped(persona.what)
            + "</span><span class=\"roles\">" + escaped(roles.join(u", "_s))
            + "</span></button></li>";
    }
    return list + "</ul>";
}

constexpr char denyButton[]
    = "<button class=\"deny\" type=\"submit\" name=\"deny\" value=\"1\">Do not sign in</button>";

QByteArray cookieToken(const http::Request &request)
{
    const QList<QByteArray> cookies = request.header("cookie").split(';');
    for (const QByteArray &cookie : cookies) {
        const QByteArray pair = cookie.trimmed();
        if (pair.startsWith(cookieName) && pair.mid(qsizetype(sizeof(cookieName)) - 1, 1) == "=")
            return pair.mid(qsizetype(sizeof(cookieName)));
    }
    return {};
}

} // namespace

http::Response signIn(const SignIn &page)
{
    QByteArray form = "<form method=\"post\" action=\"" + escaped(page.action) + "\">"
        + hiddenField(u"form_token"_s, page.formToken);
    for (const auto &[name, value] : page.hidden)
        form += hiddenField(name, value);
    form += personaButtons(page.highlighted) + denyButton + "</form>";
    http::Response response = document(200, u"Sign in to the local sandbox"_s,
        "<h1>Who would you like to be?</h1><p>" + escaped(page.application)
            + " asks you to sign in to the sandbox on this computer. These people are made up and"
              " have no passwords.</p>"
            + form);
    rememberFormToken(response, page.formToken);
    return response;
}

http::Response device(const Device &page, int status)
{
    QByteArray body = "<h1>Sign in another device</h1>";
    if (!page.problem.isEmpty())
        body += "<p class=\"problem\" role=\"alert\">" + escaped(page.problem) + "</p>";
    body += "<form method=\"post\" action=\"" + escaped(page.action) + "\">"
        + hiddenField(u"form_token"_s, page.formToken);
    if (page.confirm) {
        body += "<p>Go on only if <b>Gatehouse on your computer</b> shows this code:</p>"
                "<p class=\"code\">"
            + escaped(page.userCode) + "</p>" + hiddenField(u"user_code"_s, page.userCode)
            + personaButtons({}) + denyButton;
    } else {
        body += "<p><label for=\"user_code\">Enter the code that Gatehouse shows:</label></p>"
                "<p><input type=\"text\" id=\"user_code\" name=\"user_code\" value=\""
            + escaped(page.userCode)
            + "\" autocomplete=\"off\" autocapitalize=\"characters\" maxlength=\"16\" autofocus>"
              " <button class=\"deny\" type=\"submit\">Continue</button></p>";
    }
    http::Response response
        = document(status, u"Sign in another device"_s, body + "</form>");
    rememberFormToken(response, page.formToken);
    return response;
}

http::Response message(int status, const QString &heading, const QString &text)
{
    return document(
        status, heading, "<h1>" + escaped(heading) + "</h1><p>" + escaped(text) + "</p>");
}

QString formToken(const http::Request &request)
{
    const QByteArray known = cookieToken(request);
    const bool usable = known.size() == tokenLength && fromBase64Url(known).has_value();
    return usable ? QString::fromLatin1(known) : randomToken();
}

bool isOwnForm(const http::Request &request, const QString &given, const QString &origin)
{
    const QByteArray sender = request.header("origin");
    if (!sender.isEmpty() && sender != origin.toLatin1())
        return false;
    const QByteArray expected = cookieToken(request);
    return expected.size() == tokenLength && constantTimeEquals(expected, given.toLatin1());
}

} // namespace gatehouse::auth::pages
