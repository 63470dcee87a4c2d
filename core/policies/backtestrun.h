// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/latest.h"
#include "core/operations/operationservice.h"
#include "core/policies/policyservice.h"

namespace gatehouse {

//! One back-test from its start to its result. It is the portal that works; what is under way goes on
//! without this console, and is found again. GUI thread; services and store must outlive it.
class BacktestRun final : public QObject
{
    Q_OBJECT

public:
    enum class State {
        None,
        Starting,
        Running,
        Cancelling,
        Reading, //!< It is over; the result is on its way.
        Done,
        Cancelled, //!< Nothing of it is left.
        Failed
    };
    Q_ENUM(State)

    BacktestRun(PolicyService &service, OperationService &operations, const OperationStore &store, QObject *parent = nullptr);

    State state() const { return m_state; }
    bool isUnderWay() const;
    int percent() const { return m_percent; }
    //! Why it cannot be cancelled, in the portal's words; empty when it can.
    const QString &whyNotCancel() const { return m_whyNotCancel; }
    //! Of the last one that ended well; stays while another is under way.
    const std::optional<PolicyBacktest> &result() const { return m_result; }
    //! Why the last step failed.
    const std::optional<Error> &error() const { return m_error; }

    //! Over the last \a decisions, 1 to 2000. Nothing while one is under way.
    void start(int decisions);
    void cancel();
    //! Takes up the newest back-test that the store knows, unless one was taken up already.
    void takeUp();

Q_SIGNALS:
    void changed();
    //! There is a new result.
    void finished();

private:
    void follow(const Operation &operation);
    void look();
    void readResult(const QString &id);
    void setState(State state, const std::optional<Error> &error = {});

    PolicyService &m_service;
    OperationService &m_operations;
    const OperationStore &m_store;
    State m_state = State::None;
    OperationId m_operation;
    int m_percent = 0;
    QString m_whyNotCancel;
    std::optional<PolicyBacktest> m_result;
    std::optional<Error> m_error;
    Latest m_reads;
};

} // namespace gatehouse
