// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/latest.h"
#include "core/registry/pluginstore.h"
#include "widgets/registry/plugincommands.h"

#include <QWidget>

class QVBoxLayout;

namespace gatehouse {

class AgeBand;
class Badge;
class Button;
class CauseView;
class Freshness;
class InlineError;
class TextLabel;

//! The chosen plugin: what runs where, why its status is what it is, its facts and its versions.
class PluginDetail final : public QWidget
{
    Q_OBJECT
public:
    PluginDetail(const PluginStore &store, RegistryService &registry, PluginCommands &commands, EnvironmentScope &scope,
        Freshness &freshness, QWidget *parent = nullptr);

    void setPlugin(const PluginId &id);
    //! Nothing while nothing is chosen.
    std::optional<Plugin> plugin() const { return m_store.find(m_id.text()); }
    //! Reads versions and causes again.
    void reload();
    AgeBand *ageBand() const { return m_age; }
    //! Shows anew which actions can be done.
    void showActions();

Q_SIGNALS:
    void closeRequested();
    void objectChosen(const QString &kind, const QString &id);

private:
    QWidget *buildHeader();
    QWidget *buildBody();
    QWidget *buildActions();
    void onRead(bool &isMissing, const std::optional<Error> &error);
    void showAll();
    void showEnvironments(const Plugin &plugin);
    void showFacts(const Plugin &plugin);
    void showVersions(const QList<PluginVersion> &versions);
    void fillMore();

    const PluginStore &m_store;
    RegistryService &m_registry;
    PluginCommands &m_commands;
    EnvironmentScope &m_scope;
    PluginId m_id;
    Latest m_causeReads;
    Latest m_versionReads;
    bool m_causesMissing = false; //!< Could not be read.
    bool m_versionsMissing = false;
    TextLabel *m_title;
    TextLabel *m_fullName;
    Badge *m_status;
    Badge *m_risk;
    AgeBand *m_age;
    QWidget *m_environmentBox = nullptr;
    CauseView *m_causes;
    InlineError *m_error;
    QWidget *m_factBox = nullptr;
    QWidget *m_versionBox = nullptr;
    QVBoxLayout *m_body = nullptr;
    Button *m_request;
    Button *m_install;
    Button *m_edit;
    Button *m_more;
};

} // namespace gatehouse
