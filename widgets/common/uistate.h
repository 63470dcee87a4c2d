// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/settings/settingsfile.h"

class QAbstractScrollArea;
class QHeaderView;
class QSplitter;
class QWidget;

namespace gatehouse {

//! Where things were on screen: window geometry, splitters, columns, thin rail, theme, scale.
//! Restores at once and follows from then on. GUI thread only.
class UiState final : public QObject
{
    Q_OBJECT
public:
    explicit UiState(SettingsFile &settings, QObject *parent = nullptr);

    QVariant value(const QString &key, const QVariant &fallback = {}) const { return m_settings.value(key, fallback); }
    void setValue(const QString &key, const QVariant &value) { m_settings.setValue(key, value); }

    //! Keyed by the splitter's objectName, which must be set.
    void remember(QSplitter *splitter);
    void remember(QHeaderView *header, const QString &key);
    //! How far down it is scrolled, by its objectName. Comes back once there is enough to scroll,
    //! unless the person scrolls first.
    void remember(QAbstractScrollArea *view);
    void rememberWindow(QWidget *window);

private:
    bool eventFilter(QObject *watched, QEvent *event) override;

    SettingsFile &m_settings;
};

} // namespace gatehouse
