// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"
#include "core/net/tokensource.h"

#include <list>
#include <optional>

namespace gatehouse::coretest {

//! Tokens as a test wants them: each refresh gives token-2, token-3, … or fails.
class FixedTokens final : public TokenSource
{
public:
    QByteArray accessToken() const override { return m_token; }
    QFuture<Status> refresh() override
    {
        ++refreshes;
        QPromise<Status> &promise = m_pending.emplace_back();
        promise.start();
        if (!held)
            finishRefresh();
        return promise.future();
    }
    void finishRefresh()
    {
        if (!failure)
            m_token = "token-" + QByteArray::number(refreshes + 1);
        for (QPromise<Status> &promise : m_pending) {
            if (promise.future().isFinished())
                continue;
            promise.addResult(failure ? Status(fail(*failure)) : Status());
            promise.finish();
        }
    }
    void setToken(const QByteArray &token) { m_token = token; }

    int refreshes = 0;
    bool held = false; //!< refresh() waits for finishRefresh().
    std::optional<Error> failure;

private:
    QByteArray m_token = "token-1";
    std::list<QPromise<Status>> m_pending;
};

} // namespace gatehouse::coretest
