// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/scrollmemory.h"

#include "widgets/common/uistate.h"

#include <QAbstractScrollArea>
#include <QScrollBar>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

ScrollMemory::ScrollMemory(UiState &state, QAbstractScrollArea *view, const QString &name)
    : QObject(view)
    , m_state(state)
    , m_view(view)
    , m_key(u"scrolled/"_s + name)
{
    QScrollBar *bar = view->verticalScrollBar();
    connect(bar, &QScrollBar::rangeChanged, this, [this, bar](int, int maximum) {
        if (m_wanted > 0 && maximum >= m_wanted)
            bar->setValue(std::exchange(m_wanted, 0));
    });
    connect(bar, &QScrollBar::actionTriggered, this, [this] { m_wanted = 0; });
    connect(bar, &QScrollBar::valueChanged, this, [this](int position) {
        if (m_wanted == 0)
            keep(position);
    });
}

void ScrollMemory::setObject(const QString &object)
{
    if (object == m_object)
        return;
    m_object = object;
    m_wanted = keptPosition();
    // Objects of the same height change no range.
    QScrollBar *bar = m_view->verticalScrollBar();
    if (m_wanted == 0)
        bar->setValue(0);
    else if (bar->maximum() >= m_wanted)
        bar->setValue(m_wanted);
}

int ScrollMemory::keptPosition() const
{
    const QVariantList places = m_state.value(m_key).toList();
    for (const QVariant &place : places) {
        const QVariantList pair = place.toList();
        if (pair.size() == 2 && pair.first().toString() == m_object)
            return pair.last().toInt();
    }
    return 0;
}

void ScrollMemory::keep(int position)
{
    if (m_object.isEmpty())
        return;
    QVariantList places = m_state.value(m_key).toList();
    places.removeIf([this](const QVariant &place) { return place.toList().value(0).toString() == m_object; });
    if (position > 0)
        places.prepend(QVariant(QVariantList {m_object, position}));
    m_state.setValue(m_key, places.mid(0, mostObjects));
}

} // namespace gatehouse
