// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/policies/backtestrun.h"
#include "models/policies/backtestmodel.h"

#include <QWidget>

class QListView;
class QProgressBar;
class QSpinBox;

namespace gatehouse {

class Button;
class EmptyState;
class InlineError;
class MessageBar;
class TextLabel;

//! The draft over past decisions: how many, how far it is, and what would have come of them, to be
//! opened one by one and saved as a table.
class BacktestView final : public QWidget
{
    Q_OBJECT
public:
    explicit BacktestView(QWidget *parent = nullptr);

    int decisions() const;
    //! \a isOfText: the result was made with exactly the text that the portal has now. \a blocked is why
    //! none can be started; empty when one can.
    void showRun(const BacktestRun &run, bool isOfText, const QString &blocked);
    //! RFC 4180, with a header line; for the file that is saved.
    QByteArray csv() const;
    const BacktestModel &model() const { return m_model; }

Q_SIGNALS:
    void runRequested();
    void cancelRequested();
    //! By id.
    void requestRequested(const QString &id);

private:
    void showResult(const PolicyBacktest &result, bool isOfText);
    void exportCsv();

    BacktestModel m_model;
    QSpinBox *m_decisions;
    Button *m_run;
    TextLabel *m_step;
    QProgressBar *m_progress;
    Button *m_cancel;
    Button *m_export;
    MessageBar *m_summary;
    InlineError *m_error;
    EmptyState *m_nothing;
    QListView *m_list;
};

//! "Would have blocked 14, 3 now in production."
QString backtestLead(const PolicyBacktest &result);

} // namespace gatehouse
