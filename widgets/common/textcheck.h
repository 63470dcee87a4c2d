// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

class QWidget;

namespace gatehouse {

struct ClippedText
{
    QString widget; //!< objectName, or class name where there is none
    QString text;
    int needed = 0;
    int available = 0;
};

//! The visible labels and buttons under \a root whose text does not fit where it stands. Labels
//! that are made to elide are left out. For the tour and for tests; GUI thread.
QList<ClippedText> clippedTexts(const QWidget *root);

} // namespace gatehouse
