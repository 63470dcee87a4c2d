// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QJsonArray>
#include <QObject>
#include <QTimer>

#include <functional>

class QWidget;

namespace gatehouse {

class ThemeController;

//! One picture of the tour: how to get there, and when there is something to see.
struct TourStop
{
    QString page; //!< Part of the file name: "inbox", "inbox-changes".
    std::function<void()> open;
    std::function<bool()> isSettled;
    std::function<void()> leave; //!< Closes what open() opened on top; may be empty.
};

//! Warnings that Qt printed, collected for the tour while it runs.
class WarningCollector final
{
public:
    WarningCollector();
    ~WarningCollector();
    Q_DISABLE_COPY_MOVE(WarningCollector)
    //! What came since the last call.
    QStringList take();
};

//! Walks every page in both themes, writes NN-page-theme.png at 1440x900 and tour.json, and tells
//! whether all was well: every page settled in time, no Qt warning, no clipped text.
class Tour final : public QObject
{
    Q_OBJECT
public:
    Tour(QWidget &window, ThemeController &theme, QString directory, QObject *parent = nullptr);

    void add(TourStop stop) { m_stops.append(std::move(stop)); }
    void start();
    //! For what fails before the first picture.
    void abort(const QString &reason);

Q_SIGNALS:
    void finished(int exitCode);

private:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void openCurrent();
    void poll();
    void capture(bool settled);
    void next();
    void writeReport();

    QWidget &m_window;
    ThemeController &m_theme;
    QString m_directory;
    QList<TourStop> m_stops;
    WarningCollector m_warnings;
    qsizetype m_index = 0;
    bool m_dark = false;
    QTimer m_poll;
    QElapsedTimer m_sinceOpen;
    qint64 m_firstPaint = -1;
    int m_quietPolls = 0;
    QJsonArray m_report;
    int m_failures = 0;
};

} // namespace gatehouse
