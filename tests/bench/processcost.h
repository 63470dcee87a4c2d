// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace gatehouse::bench {

//! What a running process costs, as the kernel counts it.
struct ProcessCost
{
    double rssMegabytes = 0; //!< Pages it has in memory, shared ones counted in full.
    double pssMegabytes
        = 0; //!< The same, shared ones divided among those who share; 0 where only root may look.
    double cpuSeconds = 0; //!< User and system, since its start.
};

//! All zero when the process is gone.
ProcessCost costOf(qint64 processId);
//! The direct children that run the program of this name.
QList<qint64> childrenOf(qint64 processId, const QString &program);

} // namespace gatehouse::bench
