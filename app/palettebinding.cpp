// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/palettebinding.h"

#include "core/contract/personas.h"
#include "widgets/common/actionregistry.h"
#include "widgets/common/environmentscope.h"
#include "widgets/common/overlay/overlayhost.h"
#include "widgets/common/vocabulary.h"
#include "widgets/shell/commandpalette.h"
#include "widgets/shell/mainwindow.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

PaletteBinding::PaletteBinding(ActionRegistry &actions, EnvironmentScope &scope, OverlayHost &overlays, MainWindow &window)
    : m_actions(actions)
    , m_scope(scope)
    , m_overlays(overlays)
    , m_window(window)
{
    connect(actions.action(u"shell.palette"_s), &QAction::triggered, this, [this] { open({}); });
    connect(actions.action(u"shell.commands"_s), &QAction::triggered, this, [this] { open(u">"_s); });
}

void PaletteBinding::setWorkspace(Workspace *workspace, bool sandbox)
{
    m_workspace = workspace;
    m_sandbox = sandbox;
}

void PaletteBinding::open(const QString &text)
{
    if (!m_workspace)
        return;
    BadgeLook context = environmentBadge(m_scope.current());
    const bool production = m_scope.current() == Environment::Production;
    const bool armed = m_workspace->lock.isArmed();
    if (production) {
        context.text = armed ? tr("production, armed") : tr("production, read-only");
        context.tone = armed ? Tone::Warn : Tone::Neutral;
    }
    auto *palette = new CommandPalette(entries(), context);
    connect(palette, &CommandPalette::finished, &m_overlays, &OverlayHost::close);
    connect(palette, &CommandPalette::chosen, this, &PaletteBinding::run);
    connect(&m_overlays, &OverlayHost::closed, palette, [palette](const QWidget *panel) {
        if (panel == palette)
            palette->deleteLater();
    });
    m_overlays.open(palette, OverlayHost::Placement::Top);
    palette->start(text);
}

QList<PaletteEntry> PaletteBinding::entries() const
{
    QList<PaletteEntry> all;
    addObjects(all);
    addCommands(all);
    addContexts(all);
    return all;
}

void PaletteBinding::addObjects(QList<PaletteEntry> &all) const
{
    using Section = PaletteEntry::Section;
    // Before anything is typed, what waits for this person stands first.
    for (const bool mine : {true, false}) {
        for (int row = 0; row < m_workspace->requests.count(); ++row) {
            const ApprovalRequest &request = m_workspace->requests.at(row);
            if ((request.queue == "your_turn"_L1) != mine)
                continue;
            const QString detail = tr("%1, %2").arg(term(request.type).word, environmentName(request.environment));
            all.append({Section::Open, u"request"_s, request.id.text(), tr("%1 %2 %3").arg(request.number, request.pluginName, request.version),
                mine ? tr("%1, your turn").arg(detail) : detail, {}, true, {}});
        }
    }
    static const pack::Fields<Plugin> shown({"id"_L1, "name"_L1, "latestVersion"_L1, "status"_L1});
    for (int row = 0; row < m_workspace->plugins.count(); ++row) {
        const Plugin plugin = m_workspace->plugins.rows().at(row, shown);
        const QString detail = tr("%1, %2").arg(plugin.latestVersion, term(plugin.status).word);
        all.append({Section::Open, u"plugin"_s, plugin.id.text(), plugin.name, detail, {}, true, {}});
        all.append({Section::Open, u"config"_s, plugin.id.text(), tr("%1 configuration").arg(plugin.name),
            environmentName(m_scope.current()), {}, true, {}});
    }
    for (int row = 0; row < m_workspace->operations.count(); ++row) {
        const Operation &operation = m_workspace->operations.at(row);
        all.append({Section::Open, u"operation"_s, operation.id.text(), tr("%1 %2 %3").arg(operation.number, term(operation.type).word, operation.subject),
            term(operation.status).word, {}, true, {}});
    }
}

void PaletteBinding::addCommands(QList<PaletteEntry> &all) const
{
    const QList<ActionSpec> specs = m_actions.all();
    for (const ActionSpec &spec : specs) {
        if (!spec.inPalette || !m_actions.isReachable(spec))
            continue;
        const QString reason = m_actions.blockedReason(spec.id);
        const QString keys = spec.keys.isEmpty() ? QString() : keyCaps(spec.keys.first()).join(u'\n');
        all.append({PaletteEntry::Section::Do, u"action"_s, spec.id, spec.text, spec.section, keys,
            m_actions.action(spec.id)->isEnabled(), reason});
    }
}

void PaletteBinding::addContexts(QList<PaletteEntry> &all) const
{
    for (const Environment environment : {Environment::Development, Environment::Staging, Environment::Production}) {
        all.append({PaletteEntry::Section::Switch, u"environment"_s, toWire(environment), tr("Environment: %1").arg(environmentName(environment)),
            {}, {}, true, {}});
    }
    if (!m_sandbox)
        return;
    for (const Persona &persona : sandboxPersonas()) {
        all.append({PaletteEntry::Section::Switch, u"persona"_s, persona.key, tr("Be %1").arg(persona.name), tr("local sandbox"), {}, true, {}});
    }
}

void PaletteBinding::run(const QString &kind, const QString &id)
{
    static const QHash<QString, QString> pages {{u"plugin"_s, u"registry"_s}, {u"request"_s, u"inbox"_s},
        {u"operation"_s, u"operations"_s}, {u"config"_s, u"config"_s}};
    if (kind == "action"_L1)
        m_actions.action(id)->trigger();
    else if (kind == "environment"_L1)
        m_scope.setCurrent(fromWire<Environment>(id));
    else if (kind == "persona"_L1)
        Q_EMIT personaChosen(id);
    else
        m_window.openPage(pages.value(kind), id);
}

} // namespace gatehouse
