// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/iconname.h"

#include <QFrame>

class QHBoxLayout;
class QRadioButton;
class QVBoxLayout;

namespace gatehouse {

class IconLabel;

//! One of the ways to begin: a card with a radio mark. A click anywhere on it chooses it.
class ChoiceCard final : public QFrame
{
    Q_OBJECT

public:
    ChoiceCard(const QString &title, IconName icon, QWidget *parent = nullptr);

    bool isChosen() const;
    void choose();
    QRadioButton *radio() const { return m_radio; }
    //! Between the header and the actions.
    QVBoxLayout *bodyLayout() const { return m_body; }
    //! The row at the bottom.
    QHBoxLayout *actionLayout() const { return m_actions; }

Q_SIGNALS:
    void chosenChanged(bool chosen);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;

private:
    const IconName m_iconName;
    IconLabel *m_icon;
    QRadioButton *m_radio;
    QVBoxLayout *m_body;
    QHBoxLayout *m_actions;
};

} // namespace gatehouse
