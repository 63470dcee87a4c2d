// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/iconname.h"

#include <QAbstractButton>

namespace gatehouse {

//! The two-line buttons at the ends of the rail: the portal above, the person below, and the
//! one-line Settings. Thin, only the mark is left and the words go to the tool tip.
class RailButton final : public QAbstractButton
{
    Q_OBJECT
public:
    enum class Mark { Logo, Avatar, Icon };

    RailButton(Mark mark, QWidget *parent = nullptr);

    void setWords(const QString &title, const QString &subtitle);
    void setIconName(IconName icon);
    void setThin(bool thin);
    //! Shows the chevrons that say "opens a choice".
    void setHasMenu(bool hasMenu);
    //! Marks the button as the page in front.
    void setCurrent(bool current);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    Mark m_mark;
    QString m_title;
    QString m_subtitle;
    IconName m_icon = IconName::None;
    bool m_thin = false;
    bool m_hasMenu = false;
    bool m_current = false;
};

} // namespace gatehouse
