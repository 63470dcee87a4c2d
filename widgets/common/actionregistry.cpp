// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/actionregistry.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

QAction *ActionRegistry::add(ActionSpec spec)
{
    Q_ASSERT(!m_entries.contains(spec.id));
    auto *action = new QAction(spec.text, this);
    action->setObjectName(spec.id);
    const QString id = spec.id;
    m_order.append(id);
    m_entries.insert(id, {std::move(spec), action, {}});
    Q_EMIT added(id);
    return action;
}

QAction *ActionRegistry::action(const QString &id) const
{
    return m_entries.value(id).action;
}

const ActionSpec *ActionRegistry::spec(const QString &id) const
{
    const auto it = m_entries.constFind(id);
    return it == m_entries.cend() ? nullptr : &it->spec;
}

QList<ActionSpec> ActionRegistry::all() const
{
    QList<ActionSpec> specs;
    specs.reserve(m_order.size());
    for (const QString &id : m_order)
        specs.append(m_entries.value(id).spec);
    return specs;
}

void ActionRegistry::setBlocked(const QString &id, const QString &reason)
{
    const auto it = m_entries.find(id);
    if (it == m_entries.end() || it->blocked == reason)
        return;
    it->blocked = reason;
    it->action->setEnabled(reason.isEmpty());
    it->action->setToolTip(reason.isEmpty() ? it->spec.text : reason);
    Q_EMIT blockedChanged(id);
}

QString ActionRegistry::blockedReason(const QString &id) const
{
    return m_entries.value(id).blocked;
}

void ActionRegistry::setCurrentPage(const QString &page)
{
    if (m_page == page)
        return;
    m_page = page;
    Q_EMIT currentPageChanged(page);
}

void ActionRegistry::setSingleKeysEnabled(bool enabled)
{
    if (m_singleKeys == enabled)
        return;
    m_singleKeys = enabled;
    Q_EMIT singleKeysEnabledChanged(enabled);
}

QStringList keyCaps(const QKeySequence &keys)
{
    QStringList caps;
    for (int i = 0; i < keys.count(); ++i) {
        const QKeyCombination key = keys[i];
        QStringList words;
        if (key.keyboardModifiers() & Qt::ControlModifier)
            words.append(u"Ctrl"_s);
        if (key.keyboardModifiers() & Qt::AltModifier)
            words.append(u"Alt"_s);
        if (key.keyboardModifiers() & Qt::ShiftModifier)
            words.append(u"Shift"_s);
        switch (key.key()) {
        case Qt::Key_Return:
            words.append(u"↵"_s);
            break;
        case Qt::Key_Left:
            words.append(u"←"_s);
            break;
        case Qt::Key_Right:
            words.append(u"→"_s);
            break;
        case Qt::Key_Escape:
            words.append(u"Esc"_s);
            break;
        default:
            words.append(QKeySequence(key.key()).toString(QKeySequence::NativeText));
        }
        caps.append(words.join(u' '));
    }
    return caps;
}

} // namespace gatehouse
