// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/audit.h"

#include <QWidget>

class QGridLayout;

namespace gatehouse {

//! All members of one event, selectable, with its place in the chain.
class AuditDetail final : public QWidget
{
    Q_OBJECT
public:
    explicit AuditDetail(QWidget *parent = nullptr);
    void setEvent(const AuditEvent &event, bool holds);
    void clear();

private:
    void addFact(const QString &name, const QString &value, bool mono);

    QWidget *m_facts = nullptr;
    QGridLayout *m_grid = nullptr;
};

} // namespace gatehouse
