// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace gatehouse {

//! One step of a JSON pointer (RFC 6901), escaped.
QString pointerStep(const QString &key);
//! The unescaped steps of \a pointer.
QStringList pointerSteps(const QString &pointer);

} // namespace gatehouse
