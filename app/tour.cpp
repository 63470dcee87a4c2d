// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/tour.h"

#include "widgets/common/textcheck.h"
#include "widgets/common/themecontroller.h"

#include <QDir>
#include <QEvent>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMutex>
#include <QPixmap>
#include <QSaveFile>
#include <QWidget>

#include <cstdio>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int pollMs = 40;
constexpr qint64 settleDeadlineMs = 25'000;
//! A page counts as settled when it says so several polls in a row: late answers still arrive.
constexpr int quietPollsNeeded = 8;

// Qt's message handler is a plain function: what it collects has to live at namespace scope.
QMutex collectedMutex;
QStringList collected;
QtMessageHandler previousHandler = nullptr;

void collect(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    if (type == QtWarningMsg || type == QtCriticalMsg) {
        const QMutexLocker lock(&collectedMutex);
        collected.append(text);
    }
    if (previousHandler)
        previousHandler(type, context, text);
}

} // namespace

WarningCollector::WarningCollector()
{
    previousHandler = qInstallMessageHandler(collect);
}

WarningCollector::~WarningCollector()
{
    qInstallMessageHandler(previousHandler);
}

QStringList WarningCollector::take()
{
    const QMutexLocker lock(&collectedMutex);
    return std::exchange(collected, {});
}

Tour::Tour(QWidget &window, ThemeController &theme, QString directory, QObject *parent)
    : QObject(parent)
    , m_window(window)
    , m_theme(theme)
    , m_directory(std::move(directory))
{
    m_poll.setInterval(pollMs);
    connect(&m_poll, &QTimer::timeout, this, &Tour::poll);
}

void Tour::start()
{
    QDir().mkpath(m_directory);
    m_window.resize(1440, 900);
    m_window.installEventFilter(this);
    openCurrent();
}

void Tour::abort(const QString &reason)
{
    m_poll.stop();
    std::fprintf(stderr, "tour: %s\n", qPrintable(reason));
    m_report.append(QJsonObject {{u"page"_s, u"start"_s}, {u"failed"_s, reason}});
    ++m_failures;
    QDir().mkpath(m_directory);
    writeReport();
    Q_EMIT finished(1);
}

bool Tour::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == &m_window && event->type() == QEvent::UpdateRequest && m_firstPaint < 0 && m_sinceOpen.isValid())
        m_firstPaint = m_sinceOpen.elapsed();
    return false;
}

void Tour::openCurrent()
{
    m_theme.setChoice(m_dark ? ThemeChoice::Dark : ThemeChoice::Light);
    m_firstPaint = -1;
    m_quietPolls = 0;
    m_sinceOpen.start();
    m_stops.at(m_index).open();
    m_window.update();
    m_poll.start();
}

void Tour::poll()
{
    const bool late = m_sinceOpen.elapsed() > settleDeadlineMs;
    const bool settled = m_stops.at(m_index).isSettled();
    m_quietPolls = settled ? m_quietPolls + 1 : 0;
    if (m_quietPolls < quietPollsNeeded && !late)
        return;
    m_poll.stop();
    capture(settled);
    next();
}

void Tour::capture(bool settled)
{
    const TourStop &stop = m_stops.at(m_index);
    const QString theme = m_dark ? u"dark"_s : u"light"_s;
    const QString file = u"%1-%2-%3.png"_s.arg(m_index + 1, 2, 10, QLatin1Char('0')).arg(stop.page, theme);
    const bool written = m_window.grab().save(m_directory + u'/' + file);
    QJsonArray clipped;
    const QList<ClippedText> texts = clippedTexts(&m_window);
    for (const ClippedText &text : texts) {
        clipped.append(QJsonObject {{u"widget"_s, text.widget}, {u"text"_s, text.text}, {u"needed"_s, text.needed},
            {u"available"_s, text.available}});
    }
    const QStringList warnings = m_warnings.take();
    const bool bad = !written || !settled || !clipped.isEmpty() || !warnings.isEmpty();
    m_failures += bad ? 1 : 0;
    m_report.append(QJsonObject {{u"page"_s, stop.page}, {u"theme"_s, theme}, {u"file"_s, file},
        {u"firstPaintMs"_s, m_firstPaint}, {u"settled"_s, settled}, {u"clipped"_s, clipped},
        {u"warnings"_s, QJsonArray::fromStringList(warnings)}});
    std::fprintf(stderr, "tour: %s%s\n", qPrintable(file), bad ? " (see tour.json)" : "");
}

void Tour::next()
{
    if (m_stops.at(m_index).leave)
        m_stops.at(m_index).leave();
    // Both themes of a page follow one another, so that the second costs a repaint only.
    m_dark = !m_dark;
    if (!m_dark)
        ++m_index;
    if (m_index < m_stops.size()) {
        openCurrent();
        return;
    }
    writeReport();
    Q_EMIT finished(m_failures == 0 ? 0 : 1);
}

void Tour::writeReport()
{
    QSaveFile file(m_directory + u"/tour.json"_s);
    const QByteArray bytes = QJsonDocument(m_report).toJson();
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit()) {
        std::fprintf(stderr, "tour: tour.json could not be written: %s\n", qPrintable(file.errorString()));
        ++m_failures;
    }
}

} // namespace gatehouse
