// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/diffpane.h"

#include "core/review/worddiff.h"
#include "widgets/common/textstyle.h"
#include "widgets/review/diffwords.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QScrollBar>

#include <algorithm>

// Keys and mouse of the pane.
namespace gatehouse {

void DiffPane::copy() const
{
    QString text = m_caret.selectedText();
    if (text.isEmpty()) {
        const DiffPlace &place = m_caret.place();
        text = place.isValid() ? m_document.text(place.section, place.row, place.side).value_or(QStringView()).toString() : QString();
    }
    if (!text.isEmpty())
        QGuiApplication::clipboard()->setText(text);
}

void DiffPane::keyPressEvent(QKeyEvent *event)
{
    m_pending.reset();
    if (moveBy(*event))
        return;
    if (event->matches(QKeySequence::Copy)) {
        copy();
        return;
    }
    if (event->matches(QKeySequence::SelectAll)) {
        m_caret.selectAllOfFile();
        return;
    }
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        activate();
        return;
    case Qt::Key_Space:
        if (m_caret.place().row < 0 && m_caret.place().isValid()) {
            const int section = m_caret.place().section;
            m_document.setCollapsed(section, !m_document.section(section).isCollapsed);
            return;
        }
        break;
    case Qt::Key_Escape:
        if (m_caret.hasSelection()) {
            m_caret.clearSelection();
            return;
        }
        break;
    default:
        break;
    }
    QAbstractScrollArea::keyPressEvent(event);
}

bool DiffPane::moveBy(const QKeyEvent &event)
{
    const bool extend = event.modifiers().testFlag(Qt::ShiftModifier);
    const bool control = event.modifiers().testFlag(Qt::ControlModifier);
    if (event.modifiers().testFlag(Qt::AltModifier))
        return false;
    switch (event.key()) {
    case Qt::Key_Down:
        m_caret.moveRows(1, extend);
        return true;
    case Qt::Key_Up:
        m_caret.moveRows(-1, extend);
        return true;
    case Qt::Key_PageDown:
        m_caret.moveRows(pageRows(), extend);
        return true;
    case Qt::Key_PageUp:
        m_caret.moveRows(-pageRows(), extend);
        return true;
    case Qt::Key_Right:
        m_caret.moveColumns(1, extend);
        return true;
    case Qt::Key_Left:
        m_caret.moveColumns(-1, extend);
        return true;
    case Qt::Key_Home:
        control ? m_caret.moveToEnd(false, extend) : m_caret.moveToLineEnd(false, extend);
        return true;
    case Qt::Key_End:
        control ? m_caret.moveToEnd(true, extend) : m_caret.moveToLineEnd(true, extend);
        return true;
    default:
        return false;
    }
}

//! Return on what the caret is on.
void DiffPane::activate()
{
    const DiffPlace place = m_caret.place();
    if (!place.isValid())
        return;
    const DiffSection &section = m_document.section(place.section);
    if (place.row < 0) {
        const QList<DiffNote> notes = m_document.notes(place.section);
        const auto offered = std::find_if(notes.begin(), notes.end(), [&section](DiffNote note) { return !diffwords::note(section, note).action.isEmpty(); });
        if (offered != notes.end())
            Q_EMIT noteActivated(place.section, *offered);
        else
            m_document.setCollapsed(place.section, !section.isCollapsed);
        return;
    }
    const ShownRow &row = section.rows[size_t(place.row)];
    if (row.kind == ShownRow::Kind::Fold)
        m_document.unfold(place.section, row.item, Unfold::All);
    else if (row.kind == ShownRow::Kind::Attachment) {
        if (QWidget *card = m_cards.card(section.attachments.at(row.item).id))
            card->setFocus(Qt::ShortcutFocusReason);
    }
}

void DiffPane::act(const DiffHit &hit)
{
    switch (hit.part) {
    case DiffHit::Part::Chevron:
        m_document.setCollapsed(hit.place.section, !m_document.section(hit.place.section).isCollapsed);
        break;
    case DiffHit::Part::Reviewed:
        Q_EMIT reviewedToggled(hit.place.section);
        break;
    case DiffHit::Part::NoteAction:
        Q_EMIT noteActivated(hit.place.section, hit.note);
        break;
    case DiffHit::Part::FoldAction:
        m_document.unfold(hit.place.section, m_document.section(hit.place.section).rows[size_t(hit.place.row)].item, hit.unfold);
        break;
    default:
        break;
    }
}

void DiffPane::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_pending.reset();
    const DiffHit hit = diffHit(scene(), event->position().toPoint());
    if (hit.isClickable()) {
        act(hit);
        return;
    }
    if (!hit.place.isValid())
        return;
    const bool extend = event->modifiers().testFlag(Qt::ShiftModifier) && hit.part == DiffHit::Part::Text;
    m_caret.moveTo(hit.place, extend);
    m_isSelecting = hit.part == DiffHit::Part::Text;
}

void DiffPane::mouseMoveEvent(QMouseEvent *event)
{
    const QPoint at = event->position().toPoint();
    if (!m_isSelecting) {
        const DiffHit hit = diffHit(scene(), at);
        viewport()->setCursor(hit.isClickable() ? Qt::PointingHandCursor : hit.part == DiffHit::Part::Text ? Qt::IBeamCursor : Qt::ArrowCursor);
        return;
    }
    m_dragAt = at;
    const bool outside = at.y() < 0 || at.y() >= viewport()->height();
    if (outside != m_autoScroll.isActive())
        outside ? m_autoScroll.start() : m_autoScroll.stop();
    if (outside)
        return;
    const DiffHit hit = diffHit(scene(), at);
    if (hit.part == DiffHit::Part::Text)
        m_caret.moveTo(hit.place, true);
}

void DiffPane::mouseReleaseEvent(QMouseEvent *)
{
    m_isSelecting = false;
    m_autoScroll.stop();
    if (m_caret.hasSelection() && QGuiApplication::clipboard()->supportsSelection())
        QGuiApplication::clipboard()->setText(m_caret.selectedText(), QClipboard::Selection);
}

void DiffPane::mouseDoubleClickEvent(QMouseEvent *event)
{
    const DiffHit hit = diffHit(scene(), event->position().toPoint());
    const auto text = hit.part == DiffHit::Part::Text ? m_document.text(hit.place.section, hit.place.row, hit.place.side) : std::nullopt;
    if (!text)
        return;
    const QList<TextSpan> words = wordsOf(*text);
    const auto word = std::find_if(words.begin(), words.end(), [&hit](const TextSpan &w) { return hit.place.column < w.end(); });
    if (word == words.end())
        return;
    DiffPlace place = hit.place;
    place.column = word->start;
    m_caret.moveTo(place);
    place.column = word->end();
    m_caret.moveTo(place, true);
}

void DiffPane::contextMenuEvent(QContextMenuEvent *event)
{
    if (event->reason() == QContextMenuEvent::Mouse) {
        const DiffHit hit = diffHit(scene(), event->pos());
        if (hit.place.isValid() && !m_caret.hasSelection())
            m_caret.moveTo(hit.place);
    }
    QMenu menu(this);
    menu.addAction(tr("Copy"), this, &DiffPane::copy);
    if (m_caret.line() && m_isReviewable)
        menu.addAction(tr("Comment on this line"), this, &DiffPane::commentRequested);
    if (m_current >= 0)
        menu.addAction(tr("Show the whole file"), this, [this] { m_document.unfoldAll(m_current); });
    if (m_current >= 0 && m_isReviewable) {
        menu.addAction(m_document.section(m_current).isReviewed ? tr("Not reviewed") : tr("Reviewed"), this, [this] { Q_EMIT reviewedToggled(m_current); });
    }
    menu.exec(event->globalPos());
}

void DiffPane::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void DiffPane::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

} // namespace gatehouse
