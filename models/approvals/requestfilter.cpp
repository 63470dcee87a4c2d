// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/approvals/requestfilter.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

QString searchedText(const ApprovalRequest &request)
{
    return (request.pluginName + u' ' + request.number + u' ' + request.version + u' ' + request.requestedBy.name
        + u' ' + toWire(request.type) + u' ' + toWire(request.environment) + u' ' + toWire(request.risk))
        .toLower();
}

QString turnOf(const ApprovalRequest &request)
{
    if (request.queue == "your_turn"_L1)
        return u"mine"_s;
    return request.queue == "waiting"_L1 ? u"others"_s : request.queue;
}

//! A word for each that is true of \a request.
QStringList dueOf(const ApprovalRequest &request, const QDate &today)
{
    QStringList words;
    if (request.dueAt && request.dueAt->toLocalTime().date() <= today)
        words += u"today"_s;
    if (request.slaState == SlaState::Breached)
        words += u"late"_s;
    return words;
}

const QStringList &names()
{
    static const QStringList names {u"risk"_s, u"env"_s, u"type"_s, u"turn"_s, u"due"_s};
    return names;
}

QStringList valuesOf(const QString &name, const ApprovalRequest &request, const QDate &today)
{
    if (name == "risk"_L1)
        return {toWire(request.risk)};
    if (name == "env"_L1)
        return {toWire(request.environment)};
    if (name == "type"_L1)
        return {toWire(request.type)};
    return name == "turn"_L1 ? QStringList {turnOf(request)} : dueOf(request, today);
}

} // namespace

RequestFilter::RequestFilter(const QString &text)
    : m_text(text)
{
    const QStringList words = text.toLower().split(u' ', Qt::SkipEmptyParts);
    for (QString word : words) {
        Term term;
        term.isExcluded = word.startsWith(u'!') && word.size() > 1;
        if (term.isExcluded)
            word.remove(0, 1);
        const QString name = word.section(u':', 0, 0);
        if (word.contains(u':') && names().contains(name)) {
            term.name = name;
            term.values = word.section(u':', 1).split(u',', Qt::SkipEmptyParts);
            // Half typed: it asks for nothing yet.
            if (term.values.isEmpty())
                continue;
        } else {
            term.values = {word};
        }
        m_terms.append(term);
    }
}

bool RequestFilter::accepts(const ApprovalRequest &request, const QDate &today) const
{
    return std::all_of(m_terms.begin(), m_terms.end(),
        [&](const Term &term) { return holds(term, request, today) != term.isExcluded; });
}

bool RequestFilter::holds(const Term &term, const ApprovalRequest &request, const QDate &today)
{
    if (term.name.isEmpty())
        return searchedText(request).contains(term.values.first());
    const QStringList known = valuesOf(term.name, request, today);
    return std::any_of(known.begin(), known.end(), [&term](const QString &value) {
        return std::any_of(term.values.begin(), term.values.end(), [&value](const QString &wanted) { return value.startsWith(wanted); });
    });
}

} // namespace gatehouse
