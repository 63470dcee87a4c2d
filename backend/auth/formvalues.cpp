// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/auth/formvalues.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::auth {

namespace {
QString decode(QByteArray text)
{
    return QString::fromUtf8(QByteArray::fromPercentEncoding(text.replace('+', ' ')));
}
}

Result<FormValues> FormValues::parse(const QByteArray &encoded)
{
    FormValues form;
    const QList<QByteArray> pairs = encoded.split('&');
    for (const QByteArray &pair : pairs) {
        if (pair.isEmpty())
            continue;
        const qsizetype equals = pair.indexOf('=');
        const QString name = decode(equals < 0 ? pair : pair.left(equals));
        if (form.m_values.contains(name))
            return fail(inputError(u"invalid_request"_s, u"A parameter is given twice: "_s + name));
        form.m_values.insert(name, equals < 0 ? QString() : decode(pair.mid(equals + 1)));
    }
    return form;
}

} // namespace gatehouse::auth
