// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/diffcards.h"

#include "widgets/common/textstyle.h"
#include "widgets/review/diffcolumns.h"

#include <QEvent>

namespace gatehouse {

namespace {

constexpr int guessedHeight = 28;

int heightOf(const QWidget &widget)
{
    const int width = widget.width();
    return widget.hasHeightForWidth() ? widget.heightForWidth(width) : widget.sizeHint().height();
}

} // namespace

DiffCards::DiffCards(QWidget *viewport)
    : QObject(viewport)
    , m_viewport(viewport)
{
}

int DiffCards::height(const QString &id) const
{
    const int known = m_cards.value(id).height;
    return known > 0 ? known : scaled(guessedHeight);
}

void DiffCards::place(const DiffDocument &document, const DiffGeometry &geometry, int scrollY)
{
    QSet<QString> shown;
    const int bottom = scrollY + m_viewport->height();
    const int last = geometry.at(bottom).section;
    for (int section = std::max(geometry.at(scrollY).section, 0); section <= last; ++section) {
        const DiffSection &at = document.section(section);
        if (at.attachments.isEmpty())
            continue;
        for (int row = 0; row < int(at.rows.size()); ++row) {
            if (at.rows[size_t(row)].kind != ShownRow::Kind::Attachment)
                continue;
            const int top = geometry.rowTop(section, row);
            if (top >= bottom || geometry.rowTop(section, row + 1) <= scrollY)
                continue;
            const LineAttachment &attachment = at.attachments.at(at.rows[size_t(row)].item);
            const QRect half = DiffColumns(document.mode(), m_viewport->width()).half(attachment.side);
            QWidget *widget = makeCard(attachment.id, half.width());
            if (!widget)
                continue;
            shown.insert(attachment.id);
            widget->setGeometry(half.left(), top - scrollY, half.width(), height(attachment.id));
            widget->show();
        }
    }
    for (auto it = m_cards.cbegin(); it != m_cards.cend(); ++it) {
        if (it->widget && !shown.contains(it.key()))
            it->widget->hide();
    }
}

QWidget *DiffCards::makeCard(const QString &id, int width)
{
    Card &card = m_cards[id];
    if (!card.widget && m_factory) {
        card.widget = m_factory(id);
        if (!card.widget)
            return nullptr;
        card.widget->setParent(m_viewport);
        card.widget->installEventFilter(this);
    }
    if (card.widget && card.widget->width() != width) {
        card.widget->resize(width, std::max(card.height, 1));
        measure(id);
    }
    return card.widget;
}

void DiffCards::keepOnly(const QSet<QString> &ids)
{
    for (auto it = m_cards.begin(); it != m_cards.end();) {
        if (ids.contains(it.key())) {
            ++it;
            continue;
        }
        if (it->widget) {
            it->widget->removeEventFilter(this);
            it->widget->hide();
            it->widget->deleteLater();
        }
        it = m_cards.erase(it);
    }
}

void DiffCards::clear()
{
    keepOnly({});
}

bool DiffCards::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::LayoutRequest) {
        for (auto it = m_cards.cbegin(); it != m_cards.cend(); ++it) {
            if (it->widget == watched) {
                // Measuring may lay out again.
                QMetaObject::invokeMethod(this, [this, id = it.key()] { measure(id); }, Qt::QueuedConnection);
                break;
            }
        }
    }
    return QObject::eventFilter(watched, event);
}

void DiffCards::measure(const QString &id)
{
    const auto card = m_cards.find(id);
    if (card == m_cards.end() || !card->widget)
        return;
    const int height = heightOf(*card->widget);
    if (height == card->height)
        return;
    card->height = height;
    Q_EMIT heightChanged(id);
}

} // namespace gatehouse
