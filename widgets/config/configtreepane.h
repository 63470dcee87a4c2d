// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/config/configtreemodel.h"
#include "widgets/config/configtreedelegate.h"

#include <QWidget>

class QStackedLayout;
class QTreeView;

namespace gatehouse {

class EmptyState;
class InlineError;
class LoadingRows;
class SearchField;
class SpokenModel;
class TextLabel;

//! Plugins that can be configured, at the left: filter, tree, count.
class ConfigTreePane final : public QWidget
{
    Q_OBJECT
public:
    ConfigTreePane(const ConfigTreeStore &store, ConfigTreeDelegate::DraftCount draftCount, QWidget *parent = nullptr);

    //! Shows and selects it; false when there is no such overlay in the tree.
    bool select(const PluginId &plugin, const OverlayRef &overlay);
    //! The overlay that says most when nobody chose: one with a text in \a environment, else any
    //! with a text, else the first.
    void selectBest(Environment environment);
    void step(int by);
    void focusTree();
    bool hasTreeFocus() const;
    void focusFilter();
    //! Draft counts changed.
    void repaintRows();

Q_SIGNALS:
    void overlayChosen(const gatehouse::PluginId &plugin, const QString &name, const gatehouse::OverlayRef &overlay);
    void stateChanged();
    //! Return on an overlay: on to its text.
    void textWanted();

private:
    void showState();
    void onCurrentChanged(const QModelIndex &index);
    QModelIndex bestIndex(Environment environment) const;
    void reveal(const QModelIndex &index);

    const ConfigTreeStore &m_store;
    ConfigTreeModel m_model;
    SpokenModel *m_rows;
    SearchField *m_filter;
    QTreeView *m_tree;
    LoadingRows *m_loading;
    EmptyState *m_empty;
    QStackedLayout *m_stack;
    TextLabel *m_count;
};

} // namespace gatehouse
