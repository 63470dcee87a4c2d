// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/registry/facetpane.h"

#include "widgets/common/theme.h"
#include "widgets/registry/facetdelegate.h"

#include <QListView>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

FacetPane::FacetPane(const PluginTableModel &plugins, QWidget *parent)
    : QWidget(parent)
    , m_plugins(plugins)
    , m_model({u"status"_s, u"risk"_s, u"update"_s, u"in"_s, u"category"_s, u"owner"_s})
    , m_list(new QListView(this))
{
    setObjectName(u"registryFacets"_s);
    setSurface(this, Surface::Sunken);
    m_list->setObjectName(u"facetList"_s);
    m_list->setAccessibleName(tr("Filters"));
    m_list->setModel(&m_model);
    m_list->setItemDelegate(new FacetDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setMouseTracking(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSurface(m_list, Surface::Sunken);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_list);
    const auto toggle = [this](const QModelIndex &index) {
        const FacetValue &facet = m_model.at(index.row());
        Q_EMIT toggled(facet.field, facet.value, !facet.wanted);
    };
    connect(m_list, &QListView::clicked, this, toggle);
    connect(m_list, &QListView::activated, this, toggle);
    refresh();
}

void FacetPane::refresh()
{
    m_model.refresh(m_plugins.searchIndex(), m_plugins.query());
}

} // namespace gatehouse
