// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

namespace gatehouse {

class IconLabel;
class OfflineSpell;
class TextLabel;

//! Two lines over the list: that the portal is out of reach, or that it is back and that nothing was
//! sent meanwhile.
class OnlineBand final : public QFrame
{
    Q_OBJECT

public:
    explicit OnlineBand(QWidget *parent = nullptr);
    //! \a waiting says whether something is still here; without it, being back is no news.
    void setSpell(const OfflineSpell &spell, bool waiting);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    bool m_back = false;
    IconLabel *m_icon;
    TextLabel *m_lead;
    TextLabel *m_rest;
};

} // namespace gatehouse
