// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/workflows/dryrunmodel.h"

#include <QWidget>

class QListView;

namespace gatehouse {

class EmptyState;
class InlineError;
class MessageBar;
class SpokenModel;

//! What the draft would do to requests, as the last dry run said.
class DryRunView final : public QWidget
{
    Q_OBJECT
public:
    explicit DryRunView(QWidget *parent = nullptr);

    //! \a isOfText: it was made with exactly the text that the portal has now.
    void setRun(const WorkflowDryRun &run, bool isOfText);
    //! Nothing was tried yet; \a why is what to do about it.
    void setNothing(const QString &why);
    //! Of the last attempt; it stands above what was known before.
    void setError(const std::optional<Error> &error);
    int changedCount() const { return m_changed; }

Q_SIGNALS:
    void tryRequested();
    void requestRequested(const QString &requestId);

private:
    DryRunModel m_model;
    MessageBar *m_summary;
    InlineError *m_error;
    EmptyState *m_nothing;
    QListView *m_list;
    int m_changed = -1;
};

} // namespace gatehouse
