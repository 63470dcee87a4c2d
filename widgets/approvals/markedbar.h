// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/approvals/batchmodel.h"

#include <QFrame>

namespace gatehouse {

class Button;
class TextLabel;

//! Below the requests while some are marked: how many, how many of them drop out, and the way on.
class MarkedBar final : public QFrame
{
    Q_OBJECT

public:
    //! \a batch outlives it.
    explicit MarkedBar(const BatchModel &batch, QWidget *parent = nullptr);

Q_SIGNALS:
    void approveRequested();
    void clearRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void showCounts();

    const BatchModel &m_batch;
    TextLabel *m_marked;
    TextLabel *m_rest;
    Button *m_approve;
};

} // namespace gatehouse
