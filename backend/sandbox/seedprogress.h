// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QHash>
#include <QJsonObject>
#include <QString>

namespace gatehouse::sandbox {

//! What has been seeded so far, in a file beside the database: a restart goes on where it ended.
class SeedProgress final
{
public:
    //! A missing file is a beginning.
    static Result<SeedProgress> open(const QString &path);

    bool isFinished() const { return m_finished; }
    bool has(const QString &act) const { return m_results.contains(act); }
    //! The id an act gave; empty when it gave none.
    QString result(const QString &act) const { return m_results.value(act); }
    [[nodiscard]] Status remember(const QString &act, const QString &result = {});
    [[nodiscard]] Status finish();
    //! The same for the same act and body, different in another sandbox.
    QString idempotencyKey(const QString &act, const QJsonObject &body) const;

private:
    [[nodiscard]] Status save() const;

    QString m_path;
    QString m_seed;
    QHash<QString, QString> m_results;
    bool m_finished = false;
};

} // namespace gatehouse::sandbox
