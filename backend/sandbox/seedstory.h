// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

//! What the sandbox's people have done before anybody looks: data, read from resources.
namespace gatehouse::sandbox {

struct SeedPackage
{
    QString name;
    QString category;
    QString owner; //!< May be empty.
    QStringList tags;
};

//! One thing that happens. Which members matter depends on \a verb:
//! install, request, decide, approve_all, comment, withdraw, configure, deploy, deprecate.
struct SeedAct
{
    QString id; //!< Names the act for progress and idempotency; a request's other acts refer to it.
    QString verb;
    QString persona;
    QJsonObject details;
};

struct SeedStory
{
    QList<SeedPackage> packages;
    QList<SeedAct> acts;
    int versions = 2; //!< How many of each package.

    //! Names that acts speak of: they are imported first.
    QStringList leadingNames() const;
    QStringList otherNames() const;
};

//! The packages of \a packagesFile (":/sandbox/packages.json" when empty) and those acts that come
//! with the server and are about them.
[[nodiscard]] Result<SeedStory> readSeedStory(const QString &packagesFile);

} // namespace gatehouse::sandbox
