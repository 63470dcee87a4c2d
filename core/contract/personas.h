// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/enums.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace gatehouse {

//! One of the people the local sandbox can be used as. The subject is the key; the person's id is
//! "per_" + key, so that it stays the same when the sandbox moves to another port.
struct Persona
{
    QString key;
    QString name;
    QString what; //!< What the person does, in one sentence.
    QList<Role> roles;
    QStringList groups = {}; //!< Teams; those that own plugins have the owner's name.

    QString email() const;
};

const QList<Persona> &sandboxPersonas();
//! Null for a key that is nobody's.
const Persona *sandboxPersona(const QString &key);

} // namespace gatehouse
