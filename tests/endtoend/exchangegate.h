// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

#include <functional>

namespace gatehouse::testsupport {

//! Stands between a console and its portal and counts the exchanges: one request, one answer, each on a
//! connection of its own. At a chosen one it lets something happen, and the console hears nothing.
//! One thread, with an event loop.
class ExchangeGate final : public QObject
{
    Q_OBJECT

public:
    enum class Moment {
        BeforeItArrives, //!< The portal knows nothing of the request.
        BeforeItIsAnswered //!< The portal did it and its answer is lost.
    };
    Q_ENUM(Moment)

    explicit ExchangeGate(QUrl portal);
    QUrl url() const;

    //! Calls \a happen at the \a number-th exchange, from 1.
    void cut(int number, Moment moment, std::function<void()> happen);
    bool wasCut() const { return m_wasCut; }
    //! \a file exists from the first request with \a part in its path on, until that is answered or lost.
    void mark(const QString &file, const QByteArray &part);

private:
    void serve(QTcpSocket *console);
    void forward(QTcpSocket *console, const QByteArray &request, int number);
    void onAnswered(QTcpSocket *console, const QByteArray &answer, int number);
    bool isCut(int number, Moment moment);
    void setMarked(bool marked);

    const QUrl m_portal;
    QTcpServer m_server;
    int m_exchanges = 0;
    int m_cutAt = 0;
    Moment m_moment = Moment::BeforeItArrives;
    std::function<void()> m_happen;
    bool m_wasCut = false;
    QString m_mark;
    QByteArray m_markedPart;
    int m_markedExchange = 0;
};

} // namespace gatehouse::testsupport
