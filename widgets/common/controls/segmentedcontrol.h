// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/enums.h"
#include "widgets/common/iconname.h"
#include "widgets/common/theme.h"

#include <QButtonGroup>
#include <QFrame>

namespace gatehouse {

//! One of a few choices, all visible, in one frame. With \c Underline the chosen segment is bold
//! with a 2 px line (the environment switch); with \c Filled it is on the pane colour (Form |
//! YAML). Arrow keys move inside, Tab leaves.
class SegmentedControl final : public QFrame
{
    Q_OBJECT

public:
    enum class Look { Filled, Underline };

    explicit SegmentedControl(Look look, QWidget *parent = nullptr);

    //! Returns the index of the new segment.
    int addSegment(const QString &text, IconName icon = IconName::None);
    int addSegment(Environment environment);
    void setCurrentIndex(int index);
    int currentIndex() const;
    int count() const;
    //! The chosen segment's line and text; Warn while production is armed.
    void setTone(Tone tone);
    Tone tone() const { return m_tone; }
    Look look() const { return m_look; }

Q_SIGNALS:
    //! By the person or by setCurrentIndex().
    void currentChanged(int index);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QColor fillOf(const QAbstractButton &segment) const;

    Look m_look;
    Tone m_tone = Tone::Accent;
    QButtonGroup m_group;
};

} // namespace gatehouse
