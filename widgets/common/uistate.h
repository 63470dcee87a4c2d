// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QFuture>
#include <QJsonObject>
#include <QObject>
#include <QTimer>

class QHeaderView;
class QSplitter;
class QWidget;

namespace gatehouse {

//! Where things were on screen: window geometry, splitters, columns, thin rail, theme, scale.
//! Held in memory, written by a worker within half a second of a change, as one JSON file.
//! Nothing secret and nothing that the server owns goes in here. GUI thread only.
class UiState final : public QObject
{
    Q_OBJECT
public:
    //! \a file need not exist. An unreadable one is kept beside as .damaged and reported by error().
    explicit UiState(QString file, QObject *parent = nullptr);
    ~UiState() override;

    QJsonValue value(const QString &key) const { return m_values.value(key); }
    void setValue(const QString &key, const QJsonValue &value);

    //! Restore now and follow from now on; keyed by the widget's objectName, which must be set.
    void remember(QSplitter *splitter);
    void remember(QHeaderView *header, const QString &key);
    void rememberWindow(QWidget *window);

    //! The last failure to read or write; empty code when all is well.
    const Error &error() const { return m_error; }

Q_SIGNALS:
    void failed(const gatehouse::Error &error);

private:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void load();
    void save();

    QString m_file;
    QJsonObject m_values;
    QTimer m_saveTimer;
    QFuture<Status> m_saving;
    Error m_error;
};

} // namespace gatehouse
