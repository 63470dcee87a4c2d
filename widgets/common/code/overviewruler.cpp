// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/code/overviewruler.h"

#include "widgets/common/code/editedyaml.h"
#include "widgets/common/code/yamleditor.h"
#include "widgets/common/paint/primitives.h"
#include "widgets/common/textstyle.h"

#include <QMouseEvent>
#include <QPainter>

namespace gatehouse {

namespace {

constexpr int markLeft = 5;
constexpr int markWidth = 5;
constexpr int problemWidth = 3;
constexpr qreal smallestMark = 3;

} // namespace

OverviewRuler::OverviewRuler(YamlEditor &editor, QWidget *parent)
    : QWidget(parent)
    , m_editor(editor)
{
    setFixedWidth(metrics::overviewRuler);
    setSurface(this, Surface::Pane);
}

qreal OverviewRuler::lineStep() const
{
    return qMin<qreal>(lineHeight(TextStyle::Code), qreal(height() - 2 * metrics::spaceSm) / qMax(1, m_editor.blockCount()));
}

void OverviewRuler::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    paintVLine(painter, 0, 0, height(), theme.line);
    EditedYaml *document = m_editor.editedYaml();
    if (!document)
        return;
    const qreal step = lineStep();
    const qreal tall = qMax(smallestMark, step);
    const QList<LineMark> &marks = document->lines().marks;
    for (qsizetype line = 0; line < marks.size(); ++line) {
        if (marks.at(line) != LineMark::Same)
            painter.fillRect(QRectF(markLeft, metrics::spaceSm + line * step, markWidth, tall), marks.at(line) == LineMark::Added ? theme.okSolid : theme.infoSolid);
    }
    for (const ConfigProblem &problem : document->problems().items()) {
        const qreal y = metrics::spaceSm + (problem.line - 1) * step;
        painter.fillRect(QRectF(markLeft + markWidth + 1, y, problemWidth, qMin<qreal>(tall, 6)),
            problem.severity >= Severity::High ? theme.badSolid : theme.warnSolid);
    }
}

void OverviewRuler::mousePressEvent(QMouseEvent *event)
{
    m_editor.goTo(int((event->position().y() - metrics::spaceSm) / lineStep()) + 1, 1);
}

} // namespace gatehouse
