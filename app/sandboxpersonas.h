// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace gatehouse {

//! Someone to be in the local sandbox. The sandbox's own sign-in page is the truth about them and
//! refuses a key that it does not know.
struct SandboxPersona
{
    QString key;
    QString name;
};

QList<SandboxPersona> sandboxPersonas();

} // namespace gatehouse
