// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/workflows/workflowlistmodel.h"

#include <QWidget>

class QListView;
class QStackedLayout;

namespace gatehouse {

class Button;
class EmptyState;
class LoadingRows;
class SpokenModel;

//! The workflows at the left, and a button for a new one.
class WorkflowListPane final : public QWidget
{
    Q_OBJECT
public:
    explicit WorkflowListPane(QWidget *parent = nullptr);

    void setWorkflows(const QList<WorkflowTemplate> &workflows);
    const WorkflowListModel &model() const { return m_model; }
    bool wasRead() const { return m_wasRead; }
    //! Null when nothing is chosen.
    const WorkflowTemplate *current() const;
    //! False when there is none with that id.
    bool select(const QString &id);
    void clearSelection();
    void step(int by);
    void focusList();
    bool hasListFocus() const;
    //! Why there cannot be a new one; empty when there can.
    void setNewBlocked(const QString &reason);

Q_SIGNALS:
    void chosen(const QString &id);
    void newRequested();

private:
    void showState();

    WorkflowListModel m_model;
    SpokenModel *m_rows;
    QListView *m_list;
    LoadingRows *m_loading;
    EmptyState *m_empty;
    QStackedLayout *m_stack;
    Button *m_new;
    bool m_wasRead = false;
};

} // namespace gatehouse
