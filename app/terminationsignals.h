// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace gatehouse {

//! Turns SIGTERM and SIGINT into an orderly quit of the event loop, so that the sandbox and its
//! metrics source end before the console does.
class TerminationSignals final : public QObject
{
    Q_OBJECT
public:
    //! Before any thread starts: they inherit that the signals are blocked.
    explicit TerminationSignals(QObject *parent = nullptr);
    ~TerminationSignals() override;

    //! Once the application object exists.
    void listen();

Q_SIGNALS:
    void received();

private:
    int m_descriptor = -1;
};

} // namespace gatehouse
