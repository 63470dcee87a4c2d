// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/eventparser.h"

namespace {

using gatehouse::EventParser;
using gatehouse::StreamEvent;

struct Reading
{
    QList<StreamEvent> events;
    bool refused = false;
    bool operator==(const Reading &) const = default;
};

//! \a piece bytes at a time.
Reading readInPieces(const QByteArray &stream, qsizetype piece)
{
    Reading reading;
    EventParser parser;
    for (qsizetype at = 0; at < stream.size() && !reading.refused; at += piece) {
        const auto events = parser.feed(stream.mid(at, piece));
        reading.refused = !events;
        if (events)
            reading.events += *events;
    }
    for (const StreamEvent &event : std::as_const(reading.events)) {
        if (event.data.size() > EventParser::maxData || event.id.contains('\n') || event.name.contains('\n'))
            __builtin_trap();
    }
    return reading;
}

} // namespace

//! However a stream is cut by the network, the same events come out of it. The first byte says where it is cut. A refusal loses
//! the events of the piece it was found in, so refused streams are compared by the refusal alone.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2)
        return 0;
    const QByteArray stream(reinterpret_cast<const char *>(data + 1), qsizetype(size - 1));
    const Reading whole = readInPieces(stream, stream.size());
    const Reading pieces = readInPieces(stream, 1 + data[0] % 31);
    if (whole.refused != pieces.refused || (!whole.refused && whole.events != pieces.events))
        __builtin_trap();
    return 0;
}
