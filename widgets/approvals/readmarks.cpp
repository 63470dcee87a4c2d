// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/approvals/readmarks.h"

#include "widgets/common/uistate.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr qsizetype mostMarks = 1000;

} // namespace

ReadMarks::ReadMarks(UiState &state, QObject *parent)
    : QObject(parent)
    , m_state(state)
    , m_seen(state.value(u"inbox/seen"_s).toMap())
{
}

bool ReadMarks::isUnread(const ApprovalRequest &request) const
{
    return request.queue == "your_turn"_L1 && m_seen.value(request.id.text()).toString() != request.etag;
}

void ReadMarks::markRead(const ApprovalRequest &request)
{
    if (m_seen.value(request.id.text()).toString() == request.etag)
        return;
    if (m_seen.size() >= mostMarks)
        m_seen.clear();
    m_seen.insert(request.id.text(), request.etag);
    store();
}

void ReadMarks::toggle(const ApprovalRequest &request)
{
    if (isUnread(request)) {
        markRead(request);
        return;
    }
    m_seen.remove(request.id.text());
    store();
}

void ReadMarks::store()
{
    m_state.setValue(u"inbox/seen"_s, m_seen);
    Q_EMIT changed();
}

} // namespace gatehouse
