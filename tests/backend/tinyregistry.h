// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QList>
#include <QTcpServer>
#include <QUrl>

namespace gatehouse::testsupport {

//! An npm registry of a few scripted answers on loopback, as rude as a test wants it.
class TinyRegistry final : public QTcpServer
{
public:
    struct Answer
    {
        int status = 200;
        QByteArray body = {};
        QList<QByteArray> headers = {}; //!< Further lines.
        qsizetype cutAfter
            = -1; //!< Bytes of the body before the connection is dropped; -1 for all.
        bool silent = false; //!< Never answers.
    };

    struct Seen
    {
        QByteArray path;
        QHash<QByteArray, QByteArray> headers = {}; //!< Lower-case names.
    };

    TinyRegistry();
    QUrl url() const;
    //! Answers to \a path, one after the other; the last one stays.
    void script(const QByteArray &path, QList<Answer> answers)
    {
        m_answers.insert(path, std::move(answers));
    }
    const QList<Seen> &seen() const { return m_seen; }

private:
    void serve(QTcpSocket &socket);
    void reply(QTcpSocket &socket, const QByteArray &head);

    QHash<QByteArray, QList<Answer>> m_answers;
    QList<Seen> m_seen;
};

} // namespace gatehouse::testsupport
