// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/registry/facetmodel.h"
#include "models/registry/plugintablemodel.h"

#include <QWidget>

class QListView;

namespace gatehouse {

//! The facets at the left of the registry: ticks that become part of the filter text.
class FacetPane final : public QWidget
{
    Q_OBJECT
public:
    explicit FacetPane(const PluginTableModel &plugins, QWidget *parent = nullptr);
    //! Counts anew for the current query.
    void refresh();

Q_SIGNALS:
    void toggled(const QString &field, const QString &value, bool on);

private:
    const PluginTableModel &m_plugins;
    FacetModel m_model;
    QListView *m_list;
};

} // namespace gatehouse
