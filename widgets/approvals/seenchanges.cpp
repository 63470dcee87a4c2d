// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/approvals/seenchanges.h"

#include "widgets/common/uistate.h"

#include <QCoreApplication>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr qsizetype mostKept = 500;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::SeenChanges)
};

QString contentOf(const ApprovalRequest &request)
{
    return request.configRevisionId ? request.configRevisionId->text() : request.versionId.text();
}

} // namespace

SeenChanges::SeenChanges(UiState &state)
    : m_state(state)
    , m_opened(state.value(u"inbox/openedChanges"_s).toMap())
{
}

bool SeenChanges::wereOpened(const ApprovalRequest &request) const
{
    return m_opened.value(request.id.text()).toString() == contentOf(request);
}

void SeenChanges::noteOpened(const ApprovalRequest &request)
{
    if (request.id.isEmpty() || wereOpened(request))
        return;
    if (m_opened.size() >= mostKept)
        m_opened.clear();
    m_opened.insert(request.id.text(), contentOf(request));
    m_state.setValue(u"inbox/openedChanges"_s, m_opened);
}

QString SeenChanges::cue(const ApprovalRequest &request, Outcome outcome) const
{
    if (outcome != Outcome::Approve || request.risk == Risk::Low || wereOpened(request))
        return {};
    return request.configRevisionId ? Words::tr("You have not opened the changes of this revision.")
                                    : Words::tr("You have not opened the changes of this version.");
}

} // namespace gatehouse
