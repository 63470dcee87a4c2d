// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/approvals/requeststore.h"
#include "models/approvals/requestfilter.h"
#include "models/common/storemodel.h"

#include <QSet>

namespace gatehouse {

//! The Inbox: requests in the three groups of the caller's queue.
class RequestListModel final : public StoreModel
{
    Q_OBJECT

public:
    enum Group { YourTurn, WaitingOnOthers, RecentlyDecided, GroupCount };
    Q_ENUM(Group)
    enum class Sort { Due, Risk, Newest, Name };
    Q_ENUM(Sort)
    enum Role {
        GroupRole = Qt::UserRole, //!< Group; for group rows and requests
        CountRole, //!< int, of a group row: requests shown in it
        OverdueRole, //!< int, of a group row: those past due
        IdRole, //!< QString
        RequestRole //!< const void *: the ApprovalRequest, valid until the store changes
    };

    explicit RequestListModel(const RequestStore &store, QObject *parent = nullptr);

    //! In the words of RequestFilter.
    void setFilter(const QString &text);
    QString filter() const { return m_filter.text(); }
    //! The local date that `due:today` means.
    void setToday(const QDate &today);
    //! Shown whatever the filter says, until the filter is another one: it was asked for by name.
    void setPinned(const RequestId &id);
    //! Only this environment; Unknown shows all.
    void setEnvironment(Environment environment);
    void setSort(Sort sort);
    Sort sortOrder() const { return m_sort; }

    const ApprovalRequest *request(const QModelIndex &index) const;
    QModelIndex indexOf(const RequestId &id) const;
    //! Requests of a group without the filter, for "Nothing needs you. 3 wait on others."
    int unfilteredCount(Group group) const;

    //! While \a holding, requests that come new into a group wait outside instead of moving rows under
    //! somebody's pointer. Ends with all let in. What was asked for (filter, order) lets in, too.
    void setHolding(bool holding);
    int heldCount() const { return m_held; }

public Q_SLOTS:
    void letIn();

Q_SIGNALS:
    void heldCountChanged(int count);

private:
    Arrangement arrange() override;
    QVariant value(int storeRow, int column, int role) const override;
    QVariant groupValue(int group, int role) const override;
    bool accepts(const ApprovalRequest &request) const;
    //! False for one that waits outside.
    bool isIn(const ApprovalRequest &request) const { return !m_holding || m_in.contains(request.id.text()); }
    void noteIn();
    bool isBefore(const ApprovalRequest &a, const ApprovalRequest &b) const;

    const RequestStore &m_requests;
    RequestFilter m_filter;
    RequestId m_pinned;
    QDate m_today;
    Environment m_environment = Environment::Unknown;
    Sort m_sort = Sort::Due;
    QSet<QString> m_in; //!< While holding: those that are in a group.
    int m_held = 0;
    bool m_holding = false;
};

} // namespace gatehouse
