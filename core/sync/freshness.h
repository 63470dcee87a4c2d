// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QHash>
#include <QObject>
#include <QStringList>
#include <QTimer>

namespace gatehouse {

class AnswerKeeper;
class ApiClient;
class ConnectionState;

//! What a view shows, as far as its age goes.
struct ShownData
{
    //! Of a list of the replica; Feed for what stands by itself and is read again when the feed tells of it; empty
    //! for what hangs on a list that stands beside it.
    QString topic = {};
    QStringList paths = {}; //!< What was read on demand for it; its service says which these are.
    //! The feed tells when any of it changes: what the portal answered is as current as the lists are.
    bool followed = true;
    QDateTime readAt = {}; //!< Of what is shown and not followed; may be invalid.
    bool operator==(const ShownData &) const = default;

    static inline const QString Feed = QStringLiteral("feed");
};

//! How old what a view shows is, and why.
struct DataAge
{
    enum class Standing {
        Current, //!< As the portal has it.
        CatchingUp, //!< The portal is there; what happened meanwhile is being read.
        Kept, //!< Some of it was answered from this computer.
        Stale, //!< No news from the portal.
        Offline,
        SignedOut
    };
    Standing standing = Standing::Current;
    QDateTime asOf; //!< Of the oldest of it; invalid when nothing was read.
    bool isKept = false; //!< Some of it was answered from this computer.
    //! Nothing old looks new: the view has to say so.
    bool isOld() const { return standing != Standing::Current && standing != Standing::CatchingUp; }
    bool operator==(const DataAge &) const = default;
};

//! Knows of everything that was read whether it is the portal's word or this computer's, and how old;
//! and tells when the portal is back, so that what came from this computer is read again. GUI thread.
class Freshness final : public QObject
{
    Q_OBJECT

public:
    explicit Freshness(const ConnectionState &connection, QObject *parent = nullptr);
    void watch(const ApiClient &client);
    void watch(const AnswerKeeper &answers);

    DataAge ageOf(const ShownData &shown) const;
    //! By the clock that all the times here go by.
    QDateTime now() const;
    //! A person wants the portal to be tried now.
    void askPortal() { Q_EMIT portalWanted(); }

Q_SIGNALS:
    //! Ages may be others now; once per turn of the loop.
    void changed();
    //! What was answered from this computer can be read from the portal.
    void portalIsBack();
    void portalWanted();

private:
    //! The last one to a path.
    struct Answer
    {
        QDateTime at;
        bool isKept = false;
    };

    void note(const QString &path, const Answer &answer);
    void tellSoon();
    void onConnection();
    DataAge::Standing standing() const;

    const ConnectionState &m_connection;
    QHash<QString, Answer> m_answers;
    QTimer m_tell;
    QTimer m_again;
};

} // namespace gatehouse
