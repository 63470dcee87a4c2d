// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/workflow.h"

#include <QObject>

namespace gatehouse {

//! The requests that a person marked to decide together, in the order they were marked. Lives as long
//! as the page; a mark survives filters, orders and news about its request.
class RequestMarks final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    bool contains(const RequestId &id) const { return m_ids.contains(id); }
    const QList<RequestId> &ids() const { return m_ids; }
    void set(const RequestId &id, bool marked);
    void toggle(const RequestId &id) { set(id, !contains(id)); }
    //! Those that are marked already stay where they are.
    void add(const QList<RequestId> &ids);
    void clear();

Q_SIGNALS:
    void changed();

private:
    QList<RequestId> m_ids;
};

} // namespace gatehouse
