// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/paint/primitives.h"

#include <QWidget>

//! The small painted marks as widgets. All have a fixed size and take no focus; give those that
//! stand alone an accessible name.
namespace gatehouse {

class KeyCaps final : public QWidget
{
    Q_OBJECT

public:
    //! {"Ctrl K"} is one cap, {"A", "R"} are two.
    explicit KeyCaps(const QStringList &caps, QWidget *parent = nullptr);
    void setCaps(const QStringList &caps);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QStringList m_caps;
};

class Pips final : public QWidget
{
    Q_OBJECT

public:
    explicit Pips(QWidget *parent = nullptr);
    void setPips(const QList<Pip> &pips);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QList<Pip> m_pips;
};

class RiskBars final : public QWidget
{
    Q_OBJECT

public:
    explicit RiskBars(Risk risk, QWidget *parent = nullptr);
    void setRisk(Risk risk);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Risk m_risk;
};

class EnvironmentMark final : public QWidget
{
    Q_OBJECT

public:
    explicit EnvironmentMark(Environment environment, QWidget *parent = nullptr);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Environment m_environment;
};

class Avatar final : public QWidget
{
    Q_OBJECT

public:
    explicit Avatar(const QString &name, int size = metrics::avatarSize, QWidget *parent = nullptr);
    void setName(const QString &name);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_initials;
    int m_side;
};

//! An icon alone, in a role's colour.
class IconLabel final : public QWidget
{
    Q_OBJECT

public:
    explicit IconLabel(IconName name, ColorRole role = ColorRole::Muted,
        int size = metrics::iconSize, QWidget *parent = nullptr);
    void setIcon(IconName name, ColorRole role);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    IconName m_name;
    ColorRole m_role;
    int m_side;
};

//! A 5 px bar with rounded ends; shares step, they never animate.
class Meter final : public QWidget
{
    Q_OBJECT

public:
    explicit Meter(QWidget *parent = nullptr);
    void setShare(qreal share, Tone tone = Tone::Accent);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    qreal m_share = 0;
    Tone m_tone = Tone::Accent;
};

} // namespace gatehouse
