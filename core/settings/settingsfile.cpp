// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/settingsfile.h"

#include "core/base/async.h"
#include "core/base/files.h"
#include "core/base/json.h"

#include <QFile>
#include <QtConcurrentRun>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int saveDelayMs = 400;

} // namespace

SettingsFile::SettingsFile(QString file, QObject *parent)
    : QObject(parent)
    , m_file(std::move(file))
{
    m_saveTimer.setSingleShot(true);
    m_saveTimer.setInterval(saveDelayMs);
    connect(&m_saveTimer, &QTimer::timeout, this, &SettingsFile::save);
    load();
}

SettingsFile::~SettingsFile()
{
    // The process ends: this is the one place where the write is waited for.
    if (m_saveTimer.isActive())
        save();
    m_saving.waitForFinished();
}

void SettingsFile::load()
{
    QFile file(m_file);
    if (!file.exists())
        return;
    auto object = file.open(QIODevice::ReadOnly) ? parseJsonObject(file.readAll())
                                                 : Result<QJsonObject>(fail(storageError(file.errorString())));
    if (object) {
        m_values = object->toVariantMap();
        return;
    }
    file.close();
    QFile::rename(m_file, m_file + u".damaged"_s);
    m_error = object.error();
}

void SettingsFile::setValue(const QString &key, const QVariant &value)
{
    if (m_values.value(key) == value)
        return;
    m_values.insert(key, value);
    // More changes do not postpone it.
    if (!m_saveTimer.isActive())
        m_saveTimer.start();
}

void SettingsFile::save()
{
    m_saving.waitForFinished();
    m_saving = QtConcurrent::run(
        writeFile, m_file, toJsonBytes(QJsonObject::fromVariantMap(m_values)), FileAccess::OwnerOnly);
    deliver(m_saving, this, [this](const Status &status) {
        m_error = status ? Error {} : status.error();
        if (!status)
            Q_EMIT failed(m_error);
    });
}

} // namespace gatehouse
