// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/theme.h"

#include <QObject>

#include <memory>

class QApplication;
class QFocusFrame;

namespace gatehouse {

//! What the person asked for.
enum class ThemeChoice { FollowDesktop, Light, Dark };

//! Dresses the application: style, palette and font. app/ creates one right after the QApplication
//! and hands it to whoever offers the choice; everyone else only reads themeOf(widget).
//! A change reaches widgets as the usual QEvent::PaletteChange / FontChange; \c changed is for
//! things that are no widgets (charts, cached pictures).
class ThemeController final : public QObject
{
    Q_OBJECT

public:
    explicit ThemeController(QApplication &application, QObject *parent = nullptr);
    ~ThemeController() override;

    ThemeChoice choice() const { return m_choice; }
    void setChoice(ThemeChoice choice);
    //! By the person: to be remembered.
    void choose(ThemeChoice choice);

    //! Text and control heights; 1.0 is the design. Clamped to 0.85 .. 2.0.
    qreal scale() const { return m_scale; }
    void setScale(qreal scale);

    const Theme &theme() const;

Q_SIGNALS:
    void changed();
    void chosen(gatehouse::ThemeChoice choice);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool desktopIsDark() const;
    void tellTheDesktop();
    void apply();
    void applyFont();
    void showFocusRing(QWidget *widget, Qt::FocusReason reason);

    QApplication &m_application;
    ThemeChoice m_choice = ThemeChoice::FollowDesktop;
    qreal m_scale = 1.0;
    bool m_desktopPaletteDark = false;
    QFocusFrame *m_focusRing = nullptr;
};

} // namespace gatehouse
