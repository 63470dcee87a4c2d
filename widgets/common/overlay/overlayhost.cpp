// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/overlay/overlayhost.h"

#include "widgets/common/keptwords.h"
#include "widgets/common/paint/primitives.h"

#include <QApplication>
#include <QKeyEvent>
#include <QPainter>

namespace gatehouse {

namespace {

constexpr int topDistance = 88;
constexpr int windowMargin = 24;

} // namespace

OverlayHost::OverlayHost(QWidget *window)
    : QWidget(window)
{
    setObjectName(QStringLiteral("overlayHost"));
    setFocusPolicy(Qt::StrongFocus);
    window->installEventFilter(this);
    hide();
}

void OverlayHost::open(QWidget *panel, Placement placement)
{
    if (m_panel == panel && isVisible())
        return;
    QWidget *opener = m_panel ? m_opener.data() : window()->focusWidget();
    if (m_panel)
        close();
    m_opener = opener;
    m_panel = panel;
    m_placement = placement;
    panel->setParent(this);
    connect(panel, &QObject::destroyed, this, &QWidget::hide);
    setGeometry(parentWidget()->rect());
    placePanel();
    panel->show();
    raise();
    show();
    // Where work starts is the panel's own word; otherwise its first stop.
    const QList<QWidget *> chain = focusChain();
    QWidget *first = panel->focusProxy() ? panel->focusProxy() : chain.value(0, this);
    if (!panel->isAncestorOf(window()->focusWidget()) || panel->focusProxy())
        first->setFocus(Qt::PopupFocusReason);
    Q_EMIT opened(panel);
}

void OverlayHost::close()
{
    if (!m_panel)
        return;
    QWidget *panel = m_panel;
    disconnect(panel, &QObject::destroyed, this, nullptr);
    m_panel = nullptr;
    hide();
    panel->hide();
    if (m_opener)
        m_opener->setFocus(Qt::OtherFocusReason);
    m_opener = nullptr;
    Q_EMIT closed(panel);
}

void OverlayHost::setOffline(bool offline)
{
    if (offline == m_offline)
        return;
    m_offline = offline;
    Q_EMIT offlineChanged(offline);
}

void OverlayHost::noteKept()
{
    Q_EMIT kept(keptSentence());
}

void OverlayHost::placePanel()
{
    if (!m_panel)
        return;
    const QSize wanted = m_panel->sizeHint().expandedTo(m_panel->minimumSize());
    const QSize size = wanted.boundedTo(this->size() - QSize(2 * windowMargin, 2 * windowMargin));
    const int top = m_placement == Placement::Top
        ? qMin(topDistance, qMax(windowMargin, height() - size.height() - windowMargin))
        : (height() - size.height()) / 2;
    m_panel->setGeometry((width() - size.width()) / 2, top, size.width(), size.height());
    update();
}

QList<QWidget *> OverlayHost::focusChain() const
{
    QList<QWidget *> chain;
    if (!m_panel)
        return chain;
    // The focus chain is a ring through the whole window; starting at the panel gives its order.
    QWidget *widget = m_panel;
    do {
        const bool inside = widget == m_panel || m_panel->isAncestorOf(widget);
        // What hands the focus on, as the text of a spin box does to the box, would hold Tab for ever.
        if (inside && !widget->focusProxy() && widget->isEnabled() && widget->isVisibleTo(m_panel)
            && (widget->focusPolicy() & Qt::TabFocus) == Qt::TabFocus)
            chain.append(widget);
        widget = widget->nextInFocusChain();
    } while (widget != nullptr && widget != m_panel);
    return chain;
}

bool OverlayHost::focusNextPrevChild(bool next)
{
    const QList<QWidget *> chain = focusChain();
    if (chain.isEmpty())
        return true;
    const qsizetype at = chain.indexOf(window()->focusWidget());
    const qsizetype step = next ? at + 1 : (at <= 0 ? chain.size() : at) - 1;
    chain.at(step % chain.size())->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
    return true;
}

bool OverlayHost::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parent() && event->type() == QEvent::Resize && isVisible())
        setGeometry(parentWidget()->rect());
    return QWidget::eventFilter(watched, event);
}

void OverlayHost::keyPressEvent(QKeyEvent *event)
{
    // Keys the panel did not take end here: nothing behind the scrim may act on them.
    event->accept();
    if (event->key() == Qt::Key_Escape)
        close();
}

void OverlayHost::mousePressEvent(QMouseEvent *event)
{
    event->accept();
    if (m_closesOnScrim && m_panel && !m_panel->geometry().contains(event->pos()))
        close();
}

void OverlayHost::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.scrim);
    if (m_panel)
        paintPopupShadow(painter, m_panel->geometry(), metrics::radiusDialog, theme);
}

void OverlayHost::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    placePanel();
}

} // namespace gatehouse
