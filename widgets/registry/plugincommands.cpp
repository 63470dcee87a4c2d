// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/registry/plugincommands.h"

#include "core/base/async.h"
#include "widgets/common/drafts/draftnote.h"
#include "widgets/common/environmentscope.h"
#include "widgets/common/overlay/formdialog.h"
#include "widgets/common/overlay/overlayhost.h"
#include "widgets/common/vocabulary.h"
#include "widgets/registry/exemptionrules.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QRegularExpression>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

bool changesWhatRuns(const QString &action)
{
    static const QStringList actions {u"install"_s, u"update"_s, u"rollback"_s, u"uninstall"_s, u"enable"_s, u"disable"_s};
    return actions.contains(action);
}

//! Fills \a box with the versions of a plugin as they arrive; the data is the version's id.
void fillVersions(QComboBox *box, const QFuture<Result<Page<PluginVersion>>> &versions, FormDialog *dialog, const VersionId &preferred)
{
    box->setEnabled(false);
    dialog->setBlockedReason(FormDialog::tr("Reading the versions…"));
    deliver(versions, dialog, [box, dialog, preferred](const Result<Page<PluginVersion>> &page) {
        if (!page) {
            dialog->showError(page.error());
            return;
        }
        for (const PluginVersion &version : page->items) {
            box->addItem(FormDialog::tr("%1, risk %2").arg(version.version, term(version.risk).word.toLower()), version.id.text());
            if (version.id == preferred)
                box->setCurrentIndex(box->count() - 1);
        }
        box->setEnabled(true);
        dialog->setBlockedReason({});
    });
}

} // namespace

const InstalledIn *installedIn(const Plugin &plugin, Environment environment)
{
    for (const InstalledIn &installed : plugin.installations) {
        if (installed.environment == environment)
            return &installed;
    }
    return nullptr;
}

PluginCommands::PluginCommands(RegistryService &registry, Submit submit, ProductionLock &lock, EnvironmentScope &scope,
    DraftKeeper &drafts, OverlayHost &overlays, QObject *parent)
    : QObject(parent)
    , m_registry(registry)
    , m_submit(std::move(submit))
    , m_lock(lock)
    , m_scope(scope)
    , m_drafts(drafts)
    , m_overlays(overlays)
{
}

QString PluginCommands::environmentWord() const
{
    return environmentName(m_scope.current());
}

QString PluginCommands::whyNot(const Plugin &plugin, const QString &action) const
{
    const InstalledIn *installed = installedIn(plugin, m_scope.current());
    if (action == "install"_L1 && installed)
        return tr("Runs in %1 already: request an update").arg(environmentWord());
    if (changesWhatRuns(action) && action != "install"_L1 && !installed)
        return tr("Does not run in %1").arg(environmentWord());
    if (!plugin.actions.allows(action)) {
        const QString reason = plugin.actions.whyNot(action);
        return reason.isEmpty() ? tr("Not possible in this state") : reason;
    }
    if (changesWhatRuns(action) && m_scope.current() == Environment::Production && !m_lock.isArmed())
        return tr("Read-only: arm first");
    return {};
}

void PluginCommands::show(FormDialog *dialog, const Plugin &plugin, const QString &what, const QString &where)
{
    const QString key = what + u'/' + plugin.id.text();
    keepDraft(*dialog, m_drafts, {where.isEmpty() ? key : QString(key + u'/' + where), plugin.name, plugin.etag});
    connect(dialog, &Dialog::accepted, this, [this, id = plugin.id] { Q_EMIT changed(id); });
    connect(dialog, &Dialog::accepted, dialog, &QObject::deleteLater);
    connect(dialog, &Dialog::rejected, dialog, &QObject::deleteLater);
    dialog->openOn(m_overlays);
}

void PluginCommands::request(const Plugin &plugin, const VersionId &preferred)
{
    const Environment environment = m_scope.current();
    const bool update = installedIn(plugin, environment);
    auto *dialog = new FormDialog(update ? tr("Request an update of %1").arg(plugin.name) : tr("Request %1").arg(plugin.name),
        tr("Opens an approval request for %1. The people it needs are chosen by risk and environment.").arg(environmentWord()),
        tr("Request"));
    dialog->setObjectName(u"requestDialog"_s);
    dialog->setPreferredSize({560, 620});
    const RequestType usual = update ? RequestType::Update : RequestType::Install;
    auto *kind = new QComboBox;
    kind->setObjectName(u"requestKind"_s);
    for (const RequestType type : {usual, RequestType::Exemption})
        kind->addItem(term(type).word, int(type));
    dialog->addRow(tr("Ask for"), kind);
    auto *version = new QComboBox;
    version->setObjectName(u"requestVersion"_s);
    // The versions come when it is shown already.
    version->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    dialog->addRow(tr("Version"), version);
    auto *rules = new ExemptionRules(m_registry);
    dialog->addRow(tr("From"), rules);
    auto *why = dialog->addText(tr("Why"), u"requestWhy"_s, tr("What it is needed for"));
    auto *impact = dialog->addText(tr("Impact"), u"requestImpact"_s, tr("Who and what it touches"));
    auto *undo = dialog->addText(tr("Undo"), u"requestUndo"_s, tr("How to take it back"));
    fillVersions(version, m_registry.versions(plugin.id), dialog, preferred.isEmpty() ? plugin.latestVersionId : preferred);
    offerExemption(dialog, kind, version, rules, environment);
    connect(dialog, &FormDialog::submitted, this, [=, this] {
        const auto type = RequestType(kind->currentData().toInt());
        const VersionRequest request {type, environment, VersionId(version->currentData().toString()), why->toPlainText(), impact->toPlainText(),
            undo->toPlainText(), type == RequestType::Exemption ? rules->ticked() : QStringList()};
        const QFuture<Result<ApprovalRequest>> answer = m_submit(request);
        dialog->await(transformed(answer, this, [this](const Result<ApprovalRequest> &opened) {
            if (opened)
                Q_EMIT requestOpened(opened->id);
            return opened;
        }));
    });
    show(dialog, plugin, u"request"_s, toWire(environment));
}

void PluginCommands::offerExemption(FormDialog *dialog, QComboBox *kind, QComboBox *version, ExemptionRules *rules, Environment environment)
{
    const auto follow = [=] {
        const bool exemption = RequestType(kind->currentData().toInt()) == RequestType::Exemption;
        dialog->setRowVisible(rules, exemption);
        if (version->count() == 0)
            return;
        if (exemption)
            rules->showRules(VersionId(version->currentData().toString()), environment);
        dialog->setBlockedReason(exemption ? rules->whyNot() : QString());
    };
    for (QComboBox *choice : {kind, version})
        connect(choice, &QComboBox::currentIndexChanged, dialog, follow);
    connect(rules, &ExemptionRules::tickedChanged, dialog, follow);
    follow();
}

void PluginCommands::edit(const Plugin &plugin)
{
    auto *dialog = new FormDialog(tr("Edit %1").arg(plugin.name), {}, tr("Save"));
    dialog->setObjectName(u"editPluginDialog"_s);
    dialog->setPreferredSize({480, 300});
    auto *owner = new QLineEdit(plugin.owner);
    owner->setObjectName(u"editOwner"_s);
    auto *tags = new QLineEdit(plugin.tags.join(u", "_s));
    tags->setObjectName(u"editTags"_s);
    auto *lifecycle = new QComboBox;
    lifecycle->setObjectName(u"editLifecycle"_s);
    for (const auto &[value, name] : enumNames<Lifecycle>()) {
        lifecycle->addItem(term(value).word, QString::fromLatin1(name));
        if (value == plugin.lifecycle)
            lifecycle->setCurrentIndex(lifecycle->count() - 1);
    }
    dialog->addRow(tr("Owner"), owner);
    dialog->addRow(tr("Tags"), tags);
    dialog->addRow(tr("Lifecycle"), lifecycle);
    connect(dialog, &FormDialog::submitted, this, [=, this] {
        PluginEdit edit;
        QStringList wanted = tags->text().split(u',', Qt::SkipEmptyParts);
        for (QString &tag : wanted)
            tag = tag.trimmed();
        const auto stage = fromWire<Lifecycle>(lifecycle->currentData().toString());
        if (owner->text().trimmed() != plugin.owner)
            edit.owner = owner->text().trimmed();
        if (wanted != plugin.tags)
            edit.tags = wanted;
        if (stage != plugin.lifecycle)
            edit.lifecycle = stage;
        if (edit.isEmpty())
            dialog->showError(inputError(u"unchanged"_s, tr("Nothing was changed.")));
        else
            dialog->await(m_registry.edit(plugin, edit));
    });
    show(dialog, plugin, u"edit"_s);
}

void PluginCommands::install(const Plugin &plugin)
{
    const Environment environment = m_scope.current();
    auto *dialog = new FormDialog(tr("Install %1 in %2").arg(plugin.name, environmentWord()),
        tr("Writes the version with its integrity pin into the environment and reads it back. Production needs an approved request for exactly this version."),
        tr("Install"));
    dialog->setObjectName(u"installDialog"_s);
    dialog->setPreferredSize({520, 320});
    auto *version = new QComboBox;
    version->setObjectName(u"installVersion"_s);
    dialog->addRow(tr("Version"), version);
    auto *reason = dialog->addText(tr("Reason"), u"installReason"_s);
    fillVersions(version, m_registry.versions(plugin.id), dialog, plugin.latestVersionId);
    connect(dialog, &FormDialog::submitted, this, [=, this] {
        InstallOrder order;
        order.pluginId = plugin.id;
        order.environment = environment;
        order.versionId = VersionId(version->currentData().toString());
        order.reason = reason->toPlainText();
        dialog->await(transformed(m_registry.install(order), this, [this](const Result<Operation> &started) {
            if (started)
                Q_EMIT operationStarted(started->id);
            return started;
        }));
    });
    show(dialog, plugin, u"install"_s, toWire(environment));
}

void PluginCommands::askReason(const Plugin &plugin, const QString &what, const QString &title, const QString &sentence, const QString &action,
    std::function<QFuture<Result<Operation>>(const QString &)> send)
{
    auto *dialog = new FormDialog(title, sentence, action);
    dialog->setObjectName(u"reasonDialog"_s);
    dialog->setPreferredSize({500, 280});
    auto *reason = dialog->addText(tr("Reason"), u"reasonText"_s);
    connect(dialog, &FormDialog::submitted, this, [this, dialog, reason, send = std::move(send)] {
        dialog->await(transformed(send(reason->toPlainText()), this, [this](const Result<Operation> &started) {
            if (started)
                Q_EMIT operationStarted(started->id);
            return started;
        }));
    });
    show(dialog, plugin, what, toWire(m_scope.current()));
}

void PluginCommands::rollBack(const Plugin &plugin)
{
    const InstalledIn installed = *installedIn(plugin, m_scope.current());
    askReason(plugin, u"rollback"_s, tr("Roll back %1 in %2").arg(plugin.name, environmentWord()),
        tr("Puts the version that ran before %1 back.").arg(installed.version), tr("Roll back"),
        [this, installed](const QString &reason) { return m_registry.rollBack(installed, reason); });
}

void PluginCommands::setEnabled(const Plugin &plugin, bool enabled)
{
    const InstalledIn installed = *installedIn(plugin, m_scope.current());
    askReason(plugin, enabled ? u"enable"_s : u"disable"_s,
        enabled ? tr("Enable %1 in %2").arg(plugin.name, environmentWord()) : tr("Disable %1 in %2").arg(plugin.name, environmentWord()),
        enabled ? tr("The version that was installed runs again.") : tr("It stays installed and does not run."),
        enabled ? tr("Enable") : tr("Disable"),
        [this, installed, enabled](const QString &reason) { return m_registry.setEnabled(installed, enabled, reason); });
}

void PluginCommands::uninstall(const Plugin &plugin)
{
    const InstalledIn installed = *installedIn(plugin, m_scope.current());
    askReason(plugin, u"uninstall"_s, tr("Remove %1 from %2").arg(plugin.name, environmentWord()),
        tr("Takes the version out of the environment. Its configuration stays."), tr("Remove"),
        [this, installed](const QString &reason) { return m_registry.uninstall(installed, reason); });
}

void PluginCommands::setBlocked(const Plugin &plugin, bool blocked)
{
    auto *dialog = new FormDialog(blocked ? tr("Block %1").arg(plugin.name) : tr("Lift the block of %1").arg(plugin.name),
        blocked ? tr("Nobody can install or request it until the block is lifted. What runs goes on running.") : tr("It can be requested and installed again."),
        blocked ? tr("Block") : tr("Lift the block"));
    dialog->setObjectName(u"blockDialog"_s);
    dialog->setPreferredSize({500, 290});
    auto *reason = dialog->addText(tr("Reason"), u"reasonText"_s);
    connect(dialog, &FormDialog::submitted, this,
        [=, this] { dialog->await(m_registry.setBlocked(plugin, blocked, reason->toPlainText())); });
    show(dialog, plugin, blocked ? u"block"_s : u"unblock"_s);
}

void PluginCommands::setDeprecated(const Plugin &plugin, bool deprecated)
{
    auto *dialog = new FormDialog(deprecated ? tr("Deprecate %1").arg(plugin.name) : tr("Take the deprecation of %1 back").arg(plugin.name),
        deprecated ? tr("It stays installed; whoever requests it is told why it should go.") : QString(),
        deprecated ? tr("Deprecate") : tr("Take back"));
    dialog->setObjectName(u"deprecateDialog"_s);
    dialog->setPreferredSize({500, 290});
    auto *reason = dialog->addText(tr("Reason"), u"reasonText"_s);
    connect(dialog, &FormDialog::submitted, this,
        [=, this] { dialog->await(m_registry.setDeprecated(plugin, deprecated, reason->toPlainText())); });
    show(dialog, plugin, deprecated ? u"deprecate"_s : u"undeprecate"_s);
}

void PluginCommands::importPackages()
{
    auto *dialog = new FormDialog(tr("Register packages"),
        tr("Reads them from the npm registry that the server is configured for, verifies their integrity and judges them."), tr("Register"));
    dialog->setObjectName(u"importDialog"_s);
    dialog->setPreferredSize({520, 290});
    auto *names = dialog->addText(tr("npm names"), u"importNames"_s, u"@backstage/plugin-techdocs"_s);
    connect(dialog, &FormDialog::submitted, this, [=, this] {
        static const QRegularExpression separators(u"[\\s,]+"_s);
        const QStringList wanted = names->toPlainText().split(separators, Qt::SkipEmptyParts);
        if (wanted.isEmpty()) {
            dialog->showError(inputError(u"empty"_s, tr("Name at least one package.")));
            return;
        }
        dialog->await(transformed(m_registry.importPackages(wanted), this, [this](const Result<Operation> &started) {
            if (started)
                Q_EMIT operationStarted(started->id);
            return started;
        }));
    });
    show(dialog, {}, u"import"_s);
}

} // namespace gatehouse
