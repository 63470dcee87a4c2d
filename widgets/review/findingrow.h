// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/registry.h"

#include <QWidget>

namespace gatehouse {

class Button;

//! A finding below its line: what, by which tool, how bad; and the way to the evidence.
class FindingRow final : public QWidget
{
    Q_OBJECT

public:
    FindingRow(const Evidence &evidence, const Finding &finding, QWidget *parent = nullptr);

    QSize sizeHint() const override;

Q_SIGNALS:
    void openRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    bool m_isGrave;
    QString m_title;
    QString m_facts;
    Button *m_open;
};

} // namespace gatehouse
