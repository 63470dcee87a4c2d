// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/paint/primitives.h"

#include <QWidget>

namespace gatehouse {

//! A badge in a layout, 20 px: `new Badge(term(status).badge(), this)`.
class Badge final : public QWidget
{
    Q_OBJECT

public:
    explicit Badge(const BadgeLook &look, QWidget *parent = nullptr);
    explicit Badge(QWidget *parent = nullptr);

    void setLook(const BadgeLook &look);
    const BadgeLook &look() const { return m_look; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    BadgeLook m_look;
};

} // namespace gatehouse
