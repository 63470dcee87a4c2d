// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/workflow.h"

#include <QDate>

namespace gatehouse {

//! What a person types above the requests. Words must all be found in name, number, requester,
//! version or type; these have a name, with several values parted by commas:
//!
//!     risk:high,critical   env:prod   type:update   turn:mine | others | decided
//!     due:today (and what is late already)   due:late
//!
//! A `!` before any of them excludes. Values may be shortened to how they begin.
class RequestFilter final
{
public:
    RequestFilter() = default;
    explicit RequestFilter(const QString &text);

    const QString &text() const { return m_text; }
    bool isEmpty() const { return m_terms.isEmpty(); }
    //! \a today is the local date that `due:today` means.
    bool accepts(const ApprovalRequest &request, const QDate &today) const;

private:
    struct Term
    {
        QString name; //!< Empty for a word.
        QStringList values;
        bool isExcluded = false;
    };
    static bool holds(const Term &term, const ApprovalRequest &request, const QDate &today);

    QString m_text;
    QList<Term> m_terms;
};

} // namespace gatehouse
