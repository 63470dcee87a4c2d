// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/iconname.h"

#include <QLineEdit>

namespace gatehouse {

//! A line edit with an icon in front and a key cap at the end that says how to get here.
//! Esc clears the text first, then gives the focus back.
class SearchField final : public QLineEdit
{
    Q_OBJECT

public:
    explicit SearchField(QWidget *parent = nullptr);

    void setIconName(IconName name);
    //! "/" or "Ctrl K"; shown while the field is empty. Empty for none.
    void setKeyCap(const QString &cap);
    //! Marks the content as wrong, or right again. Say what is wrong beside the field.
    void setError(bool error);

    QSize sizeHint() const override;

Q_SIGNALS:
    //! Esc in an empty field: the owner moves the focus back to its list.
    void left();
    //! Return or Down: the owner moves the focus on to what was found.
    void listWanted();

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void updateMargins();

    IconName m_icon = IconName::Search;
    QString m_keyCap;
};

} // namespace gatehouse
