// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/seedprogress.h"

#include "core/base/json.h"
#include "core/base/random.h"

#include <QFile>
#include <QSaveFile>
#include <QUuid>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::sandbox {

Result<SeedProgress> SeedProgress::open(const QString &path)
{
    SeedProgress progress;
    progress.m_path = path;
    progress.m_seed = newUuid();
    QFile file(path);
    if (!file.exists())
        return progress;
    if (!file.open(QIODevice::ReadOnly))
        return fail(storageError(u"%1 cannot be read"_s.arg(path)));
    const auto json = parseJsonObject(file.readAll());
    if (!json)
        return fail(storageError(u"%1 is damaged"_s.arg(path)));
    progress.m_seed = (*json)["seed"_L1].toString();
    progress.m_finished = (*json)["finished"_L1].toBool();
    const QJsonObject results = (*json)["results"_L1].toObject();
    for (auto it = results.begin(); it != results.end(); ++it)
        progress.m_results.insert(it.key(), it.value().toString());
    return progress;
}

Status SeedProgress::remember(const QString &act, const QString &result)
{
    m_results.insert(act, result);
    return save();
}

Status SeedProgress::finish()
{
    m_finished = true;
    return save();
}

QString SeedProgress::idempotencyKey(const QString &act, const QJsonObject &body) const
{
    const QByteArray name = act.toUtf8() + '\n' + toJsonBytes(body);
    return QUuid::createUuidV5(QUuid::fromString(m_seed), QString::fromUtf8(name)).toString(QUuid::WithoutBraces);
}

Status SeedProgress::save() const
{
    QJsonObject results;
    for (auto it = m_results.begin(); it != m_results.end(); ++it)
        results.insert(it.key(), it.value());
    QSaveFile file(m_path);
    const QByteArray bytes
        = toJsonBytes({{u"seed"_s, m_seed}, {u"finished"_s, m_finished}, {u"results"_s, results}});
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return fail(storageError(u"%1 cannot be written"_s.arg(m_path), file.errorString()));
    return {};
}

} // namespace gatehouse::sandbox
