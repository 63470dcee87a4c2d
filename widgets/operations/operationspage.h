// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/operations/operationlistmodel.h"
#include "widgets/common/pagewidget.h"

class QListView;
class QStackedLayout;

namespace gatehouse {

class ActionRegistry;
class AgeBand;
class EmptyState;
class Freshness;
class LoadingRows;
class OperationDetail;
class OperationService;
class OverlayHost;
class SearchField;
class SegmentedControl;
class UiState;

//! Long work, running first: list at the left, the chosen one with phases and log at the right.
class OperationsPage final : public PageWidget
{
    Q_OBJECT
public:
    OperationsPage(const OperationStore &store, OperationService &service, ActionRegistry &actions, UiState &state,
        OverlayHost &overlays, Freshness &freshness, QWidget *parent = nullptr);

    QStringList crumb() const override { return {tr("Operations")}; }
    QString summary() const override;
    void activate() override;
    void openObject(const QString &id) override;
    bool goUp() override;
    bool isSettled() const override { return m_store.wasRead(); }

private:
    QWidget *buildList();
    void addActions(ActionRegistry &actions);
    void showState();
    void selectFirst();
    void keepCurrent();
    void askToCancel();

    const OperationStore &m_store;
    OverlayHost &m_overlays;
    ActionRegistry &m_actions;
    OperationListModel m_model;
    AgeBand *m_age;
    SearchField *m_filter;
    SegmentedControl *m_show;
    QListView *m_list;
    LoadingRows *m_loading;
    EmptyState *m_empty;
    QStackedLayout *m_listStack;
    OperationDetail *m_detail;
    QStackedLayout *m_detailStack;
};

} // namespace gatehouse
