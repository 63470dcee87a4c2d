// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/uistate.h"

#include "core/base/json.h"

#include <QDir>
#include <QEvent>
#include <QFile>
#include <QFileInfo>
#include <QHeaderView>
#include <QSaveFile>
#include <QSplitter>
#include <QtConcurrentRun>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

QByteArray decode(const QJsonValue &value)
{
    return QByteArray::fromBase64(value.toString().toLatin1());
}

QString encode(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toBase64());
}

Status writeFile(const QString &path, const QByteArray &bytes)
{
    QDir().mkpath(QFileInfo(path).path());
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()
        || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) || !file.commit())
        return fail(storageError(u"The window layout could not be kept"_s, file.errorString()));
    return {};
}

} // namespace

UiState::UiState(QString file, QObject *parent)
    : QObject(parent)
    , m_file(std::move(file))
{
    m_saveTimer.setSingleShot(true);
    m_saveTimer.setInterval(400);
    connect(&m_saveTimer, &QTimer::timeout, this, &UiState::save);
    load();
}

UiState::~UiState()
{
    // The process ends: this is the one place where the write is waited for.
    if (m_saveTimer.isActive())
        save();
    m_saving.waitForFinished();
}

void UiState::load()
{
    QFile file(m_file);
    if (!file.exists())
        return;
    auto object = file.open(QIODevice::ReadOnly) ? parseJsonObject(file.readAll())
                                                 : fail(storageError(file.errorString()));
    if (object) {
        m_values = *object;
        return;
    }
    file.close();
    QFile::rename(m_file, m_file + u".damaged"_s);
    m_error = object.error();
}

void UiState::setValue(const QString &key, const QJsonValue &value)
{
    if (m_values.value(key) == value)
        return;
    m_values.insert(key, value);
    m_saveTimer.start();
}

void UiState::save()
{
    m_saving.waitForFinished();
    m_saving = QtConcurrent::run(writeFile, m_file, toJsonBytes(m_values));
    m_saving.then(this, [this](const Status &status) {
        m_error = status ? Error {} : status.error();
        if (!status)
            Q_EMIT failed(m_error);
    });
}

void UiState::remember(QSplitter *splitter)
{
    Q_ASSERT(!splitter->objectName().isEmpty());
    const QString key = u"splitter/"_s + splitter->objectName();
    if (m_values.contains(key))
        splitter->restoreState(decode(m_values.value(key)));
    connect(splitter, &QSplitter::splitterMoved, this,
        [this, splitter, key] { setValue(key, encode(splitter->saveState())); });
}

void UiState::remember(QHeaderView *header, const QString &key)
{
    const QString full = u"columns/"_s + key;
    if (m_values.contains(full))
        header->restoreState(decode(m_values.value(full)));
    const auto store = [this, header, full] { setValue(full, encode(header->saveState())); };
    connect(header, &QHeaderView::sectionResized, this, store);
    connect(header, &QHeaderView::sectionMoved, this, store);
    connect(header, &QHeaderView::sortIndicatorChanged, this, store);
}

void UiState::rememberWindow(QWidget *window)
{
    if (m_values.contains(u"window"_s))
        window->restoreGeometry(decode(m_values.value(u"window"_s)));
    window->installEventFilter(this);
}

bool UiState::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize || event->type() == QEvent::Move) {
        if (const auto *window = qobject_cast<QWidget *>(watched))
            setValue(u"window"_s, encode(window->saveGeometry()));
    }
    return false;
}

} // namespace gatehouse
