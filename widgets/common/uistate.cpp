// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/uistate.h"

#include <QAbstractScrollArea>
#include <QEvent>
#include <QHeaderView>
#include <QScreen>
#include <QScrollBar>
#include <QSplitter>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

QByteArray decode(const QVariant &value)
{
    return QByteArray::fromBase64(value.toString().toLatin1());
}

QString encode(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toBase64());
}

//! The size a new window wants, or what the screen has left beside a title bar. A screen too small for the window's minimum
//! is left to the desktop.
QSize roomFor(const QWidget &window)
{
    constexpr QSize frame(8, 40);
    const QSize screen = window.screen()->availableSize();
    const bool fits = screen.width() >= window.minimumWidth() && screen.height() >= window.minimumHeight();
    return fits ? window.size().boundedTo(screen - frame).expandedTo(window.minimumSize()) : window.size();
}

} // namespace

UiState::UiState(SettingsFile &settings, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
{
}

void UiState::remember(QSplitter *splitter)
{
    Q_ASSERT(!splitter->objectName().isEmpty());
    const QString key = u"splitter/"_s + splitter->objectName();
    if (m_settings.contains(key))
        splitter->restoreState(decode(m_settings.value(key)));
    connect(splitter, &QSplitter::splitterMoved, this,
        [this, splitter, key] { setValue(key, encode(splitter->saveState())); });
}

void UiState::remember(QHeaderView *header, const QString &key)
{
    const QString full = u"columns/"_s + key;
    if (m_settings.contains(full))
        header->restoreState(decode(m_settings.value(full)));
    const auto store = [this, header, full] { setValue(full, encode(header->saveState())); };
    connect(header, &QHeaderView::sectionResized, this, store);
    connect(header, &QHeaderView::sectionMoved, this, store);
    connect(header, &QHeaderView::sortIndicatorChanged, this, store);
}

void UiState::remember(QAbstractScrollArea *view)
{
    Q_ASSERT(!view->objectName().isEmpty());
    const QString key = u"scroll/"_s + view->objectName();
    QScrollBar *bar = view->verticalScrollBar();
    const auto wanted = std::make_shared<int>(value(key).toInt());
    connect(bar, &QScrollBar::rangeChanged, this, [bar, wanted](int, int maximum) {
        if (*wanted > 0 && maximum >= *wanted)
            bar->setValue(std::exchange(*wanted, 0));
    });
    connect(bar, &QScrollBar::actionTriggered, this, [wanted] { *wanted = 0; });
    connect(bar, &QScrollBar::valueChanged, this, [this, key, wanted](int position) {
        if (*wanted == 0)
            setValue(key, position);
    });
}

void UiState::rememberWindow(QWidget *window)
{
    if (m_settings.contains(u"window"_s))
        window->restoreGeometry(decode(m_settings.value(u"window"_s)));
    else
        window->resize(roomFor(*window));
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
