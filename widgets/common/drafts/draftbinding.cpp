// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/drafts/draftbinding.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScopedValueRollback>

namespace gatehouse {

namespace {

QJsonValue valueOf(const QWidget *widget)
{
    if (const auto *text = qobject_cast<const QPlainTextEdit *>(widget))
        return text->toPlainText();
    if (const auto *line = qobject_cast<const QLineEdit *>(widget))
        return line->text();
    if (const auto *box = qobject_cast<const QCheckBox *>(widget))
        return box->isChecked();
    if (const auto *list = qobject_cast<const QComboBox *>(widget))
        return list->currentData().toString();
    return {};
}

//! False when a list does not offer \a value.
bool setValue(QWidget *widget, const QJsonValue &value)
{
    if (auto *text = qobject_cast<QPlainTextEdit *>(widget)) {
        if (text->toPlainText() != value.toString()) {
            text->setPlainText(value.toString());
            text->moveCursor(QTextCursor::End);
        }
    } else if (auto *line = qobject_cast<QLineEdit *>(widget)) {
        line->setText(value.toString());
    } else if (auto *box = qobject_cast<QCheckBox *>(widget)) {
        box->setChecked(value.toBool());
    } else if (auto *list = qobject_cast<QComboBox *>(widget)) {
        const int index = list->findData(value.toString());
        if (index < 0)
            return false;
        list->setCurrentIndex(index);
    }
    return true;
}

} // namespace

DraftPlace filterPlace(const QString &page)
{
    return {QLatin1String(filterDrafts) + page, {}, {}};
}

DraftBinding::DraftBinding(DraftKeeper &drafts, QObject *parent)
    : QObject(parent)
    , m_drafts(drafts)
{
    connect(&drafts, &DraftKeeper::changed, this, &DraftBinding::onChangedElsewhere);
    connect(&drafts, &DraftKeeper::kept, this, [this](const QString &key, const QDateTime &keptAt) {
        if (key != m_place.key || !m_drafts.find(key))
            return;
        m_keptAt = keptAt;
        setState(State::Kept);
    });
    connect(&drafts, &DraftKeeper::failed, this, [this](const Error &error) {
        if (m_state == State::Nothing || m_drafts.isWritten(m_place.key))
            return;
        m_error = error;
        setState(State::Refused);
    });
    connect(&drafts, &DraftKeeper::restored, this, [this] {
        if (!m_place.key.isEmpty() && values().isEmpty())
            showFound();
    });
}

void DraftBinding::add(QWidget *field)
{
    const qsizetype index = m_fields.size();
    m_fields.append({field, valueOf(field), {}, false});
    const auto edited = [this, index] { onEdited(index); };
    if (auto *text = qobject_cast<QPlainTextEdit *>(field)) {
        connect(text, &QPlainTextEdit::textChanged, this, edited);
    } else if (auto *line = qobject_cast<QLineEdit *>(field)) {
        connect(line, &QLineEdit::textChanged, this, edited);
    } else if (auto *box = qobject_cast<QCheckBox *>(field)) {
        connect(box, &QCheckBox::toggled, this, edited);
    } else if (auto *list = qobject_cast<QComboBox *>(field)) {
        connect(list, &QComboBox::activated, this, edited);
        // Whoever fills the list chooses in it, too: a kept choice comes after that.
        connect(list->model(), &QAbstractItemModel::rowsInserted, this, [this, index] {
            Field &late = m_fields[index];
            if (!late.wanted.isUndefined() && !late.wanted.isNull() && setValue(late.widget, late.wanted))
                late.wanted = {};
        }, Qt::QueuedConnection);
    }
}

void DraftBinding::setPlace(const DraftPlace &place)
{
    m_place = place;
    showFound();
}

void DraftBinding::forget()
{
    const QScopedValueRollback keeping(m_isKeeping, true);
    m_drafts.forget(m_place.key);
    setState(State::Nothing);
}

void DraftBinding::clear()
{
    forget();
    fill({});
}

void DraftBinding::showFound()
{
    const std::optional<Draft> draft = m_drafts.find(m_place.key);
    fill(draft);
    m_keptAt = draft ? draft->keptAt : QDateTime();
    setState(!draft ? State::Nothing : m_drafts.isWritten(m_place.key) ? State::Kept : State::Waiting);
}

void DraftBinding::fill(const std::optional<Draft> &draft)
{
    const QScopedValueRollback filling(m_isFilling, true);
    for (Field &field : m_fields) {
        const QJsonValue kept = draft ? draft->values.value(field.widget->objectName()) : QJsonValue(QJsonValue::Undefined);
        field.isChosen = !kept.isUndefined();
        field.wanted = {};
        const QJsonValue value = field.isChosen ? kept : field.first;
        if (!setValue(field.widget, value) && field.isChosen)
            field.wanted = value;
    }
}

QJsonObject DraftBinding::values() const
{
    QJsonObject values;
    for (const Field &field : m_fields) {
        const bool isList = qobject_cast<const QComboBox *>(field.widget);
        const QJsonValue value = field.wanted.isString() ? field.wanted : valueOf(field.widget);
        // A list gets its first value late; only a person's choice in it is theirs.
        if (isList ? field.isChosen : value != field.first)
            values.insert(field.widget->objectName(), value);
    }
    return values;
}

void DraftBinding::onEdited(qsizetype field)
{
    if (m_isFilling || m_place.key.isEmpty())
        return;
    m_fields[field].isChosen = true;
    m_fields[field].wanted = {};
    const QJsonObject now = values();
    const std::optional<Draft> known = m_drafts.find(m_place.key);
    const QScopedValueRollback keeping(m_isKeeping, true);
    m_drafts.keep({m_place.key, now, m_place.subject, {}, known ? known->basis : m_place.basis});
    if (now.isEmpty())
        setState(State::Nothing);
    else if (m_state == State::Nothing)
        setState(State::Waiting);
}

void DraftBinding::onChangedElsewhere(const QString &key)
{
    if (m_isKeeping || key != m_place.key || key.isEmpty())
        return;
    showFound();
}

void DraftBinding::setState(State state)
{
    m_state = state;
    Q_EMIT stateChanged();
}

} // namespace gatehouse
