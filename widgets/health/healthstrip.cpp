// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/health/healthstrip.h"

#include "widgets/common/paint/primitives.h"
#include "widgets/common/textstyle.h"

#include <QAccessible>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

HealthStrip::HealthStrip(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"healthStrip"_s);
    setAccessibleName(tr("Health of this plugin"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void HealthStrip::setHealth(const PluginHealth &health)
{
    const PlotMark chosen = m_mark >= 0 ? marks().at(m_mark) : PlotMark();
    m_cells.setHealth(health);
    // The mark that is being read stays the same one, whatever its letter is now.
    const auto same = std::find_if(marks().begin(), marks().end(),
        [&](const PlotMark &mark) { return mark.time == chosen.time && mark.sentence == chosen.sentence; });
    m_mark = same == marks().end() ? -1 : int(same - marks().begin());
    updateGeometry();
    announce();
    update();
    Q_EMIT markChanged(m_mark);
}

void HealthStrip::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    m_cells.paint(painter, size(), m_mark, theme);
    if (hasFocus())
        paintBox(painter, QRectF(rect()).adjusted(1, 1, -1, -1), metrics::radiusControl, {}, theme.accent, 2);
}

bool HealthStrip::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        QString text;
        if (const int mark = m_cells.markNear(help->pos(), width()); mark >= 0)
            text = marks().at(mark).sentence;
        if (text.isEmpty())
            text = m_cells.silenceAt(help->pos(), width());
        QToolTip::showText(help->globalPos(), text.isEmpty() ? text : u"<qt>%1</qt>"_s.arg(text.toHtmlEscaped()), this);
        return true;
    }
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        update();
    return QWidget::event(event);
}

void HealthStrip::mouseMoveEvent(QMouseEvent *event)
{
    if (const int mark = m_cells.markNear(event->position(), width()); mark >= 0 || !hasFocus())
        choose(mark);
}

void HealthStrip::mouseDoubleClickEvent(QMouseEvent *)
{
    Q_EMIT activated();
}

void HealthStrip::leaveEvent(QEvent *event)
{
    if (!hasFocus())
        choose(-1);
    QWidget::leaveEvent(event);
}

void HealthStrip::keyPressEvent(QKeyEvent *event)
{
    const int last = int(marks().size()) - 1;
    switch (event->key()) {
    case Qt::Key_Left:
        choose(m_mark < 0 ? last : std::max(0, m_mark - 1));
        return;
    case Qt::Key_Right:
        choose(m_mark < 0 ? std::min(0, last) : std::min(last, m_mark + 1));
        return;
    case Qt::Key_Home:
        choose(std::min(0, last));
        return;
    case Qt::Key_End:
        choose(last);
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        Q_EMIT activated();
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

void HealthStrip::choose(int mark)
{
    if (mark == m_mark)
        return;
    m_mark = mark;
    announce();
    update();
    Q_EMIT markChanged(mark);
}

void HealthStrip::announce()
{
    QStringList parts;
    if (m_mark >= 0)
        parts.append(marks().at(m_mark).letter + u", "_s + marks().at(m_mark).sentence);
    parts += m_cells.sentences();
    setAccessibleDescription(parts.join(u"; "_s));
    QAccessibleEvent changed(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&changed);
}

} // namespace gatehouse
