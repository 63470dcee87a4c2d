// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/enums.h"

#include <QObject>

namespace gatehouse {

//! The environment chosen in the top bar: the scope of writes and of the default filters.
//! Production is chosen until the person chooses otherwise. GUI thread only.
class EnvironmentScope final : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    Environment current() const { return m_current; }
    void setCurrent(Environment environment);

Q_SIGNALS:
    void currentChanged(gatehouse::Environment environment);

private:
    Environment m_current = Environment::Production;
};

} // namespace gatehouse
