// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/latest.h"
#include "core/registry/registryservice.h"
#include "models/policies/policyshiftmodel.h"

#include <QWidget>

class QComboBox;
class QLineEdit;
class QListView;
class QStringListModel;

namespace gatehouse {

class Button;
class EmptyState;
class InlineError;
class MessageBar;

//! The draft on one version of one plugin: what each policy says, and what it says now where that is
//! something else.
class PolicyTrialView final : public QWidget
{
    Q_OBJECT
public:
    PolicyTrialView(const PluginStore &plugins, RegistryService &registry, QWidget *parent = nullptr);

    //! Empty when none is chosen.
    VersionId version() const;
    Environment environment() const;
    //! \a isOfText: it was made with exactly the text that the portal has now.
    void setRun(const PolicyDryRun &run, bool isOfText);
    //! Of the last attempt; it stands above what was known before.
    void setError(const std::optional<Error> &error);
    //! Why nothing can be tried; empty when it can.
    void setBlockedReason(const QString &reason);
    //! Puts the focus where a plugin is chosen.
    void begin();
    int changedCount() const;

Q_SIGNALS:
    void tryRequested();

protected:
    void showEvent(QShowEvent *event) override;

private:
    void readNames();
    //! Its id; empty when there is no such plugin.
    QString pluginNamed(const QString &name);
    void readVersions();
    void showState();

    const PluginStore &m_plugins;
    RegistryService &m_registry;
    PolicyShiftModel m_model;
    QStringListModel *m_names;
    Latest m_versionReads;
    QString m_plugin; //!< Whose versions are offered.
    QLineEdit *m_name;
    QComboBox *m_version;
    QComboBox *m_environment;
    Button *m_try;
    MessageBar *m_summary;
    InlineError *m_error;
    EmptyState *m_nothing;
    QListView *m_list;
    QString m_blocked;
    bool m_hasRun = false;
};

} // namespace gatehouse
