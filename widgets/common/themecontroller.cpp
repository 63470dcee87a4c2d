// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/themecontroller.h"

#include "widgets/common/style/gatehousestyle.h"
#include "widgets/common/textstyle.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QFocusEvent>
#include <QFocusFrame>
#include <QLineEdit>
#include <QPalette>
#include <QPointer>
#include <QScrollArea>
#include <QStyleHints>
#include <QTabBar>

namespace gatehouse {

namespace {

bool isField(const QWidget *widget)
{
    if (qobject_cast<const QLineEdit *>(widget) != nullptr)
        return !widget->property(plainFieldProperty).toBool();
    return qobject_cast<const QAbstractSpinBox *>(widget) != nullptr;
}

bool takesRing(const QWidget *widget)
{
    return qobject_cast<const QAbstractButton *>(widget) != nullptr
        || qobject_cast<const QComboBox *>(widget) != nullptr
        || qobject_cast<const QTabBar *>(widget) != nullptr
        // Nothing inside it shows that the keys scroll it now.
        || qobject_cast<const QScrollArea *>(widget) != nullptr
        || widget->property(focusRingProperty).toBool();
}

bool fromKeyboard(Qt::FocusReason reason)
{
    return reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason
        || reason == Qt::ShortcutFocusReason;
}

} // namespace

ThemeController::ThemeController(QApplication &application, QObject *parent)
    : QObject(parent)
    , m_application(application)
    , m_desktopPaletteDark(QApplication::palette().color(QPalette::Window).lightness() < 128)
{
    QApplication::setStyle(new GatehouseStyle);
    applyFont();
    apply();
    m_application.installEventFilter(this);
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    connect(QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, this,
        &ThemeController::apply);
#endif
}

ThemeController::~ThemeController()
{
    m_application.removeEventFilter(this);
    if (m_focusRing != nullptr)
        m_focusRing->setWidget(nullptr);
}

void ThemeController::setChoice(ThemeChoice choice)
{
    if (m_choice == choice)
        return;
    m_choice = choice;
    tellTheDesktop();
    apply();
}

void ThemeController::choose(ThemeChoice choice)
{
    setChoice(choice);
    Q_EMIT chosen(choice);
}

void ThemeController::setScale(qreal scale)
{
    const qreal bounded = qBound(0.85, scale, 2.0);
    if (qFuzzyCompare(m_scale, bounded))
        return;
    m_scale = bounded;
    applyFont();
    Q_EMIT changed();
}

const Theme &ThemeController::theme() const
{
    const bool wantsDark = m_choice == ThemeChoice::Dark
        || (m_choice == ThemeChoice::FollowDesktop && desktopIsDark());
    return wantsDark ? darkTheme() : lightTheme();
}

bool ThemeController::desktopIsDark() const
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    const Qt::ColorScheme scheme = QGuiApplication::styleHints()->colorScheme();
    if (scheme != Qt::ColorScheme::Unknown)
        return scheme == Qt::ColorScheme::Dark;
#endif
    return m_desktopPaletteDark;
}

void ThemeController::tellTheDesktop()
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    // The window's frame belongs to the desktop and follows this hint, not our palette.
    const Qt::ColorScheme scheme = m_choice == ThemeChoice::Dark ? Qt::ColorScheme::Dark
        : m_choice == ThemeChoice::Light                         ? Qt::ColorScheme::Light
                                                                 : Qt::ColorScheme::Unknown;
    QGuiApplication::styleHints()->setColorScheme(scheme);
#endif
}

void ThemeController::apply()
{
    QApplication::setPalette(paletteFor(theme()));
    Q_EMIT changed();
}

void ThemeController::applyFont()
{
    QApplication::setFont(applicationFont(m_scale));
}

bool ThemeController::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusIn && watched->isWidgetType())
        showFocusRing(static_cast<QWidget *>(watched), static_cast<QFocusEvent *>(event)->reason());
    return QObject::eventFilter(watched, event);
}

void ThemeController::showFocusRing(QWidget *widget, Qt::FocusReason reason)
{
    const bool wanted = isField(widget) || (takesRing(widget) && fromKeyboard(reason));
    if (m_focusRing == nullptr) {
        if (!wanted)
            return;
        // The frame belongs to whatever window it is shown in, and goes with that window.
        m_focusRing = new QFocusFrame;
        connect(m_focusRing, &QObject::destroyed, this, [this] { m_focusRing = nullptr; });
    }
    m_focusRing->setWidget(wanted ? widget : nullptr);
}

} // namespace gatehouse
