// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/charts/plotdata.h"

#include <QWidget>

class QListWidget;

namespace gatehouse {

class Card;

//! "What changed": the marks of the plots in words.
class ChangeList final : public QWidget
{
    Q_OBJECT
public:
    explicit ChangeList(QWidget *parent = nullptr);
    void setChanges(const QList<PlotMark> &marks, const QString &rangeWords);

private:
    Card *m_card;
    QListWidget *m_list;
};

} // namespace gatehouse
