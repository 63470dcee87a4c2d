// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/draftplaces.h"

#include "app/workspace.h"
#include "widgets/approvals/requestdrafts.h"
#include "widgets/common/vocabulary.h"
#include "widgets/drafts/draftlist.h"

#include <QCoreApplication>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::DraftPlaces)
};

//! The closed request that \a draft was written for; null when it is open, or about something else.
const ApprovalRequest *closedRequest(const Workspace &workspace, const Draft &draft)
{
    if (draftPage(draft.key.section(u'/', 0, 0)) != "inbox"_L1)
        return nullptr;
    const ApprovalRequest *request = workspace.requests.find(draft.key.section(u'/', 1, 1));
    return request && requestdrafts::isClosed(*request) ? request : nullptr;
}

const ApprovalRequest *successor(const Workspace &workspace, const Draft &draft)
{
    const ApprovalRequest *closed = closedRequest(workspace, draft);
    return closed ? requestdrafts::successor(workspace.requests, *closed) : nullptr;
}

} // namespace

DraftDetail::Sources draftSources(Workspace &workspace)
{
    DraftDetail::Sources sources;
    sources.closed = [&workspace](const Draft &draft) {
        const ApprovalRequest *closed = closedRequest(workspace, draft);
        return closed ? Words::tr("%1 is closed: %2.").arg(closed->number, term(closed->status).word.toLower()) : QString();
    };
    sources.next = [&workspace](const Draft &draft) {
        const ApprovalRequest *next = successor(workspace, draft);
        return next ? next->number : QString();
    };
    sources.carry = [&workspace](const Draft &draft) {
        const ApprovalRequest *next = successor(workspace, draft);
        if (!next)
            return QString();
        QStringList key = draft.key.split(u'/');
        const RequestId from(key.at(1));
        key[1] = next->id.text();
        requestdrafts::carry(workspace.drafts, from, *next);
        return key.join(u'/');
    };
    return sources;
}

bool hasWordsInDraft(const DraftKeeper &drafts, const Intent &intent)
{
    const QString yaml = intent.body.value("yaml"_L1).toString();
    return (intent.reason.isEmpty() || drafts.holds(intent.reason)) && (yaml.isEmpty() || drafts.holds(yaml));
}

} // namespace gatehouse
