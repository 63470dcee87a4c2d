// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/audit/audittablemodel.h"
#include "widgets/common/drafts/draftbinding.h"
#include "widgets/common/headerproxy.h"
#include "widgets/common/pagewidget.h"

#include <QTimer>

class QTreeView;
class QStackedLayout;

namespace gatehouse {

class ActionRegistry;
class AuditDetail;
class Button;
class AgeBand;
class EmptyState;
class Freshness;
class InlineError;
class LoadingRows;
class MessageBar;
class SearchField;
class UiState;

//! Who did what, newest first, with the hash chain verified by the server and checked here for what
//! is shown.
class AuditPage final : public PageWidget
{
    Q_OBJECT
public:
    AuditPage(AuditService &service, ActionRegistry &actions, DraftKeeper &drafts, UiState &state, Freshness &freshness, QWidget *parent = nullptr);

    QStringList crumb() const override { return {tr("Audit")}; }
    QString summary() const override;
    void activate() override;
    void refresh() override;
    bool goUp() override;
    bool isSettled() const override;
    //! There are new records at the portal: puts them on top in a moment, when somebody looks.
    void noteNews();

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *buildBar();
    void buildTable(UiState &state);
    void addActions(ActionRegistry &actions);
    void applyFilter();
    void verify();
    void readAgain();
    void readNews();
    void keepPlace();
    void showState();
    void noteAge();
    void showChain(const AuditVerification &verification);
    void exportShown();

    AuditService &m_service;
    AuditTableModel m_model;
    HeaderProxy m_headed;
    DraftBinding m_filterDraft;
    SearchField *m_filter;
    Button *m_export;
    MessageBar *m_chain;
    AgeBand *m_age;
    InlineError *m_error;
    QTreeView *m_table;
    LoadingRows *m_loading;
    EmptyState *m_empty;
    QStackedLayout *m_stack;
    AuditDetail *m_detail;
    QTimer m_typing;
    QTimer m_news; //!< What is done together is read together.
    bool m_hasNews = false;
    bool m_verified = false;
    bool m_isVerificationMissing = false; //!< Could not be read.
};

} // namespace gatehouse
