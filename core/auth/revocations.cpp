// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/auth/revocations.h"

#include "core/base/json.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr qsizetype mostKept = 40;
const QString queueKey = u"revocations"_s;

QByteArray toBytes(const QList<Revocations::Token> &tokens)
{
    QJsonArray list;
    for (const Revocations::Token &token : tokens) {
        list.append(QJsonObject {{u"issuer"_s, token.issuer}, {u"clientId"_s, token.clientId},
            {u"token"_s, QString::fromLatin1(token.token)}, {u"refresh"_s, token.isRefreshToken}});
    }
    return toJsonBytes({{u"tokens"_s, list}});
}

QList<Revocations::Token> fromBytes(const QByteArray &bytes)
{
    QList<Revocations::Token> tokens;
    const QJsonArray list = parseJsonObject(bytes).value_or(QJsonObject()).value("tokens"_L1).toArray();
    for (const QJsonValue &value : list) {
        const QJsonObject token = value.toObject();
        tokens.append({token.value("issuer"_L1).toString(), token.value("clientId"_L1).toString(),
            token.value("token"_L1).toString().toLatin1(), token.value("refresh"_L1).toBool()});
    }
    return tokens;
}

//! One token after the other; deletes itself when all were tried.
class RevocationRun final : public QObject
{
public:
    RevocationRun(AuthHttp &http, QList<Revocations::Token> tokens, QObject *parent)
        : QObject(parent)
        , m_http(http)
        , m_tokens(std::move(tokens))
    {
        m_promise.start();
    }

    ~RevocationRun() override
    {
        if (!m_finished)
            finish();
    }

    QFuture<QList<Revocations::Token>> start()
    {
        next();
        return m_promise.future();
    }

private:
    void next()
    {
        if (m_tokens.isEmpty()) {
            finish();
            deleteLater();
            return;
        }
        deliver(discoverIssuer(m_http, m_tokens.first().issuer), this,
            [this](const Result<OidcMetadata> &metadata) {
                if (!metadata)
                    return settle(metadata.error().retryable);
                if (metadata->revocationEndpoint.isEmpty())
                    return settle(false);
                post(metadata->revocationEndpoint);
            });
    }

    void post(const QUrl &endpoint)
    {
        const Revocations::Token &token = m_tokens.first();
        const AuthHttp::Form form {{u"token"_s, token.token},
            {u"token_type_hint"_s, token.isRefreshToken ? "refresh_token" : "access_token"},
            {u"client_id"_s, token.clientId.toUtf8()}};
        deliver(m_http.postForm(endpoint, form), this,
            [this](const Result<AuthReply> &reply) { settle(!reply && reply.error().retryable); });
    }

    void settle(bool again)
    {
        const Revocations::Token token = m_tokens.takeFirst();
        if (again)
            m_left.append(token);
        next();
    }

    void finish()
    {
        m_finished = true;
        m_promise.addResult(m_left + m_tokens);
        m_promise.finish();
    }

    AuthHttp &m_http;
    QList<Revocations::Token> m_tokens;
    QList<Revocations::Token> m_left;
    QPromise<QList<Revocations::Token>> m_promise;
    bool m_finished = false;
};

template <typename T>
std::shared_ptr<QPromise<T>> startedPromise()
{
    auto promise = std::make_shared<QPromise<T>>();
    promise->start();
    return promise;
}

template <typename T>
void settlePromise(QPromise<T> &promise, T value)
{
    promise.addResult(std::move(value));
    promise.finish();
}

} // namespace

Revocations::Revocations(AuthHttp &http, QObject *parent)
    : QObject(parent)
    , m_http(http)
{
}

QFuture<QList<Revocations::Token>> Revocations::attempt(const QList<Token> &tokens)
{
    return (new RevocationRun(m_http, tokens, this))->start();
}

QFuture<Status> Revocations::keep(const QList<Token> &tokens, TokenStore &store)
{
    return tokens.isEmpty() ? store.remove(queueKey)
                            : store.write(queueKey, toBytes(tokens.mid(0, mostKept)));
}

QFuture<Revocations::Outcome> Revocations::send(const QList<Token> &tokens, TokenStore &store)
{
    auto promise = startedPromise<Outcome>();
    deliver(attempt(tokens), this, [this, promise, &store](const QList<Token> &left) {
        if (left.isEmpty())
            return settlePromise(*promise, Outcome::Done);
        deliver(store.read(queueKey), this,
            [this, promise, left, &store](const Result<std::optional<QByteArray>> &known) {
                QList<Token> all = left;
                if (known && *known)
                    all += fromBytes(**known);
                deliver(keep(all, store), this, [promise](const Status &kept) {
                    settlePromise(*promise, kept ? Outcome::Queued : Outcome::Lost);
                });
            });
    });
    return promise->future();
}

QFuture<int> Revocations::sendQueued(TokenStore &store)
{
    auto promise = startedPromise<int>();
    deliver(store.read(queueKey), this,
        [this, promise, &store](const Result<std::optional<QByteArray>> &known) {
            if (!known || !*known)
                return settlePromise(*promise, 0);
            deliver(attempt(fromBytes(**known)), this, [this, promise, &store](const QList<Token> &left) {
                deliver(keep(left, store), this, [promise, count = int(left.size())](const Status &) {
                    settlePromise(*promise, count);
                });
            });
        });
    return promise->future();
}

} // namespace gatehouse
