// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCheckBox>

namespace gatehouse {

//! A switch for something that takes effect at once. For values in a form use QCheckBox.
class Toggle final : public QCheckBox
{
    Q_OBJECT

public:
    explicit Toggle(const QString &text, QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    bool hitButton(const QPoint &position) const override;
};

} // namespace gatehouse
