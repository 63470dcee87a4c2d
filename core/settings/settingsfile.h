// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QFuture>
#include <QObject>
#include <QTimer>
#include <QVariantMap>

namespace gatehouse {

//! Small settings of this computer in one JSON file: held in memory, written by a worker within
//! half a second of a change. Nothing secret and nothing the server owns goes in here. GUI thread.
class SettingsFile final : public QObject
{
    Q_OBJECT
public:
    //! \a file need not exist. An unreadable one is kept beside as .damaged and told by error().
    explicit SettingsFile(QString file, QObject *parent = nullptr);
    ~SettingsFile() override;

    bool contains(const QString &key) const { return m_values.contains(key); }
    QVariant value(const QString &key, const QVariant &fallback = {}) const { return m_values.value(key, fallback); }
    //! \a value must be something JSON can hold.
    void setValue(const QString &key, const QVariant &value);

    //! The last failure to read or write; an empty code when all is well.
    const Error &error() const { return m_error; }

Q_SIGNALS:
    void failed(const gatehouse::Error &error);

private:
    void load();
    void save();

    QString m_file;
    QVariantMap m_values;
    QTimer m_saveTimer;
    QFuture<Status> m_saving;
    Error m_error;
};

} // namespace gatehouse
