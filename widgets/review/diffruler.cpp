// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/diffruler.h"

#include "widgets/common/paint/primitives.h"
#include "widgets/review/diffpane.h"

#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace gatehouse {

namespace {

constexpr int barLeft = 4;
constexpr int barWidth = 6;
constexpr int signHeight = 3;

} // namespace

DiffRuler::DiffRuler(DiffPane &pane, std::function<bool(const QString &)> isRemark, QWidget *parent)
    : QWidget(parent)
    , m_pane(pane)
    , m_isRemark(std::move(isRemark))
{
    setObjectName(QStringLiteral("diffRuler"));
    setAccessibleName(tr("Overview of the changes"));
    setFixedWidth(metrics::overviewRuler);
    setSurface(this, Surface::Pane);
    const auto old = [this] {
        m_isOld = true;
        update();
    };
    connect(&pane.document(), &DiffDocument::filesChanged, this, old);
    connect(&pane.document(), &DiffDocument::rowsChanged, this, old);
    connect(&pane.document(), &DiffDocument::sectionChanged, this, old);
    connect(&pane, &DiffPane::viewChanged, this, qOverload<>(&QWidget::update));
}

int DiffRuler::yOf(int documentY) const
{
    const int whole = std::max(m_pane.geometryOf().height(), m_pane.viewport()->height());
    return whole == 0 ? 0 : int(qint64(documentY) * height() / whole);
}

void DiffRuler::measure()
{
    const DiffGeometry &geometry = m_pane.geometryOf();
    if (!m_isOld && geometry.height() == m_measuredHeight)
        return;
    m_isOld = false;
    m_measuredHeight = geometry.height();
    m_marks.assign(size_t(height()), 0);
    const auto mark = [this](int top, int bottom, quint8 what) {
        const int last = std::min(std::max(yOf(bottom), yOf(top) + 1), height());
        for (int y = yOf(top); y < last; ++y)
            m_marks[size_t(y)] |= what;
    };
    const DiffDocument &document = m_pane.document();
    for (int section = 0; section < document.count(); ++section) {
        const DiffSection &at = document.section(section);
        if (!at.comparison && at.isText() && !at.isCollapsed)
            mark(geometry.top(section), geometry.bottom(section), Unread);
        for (int row = 0; row < int(at.rows.size()); ++row) {
            const ShownRow &shown = at.rows[size_t(row)];
            const int top = geometry.rowTop(section, row);
            if (shown.kind == ShownRow::Kind::Attachment)
                mark(top, top + 1, m_isRemark(at.attachments.at(shown.item).id) ? Remark : Finding);
            else if (shown.kind == ShownRow::Kind::Line && shown.changed)
                mark(top, geometry.rowTop(section, row + 1), (shown.left >= 0 ? Removed : 0) | (shown.right >= 0 ? Added : 0));
        }
    }
}

void DiffRuler::paintEvent(QPaintEvent *)
{
    measure();
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    const int top = yOf(m_pane.verticalScrollBar()->value());
    const int bottom = yOf(m_pane.verticalScrollBar()->value() + m_pane.viewport()->height());
    painter.fillRect(QRect(1, top, width() - 1, std::max(signHeight, bottom - top)), theme.hover);
    paintVLine(painter, 0, 0, height(), theme.line);
    for (int y = 0; y < int(m_marks.size()); ++y) {
        const quint8 marks = m_marks[size_t(y)];
        if (marks & Unread)
            painter.fillRect(barLeft + 2, y, 2, 1, theme.lineStrong);
        // Removed at the left and added at the right, as in the panes; one alone takes all the width.
        const int half = barWidth / 2;
        const bool both = (marks & Added) && (marks & Removed);
        if (marks & Removed)
            painter.fillRect(barLeft, y, both ? half : barWidth, 1, theme.badSolid);
        if (marks & Added)
            painter.fillRect(both ? barLeft + half : barLeft, y, both ? half : barWidth, 1, theme.okSolid);
    }
    for (int y = 0; y < int(m_marks.size()); ++y) {
        const quint8 marks = m_marks[size_t(y)];
        if (marks & Finding)
            painter.fillRect(QRect(1, y - 1, width() - 1, signHeight), theme.warnSolid);
        if (marks & Remark)
            painter.fillRect(QRect(1, y - 1, width() - 1, signHeight), theme.accent);
    }
}

void DiffRuler::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_isOld = true;
}

void DiffRuler::mousePressEvent(QMouseEvent *event)
{
    scrollTo(int(event->position().y()));
}

void DiffRuler::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons().testFlag(Qt::LeftButton))
        scrollTo(int(event->position().y()));
}

void DiffRuler::scrollTo(int y)
{
    const int whole = std::max(m_pane.geometryOf().height(), m_pane.viewport()->height());
    m_pane.verticalScrollBar()->setValue(int(qint64(y) * whole / std::max(1, height())) - m_pane.viewport()->height() / 2);
}

} // namespace gatehouse
