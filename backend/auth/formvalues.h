// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QHash>
#include <QString>

namespace gatehouse::auth {

//! The parameters of a query or an application/x-www-form-urlencoded body. A parameter that appears
//! twice is an error, as RFC 6749 section 3.1 asks.
class FormValues final
{
public:
    [[nodiscard]] static Result<FormValues> parse(const QByteArray &encoded);

    //! Empty when absent.
    QString value(const QString &name) const { return m_values.value(name); }
    bool contains(const QString &name) const { return m_values.contains(name); }

private:
    QHash<QString, QString> m_values;
};

} // namespace gatehouse::auth
