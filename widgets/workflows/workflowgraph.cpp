// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/workflows/workflowgraph.h"

#include "widgets/common/icons.h"
#include "widgets/common/paint/primitives.h"
#include "widgets/common/textstyle.h"

#include <QHelpEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>

#include <algorithm>

namespace gatehouse {

namespace {

constexpr int cellWidth = 196;
constexpr int cellHeight = 76;
constexpr int columnGap = 28;
constexpr int rowGap = 8;
constexpr int padding = 12;
constexpr int markerSize = 16;

QString quorumText(const TemplateStage &stage)
{
    if (stage.quorum == 0)
        return WorkflowGraph::tr("Everybody");
    return WorkflowGraph::tr("%n people", nullptr, stage.quorum);
}

void paintLine(QPainter &painter, QRectF box, const QString &text, TextStyle style, const QColor &color)
{
    const QFont font = textFont(style);
    painter.setFont(font);
    painter.setPen(color);
    painter.drawText(box, Qt::AlignVCenter | Qt::TextSingleLine, QFontMetricsF(font).elidedText(text, Qt::ElideRight, box.width()));
}

} // namespace

QString stageSentence(const TemplateStage &stage)
{
    QStringList parts {WorkflowGraph::tr("%1: %2, %3").arg(stage.name, quorumText(stage), stage.people),
        WorkflowGraph::tr("due in %1 h").arg(stage.dueHours)};
    if (!stage.condition.isEmpty())
        parts.append(WorkflowGraph::tr("only for %1").arg(stage.condition));
    if (!stage.automatic.isEmpty())
        parts.append(WorkflowGraph::tr("passed by policy for %1").arg(stage.automatic));
    if (!stage.escalation.isEmpty())
        parts.append(WorkflowGraph::tr("escalated %1").arg(stage.escalation));
    return parts.join(QStringLiteral(", "));
}

WorkflowGraph::WorkflowGraph(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setSurface(this, Surface::Pane);
}

void WorkflowGraph::setStages(const QList<TemplateStage> &stages)
{
    m_stages = stages;
    m_columns.clear();
    QStringList sentences;
    for (const TemplateStage &stage : stages) {
        if (!m_columns.contains(stage.order))
            m_columns.append(stage.order);
        sentences.append(stageSentence(stage));
    }
    std::sort(m_columns.begin(), m_columns.end());
    setAccessibleDescription(sentences.join(QStringLiteral("; ")));
    updateGeometry();
    update();
}

QSize WorkflowGraph::sizeHint() const
{
    const int columns = std::max(1, int(m_columns.size()));
    const int tall = std::max(1, rows());
    return {2 * padding + columns * scaled(cellWidth) + (columns - 1) * columnGap,
        2 * padding + tall * scaled(cellHeight) + (tall - 1) * rowGap};
}

int WorkflowGraph::columnOf(qsizetype index) const
{
    return int(m_columns.indexOf(m_stages.at(index).order));
}

int WorkflowGraph::rowOf(qsizetype index) const
{
    int row = 0;
    for (qsizetype i = 0; i < index; ++i)
        row += m_stages.at(i).order == m_stages.at(index).order ? 1 : 0;
    return row;
}

int WorkflowGraph::rows() const
{
    int most = 0;
    for (qsizetype i = 0; i < m_stages.size(); ++i)
        most = std::max(most, rowOf(i) + 1);
    return most;
}

QRectF WorkflowGraph::cellRect(qsizetype index) const
{
    const qreal wide = scaled(cellWidth);
    const qreal high = scaled(cellHeight);
    return {padding + columnOf(index) * (wide + columnGap), padding + rowOf(index) * (high + rowGap), wide, high};
}

void WorkflowGraph::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintLines(painter);
    for (qsizetype i = 0; i < m_stages.size(); ++i)
        paintStage(painter, i);
}

void WorkflowGraph::paintLines(QPainter &painter) const
{
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(themeOf(this).lineStrong, 1.25));
    for (qsizetype i = 0; i < m_stages.size(); ++i) {
        for (const QString &before : m_stages.at(i).after) {
            const auto from = std::find_if(m_stages.begin(), m_stages.end(), [&before](const TemplateStage &stage) { return stage.id == before; });
            if (from == m_stages.end())
                continue;
            const QRectF cell = cellRect(from - m_stages.begin());
            const QPointF start(cell.right(), cell.center().y());
            const QPointF end(cellRect(i).left(), cellRect(i).center().y());
            const qreal bend = columnGap / 2.0;
            QPainterPath path(start);
            path.cubicTo(start + QPointF(bend, 0), end - QPointF(bend, 0), end);
            painter.drawPath(path);
        }
    }
}

void WorkflowGraph::paintStage(QPainter &painter, qsizetype index) const
{
    const Theme &theme = themeOf(this);
    const TemplateStage &stage = m_stages.at(index);
    const QRectF cell = cellRect(index);
    const bool conditional = !stage.condition.isEmpty();
    paintBox(painter, cell, metrics::radiusCard, theme.pane, conditional ? QColor() : theme.line);
    if (conditional)
        paintDashedBox(painter, cell, metrics::radiusCard, theme.lineStrong);
    const QRectF marker(cell.left() + padding, cell.top() + 10, markerSize, markerSize);
    if (stage.automatic.isEmpty())
        paintBox(painter, marker, markerSize / 2.0, theme.pane, theme.lineStrong, 1.25);
    else
        paintIcon(painter, IconName::Robot, marker, theme.muted);
    const QList<Pip> pips(std::clamp(stage.quorum, 1, 5), Pip::Open);
    const int pipRoom = pipsWidth(pips.size());
    const qreal right = cell.right() - padding;
    paintPips(painter, QRectF(right - pipRoom, cell.top() + 8, pipRoom, 20), pips, theme);
    paintLine(painter, QRectF(marker.right() + 8, cell.top() + 8, right - pipRoom - 6 - marker.right() - 8, 20), stage.name,
        TextStyle::BodyStrong, theme.text);
    const QRectF words = cell.adjusted(padding, 30, -padding + 4, 0);
    paintLine(painter, QRectF(words.left(), words.top(), words.width(), 16), stage.people, TextStyle::Small, theme.muted);
    const QString below = conditional ? tr("Only %1").arg(stage.condition) : tr("Due in %1 h").arg(stage.dueHours);
    paintLine(painter, QRectF(words.left(), words.top() + 18, words.width(), 16), below, TextStyle::Small, theme.muted);
}

bool WorkflowGraph::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    for (qsizetype i = 0; i < m_stages.size(); ++i) {
        if (cellRect(i).contains(help->pos())) {
            QToolTip::showText(help->globalPos(), stageSentence(m_stages.at(i)), this);
            return true;
        }
    }
    QToolTip::hideText();
    event->ignore();
    return true;
}

} // namespace gatehouse
