// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/session/passphrase.h"

#include <QLineEdit>

namespace gatehouse::passphrase {

namespace {

//! Through volatile, so that the compiler does not take it for useless.
void overwrite(const void *data, qsizetype size)
{
    auto *bytes = static_cast<volatile char *>(const_cast<void *>(data));
    for (qsizetype i = 0; i < size; ++i)
        bytes[i] = 0;
}

} // namespace

QLineEdit *makeField(const QString &objectName, const QString &accessibleName, QWidget *parent)
{
    auto *field = new QLineEdit(parent);
    field->setObjectName(objectName);
    field->setAccessibleName(accessibleName);
    field->setEchoMode(QLineEdit::Password);
    field->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
    return field;
}

QByteArray take(QLineEdit &field)
{
    // Shares the field's own memory, so that overwriting it reaches the field's.
    const QString text = field.text();
    QByteArray bytes = text.toUtf8();
    if (text.data_ptr().isMutable())
        overwrite(text.constData(), text.size() * qsizetype(sizeof(QChar)));
    // Not clear(): that one keeps the old text for undo.
    field.setText({});
    return bytes;
}

void wipe(QByteArray &secret)
{
    if (secret.data_ptr().isMutable())
        overwrite(secret.constData(), secret.size());
    secret.clear();
}

} // namespace gatehouse::passphrase
