// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/enums.h"
#include "widgets/common/iconname.h"
#include "widgets/common/theme.h"

#include <QAbstractButton>

namespace gatehouse {

//! A 28 px control that shows a state in colour: connection chip, lock chip, filter token.
//! With \c setAction it ends in a separated word that does something ("Read-only | Arm…").
//! Clicking anywhere emits clicked().
class Chip final : public QAbstractButton
{
    Q_OBJECT

public:
    explicit Chip(const QString &text, QWidget *parent = nullptr);

    void setIconName(IconName name);
    //! Neutral is outlined on the pane; every other tone is tinted with its line.
    void setTone(Tone tone);
    //! A word after a separator, in the accent colour on a neutral chip.
    void setAction(const QString &action);
    //! A bold part after the text, mono ("Armed 08:41").
    void setValue(const QString &value);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    IconName m_icon = IconName::None;
    Tone m_tone = Tone::Neutral;
    QString m_action;
    QString m_value;
};

} // namespace gatehouse
