// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

#include <functional>

namespace gatehouse::coretest {

struct SeenRequest
{
    QByteArray verb;
    QByteArray target;
    QHash<QByteArray, QByteArray> headers; //!< Names in lower case.
    QByteArray body;
    QByteArray header(const char *name) const { return headers.value(name); }
};

struct ScriptedAnswer
{
    int status = 200;
    QByteArray body = "{}";
    QList<QByteArray> headers = {"Content-Type: application/json"};
    bool cutOff = false; //!< Promises more than it sends.
    bool hang = false; //!< Never answers.
    bool reset = false; //!< Drops the connection after the request was read.
    int delayMs = 0; //!< Before the answer.
    bool stream = false; //!< Head only; the test pushes the rest.
};

//! An HTTP server on a loopback port that answers as a test says, faults included.
class ScriptedServer final : public QTcpServer
{
    Q_OBJECT

public:
    using Script = std::function<ScriptedAnswer(const SeenRequest &)>;

    explicit ScriptedServer(Script script);
    QUrl url() const;
    const QList<SeenRequest> &seen() const { return m_seen; }
    void setScript(Script script) { m_script = std::move(script); }
    bool hasStream() const { return !m_stream.isNull(); }
    void push(const QByteArray &bytes);
    void endStream();

private:
    void onConnection();
    void onBytes(QTcpSocket *socket);
    void answer(QTcpSocket *socket, const ScriptedAnswer &given);

    Script m_script;
    QHash<QTcpSocket *, QByteArray> m_buffers;
    QList<SeenRequest> m_seen;
    QPointer<QTcpSocket> m_stream;
};

ScriptedAnswer jsonAnswer(const QByteArray &body, int status = 200);
ScriptedAnswer problemAnswer(int status, const QByteArray &code, const QByteArray &detail);

} // namespace gatehouse::coretest
