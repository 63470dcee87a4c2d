// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/settings/kepthere.h"

#include <array>

namespace gatehouse {

//! In the order of the card.
inline constexpr std::array keptParts {KeptPart::Queue, KeptPart::Plugins, KeptPart::Configurations, KeptPart::Dashboards, KeptPart::Audit};
//! "My queue", and what that is.
std::pair<QString, QString> keptPartWords(KeptPart part);
//! A machine word, for names of controls.
QString keptPartName(KeptPart part);

//! A bar that fills; amber when it is nearly full.
class SizeMeter final : public QWidget
{
    Q_OBJECT

public:
    explicit SizeMeter(QWidget *parent = nullptr);
    void setShare(qreal share);
    //! A full one is a worry, not an end.
    void setWarns(bool warns) { m_warns = warns; }
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    qreal m_share = 0;
    bool m_warns = false;
};

} // namespace gatehouse
