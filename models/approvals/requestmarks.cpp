// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/approvals/requestmarks.h"

namespace gatehouse {

void RequestMarks::set(const RequestId &id, bool marked)
{
    if (contains(id) == marked)
        return;
    if (marked)
        m_ids.append(id);
    else
        m_ids.removeOne(id);
    Q_EMIT changed();
}

void RequestMarks::add(const QList<RequestId> &ids)
{
    const qsizetype before = m_ids.size();
    for (const RequestId &id : ids) {
        if (!contains(id))
            m_ids.append(id);
    }
    if (m_ids.size() != before)
        Q_EMIT changed();
}

void RequestMarks::clear()
{
    if (m_ids.isEmpty())
        return;
    m_ids.clear();
    Q_EMIT changed();
}

} // namespace gatehouse
