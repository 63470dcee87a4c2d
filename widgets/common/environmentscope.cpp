// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/environmentscope.h"

namespace gatehouse {

void EnvironmentScope::setCurrent(Environment environment)
{
    if (m_current == environment)
        return;
    m_current = environment;
    Q_EMIT currentChanged(environment);
}

} // namespace gatehouse
