// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/eventparser.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

Result<QList<StreamEvent>> EventParser::feed(const QByteArray &bytes)
{
    QList<StreamEvent> out;
    for (const char c : bytes) {
        const bool pairedFeed = c == '\n' && m_afterReturn;
        m_afterReturn = c == '\r';
        if (pairedFeed)
            continue;
        if (c == '\n' || c == '\r') {
            if (m_atStart && m_line.startsWith("\xEF\xBB\xBF"))
                m_line.remove(0, 3);
            m_atStart = false;
            takeLine(std::exchange(m_line, {}), out);
        } else {
            m_line += c;
        }
        if (m_line.size() > maxLine || m_event.data.size() > maxData)
            return fail(protocolError(u"The event stream sent more in one piece than Gatehouse accepts."_s));
    }
    return out;
}

void EventParser::reset()
{
    *this = {};
}

void EventParser::takeLine(const QByteArray &line, QList<StreamEvent> &out)
{
    if (!line.isEmpty()) {
        const qsizetype colon = line.indexOf(':');
        QByteArray value = colon < 0 ? QByteArray() : line.mid(colon + 1);
        if (value.startsWith(' '))
            value.remove(0, 1);
        if (colon != 0)
            takeField(colon < 0 ? line : line.left(colon), value);
        return;
    }
    if (!m_event.id.isNull())
        m_lastId = m_event.id;
    if (m_hasData || !m_event.name.isEmpty()) {
        if (m_event.data.endsWith('\n'))
            m_event.data.chop(1);
        if (m_event.name.isEmpty())
            m_event.name = "message";
        m_event.id = m_lastId;
        out.append(m_event);
    }
    m_event = {};
    m_hasData = false;
}

void EventParser::takeField(const QByteArray &name, const QByteArray &value)
{
    if (name == "data") {
        m_event.data += value + '\n';
        m_hasData = true;
    } else if (name == "event") {
        m_event.name = value;
    } else if (name == "id" && !value.contains('\0')) {
        m_event.id = value.isNull() ? QByteArray("") : value;
    }
}

} // namespace gatehouse
