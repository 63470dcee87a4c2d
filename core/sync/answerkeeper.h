// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/net/answercache.h"
#include "core/storage/rowstore.h"
#include "core/sync/keeprule.h"

#include <QHash>
#include <QObject>
#include <QThreadPool>

#include <set>

namespace gatehouse {

//! Keeps the last good answer of what is read on demand, as the rule says and within its budget. What
//! does not fit makes the oldest answers of the least needed class go. GUI thread; packing happens
//! beside it.
class AnswerKeeper final : public QObject, public AnswerCache
{
    Q_OBJECT

public:
    AnswerKeeper(RowStore &rows, const Clock &clock, QObject *parent = nullptr);
    ~AnswerKeeper() override;

    //! Reads what is kept, not the answers themselves. find() works before.
    QFuture<Status> restore();
    //! What the rule does not want any more goes at once.
    void setRule(const KeepRule &rule);
    const KeepRule &rule() const { return m_rule; }
    qint64 bytes() const { return m_bytes; }
    //! What the answers of one class take.
    qint64 bytesOf(KeepClass keepClass) const;
    int count() const { return int(m_entries.size()); }

    bool keeps(const ApiRequest &request) const override;
    void keep(const ApiRequest &request, const ApiReply &reply) override;
    QFuture<std::optional<ApiReply>> find(const ApiRequest &request) override;

Q_SIGNALS:
    //! What is kept grew or shrank.
    void changed();
    //! The portal answered what is read at \a path.
    void portalAnswered(const QString &path, const QDateTime &at);
    //! The disk did not take an answer; nothing else is wrong.
    void failed(const gatehouse::Error &error);

private:
    struct Entry
    {
        KeepClass keepClass = KeepClass::Audit;
        qint64 bytes = 0;
        QDateTime at;
        template <typename S, typename V>
        static void fields(S &s, V &visit)
        {
            int number = int(s.keepClass);
            visit("class", number);
            visit("bytes", s.bytes);
            visit("at", s.at);
            if constexpr (!std::is_const_v<S>)
                s.keepClass = KeepClass(std::clamp(number, 0, int(KeepClass::Identity)));
        }
    };
    //! First to go first.
    struct Place
    {
        KeepClass keepClass;
        QDateTime at;
        QString key;
        auto operator<=>(const Place &other) const
        {
            return std::tuple(keepClass, at.toMSecsSinceEpoch(), key) <=> std::tuple(other.keepClass, other.at.toMSecsSinceEpoch(), other.key);
        }
        bool operator==(const Place &other) const { return (*this <=> other) == 0; }
    };

    void onPacked(const QString &key, KeepClass keepClass, const QDateTime &at, const QByteArray &bytes);
    void enter(const QString &key, const Entry &entry);
    void leave(const QString &key);
    void makeRoom(RowBatch &batch);
    void write(const RowBatch &batch);

    RowStore &m_rows;
    const Clock &m_clock;
    KeepRule m_rule;
    QThreadPool m_packers;
    QHash<QString, Entry> m_entries;
    std::set<Place> m_order;
    QHash<QString, ApiReply> m_onTheirWay; //!< Not in the rows yet.
    qint64 m_bytes = 0;
};

} // namespace gatehouse
