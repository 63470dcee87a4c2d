// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/shell/railmodel.h"

#include <QWidget>

class QListView;

namespace gatehouse {

class RailButton;
class RailDelegate;

//! The navigation at the left: portal, destinations, settings, person. 200 px or 48 px.
class Rail final : public QWidget
{
    Q_OBJECT
public:
    explicit Rail(QWidget *parent = nullptr);

    void addPage(RailItem item);
    void setCount(const QString &id, int count, RailCount kind);
    void setCurrent(const QString &id);
    void setThin(bool thin);
    void setPortal(const QString &name, const QString &label);
    void setPerson(const QString &name, const QString &state);

    RailButton *portalButton() const { return m_portal; }
    RailButton *personButton() const { return m_person; }

Q_SIGNALS:
    void pageChosen(const QString &id);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    RailModel m_model;
    RailDelegate *m_delegate;
    QListView *m_list;
    RailButton *m_portal;
    RailButton *m_settings;
    RailButton *m_person;
};

} // namespace gatehouse
