// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/keychords.h"

#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTextEdit>

namespace gatehouse {

namespace {

bool takesText(const QWidget *widget)
{
    if (const auto *line = qobject_cast<const QLineEdit *>(widget))
        return !line->isReadOnly();
    if (const auto *text = qobject_cast<const QPlainTextEdit *>(widget))
        return !text->isReadOnly();
    if (const auto *text = qobject_cast<const QTextEdit *>(widget))
        return !text->isReadOnly();
    if (const auto *combo = qobject_cast<const QComboBox *>(widget))
        return combo->isEditable();
    return qobject_cast<const QAbstractSpinBox *>(widget) != nullptr;
}

bool isModifier(int key)
{
    return key == Qt::Key_Shift || key == Qt::Key_Control || key == Qt::Key_Alt || key == Qt::Key_Meta
        || key == Qt::Key_AltGr || key == 0 || key == Qt::Key_unknown;
}

//! A shifted sign ("?", "*") arrives with the Shift modifier, but is named by the sign alone.
QKeyCombination normalised(const QKeyEvent &event)
{
    Qt::KeyboardModifiers modifiers = event.modifiers() & ~Qt::KeypadModifier;
    const int key = event.key() == Qt::Key_Enter ? int(Qt::Key_Return) : event.key();
    const bool sign = key < 0x80 && !QChar(key).isLetterOrNumber() && key != Qt::Key_Space;
    if (sign)
        modifiers &= ~Qt::ShiftModifier;
    return QKeyCombination(modifiers, Qt::Key(key));
}

bool isPlain(const QKeySequence &keys)
{
    const QKeyCombination first = keys[0];
    return !(first.keyboardModifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier))
        && (first.key() < Qt::Key_Escape);
}

} // namespace

KeyChords::KeyChords(ActionRegistry &registry, QWidget *scope)
    : QObject(scope)
    , m_registry(registry)
    , m_scope(scope)
{
    m_timeout.setSingleShot(true);
    m_timeout.setInterval(chordTimeoutMs);
    connect(&m_timeout, &QTimer::timeout, this, [this] { setPending({}); });
}

bool KeyChords::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress && event->type() != QEvent::ShortcutOverride)
        return false;
    auto *widget = qobject_cast<QWidget *>(watched);
    if (!widget || widget->window() != m_scope || QApplication::activeModalWidget()
        || QApplication::activePopupWidget())
        return false;
    const auto &key = static_cast<const QKeyEvent &>(*event);
    if (isModifier(key.key()))
        return false;
    const QKeyCombination combination = normalised(key);
    const bool plain = isPlain(QKeySequence(combination));
    // The receiver counts, not the application's focus widget: a window without a window manager
    // gets keys and is never active.
    if (plain && (takesText(widget) || m_suspended || !m_registry.singleKeysEnabled()))
        return false;
    // Esc belongs to what lies over the window.
    if (m_suspended && combination == QKeyCombination(Qt::Key_Escape))
        return false;
    // Only the key press acts; the override that precedes it is left to widgets that want it.
    if (event->type() == QEvent::ShortcutOverride)
        return false;
    return handle(combination);
}

bool KeyChords::handle(QKeyCombination key)
{
    const QKeySequence typed = m_pending.isEmpty() ? QKeySequence(key) : QKeySequence(m_pending[0], key);
    bool prefix = false;
    for (const ActionSpec &spec : m_registry.all()) {
        // What lies over the page has these keys for itself.
        const bool covered = m_suspended && !spec.page.isEmpty();
        if (covered || !m_registry.isReachable(spec))
            continue;
        for (const QKeySequence &keys : spec.keys) {
            if (keys == typed) {
                setPending({});
                m_registry.action(spec.id)->trigger();
                return true;
            }
            prefix = prefix
                || (typed.count() == 1 && keys.count() == 2 && keys[0] == typed[0]);
        }
    }
    if (prefix) {
        setPending(typed);
        return true;
    }
    const bool wasPending = !m_pending.isEmpty();
    setPending({});
    // A wrong second step must not fall through as a first one: "g x" is not "x".
    return wasPending;
}

void KeyChords::setPending(const QKeySequence &keys)
{
    m_pending = keys;
    if (keys.isEmpty())
        m_timeout.stop();
    else
        m_timeout.start();
    Q_EMIT pendingChanged(keys.isEmpty() ? QString() : keyCaps(keys).join(u' '));
}

} // namespace gatehouse
