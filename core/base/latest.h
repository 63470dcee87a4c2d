// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <memory>

namespace gatehouse {

//! Drops the answers of superseded requests: only the newest guard lets its answer through.
//!
//!     deliver(service.evidence(id), this, m_shown.only([this](const Result<EvidenceSet> &r) { … }));
//!
//! One Latest per thing shown. GUI thread.
class Latest
{
public:
    template <typename F>
    auto only(F handler)
    {
        return [newest = m_newest, mine = ++*m_newest, handler = std::move(handler)](const auto &answer) mutable {
            if (*newest == mine)
                handler(answer);
        };
    }
    //! Drops whatever is under way.
    void supersede() { ++*m_newest; }

private:
    std::shared_ptr<quint64> m_newest = std::make_shared<quint64>(0);
};

} // namespace gatehouse
