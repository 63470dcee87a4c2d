// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/iconname.h"
#include "widgets/common/style/buttonlook.h"

#include <QPushButton>
#include <QStringList>

#include <optional>

namespace gatehouse {

//! The button of the design. One Accent per screen; an ellipsis in the text means that it asks more
//! before anything happens.
//!
//!     auto *approve = new Button(tr("Approve…"), ButtonVariant::Accent, this);
//!     approve->setSize(ButtonSize::Large);
//!     approve->setIconName(IconName::Check);
//!     approve->setKeyCaps({"A", "A"});
class Button final : public QPushButton
{
    Q_OBJECT

public:
    explicit Button(const QString &text, ButtonVariant variant = ButtonVariant::Outline,
        QWidget *parent = nullptr);
    //! A square button with an icon only; \a name is its accessible name and tool tip.
    Button(IconName icon, const QString &name, ButtonVariant variant = ButtonVariant::Quiet,
        QWidget *parent = nullptr);

    void setVariant(ButtonVariant variant);
    ButtonVariant variant() const { return m_variant; }
    void setSize(ButtonSize size);
    //! Drawn in the variant's icon colour unless \a role is given.
    void setIconName(IconName name, std::optional<ColorRole> role = {});
    //! Caps drawn inside, for the keys that press this button.
    void setKeyCaps(const QStringList &caps);
    //! Faint words before the text, as in "env production".
    void setPrefix(const QString &prefix);
    //! Faint words after the text, as in "Approve…  blocked by your draft".
    void setSuffix(const QString &suffix);
    //! A chevron at the right, for buttons that open a menu or a list. setMenu() turns it on too.
    void setDropDown(bool dropDown);
    //! Disables the button and says why, in the tool tip and to screen readers. The text is the
    //! server's where there is one. An empty reason enables it again.
    void setBlockedReason(const QString &reason);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    bool hasDropDown() const;
    int contentWidth() const;
    int padding() const;
    void paintContent(QPainter &painter, const ButtonColors &colors);

    ButtonVariant m_variant;
    ButtonSize m_size = ButtonSize::Normal;
    IconName m_icon = IconName::None;
    std::optional<ColorRole> m_iconRole;
    QStringList m_keyCaps;
    QString m_prefix;
    QString m_suffix;
    QString m_plainToolTip;
    bool m_dropDown = false;
    bool m_blocked = false;
};

} // namespace gatehouse
