// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/workflowtemplate.h"

#include <QWidget>

namespace gatehouse {

//! The stages of a workflow from left to right in the look of the stage track, side by side where they
//! run in parallel, with a line from each to those that wait for it. For reading only; its accessible
//! description says every stage.
class WorkflowGraph final : public QWidget
{
    Q_OBJECT

public:
    explicit WorkflowGraph(QWidget *parent = nullptr);

    void setStages(const QList<TemplateStage> &stages);
    const QList<TemplateStage> &stages() const { return m_stages; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }
    //! Where stage \a index stands.
    QRectF cellRect(qsizetype index) const;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    int columnOf(qsizetype index) const;
    int rowOf(qsizetype index) const;
    int rows() const;
    void paintLines(QPainter &painter) const;
    void paintStage(QPainter &painter, qsizetype index) const;

    QList<TemplateStage> m_stages;
    QList<int> m_columns; //!< The orders that occur, ascending.
};

//! "Security: 2 people, a security reviewer, due in 48 h"
QString stageSentence(const TemplateStage &stage);

} // namespace gatehouse
