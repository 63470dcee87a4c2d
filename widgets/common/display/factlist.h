// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/textstyle.h"

#include <QWidget>

class QFormLayout;

namespace gatehouse {

class TextLabel;

//! Names at the left, muted; values at the right, in rows of 24: "Owner  Build Tools". Values that
//! do not fit are elided with the whole text as tool tip; setWrapping(true) breaks them instead.
class FactList final : public QWidget
{
    Q_OBJECT

public:
    explicit FactList(QWidget *parent = nullptr);

    //! The label of the value, to change it later. Names are translated, values are data.
    TextLabel *addFact(
        const QString &name, const QString &value, TextStyle style = TextStyle::Body);
    void addFact(const QString &name, QWidget *value);
    //! This and the next are for facts added later.
    void setWrapping(bool wrapping);
    void setNameWidth(int width);
    void clear();

private:
    TextLabel *makeName(const QString &name);

    QFormLayout *m_rows;
    int m_nameWidth = 72;
    bool m_wrapping = false;
};

} // namespace gatehouse
