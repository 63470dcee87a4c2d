// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/workflow.h"
#include "core/registry/registryservice.h"
#include "core/sync/productionlock.h"

#include <QFuture>

#include <functional>

class QComboBox;

namespace gatehouse {

class DraftKeeper;
class EnvironmentScope;
class ExemptionRules;
class FormDialog;
class OverlayHost;

//! What a person fills in to ask for a version.
struct VersionRequest
{
    RequestType type = RequestType::Unknown;
    Environment environment = Environment::Unknown;
    VersionId versionId;
    QString justification;
    QString impact;
    QString rollbackPlan;
    QStringList exempts; //!< Of an exemption: the rules it lifts.
};

//! Everything that changes a plugin, each behind its dialog. Knows why something cannot be done
//! now: the server's reason, or production that is not armed.
class PluginCommands final : public QObject
{
    Q_OBJECT
public:
    using Submit = std::function<QFuture<Result<ApprovalRequest>>(const VersionRequest &)>;

    PluginCommands(RegistryService &registry, Submit submit, ProductionLock &lock, EnvironmentScope &scope,
        DraftKeeper &drafts, OverlayHost &overlays, QObject *parent = nullptr);

    //! Empty when \a action ("request", "install", "rollback", ...) can be done with \a plugin now.
    QString whyNot(const Plugin &plugin, const QString &action) const;

    void request(const Plugin &plugin, const VersionId &preferred = {});
    void edit(const Plugin &plugin);
    void install(const Plugin &plugin);
    void rollBack(const Plugin &plugin);
    void setEnabled(const Plugin &plugin, bool enabled);
    void uninstall(const Plugin &plugin);
    void setBlocked(const Plugin &plugin, bool blocked);
    void setDeprecated(const Plugin &plugin, bool deprecated);
    //! Registers packages of the npm registry by name.
    void importPackages();

Q_SIGNALS:
    void requestOpened(const gatehouse::RequestId &id);
    void operationStarted(const gatehouse::OperationId &id);
    //! Something changed that is not in a store: versions, causes.
    void changed(const gatehouse::PluginId &id);

private:
    void offerExemption(FormDialog *dialog, QComboBox *kind, QComboBox *version, ExemptionRules *rules, Environment environment);
    //! \a what, the plugin and \a where name the draft of what is written in it.
    void show(FormDialog *dialog, const Plugin &plugin, const QString &what, const QString &where = {});
    void askReason(const Plugin &plugin, const QString &what, const QString &title, const QString &sentence, const QString &action,
        std::function<QFuture<Result<Operation>>(const QString &)> send);
    QString environmentWord() const;

    RegistryService &m_registry;
    Submit m_submit;
    ProductionLock &m_lock;
    EnvironmentScope &m_scope;
    DraftKeeper &m_drafts;
    OverlayHost &m_overlays;
};

//! What runs in \a environment; null when nothing does.
const InstalledIn *installedIn(const Plugin &plugin, Environment environment);

} // namespace gatehouse
