// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/operations/operationservice.h"
#include "models/operations/operationlogmodel.h"
#include "models/operations/operationstepmodel.h"
#include "core/base/latest.h"

#include <QWidget>

class QListView;

namespace gatehouse {

class AgeBand;
class Badge;
class Button;
class Freshness;
class InlineError;
class TextLabel;

//! One operation: what it is, its phases, its log as it grows, its failure in words, and Cancel.
class OperationDetail final : public QWidget
{
    Q_OBJECT
public:
    OperationDetail(OperationService &service, const OperationStore &store, Freshness &freshness, QWidget *parent = nullptr);

    //! An empty id shows nothing.
    void setOperation(const OperationId &id);
    const OperationId &operation() const { return m_id; }
    Button *cancelButton() const { return m_cancel; }
    //! Asks the server to stop it; errors show beside the button.
    void cancel();
    QString logText() const;
    AgeBand *ageBand() const { return m_age; }

private:
    QWidget *buildHeader();
    void show();
    void showProblem();
    void readLog();

    OperationService &m_service;
    const OperationStore &m_store;
    OperationId m_id;
    OperationStepModel m_steps;
    OperationLogModel m_log;
    Latest m_reads;
    bool m_logFailed = false;
    AgeBand *m_age; //!< Of the log.
    TextLabel *m_title;
    TextLabel *m_facts;
    Badge *m_status;
    Badge *m_environment;
    Button *m_cancel;
    Button *m_copy;
    InlineError *m_error;
    QListView *m_stepView;
    QListView *m_logView;
};

} // namespace gatehouse
