// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/registry.h"

#include <QWidget>

namespace gatehouse {

//! How many checks stand at which verdict, by icon and number; in words for screen readers.
class VerdictCounts final : public QWidget
{
    Q_OBJECT

public:
    explicit VerdictCounts(QWidget *parent = nullptr);
    void setEvidence(const QList<Evidence> &evidence);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QList<std::pair<Verdict, int>> m_counts;
};

} // namespace gatehouse
