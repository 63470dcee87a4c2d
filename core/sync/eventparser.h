// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QList>

namespace gatehouse {

//! One dispatched block of a text/event-stream.
struct StreamEvent
{
    QByteArray id;
    QByteArray name; //!< "message" when the stream names none.
    QByteArray data;
    bool operator==(const StreamEvent &) const = default;
};

//! Reads a text/event-stream as it comes, split anywhere. Lines and events are bounded: a stream
//! that breaks the bound is an error, and the parser must be reset.
class EventParser final
{
public:
    static constexpr qsizetype maxLine = 64 * 1024;
    static constexpr qsizetype maxData = 256 * 1024;

    [[nodiscard]] Result<QList<StreamEvent>> feed(const QByteArray &bytes);
    void reset();
    //! The last id that was set by a complete block, kept over blocks that set none.
    const QByteArray &lastEventId() const { return m_lastId; }

private:
    void takeLine(const QByteArray &line, QList<StreamEvent> &out);
    void takeField(const QByteArray &name, const QByteArray &value);

    QByteArray m_line;
    StreamEvent m_event;
    QByteArray m_lastId;
    bool m_hasData = false;
    bool m_afterReturn = false;
    bool m_atStart = true;
};

} // namespace gatehouse
