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
    explicit TerminationSignals(QObject *parent = nullptr);
    ~TerminationSignals() override;

Q_SIGNALS:
    void received();

private:
    int m_descriptor = -1;
};

} // namespace gatehouse
